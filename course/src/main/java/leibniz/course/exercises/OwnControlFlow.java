package leibniz.course.exercises;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import leibniz.autograd.DType;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import leibniz.course.NotWritten;
import leibniz.course.Notebook.Ended;
import leibniz.course.exercises.Finding.Failed;
import leibniz.course.exercises.Finding.Passed;
import leibniz.course.exercises.Finding.Row;
import leibniz.display.Displayable;
import leibniz.display.Displays;
import org.jspecify.annotations.Nullable;

/** A function of the learner's own whose graph depends on its argument. */
final class OwnControlFlow {
    private static final String HEAD = "Tensor branchy(Tensor a)";
    private static final double H = 1e-6;
    private static final double TOLERANCE = 1e-4;
    private static final double FIRST = 0.15;
    private static final double STEP = 0.35;
    private static final int PLACES = 10;
    /** A branch alone makes two. */
    private static final int LEAST_GRAPHS = 3;

    private static final Text NO_LOOP = new Text(
            "there is no loop in it: write one that runs as long as something computed from a asks for it.",
            "里面没有循环：请写一个循环，是否继续取决于由 a 算出的量。");
    private static final Text NO_BRANCH = new Text(
            "there is no branch in it: write an if, or ? :, that depends on a.",
            "里面没有分支：请写一个取决于 a 的 if 或 ? :。");
    private static final Text CUT = new Text(
            "the result has no graph: numbers taken out with item() do not remember a; compute the result from the tensor a itself.",
            "结果没有计算图：用 item() 取出的数不记得 a；请用张量 a 本身计算结果。");
    private static final Text ONE_GRAPH = new Text(
            "there are fewer than three different graphs for all numbers tried: how often the loop runs must depend on a, and so must the branch.",
            "对试过的所有数，不同的计算图少于三种：循环次数要取决于 a，分支也要取决于 a。");
    private static final Text WRONG_GRADIENT = new Text(
            "the gradient does not agree with differences: a part of the result is computed outside the graph, by item() or detach().",
            "梯度与差商不一致：结果的一部分是在图外算的（item() 或 detach()）。");
    private static final Text NOT_A_NUMBER = new Text("the result must be a single number.", "结果必须是一个标量。");

    static final Exercise EXERCISE = new Exercise("own-control-flow", "09-control-flow")
            .title("Control flow of your own", "自己的控制流")
            .task("""
                    Invent a function `branchy` from a number to a number that has both a loop and a branch which depend on `a`. Its graph must differ for different `a`; its gradient must still be right (it is compared with differences away from the jumps). It is tried with numbers between −3.5 and 3.5, not with 0.""",
                    """
                            自己设计一个从标量到标量的函数 `branchy`，其中既有循环又有分支，且都取决于 `a`。不同的 `a` 要产生不同的计算图，而梯度仍要正确（在跳跃点之外与差商比较）。检查时用 −3.5 到 3.5 之间的数，不含 0。""")
            .declares(HEAD, """
                    var b = a * a;
                    while (b < 10) {
                        b = b * 2;
                    }
                    return a > 0 ? b : b.sin();""")
            .alsoRight("""
                    Tensor sum = a.mul(0);
                    int n = (int) Math.abs(a.item() * 3);
                    for (int i = 0; i <= n; i++) {
                        sum = sum.add(a.pow(2).div(i + 1));
                    }
                    if (a.item() < 1) {
                        sum = sum.neg();
                    }
                    return sum;""")
            .alsoRight("""
                    var x = a;
                    do {
                        x = x > 1 ? x / 2 : x * x + 1;
                    } while (x.item() < 1.5);
                    return x.exp();""")
            .hint("Begin with a loop: `var b = a * 2; while (b.norm() < 10) b = b * 2;`.",
                    "先写循环：`var b = a * 2; while (b.norm() < 10) b = b * 2;`。")
            .hint("Then a branch: `return a > 0 ? b : 3 * b;`.", "再写分支：`return a > 0 ? b : 3 * b;`。")
            .hint("Conditions may use `item()`, but the result must be computed with tensors.",
                    "条件里可以用 `item()`，但结果必须用张量计算。")
            .check(new Branches())
            .next("Next: slopes of the sine at many points, in `sine-slope`.", "接下来：`sine-slope`，许多点上正弦的斜率。");

    private OwnControlFlow() {}

    private static final class Branches implements Check {
        @Override
        public List<Mistake> mistakes() {
            return List.of(mistake("return a > 0 ? 2 * a : 3 * a;", NO_LOOP),
                    mistake("var b = a;\nwhile (b.norm() < 10) {\n    b = b * 2;\n}\nreturn b;", NO_BRANCH),
                    mistake("double b = a.item();\nwhile (Math.abs(b) < 10) {\n    b = b * 2;\n}\nreturn tensor(FLOAT64, b > 0 ? b : 3 * b);",
                            CUT),
                    mistake("var b = a;\nfor (int i = 0; i < 3; i++) {\n    b = b * 2;\n}\nreturn true ? b : 3 * b;",
                            ONE_GRAPH),
                    mistake("var b = a * a;\nwhile (b < 10) {\n    b = b * (1 + a.item() * a.item());\n}\nreturn a > 0 ? b : 3 * b;",
                            WRONG_GRADIENT),
                    mistake("var b = stack(0, a, a);\nwhile (b.norm() < 10) {\n    b = b * 2;\n}\nreturn a > 0 ? b : 3 * b;",
                            NOT_A_NUMBER));
        }

        private static Mistake mistake(String body, Text diagnosis) {
            return new Mistake(body, diagnosis, (trials, source) -> false);
        }

        /** One value of the function: its slope by backward, and the operations that it took. */
        private record Point(double value, double slope, String graph) {}

        @Override
        public Finding run(Attempt attempt) throws InterruptedException {
            List<Double> places = new ArrayList<>();
            for (int i = 0; i < PLACES; i++) {
                places.add(FIRST + i * STEP);
                places.add(-FIRST - i * STEP);
            }
            Set<String> graphs = new HashSet<>();
            SortedMap<Double, Double> slopes = new TreeMap<>();
            SortedMap<Double, Double> differences = new TreeMap<>();
            Failed wrong = null;
            for (double x : places) {
                Ended ended = attempt.run(() -> at(attempt, x));
                if (!(ended.value() instanceof Point point)) {
                    Text reason = ended.thrown() instanceof Problem problem
                            ? problem.text
                            : attempt.reason(ended);
                    return ended.thrown() instanceof NotWritten
                            ? Failed.because(reason)
                            : Failed.because(reason, Row.of("a", x));
                }
                graphs.add(point.graph);
                Ended above = attempt.run(() -> at(attempt, x + H));
                Ended below = attempt.run(() -> at(attempt, x - H));
                if (above.value() instanceof Point a && below.value() instanceof Point b
                        && a.graph.equals(b.graph) && a.graph.equals(point.graph)) {
                    double difference = (a.value - b.value) / (2 * H);
                    slopes.put(x, point.slope);
                    differences.put(x, difference);
                    if (wrong == null && !Values.close(difference, point.slope, TOLERANCE)) {
                        wrong = Failed.because(WRONG_GRADIENT, Row.of("a", x),
                                new Row(new Text("by backward", "反向得到"), Values.text(point.slope)),
                                new Row(new Text("by differences", "差商得到"), Values.text(difference)));
                    }
                }
            }
            if (wrong != null) {
                return wrong.with(Pictures.chart(List.copyOf(slopes.keySet()),
                        List.copyOf(differences.values()), new Text("by differences", "差商得到"),
                        List.copyOf(slopes.values()), new Text("by backward", "反向得到")));
            }
            String source = attempt.source("branchy");
            if (!source.matches("(?s).*\\b(while|for|do)\\b.*")) {
                return Failed.because(NO_LOOP);
            }
            if (!source.matches("(?s).*(\\b(if|switch)\\b|\\?).*")) {
                return Failed.because(NO_BRANCH);
            }
            if (graphs.size() < LEAST_GRAPHS) {
                return Failed.because(ONE_GRAPH).with(graphs(attempt));
            }
            return new Passed(Text.of("%s numbers, with %s different graphs", "%s 个数，%s 种不同的计算图",
                    slopes.size(), graphs.size()));
        }

        /** What ran at two places that lie far apart. */
        private static @Nullable Displayable graphs(Attempt attempt) throws InterruptedException {
            double last = FIRST + (PLACES - 1) * STEP;
            Text caption = Text.of("What ran for a = %s and for a = %s:", "a = %s 和 a = %s 时实际执行的运算：",
                    Values.number(FIRST), Values.number(-last));
            Ended ended = attempt.run(() -> Pictures.captioned(caption,
                    Displays.graph(result(attempt, FIRST), result(attempt, -last))));
            return ended.value() instanceof Displayable picture ? picture : null;
        }

        private static Tensor result(Attempt attempt, double x) throws ReflectiveOperationException {
            return (Tensor) attempt.invoke("branchy",
                    Tensors.tensor(DType.FLOAT64, x).requiresGrad_(true));
        }

        private static Point at(Attempt attempt, double x) throws Exception {
            Tensor a = Tensors.tensor(DType.FLOAT64, x).requiresGrad_(true);
            Tensor y = (Tensor) attempt.invoke("branchy", a);
            if (y == null || y.numel() != 1) {
                throw new Problem(NOT_A_NUMBER);
            }
            if (!y.requiresGrad()) {
                throw new Problem(CUT);
            }
            String graph = Graph.of(y).nodes().stream().map(GraphNode::name)
                    .collect(Collectors.joining(" "));
            y.reshape().backward();
            return new Point(y.item(), Objects.requireNonNull(a.grad()).item(), graph);
        }
    }

    private static final class Problem extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Text text;

        Problem(Text text) {
            this.text = text;
        }
    }
}
