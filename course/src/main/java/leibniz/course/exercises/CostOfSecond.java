package leibniz.course.exercises;

import static leibniz.autograd.Autograd.grad;

import java.util.Arrays;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;
import leibniz.autograd.GraphOption;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import org.jspecify.annotations.Nullable;

/** How many operations a derivative, and its derivative, are made of. */
final class CostOfSecond {
    private static final String HEAD = "long[] costOfSecond(int n)";
    private static final String SETUP = """
            var x = tensor(1.5).requiresGrad_(true);
            var y = x;
            for (int i = 1; i < n; i++) {
                y = y * x;
            }
            var first = grad(y, x, CREATE_GRAPH);
            var second = grad(first, x, CREATE_GRAPH);
            """;
    private static final String COUNT = """
            long[] counts = new long[3];
            int i = 0;
            for (var result : List.of(y, first, second)) {
                counts[i++] = Graph.of(result).nodes().stream().filter(node -> node.kind() == GraphNode.Kind.OPERATION).count();
            }
            """;

    private static final Check CHECK = new ValueCheck(HEAD, draw -> Args.of(draw.size(3, 7)),
            a -> counts(a.integer(0))).draws(8)
            .mistake(SETUP + COUNT + "counts[1] -= counts[0];\ncounts[2] -= counts[0];\nreturn counts;",
                    a -> {
                        long[] c = counts(a.integer(0));
                        return new long[]{ c[0], c[1] - c[0], c[2] - c[0] };
                    },
                    "the forward part is left out of the later counts: the graph of the gradient leads through y's operations, so count all of it.",
                    "后两个数少算了前向部分：梯度的计算图也经过 y 的运算，要全部计入。")
            .mistake(SETUP + COUNT + "counts[2] = counts[1];\nreturn counts;", a -> {
                long[] c = counts(a.integer(0));
                return new long[]{ c[0], c[1], c[1] };
            }, "the third count is that of the first derivative again: count the graph of the second.",
                    "第三个数又是一阶导数的：应数二阶导数的计算图。")
            .mistake(SETUP + COUNT.replace(".filter(node -> node.kind() == GraphNode.Kind.OPERATION)", "")
                    + "return counts;", a -> nodes(a.integer(0)),
                    "all nodes are counted, x and the constants among them: count those of the kind OPERATION alone.",
                    "把所有节点都数了，包括 x 和常数：只数种类是 OPERATION 的。")
            .mistake("return new long[] {n - 1, 2 * n - 2, 3 * n - 3};",
                    a -> new long[]{ a.integer(0) - 1, 2 * a.integer(0) - 2, 3 * a.integer(0) - 3 },
                    "the derivatives do not cost the same again: count with Graph.of(...) what is really recorded.",
                    "求导的代价不是每次都相同：请用 Graph.of(...) 数实际记录的运算。")
            .mistake(SETUP + COUNT + "counts[0]++;\nreturn counts;", a -> {
                long[] c = counts(a.integer(0));
                return new long[]{ c[0] + 1, c[1], c[2] };
            }, "n factors take n − 1 multiplications.", "n 个因子只要 n − 1 次乘法。")
            .picture(Pictures.graph(
                    new Text(
                            "The graph whose operations are counted wrongly first; leaves and constants are no operations.",
                            "最先数错的那张计算图；叶子和常数不是运算。"),
                    (attempt, shown) -> new Tensor[]{
                            results(shown.args().integer(0))[firstWrong(shown.right(),
                                    shown.ended().value())] }));

    static final Exercise EXERCISE = new Exercise("cost-of-second", "12-higher-derivatives")
            .title("What the second derivative costs", "二阶导数的代价")
            .task("""
                    Let $y = x \\cdot x \\cdots x$ with $n$ factors, computed by multiplying from the left. Return three counts of recorded operations: in the graph of $y$, in that of its derivative, and in that of its second derivative (both made with CREATE_GRAPH). `Graph.of(t).nodes()` gives the nodes of a graph, and `node.kind() == GraphNode.Kind.OPERATION` says whether one is an operation.""",
                    """
                            设 $y = x \\cdot x \\cdots x$，共 $n$ 个因子，从左到右相乘。返回三个数：$y$ 的计算图、一阶导数的计算图、二阶导数的计算图（都用 CREATE_GRAPH）中记录的运算个数。`Graph.of(t).nodes()` 给出图的节点，`node.kind() == GraphNode.Kind.OPERATION` 判断它是不是运算。""")
            .declares(HEAD, SETUP + COUNT + "return counts;")
            .alsoRight(
                    """
                            ToLongFunction<Tensor> operations = t -> {
                                long count = 0;
                                for (var node : Graph.of(t).nodes()) {
                                    if (node.kind().name().equals("OPERATION")) {
                                        count++;
                                    }
                                }
                                return count;
                            };
                            Tensor x = tensor(FLOAT64, 2.0).requiresGrad_(true);
                            Tensor y = x.mul(x);
                            for (int i = 2; i < n; i++) {
                                y = y.mul(x);
                            }
                            Tensor d = grad(y, x, CREATE_GRAPH);
                            Tensor dd = grad(d, x, CREATE_GRAPH);
                            return new long[] {operations.applyAsLong(y), operations.applyAsLong(d), operations.applyAsLong(dd)};""")
            .alsoRight(
                    SETUP + """
                            return Stream.of(y, first, second)
                                .mapToLong(t -> Graph.of(t).nodes().stream().map(GraphNode::kind).filter(GraphNode.Kind.OPERATION::equals).count())
                                .toArray();""")
            .hint("`grad(y, x, CREATE_GRAPH)` gives a derivative that has a graph itself.",
                    "`grad(y, x, CREATE_GRAPH)` 给出的导数自己也有计算图。")
            .hint("The graph of the derivative contains that of y, whose values it uses.",
                    "导数的计算图包含 y 的计算图，因为要用到那里的值。")
            .hint("`Graph.of(first).nodes().stream().filter(node -> node.kind() == GraphNode.Kind.OPERATION).count()`",
                    "`Graph.of(first).nodes().stream().filter(node -> node.kind() == GraphNode.Kind.OPERATION).count()`")
            .check(CHECK)
            .next("That was the last one: `progress()` shows what is left.", "这是最后一题：`progress()` 显示还剩哪些。");

    private CostOfSecond() {}

    private static int firstWrong(@Nullable Object right, @Nullable Object given) {
        return right instanceof long[] r && given instanceof long[] g && r.length == g.length
                ? Math.max(0, Arrays.mismatch(r, g))
                : 0;
    }

    private static Tensor[] results(int n) {
        Tensor x = Tensors.tensor(1.5).requiresGrad_(true);
        Tensor y = x;
        for (int i = 1; i < n; i++) {
            y = y.mul(x);
        }
        Tensor first = grad(y, x, GraphOption.CREATE_GRAPH);
        return new Tensor[]{ y, first, grad(first, x, GraphOption.CREATE_GRAPH) };
    }

    private static long[] counts(int n) {
        long[] counts = new long[3];
        Tensor[] results = results(n);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Graph.of(results[i]).nodes().stream()
                    .filter(node -> node.kind() == GraphNode.Kind.OPERATION).count();
        }
        return counts;
    }

    private static long[] nodes(int n) {
        long[] counts = new long[3];
        Tensor[] results = results(n);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Graph.of(results[i]).nodes().size();
        }
        return counts;
    }
}
