package leibniz.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import leibniz.autograd.Graph;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;

/**
 * Every formula that steps prints is computed: what runs, what its rule gives each operand, and what has been
 * added up there, against the values and gradients of the engine.
 */
class StepsNumbersTest extends WithNotebook {
    private static final int GRAPHS = 300;
    private static final long SEED = Long.getLong("leibniz.graphs.seed", 1);

    int compared;
    private int unread;
    final List<String> faults = new ArrayList<>();
    /** By the name of a value, the operation that made it. */
    private final Map<String, String> madeBy = new HashMap<>();
    /** The operations of which a formula, and a rule, was computed. */
    private final Set<String> formulas = new TreeSet<>();
    private final Set<String> rules = new TreeSet<>();

    @Test
    void everyFormulaHolds() {
        for (int i = 0; i < GRAPHS; i++) {
            TestNotebook.clear();
            Tensor z = RandomGraphs.next(new Random(SEED * 1000 + i));
            if (!z.requiresGrad()) {
                continue;
            }
            var graph = Graph.of(z);
            var names = new MathNames(graph, null);
            madeBy.clear();
            graph.nodes().stream()
                    .flatMap(node -> node.parts().isEmpty() ? Stream.of(node) : node.parts().stream())
                    .forEach(node -> madeBy.put(names.text(node), node.name()));
            check(Displays.steps(z).toString(), ExplainNumbersTest.known(graph, names),
                    "seed " + SEED + ", graph " + i);
        }
        assertEquals("", String.join("\n\n", faults.subList(0, Math.min(20, faults.size()))),
                faults.size() + " faults");
        assertTrue(compared > 20 * GRAPHS, "compared only " + compared);
        assertTrue(unread < compared / 8, unread + " beside " + compared + " could not be read");
        assertEquals(Set.of(), without(FormulaCoverage.VALUES, formulas), "formulas that were not computed");
        assertEquals(Set.of(), without(FormulaCoverage.RULES, rules), "rules that were not computed");
    }

    private static Set<String> without(Set<String> all, Set<String> covered) {
        var rest = new TreeSet<>(all);
        rest.removeAll(covered);
        return rest;
    }

    @Test
    void aFalseRuleIsFound() {
        Map<String, FormulaValue> names = new HashMap<>();
        names.put("x", FormulaValue.of(3));
        names.put("y", FormulaValue.of(9));
        names.put("y\u0304", FormulaValue.of(1));
        names.put("x\u0304", FormulaValue.of(6));
        check("""
                1. y
                    runs      y = x\u00b2 = 9
                    comes in  y\u0304 = 1, where the pass starts
                    rule      x\u0304 += 2y\u0304x
                    goes out  to x: 6
                    added up  x\u0304 = 6, complete""", names, "");
        assertEquals(List.of(), faults);
        for (var line : List.of("    runs      y = 2x", "    comes in  x\u0304 = 5",
                "    rule      x\u0304 += x\n    goes out  to x: 6", "    added up  x\u0304 = 5, complete")) {
            faults.clear();
            check(line, names, "");
            assertEquals(1, faults.size(), line);
        }
    }

    void check(String text, Map<String, FormulaValue> names, String where) {
        String rule = "";
        String running = "";
        for (var line : text.split("\n", -1)) {
            String label = line.length() < 14 ? "" : line.substring(0, 14).strip();
            String content = line.length() < 14 ? "" : line.substring(14);
            switch (label) {
                case "runs" -> {
                    running = FormulaReader.sides(content).getFirst();
                    if (agree(FormulaReader.sides(content), names, where)) {
                        formulas.add(madeBy.getOrDefault(running, ""));
                    }
                }
                case "comes in" ->
                    agree(FormulaReader.sides(content.replaceFirst(", where the pass starts", "")), names,
                            where);
                case "rule" -> rule = content.replaceFirst("^.* \\+= ", "");
                case "goes out" -> {
                    if (agree(List.of(rule, content.replaceFirst("^to [^:]*: ", "")), names,
                            where + ": " + line)) {
                        rules.add(madeBy.getOrDefault(running, ""));
                    }
                }
                case "added up" -> {
                    boolean complete = !content.contains("parts have arrived");
                    var sides = FormulaReader
                            .sides(content.replaceFirst(", (complete|\\d+ of \\d+ parts .*)$", ""));
                    if (complete) {
                        agree(sides, names, where);
                    }
                }
                default -> {
                }
            }
        }
    }

    /** Whether all sides could be read. */
    private boolean agree(List<String> sides, Map<String, FormulaValue> names, String where) {
        FormulaValue before = null;
        boolean all = true;
        for (var side : sides) {
            FormulaValue value;
            try {
                value = FormulaReader.read(side.replaceFirst("^\\[(?!\\[)(.*)]$", "[$1]\u1d40"), names);
            } catch (IllegalStateException | ArrayIndexOutOfBoundsException unreadable) {
                unread++;
                all = false;
                if (!side.matches(
                        ".*(elsewhere|Copy|operand|from the end|that of |Flip|Permute|Cat|CumSum|Gather|Reshape"
                                + "|Softmax|CrossEntropy|logsoftmax|CrossEntropy|\\[::-1]).*")) {
                    faults.add(where + ": " + unreadable.getMessage() + "\n" + String.join(" = ", sides));
                }
                continue;
            }
            if (before != null) {
                compared++;
                if (!before.agrees(value)) {
                    faults.add(where + ": " + String.join(" = ", sides));
                }
            }
            before = value;
        }
        return all;
    }
}
