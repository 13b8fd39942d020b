package leibniz.course.exercises;

import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;

/** The worked example of one observation: the gradient of a squared error. */
final class Example1 {
    private static final String HEAD = "Tensor example1(Tensor x, Tensor w, Tensor y)";

    private static final Check CHECK = new ValueCheck(HEAD, draw -> {
        int n = draw.size(1, 4);
        return Args.of(draw.tensor(n), draw.tensor(n), draw.tensor());
    }, a -> a.tensor(0).mul(error(a)).mul(2))
            .mistake("return 2 * dot(x, w) * x;",
                    a -> a.tensor(0).mul(Tensors.dot(a.tensor(0), a.tensor(1))).mul(2),
                    "the − y is lost: the factor is 2b with b = ⟨x,w⟩ − y.",
                    "丢了 − y：这个因子是 2b，其中 b = ⟨x,w⟩ − y。")
            .mistake("return (dot(x, w) - y) * x;", a -> a.tensor(0).mul(error(a)),
                    "the 2 is lost: the derivative of b² is 2b.", "丢了 2：b² 的导数是 2b。")
            .mistake("return 2 * (dot(x, w) - y) * w;", a -> a.tensor(1).mul(error(a)).mul(2),
                    "that is the gradient by x: the last factor must be ∂a/∂w = xᵀ, not ∂a/∂x = wᵀ.",
                    "这是对 x 的梯度：最后一个因子应是 ∂a/∂w = xᵀ，而不是 ∂a/∂x = wᵀ。")
            .mistake("return 2 * (y - dot(x, w)) * x;", a -> a.tensor(0).mul(error(a)).mul(-2),
                    "the sign is wrong: b = ⟨x,w⟩ − y, not y − ⟨x,w⟩, since a enters b with a plus.",
                    "符号错了：b = ⟨x,w⟩ − y，而不是 y − ⟨x,w⟩。")
            .mistake("return (dot(x, w) - y).square();", a -> error(a).square(),
                    "that is the value z, not its gradient by w.", "这是 z 的值，不是它对 w 的梯度。")
            .mistake("return 2 * (dot(x, w) - y);", a -> error(a).mul(2),
                    "that is ∂z/∂a alone: multiply it by the last factor, ∂a/∂w = xᵀ.",
                    "这只是 ∂z/∂a：还要乘以最后一个因子 ∂a/∂w = xᵀ。")
            .without("""
                    var v = w.detach().requiresGrad_(true);
                    (dot(x, v) - y).square().backward();
                    return v.grad();""",
                    "the values are right, but this one is to be written as a formula, without backward.",
                    "数值正确，但这一题要写出公式，不用 backward。", "backward", "grad", "jacobian", "vjp", "jvp");

    static final Exercise EXERCISE = new Exercise("example-1", "03-worked-examples")
            .title("One observation", "一个观测")
            .task("""
                    For $\\mathbf{x}, \\mathbf{w} \\in \\mathbb{R}^n$ and a number $y$, let

                    $$z = (\\langle \\mathbf{x}, \\mathbf{w} \\rangle - y)^2 .$$

                    Write the gradient of $z$ by $\\mathbf{w}$ as a formula, in the shape of `w`, without `backward`.""",
                    """
                            设 $\\mathbf{x}, \\mathbf{w} \\in \\mathbb{R}^n$，$y$ 是标量，

                            $$z = (\\langle \\mathbf{x}, \\mathbf{w} \\rangle - y)^2 .$$

                            写出 $z$ 对 $\\mathbf{w}$ 的梯度的公式，形状与 `w` 相同，不用 `backward`。""")
            .declares(HEAD, "return 2 * (dot(x, w) - y) * x;")
            .alsoRight("var b = dot(x, w).sub(y);\nreturn x.mul(b.mul(2));")
            .alsoRight("return ((x * w).sum() - y) * x + (matmul(x, w) - y) * x;")
            .hint("Name the steps: $a = \\langle\\mathbf{x},\\mathbf{w}\\rangle$, $b = a - y$, $z = b^2$.",
                    "给每一步起名：$a = \\langle\\mathbf{x},\\mathbf{w}\\rangle$，$b = a - y$，$z = b^2$。")
            .hint("$\\partial z/\\partial b = 2b$, $\\partial b/\\partial a = 1$. What is $\\partial a/\\partial\\mathbf{w}$?",
                    "$\\partial z/\\partial b = 2b$，$\\partial b/\\partial a = 1$。$\\partial a/\\partial\\mathbf{w}$ 是什么？")
            .hint("$\\partial a/\\partial\\mathbf{w} = \\mathbf{x}^\\top$, so the gradient is $2b\\,\\mathbf{x}$.",
                    "$\\partial a/\\partial\\mathbf{w} = \\mathbf{x}^\\top$，所以梯度是 $2b\\,\\mathbf{x}$。")
            .check(CHECK)
            .next("Next: many observations at once, in `example-2`.", "接下来：`example-2`，同时处理许多观测。");

    private Example1() {}

    private static Tensor error(Args a) {
        return Tensors.dot(a.tensor(0), a.tensor(1)).sub(a.tensor(2));
    }
}
