package leibniz.display;

import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.cat;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import leibniz.display.FormulaReader.Value;
import org.junit.jupiter.api.Test;

/** Every side of every equation that explain and steps print is computed, and must be what the others are. */
class ExplainNumbersTest extends WithNotebook {
    private static final int GRAPHS = 300;
    private static final long SEED = Long.getLong("leibniz.graphs.seed", 1);
    private static final int OPERATIONS = 6;

    private int compared;
    private int unread;
    private final List<String> faults = new ArrayList<>();

    /** Random numbers between 0.5 and 1.5, of which no rule is at a kink. */
    private static Tensor vector(Random random) {
        return tensor(FLOAT64, 0.5 + random.nextDouble(), 0.5 + random.nextDouble(),
                0.5 + random.nextDouble());
    }

    /** Each value has a name of its own. */
    private static Tensor graph(Random random) {
        var values = new ArrayList<Tensor>();
        values.add(leaf("w", vector(random)));
        values.add(name("c", vector(random)));
        Tensor matrix = name("A", tensor(FLOAT64, 1, 0.5, 0.2, 0, 1, 0.3, 0.4, 0.1, 1).reshape(3, 3));
        for (int i = 0; i < OPERATIONS; i++) {
            Tensor a = values.get(i == 0 ? 0 : values.size() - 1);
            Tensor b = values.get(random.nextInt(values.size()));
            Tensor y = switch (random.nextInt(20)) {
                case 0 -> a.sin();
                case 1 -> a.tanh();
                case 2 -> a.square();
                case 3 -> a.mul(b);
                case 4 -> a.add(b);
                case 5 -> a == b ? a.mul(0.5) : a.sub(b);
                case 6 -> a.div(b.square().add(1));
                case 7 -> a.mul(0.25).exp();
                case 8 -> a.sigmoid();
                case 9 -> a.mul(3);
                case 10 -> a.dim() == 1 ? matrix.matmul(a) : a.neg();
                case 11 -> a.dim() == 1 ? a.get(random.nextInt(3)) : a.mul(b);
                case 12 -> a.dim() == 1 ? a.flip(0) : a.add(b);
                case 13 -> a.dim() == 1 ? cat(0, a.narrow(0, 1, 2), a.narrow(0, 0, 1)) : a.mul(2);
                case 14 -> a.dim() == 1 ? a.softmax(0) : a.cos();
                case 15 -> a.dim() == 1 && b.dim() == 1 ? a.dot(b) : a.mul(b);
                case 16 -> a.square().add(1).log();
                case 17 -> a.dim() == 1 ? a.mul(a.norm()) : a.abs();
                case 18 -> a.dim() == 1 ? a.reshape(3, 1).reshape(3) : a.add(0.5);
                default -> a.dim() == 1 ? a.cumsum(0) : a.square();
            };
            values.add(name("v" + (i + 1), y));
        }
        Tensor last = values.getLast();
        return name("z", last.dim() == 1 ? last.sum() : last.mul(1.5));
    }

    @Test
    void everyEquationHolds() {
        for (int i = 0; i < GRAPHS; i++) {
            TestNotebook.clear();
            Tensor z = graph(new Random(SEED * 1000 + i));
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
        Map<String, Value> names = new HashMap<>();
        names.put("x", Value.of(new double[][]{ { 1 }, { 2 }, { 3 } }));
        names.put("u", Value.of(2));
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

    private static Map<String, Value> known(Tensor z) {
        var graph = Graph.of(z);
        var names = new MathNames(graph, graph.find((Tensor) TestNotebook.VARIABLES.get("w")));
        var gradients = NodeGradients.of(graph);
        var factors = new Factors(names);
        Map<String, Value> known = new HashMap<>();
        known.put("\uD835\uDFCF", Value.of(new double[][]{ { 1 }, { 1 }, { 1 } })); // all vectors have three
                                                                                    // elements
        known.put("\uD835\uDFCE", Value.of(new double[][]{ { 0 }, { 0 }, { 0 } }));
        for (var node : graph.nodes()) {
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
                        known.put("\u2202" + name + "/\u2202" + names.text(input), Value.of(jacobian));
                    }
                }
            }
        }
        return known;
    }

    private static Value row(Value column) {
        return Value.of(MathText.rows(column.rows()[0].length, column.rows().length,
                (i, j) -> column.rows()[j][i]));
    }

    private static Value value(Tensor x) {
        var elements = new Elements(x);
        double[] numbers = elements.numbers();
        int columns = elements.shape.length == 2 ? elements.shape[1] : 1;
        return Value.of(MathText.rows(numbers.length / columns, columns, (i, j) -> numbers[i * columns + j]));
    }

    /** Lines that begin with a sign go on with the line before. */
    private void check(String text, Map<String, Value> names, String where) {
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
            var sides = equation.replaceAll("  \\(.*? elsewhere\\)", "").replaceAll(" \\(\\d+, ?\\d*\\)", "")
                    .replaceAll(" \\(\\d+\\) ", " ").split(" = | \u2248 |^[=\u2248] ", -1);
            Value before = null;
            for (var side : sides) {
                Value value;
                try {
                    value = FormulaReader.read(side, names);
                } catch (IllegalStateException | ArrayIndexOutOfBoundsException unreadable) {
                    unread++;
                    if (!side.matches(
                            ".*(Get|Flip|Narrow|Cat|Softmax|CumSum|Reshape|\u22ee|elsewhere|places|operand"
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
