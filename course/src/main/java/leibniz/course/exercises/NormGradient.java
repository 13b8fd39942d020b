package leibniz.course.exercises;

import leibniz.autograd.DType;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;

/** The gradient of the length of a vector, also where it has a kink. */
final class NormGradient {
    private static final String HEAD = "Tensor normGradient(Tensor x)";

    private static final Check CHECK = new ValueCheck(HEAD, draw -> Args.of(draw.tensor(draw.size(1, 4))),
            a -> x(a).norm().item() == 0 ? Tensors.zerosLike(x(a)) : x(a).div(x(a).norm()))
            .example(Tensors.tensor(3.0, 4.0))
            .example(Tensors.zeros(3))
            .example(Tensors.zeros(DType.FLOAT64, 2))
            .mistake("return x / x.norm();", a -> x(a).div(x(a).norm()),
                    "right everywhere but at 0, where 0/0 is NaN: return zeros there.",
                    "除 0 点外都对：在 0 点 0/0 是 NaN，那里应返回零向量。")
            .mistake("return 2 * x;", a -> x(a).mul(2),
                    "that is the gradient of the square of the norm: here the norm itself is asked for.",
                    "这是范数平方的梯度：这里要的是范数本身的梯度。")
            .mistake("return x.norm();", a -> x(a).norm(),
                    "that is the norm itself, a number: its gradient has the shape of x.",
                    "这是范数本身，是一个数：梯度的形状应与 x 相同。")
            .mistake("return x.sign();", a -> x(a).sign(),
                    "that is the gradient of the sum of the absolute values, another norm: here it is the Euclidean length.",
                    "这是绝对值之和（另一种范数）的梯度：这里是欧几里得长度。")
            .mistake("return x.norm() == 0 ? zerosLike(x) : x / x.norm().square();".replace("x.norm() == 0",
                    "x.norm().item() == 0"),
                    a -> x(a).norm().item() == 0 ? x(a) : x(a).div(x(a).norm().square()),
                    "it is divided by the square of the length: the gradient of the norm has length 1.",
                    "除以了长度的平方：范数的梯度长度是 1。")
            .mistake("return x.norm().item() == 0 ? zerosLike(x) : x / (2 * x.norm());",
                    a -> x(a).norm().item() == 0 ? x(a) : x(a).div(x(a).norm().mul(2)),
                    "the inner derivative is lost: √s has the derivative 1/(2√s), and s = Σxᵢ² the derivative 2x.",
                    "丢了内层导数：√s 的导数是 1/(2√s)，而 s = Σxᵢ² 的导数是 2x。")
            .mistake("return x.norm().item() == 0 ? onesLike(x) : x / x.norm();",
                    a -> x(a).norm().item() == 0 ? Tensors.onesLike(x(a)) : x(a).div(x(a).norm()),
                    "right everywhere but at 0: zeros stand there by convention, as the library has them.",
                    "除 0 点外都对：按约定，在 0 点取零向量，与库一致。");

    static final Exercise EXERCISE = new Exercise("norm-gradient", "02-chain-rule")
            .title("The length of a vector", "向量的长度")
            .task("""
                    Give the gradient of the Euclidean length $\\lVert\\mathbf{x}\\rVert = \\sqrt{\\sum_i x_i^2}$. At $\\mathbf{x} = \\mathbf{0}$ it has a kink; give zeros there.""",
                    """
                            求欧几里得长度 $\\lVert\\mathbf{x}\\rVert = \\sqrt{\\sum_i x_i^2}$ 的梯度。它在 $\\mathbf{x} = \\mathbf{0}$ 处不可导，那里请返回零向量。""")
            .declares(HEAD, "return x.norm().item() == 0 ? zerosLike(x) : x / x.norm();")
            .alsoRight("""
                    var length = x.square().sum().sqrt();
                    if (length.item() > 0) {
                        return x.div(length);
                    }
                    return x.mul(0);""")
            .alsoRight("""
                    var v = x.detach().requiresGrad_(true);
                    v.norm().backward();
                    return v.grad();""")
            .hint("Chain rule with $s = \\sum_i x_i^2$: the derivative of $\\sqrt{s}$ is $1/(2\\sqrt{s})$.",
                    "令 $s = \\sum_i x_i^2$，用链式法则：$\\sqrt{s}$ 的导数是 $1/(2\\sqrt{s})$。")
            .hint("$\\partial s/\\partial\\mathbf{x} = 2\\mathbf{x}^\\top$, so the 2 cancels.",
                    "$\\partial s/\\partial\\mathbf{x} = 2\\mathbf{x}^\\top$，2 正好约掉。")
            .hint("`x.norm().item() == 0` asks whether x is zero; `zerosLike(x)` has its shape and dtype.",
                    "`x.norm().item() == 0` 判断 x 是否为零；`zerosLike(x)` 的形状和类型与 x 相同。")
            .check(CHECK)
            .next("Next: a line that touches a curve, in `tangent`.", "接下来：`tangent`，曲线的切线。");

    private NormGradient() {}

    private static Tensor x(Args a) {
        return a.tensor(0);
    }
}
