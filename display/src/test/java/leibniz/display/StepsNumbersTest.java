package leibniz.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import leibniz.autograd.Graph;
import leibniz.autograd.Tensor;
import leibniz.display.FormulaReader.Value;
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

    @Test
    void everyFormulaHolds() {
        for (int i = 0; i < GRAPHS; i++) {
            TestNotebook.clear();
            Tensor z = RandomGraphs.next(new Random(SEED * 1000 + i));
            if (!z.requiresGrad()) {
                continue;
            }
            var graph = Graph.of(z);
            check(Displays.steps(z).toString(), ExplainNumbersTest.known(graph, new MathNames(graph, null)),
                    "seed " + SEED + ", graph " + i);
        }
        assertEquals("", String.join("\n\n", faults.subList(0, Math.min(20, faults.size()))),
                faults.size() + " faults");
        assertTrue(compared > 20 * GRAPHS, "compared only " + compared);
        assertTrue(unread < compared / 8, unread + " beside " + compared + " could not be read");
    }

    @Test
    void aFalseRuleIsFound() {
        Map<String, Value> names = new HashMap<>();
        names.put("x", Value.of(3));
        names.put("y", Value.of(9));
        names.put("y\u0304", Value.of(1));
        names.put("x\u0304", Value.of(6));
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

    void check(String text, Map<String, Value> names, String where) {
        String rule = "";
        for (var line : text.split("\n", -1)) {
            String label = line.length() < 14 ? "" : line.substring(0, 14).strip();
            String content = line.length() < 14 ? "" : line.substring(14);
            switch (label) {
                case "runs" -> agree(List.of(content.split(" = | \u2248 ", -1)), names, where);
                case "comes in" -> agree(List.of(content.replaceFirst(",? ?where .*", "")
                        .split(" = | \u2248 ", -1)), names, where);
                case "rule" -> rule = content.replaceFirst("^.* \\+= ", "");
                case "goes out" -> agree(List.of(rule, content.replaceFirst("^to [^:]*: ", "")), names,
                        where + ": " + line);
                case "added up" -> {
                    boolean complete = !content.contains("parts have arrived");
                    var sides = content.replaceFirst(", (complete|\\d+ of \\d+ parts .*)$", "")
                            .split(" = | \u2248 ", -1);
                    if (complete) {
                        agree(List.of(sides), names, where);
                    }
                }
                default -> {
                }
            }
        }
    }

    private void agree(List<String> sides, Map<String, Value> names, String where) {
        Value before = null;
        for (var side : sides) {
            Value value;
            try {
                value = FormulaReader.read(side.replaceFirst("^\\[(?!\\[)(.*)]$", "[$1]\u1d40"), names);
            } catch (IllegalStateException | ArrayIndexOutOfBoundsException unreadable) {
                unread++;
                if (!side.matches(
                        ".*(elsewhere|Copy|operand|from the end|that of |Flip|Cat|CumSum|Gather|Reshape"
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
    }
}
