package leibniz.course.exercises;

import leibniz.autograd.Autograd;
import leibniz.autograd.Tensor;
import leibniz.autograd.TensorFunction;
import leibniz.autograd.Tensors;

/** A graph in which intermediate results are used twice. */
final class FourGradients {
    private static final String HEAD = "Tensor fourGradients(Tensor t)";
    private static final String SETUP = """
            var v = t.detach().requiresGrad_(true);
            var s = (v.get(0) + v.get(1) + v.get(2) + v.get(3)).square();
            var d = (v.get(0) + v.get(1) - v.get(2) - v.get(3)).square();
            """;
    private static final String END = "\nreturn v.grad();";

    private static final Check CHECK = new ValueCheck(HEAD, draw -> Args.of(draw.tensor(4)),
            a -> gradient(a, t -> inner(s(t), d(t)).square()))
            .example(Tensors.tensor(-1.0, 0.0, -2.0, 1.0))
            .mistake(SETUP + "((s + d).square() + (s - d).square()).backward();" + END,
                    a -> gradient(a, t -> inner(s(t), d(t))),
                    "the outer square is forgotten: the whole sum is squared once more.",
                    "忘了最外层的平方：整个和还要再平方一次。")
            .mistake(SETUP + "return ((s + d).square() + (s - d).square()).square().detach();",
                    a -> inner(s(a.tensor(0)), d(a.tensor(0))).square(),
                    "that is the value, a number: asked for are its four derivatives.", "这是函数值，是一个数：要的是四个导数。")
            .mistake(SETUP + "(s + d).square().square().backward();" + END,
                    a -> gradient(a, t -> s(t).add(d(t)).square().square()),
                    "the second bracket (s − d)² is missing.", "少了第二个括号 (s − d)²。")
            .mistake(SETUP + "((s + d).square() - (s - d).square()).square().backward();" + END,
                    a -> gradient(a, t -> s(t).add(d(t)).square().sub(s(t).sub(d(t)).square()).square()),
                    "the two brackets are subtracted: they are added.", "两个括号相减了：应当相加。")
            .mistake(
                    SETUP.replace(".square();", ";")
                            + "((s + d).square() + (s - d).square()).square().backward();" + END,
                    a -> gradient(a, t -> inner(sum(t), difference(t)).square()),
                    "the innermost squares are forgotten: s and d are squares themselves.",
                    "忘了最里层的平方：s 和 d 本身是平方。")
            .mistake("""
                    t.requiresGrad_(true);
                    var s = (t.get(0) + t.get(1) + t.get(2) + t.get(3)).square();
                    var d = (t.get(0) + t.get(1) - t.get(2) - t.get(3)).square();
                    ((s + d).square() + (s - d).square()).square().backward();
                    return t.grad();""", Kind.REPEATED,
                    "right the first time, but t keeps requiresGrad and its gradient, so a second call adds to it: work on t.detach().",
                    "第一次是对的，但 t 保留了 requiresGrad 和梯度，再调用一次会累加：请改用 t.detach()。")
            .picture(Pictures.graph(
                    new Text(
                            "The graph of g. Two lines leave s, and two leave d: both gradients that come back are added.",
                            "g 的计算图。从 s 和 d 各有两条线出发：传回来的两个梯度要相加。"),
                    (attempt, shown) -> {
                        Tensor t = shown.args().tensor(0).detach().requiresGrad_(true);
                        return new Tensor[]{ inner(s(t), d(t)).square() };
                    }));

    static final Exercise EXERCISE = new Exercise("four-gradients", "05-graphs")
            .title("Four gradients at once", "一次求四个梯度")
            .task("""
                    With $s = (w+x+y+z)^2$ and $d = (w+x-y-z)^2$ let

                    $$g = \\left((s + d)^2 + (s - d)^2\\right)^2 .$$

                    `t` holds $w, x, y, z$. Give the four derivatives of $g$, as a tensor of shape (4). At $(-1, 0, -2, 1)$, $g$ is 1024 and all four are −4096. `graph(...)` shows how the paths meet.""",
                    """
                            设 $s = (w+x+y+z)^2$，$d = (w+x-y-z)^2$，

                            $$g = \\left((s + d)^2 + (s - d)^2\\right)^2 .$$

                            `t` 依次是 $w, x, y, z$。求 $g$ 的四个导数，结果是形状为 (4) 的张量。在 $(-1, 0, -2, 1)$ 处 $g$ 是 1024，四个导数都是 −4096。`graph(...)` 能看到路径怎样汇合。""")
            .declares(HEAD, SETUP + "((s + d).square() + (s - d).square()).square().backward();" + END)
            .alsoRight("""
                    return jacobian(v -> {
                        var s = v.sum().square();
                        var d = (v.narrow(0, 0, 2).sum() - v.narrow(0, 2, 2).sum()).square();
                        return ((s + d).square() + (s - d).square()).square();
                    }, t);""")
            .alsoRight("""
                    var signs = t.mul(0) + tensor(1.0, 1.0, -1.0, -1.0);
                    var p = t.sum();
                    var q = (t * signs).sum();
                    var outer = 2 * (2 * p.pow(4) + 2 * q.pow(4));
                    return outer * (8 * p.pow(3) + 8 * q.pow(3) * signs);""")
            .hint("Use `t.detach().requiresGrad_(true)` and take its entries with `get(0)` to `get(3)`.",
                    "用 `t.detach().requiresGrad_(true)`，再用 `get(0)` 到 `get(3)` 取元素。")
            .hint("Compute s and d once, with names: each is used twice, and `backward` adds both paths.",
                    "s 和 d 各算一次并起名：它们各用两次，`backward` 会把两条路径相加。")
            .hint("Do not forget the square around everything before `backward()`.",
                    "调用 `backward()` 之前，别忘了最外面的平方。")
            .check(CHECK)
            .next("Next: forward mode from nothing, in `dual-numbers`.", "接下来：`dual-numbers`，从零实现正向累积。");

    private FourGradients() {}

    private static Tensor gradient(Args a, TensorFunction f) {
        return Autograd.jacobian(f, a.tensor(0));
    }

    private static Tensor sum(Tensor t) {
        return t.sum();
    }

    private static Tensor difference(Tensor t) {
        return t.narrow(0, 0, 2).sum().sub(t.narrow(0, 2, 2).sum());
    }

    private static Tensor s(Tensor t) {
        return sum(t).square();
    }

    private static Tensor d(Tensor t) {
        return difference(t).square();
    }

    private static Tensor inner(Tensor s, Tensor d) {
        return s.add(d).square().add(s.sub(d).square());
    }
}
