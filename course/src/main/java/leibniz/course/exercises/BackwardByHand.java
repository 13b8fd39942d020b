package leibniz.course.exercises;

import java.util.LinkedHashMap;
import java.util.Map;
import leibniz.autograd.DType;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import leibniz.display.Displayable;
import org.jspecify.annotations.Nullable;

/** One backward pass, node by node, of a function in which x is used three times. */
final class BackwardByHand {
    private static final String HEAD = "Map<String, Double> backwardByHand(double x)";
    private static final int ALL_WAYS = 7;
    private static final String FORWARD = """
            double a = x * x, b = Math.log(a), c = Math.sin(x), d = b * c, e = 1 / x, f = d + e;
            double df = 1, dd = df, de = df;
            double db = dd * c, dc = dd * b, da = db / a;
            """;
    private static final String RESULT = """
            var result = new HashMap<String, Double>();
            result.put("a", a); result.put("b", b); result.put("c", c); result.put("d", d); result.put("e", e); result.put("f", f);
            result.put("da", da); result.put("db", db); result.put("dc", dc); result.put("dd", dd); result.put("de", de); result.put("df", df);
            result.put("dx", dx);
            return result;""";

    /** Values and gradients of the nodes, without dx. */
    private record Nodes(double x, double a, double b, double c, double d, double e, double da, double db,
            double dc) {
        static Nodes at(double x) {
            double a = x * x;
            double b = Math.log(a);
            double c = Math.sin(x);
            return new Nodes(x, a, b, c, b * c, 1 / x, c / a, c, b);
        }

        double throughA() {
            return da * 2 * x;
        }

        double throughC() {
            return dc * Math.cos(x);
        }

        double throughE() {
            return -1 / (x * x);
        }

        Map<String, Double> with(double dx) {
            Map<String, Double> all = new LinkedHashMap<>(
                    Map.of("a", a, "b", b, "c", c, "d", d, "e", e, "f", d + e));
            all.putAll(Map.of("da", da, "db", db, "dc", dc, "dd", 1.0, "de", 1.0, "df", 1.0, "dx", dx));
            return all;
        }

        Map<String, Double> with(String key, double value, double dx) {
            Map<String, Double> all = with(dx);
            all.put(key, value);
            return all;
        }
    }

    private static final Check CHECK = new ValueCheck(HEAD, draw -> Args.of(draw.nonZero()), a -> {
        Nodes n = nodes(a);
        return n.with(n.throughA() + n.throughC() + n.throughE());
    }).example(2.0)
            .mistake(FORWARD + "double dx = dc * Math.cos(x) - de / (x * x);\n" + RESULT,
                    a -> nodes(a).with(nodes(a).throughC() + nodes(a).throughE()),
                    "dx lacks the path through a: x reaches f by a = x², by c and by e, and all three are added.",
                    "dx 少了经过 a 的路径：x 通过 a = x²、c、e 三条路到达 f，三条都要相加。")
            .mistake(FORWARD + "double dx = da * 2 * x - de / (x * x);\n" + RESULT,
                    a -> nodes(a).with(nodes(a).throughA() + nodes(a).throughE()),
                    "dx lacks the path through c: x reaches f by a, by c = sin x and by e, and all three are added.",
                    "dx 少了经过 c 的路径：x 通过 a、c = sin x、e 三条路到达 f，三条都要相加。")
            .mistake(FORWARD + "double dx = da * 2 * x + dc * Math.cos(x);\n" + RESULT,
                    a -> nodes(a).with(nodes(a).throughA() + nodes(a).throughC()),
                    "dx lacks the path through e: x reaches f by a, by c and by e = 1/x, and all three are added.",
                    "dx 少了经过 e 的路径：x 通过 a、c、e = 1/x 三条路到达 f，三条都要相加。")
            .mistake(FORWARD + "double dx = da * 2 * x;\n" + RESULT, a -> nodes(a).with(nodes(a).throughA()),
                    "dx has the path through a alone: the paths through c and e are to be added.",
                    "dx 只有经过 a 的路径：还要加上经过 c 和 e 的路径。")
            .mistake(FORWARD + "double dx = da * 2 * x + dc * Math.cos(x) + de / (x * x);\n" + RESULT,
                    a -> nodes(a).with(nodes(a).throughA() + nodes(a).throughC() - nodes(a).throughE()),
                    "the sign of the path through e is wrong: the derivative of 1/x is −1/x².",
                    "经过 e 的路径符号错了：1/x 的导数是 −1/x²。")
            .mistake(FORWARD.replace("db = dd * c, dc = dd * b", "db = dd * b, dc = dd * c")
                    + "double dx = da * 2 * x + dc * Math.cos(x) - de / (x * x);\n" + RESULT, a -> {
                        Nodes n = nodes(a);
                        Map<String, Double> all = n.with("db", n.b, n.b / n.a * 2 * n.x
                                + n.c * Math.cos(n.x) + n.throughE());
                        all.put("dc", n.c);
                        all.put("da", n.b / n.a);
                        return all;
                    }, "db and dc are exchanged: of d = b·c the gradient at b is c, and at c it is b.",
                    "db 和 dc 颠倒了：对 d = b·c，b 处的梯度是 c，c 处的梯度是 b。")
            .mistake(FORWARD.replace("da = db / a", "da = db / b")
                    + "double dx = da * 2 * x + dc * Math.cos(x) - de / (x * x);\n" + RESULT, a -> {
                        Nodes n = nodes(a);
                        return n.with("da", n.c / n.b, n.c / n.b * 2 * n.x + n.throughC() + n.throughE());
                    },
                    "the derivative of ln a is taken at the wrong node: it is 1/a, with the input of ln and not its result.",
                    "ln a 的导数取错了节点：应是 1/a，用 ln 的输入，而不是它的结果。")
            .mistake(FORWARD.replace("da = db / a", "da = 1 / a")
                    + "double dx = da * 2 * x + dc * Math.cos(x) - de / (x * x);\n" + RESULT, a -> {
                        Nodes n = nodes(a);
                        return n.with("da", 1 / n.a, 2 / n.x + n.throughC() + n.throughE());
                    }, "da is the local derivative alone: multiply it by the gradient that arrives, db.",
                    "da 只是局部导数：还要乘以传来的梯度 db。")
            .picture(BackwardByHand::graph);

    static final Exercise EXERCISE = new Exercise("backward-by-hand", "05-graphs")
            .title("A backward pass by hand", "手工反向传播")
            .task("""
                    $f(x) = \\ln(x^2)\\,\\sin x + \\frac1x$ is computed in steps:

                    $$a = x^2,\\quad b = \\ln a,\\quad c = \\sin x,\\quad d = b\\,c,\\quad e = \\tfrac1x,\\quad f = d + e .$$

                    Go through the graph forward and backward by hand, with `double` numbers. Return a map with the values `"a"` to `"f"` and the gradients of $f$ by each of them, `"da"` to `"df"`, and `"dx"`. At $x = 2$, $f$ is 1.7605538953892688.""",
                    """
                            $f(x) = \\ln(x^2)\\,\\sin x + \\frac1x$ 分步计算：

                            $$a = x^2,\\quad b = \\ln a,\\quad c = \\sin x,\\quad d = b\\,c,\\quad e = \\tfrac1x,\\quad f = d + e .$$

                            用 `double` 数手工做一遍前向计算和一遍反向传播。返回一个映射，包含各节点的值 `"a"` 到 `"f"`，以及 $f$ 对它们的梯度 `"da"` 到 `"df"`，还有 `"dx"`。$x = 2$ 时 $f$ 是 1.7605538953892688。""")
            .declares(HEAD, FORWARD + "double dx = da * 2 * x + dc * Math.cos(x) - de / (x * x);\n" + RESULT)
            .alsoRight("""
                    var r = new TreeMap<String, Double>();
                    r.put("a", x * x);
                    r.put("b", Math.log(r.get("a")));
                    r.put("c", Math.sin(x));
                    r.put("d", r.get("b") * r.get("c"));
                    r.put("e", 1 / x);
                    r.put("f", r.get("d") + r.get("e"));
                    r.put("df", 1.0);
                    r.put("dd", 1.0);
                    r.put("de", 1.0);
                    r.put("db", r.get("c"));
                    r.put("dc", r.get("b"));
                    r.put("da", r.get("db") / r.get("a"));
                    r.put("dx", 2 * x * r.get("da") + Math.cos(x) * r.get("dc") - 1 / (x * x));
                    return r;""")
            .alsoRight("""
                    var v = tensor(FLOAT64, x).requiresGrad_(true);
                    var a = v * v;
                    var b = a.log();
                    var c = v.sin();
                    var d = b * c;
                    var e = 1 / v;
                    var f = d + e;
                    for (var node : List.of(a, b, c, d, e, f)) {
                        node.retainGrad();
                    }
                    f.backward();
                    var r = new HashMap<String, Double>();
                    var nodes = List.of(a, b, c, d, e, f);
                    for (int i = 0; i < 6; i++) {
                        String name = "abcdef".substring(i, i + 1);
                        r.put(name, nodes.get(i).item());
                        r.put("d" + name, nodes.get(i).grad().item());
                    }
                    r.put("dx", v.grad().item());
                    return r;""")
            .hint("Begin at the end with df = 1. A sum hands the gradient on to both: dd = de = df.",
                    "从最后开始，df = 1。加法把梯度原样传给两边：dd = de = df。")
            .hint("At a product each side gets the other: db = dd·c, dc = dd·b. Then da = db/a.",
                    "乘法处，每一边得到另一边的值：db = dd·c，dc = dd·b。然后 da = db/a。")
            .hint("x is used three times, in a, c and e: add da·2x, dc·cos x and de·(−1/x²).",
                    "x 用了三次，在 a、c、e 中：把 da·2x、dc·cos x、de·(−1/x²) 相加。")
            .check(CHECK)
            .next("Next: four variables that meet several times, in `four-gradients`.",
                    "接下来：`four-gradients`，四个变量多次相遇。");

    private BackwardByHand() {}

    /**
     * The graph of f; where dx is the gradient of some of the ways from x alone, the others are cut off in
     * it.
     */
    private static @Nullable Displayable graph(Attempt attempt, Trial shown) throws InterruptedException {
        Nodes n = nodes(shown.args());
        Object dx = shown.ended().value() instanceof Map<?, ?> map ? map.get("dx") : null;
        for (int ways = 1; ways < ALL_WAYS; ways++) {
            double sum = ((ways & 1) == 0 ? 0 : n.throughA()) + ((ways & 2) == 0 ? 0 : n.throughC())
                    + ((ways & 4) == 0 ? 0 : n.throughE());
            if (Values.close(sum, dx)) {
                int taken = ways;
                return Pictures.graph(
                        new Text(
                                "Your dx is the gradient in this graph, in which a way from x is cut off (grey). All three ways count.",
                                "你的 dx 是这张计算图中的梯度，图中从 x 出发的路有被切断的（灰色）。三条路都要算。"),
                        (a, s) -> new Tensor[]{ f(n.x, taken) }).of(attempt, shown);
            }
        }
        return Pictures.graph(
                new Text("The graph of f, with the right gradient in each box. Three ways lead from x to f.",
                        "f 的计算图，每个方框里是正确的梯度。从 x 到 f 有三条路。"),
                (a, s) -> new Tensor[]{ f(n.x, ALL_WAYS) }).of(attempt, shown);
    }

    /** @param ways those that are not cut off: 1 for that through a, 2 through c, 4 through e */
    private static Tensor f(double at, int ways) {
        Tensor x = Tensors.tensor(DType.FLOAT64, at).requiresGrad_(true);
        Tensor toA = (ways & 1) == 0 ? x.detach() : x;
        Tensor toC = (ways & 2) == 0 ? x.detach() : x;
        Tensor toE = (ways & 4) == 0 ? x.detach() : x;
        return toA.mul(toA).log().mul(toC.sin()).add(toE.reciprocal());
    }

    private static Nodes nodes(Args a) {
        return Nodes.at(a.number(0));
    }
}
