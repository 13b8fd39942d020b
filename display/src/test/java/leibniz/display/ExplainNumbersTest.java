package leibniz.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;

/** Every side of every equation that explain prints is computed, and must be what the others are. */
class ExplainNumbersTest extends WithNotebook {
    private static final int GRAPHS = 300;
    private static final long SEED = Long.getLong("leibniz.graphs.seed", 1);

    int compared;
    private int unread;
    final List<String> faults = new ArrayList<>();

    @Test
    void everyEquationHolds() {
        for (int i = 0; i < GRAPHS; i++) {
            TestNotebook.clear();
            Tensor z = RandomGraphs.next(new Random(SEED * 1000 + i));
            Tensor w = (Tensor) TestNotebook.VARIABLES.get("w");
            if (Graph.of(z).find(w) == null) {
                continue;
            }
            check(Displays.explain(z, w).toString(), known(z), "seed " + SEED + ", graph " + i);
            z.backward();
        }
        assertEquals("",
                String.join("\n\n",
                        faults.subList(0, Math.min(60, faults.size())).stream()
                                .map(f -> f.substring(0, Math.min(500, f.length()))).toList()),
                faults.size() + " faults");

        assertTrue(compared > 10 * GRAPHS, "compared only " + compared);
        assertTrue(unread < compared / 4, unread + " of " + compared + " could not be read");
    }

    /** The reader finds what is wrong: a formula without its index, a lost transpose, a lost factor. */
    @Test
    void aFalseEquationIsFound() {
        Map<String, FormulaValue> names = new HashMap<>();
        names.put("x", FormulaValue.of(new double[][]{ { 1 }, { 2 }, { 3 } }));
        names.put("u", FormulaValue.of(2));
        for (var line : List.of("    u = x", "    x = [1, 2, 3]", "    u = 2\u00b7u",
                "    u + x = [3, 4, 6]\u1d40")) {
            faults.clear();
            check(line, names, "");
            assertEquals(1, faults.size(), line);
        }
        faults.clear();
        check("    \u27e8x,x\u27e9 = 14 = u\u00b2 + 10\n    3x\u1d40 = [3, 6, 9]\n    diag(x) x = [1, 4, 9]\u1d40",
                names, "");
        assertEquals(List.of(), faults);
        assertThrows(IllegalStateException.class, () -> FormulaReader.read("x \u00b7 x", names), "shapes");
    }

    private static Map<String, FormulaValue> known(Tensor z) {
        var graph = Graph.of(z);
        return known(graph, new MathNames(graph, graph.find((Tensor) TestNotebook.VARIABLES.get("w"))));
    }

    /** What the names in the formulas of a graph stand for: values, gradients under a bar, and Jacobians. */
    static Map<String, FormulaValue> known(Graph graph, MathNames names) {
        var gradients = NodeGradients.of(graph);
        var factors = new Factors(names);
        Map<String, FormulaValue> known = new HashMap<>();
        for (var node : graph.nodes().stream()
                .flatMap(node -> Stream.concat(node.parts().stream(), Stream.of(node))).toList()) {
            String name = names.text(node);
            if (name.isEmpty() || node.value() == null) {
                continue;
            }
            known.put(name, value(node.value()));
            if (gradients.containsKey(node)) {
                known.put(name.charAt(0) + Cotangents.BAR + name.substring(1), value(gradients.get(node)));
                known.put("\u2202z/\u2202" + name, row(value(gradients.get(node))));
            }
            for (var input : node.inputs()) {
                if (node.kind() == GraphNode.Kind.OPERATION && !names.text(input).isEmpty()
                        && NodeGradients.needsGradient(input)) {
                    double[][] jacobian = factors.of(node, input).value;
                    if (jacobian != null) {
                        known.put("\u2202" + name + "/\u2202" + names.text(input), FormulaValue.of(jacobian));
                    }
                }
            }
        }
        return known;
    }

    private static FormulaValue row(FormulaValue column) {
        return FormulaValue.of(MathText.rows(column.rows()[0].length, column.rows().length,
                (i, j) -> column.rows()[j][i]));
    }

    static FormulaValue value(Tensor x) {
        var elements = new Elements(x);
        double[] numbers = elements.numbers();
        int columns = elements.shape.length == 2 ? elements.shape[1] : 1;
        return FormulaValue
                .of(MathText.rows(numbers.length / columns, columns, (i, j) -> numbers[i * columns + j]));
    }

    /** Lines that begin with a sign go on with the line before. */
    void check(String text, Map<String, FormulaValue> names, String where) {
        var equations = new ArrayList<String>();
        for (var line : text.split("\n", -1)) {
            if (!line.startsWith("    ")) {
                continue;
            }
            if (line.startsWith("        ")) {
                equations.add(equations.removeLast() + " " + line.strip());
            } else {
                equations.addAll(List.of(line.strip().split(",  ")));
            }
        }
        for (var equation : equations) {
            var sides = FormulaReader.sides(equation.replaceAll("  \\(.*? elsewhere\\)", "")
                    .replaceAll(" \\(\\d+, ?\\d*\\)", "").replaceAll(" \\(\\d+\\) ", " "));
            FormulaValue before = null;
            for (var side : sides) {
                FormulaValue value;
                try {
                    value = FormulaReader.read(side, names);
                } catch (IllegalStateException | ArrayIndexOutOfBoundsException unreadable) {
                    unread++;
                    if (!side.matches(
                            ".*(Get|Flip|logsoftmax|Narrow|Cat|Softmax|CrossEntropy|CumSum|Reshape|\u22ee|elsewhere|places|operand"
                                    + "|from the end|\u22ef).*")) {
                        faults.add(where + ": " + unreadable.getMessage() + "\n" + equation);
                    }
                    continue;
                }
                if (before != null) {
                    compared++;
                    if (!before.agrees(value)) {
                        faults.add(where + ": " + side + "\nin " + equation + "\nis "
                                + java.util.Arrays.deepToString(
                                        value.rows())
                                + " beside " + java.util.Arrays.deepToString(before.rows()) + "\n" + text);
                    }
                }
                before = value;
            }
        }
    }
}
