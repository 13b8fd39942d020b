package leibniz.course.exercises;

import static leibniz.autograd.Tensors.matmul;

import leibniz.autograd.Tensor;

/** The worked example of linear regression: the gradient of a squared norm. */
final class Example2 {
    private static final String HEAD = "Tensor example2(Tensor X, Tensor w, Tensor y)";

    private static final Check CHECK = new ValueCheck(HEAD, draw -> {
        int m = draw.size(1, 4);
        int n = draw.size(1, 3);
        return Args.of(draw.tensor(m, n), draw.tensor(n), draw.tensor(m));
    }, a -> matmul(b(a), X(a)).mul(2))
            .mistake("""
                    var b = matmul(X, w) - y;
                    return matmul(X.transpose(), b) / b.norm();""", a -> matmul(b(a), X(a)).div(b(a).norm()),
                    "that is the gradient of the norm ‖Xw − y‖: here the norm is squared, and its gradient is 2Xᵀb.",
                    "这是范数 ‖Xw − y‖ 的梯度：题目是范数的平方，梯度是 2Xᵀb。")
            .mistake("return 2 * matmul(X.transpose(), matmul(X, w) - y) / y.numel();",
                    a -> matmul(b(a), X(a)).mul(2).div(a.tensor(2).numel()),
                    "that is the gradient of the mean of the squares: here they are added up, so nothing is divided by m.",
                    "这是平方的平均值的梯度：这里是求和，不除以 m。")
            .mistake("return matmul(X.transpose(), matmul(X, w) - y);", a -> matmul(b(a), X(a)),
                    "the 2 is lost: the derivative of ‖b‖² is 2bᵀ.", "丢了 2：‖b‖² 的导数是 2bᵀ。")
            .mistake("return 2 * matmul(X.transpose(), matmul(X, w));",
                    a -> matmul(matmul(X(a), a.tensor(1)), X(a)).mul(2),
                    "the − y is lost: b = Xw − y stays in the result.", "丢了 − y：结果里仍是 b = Xw − y。")
            .mistake("return 2 * matmul(X.transpose(), y - matmul(X, w));", a -> matmul(b(a), X(a)).mul(-2),
                    "the sign is wrong: b = Xw − y, not y − Xw.", "符号错了：b = Xw − y，而不是 y − Xw。")
            .mistake("return 2 * (matmul(X, w) - y);", a -> b(a).mul(2),
                    "that is ∂z/∂b alone: multiply it by ∂a/∂w = X.", "这只是 ∂z/∂b：还要乘以 ∂a/∂w = X。")
            .mistake("return (matmul(X, w) - y).square().sum();", a -> b(a).square().sum(),
                    "that is the value z, not its gradient by w.", "这是 z 的值，不是它对 w 的梯度。");

    static final Exercise EXERCISE = new Exercise("example-2", "03-worked-examples")
            .title("Many observations", "许多观测")
            .task("""
                    For $X \\in \\mathbb{R}^{m\\times n}$, $\\mathbf{w} \\in \\mathbb{R}^n$ and $\\mathbf{y} \\in \\mathbb{R}^m$ let

                    $$z = \\lVert X\\mathbf{w} - \\mathbf{y} \\rVert^2 .$$

                    Give the gradient of $z$ by $\\mathbf{w}$, in the shape of `w`.""",
                    """
                            设 $X \\in \\mathbb{R}^{m\\times n}$，$\\mathbf{w} \\in \\mathbb{R}^n$，$\\mathbf{y} \\in \\mathbb{R}^m$，

                            $$z = \\lVert X\\mathbf{w} - \\mathbf{y} \\rVert^2 .$$

                            求 $z$ 对 $\\mathbf{w}$ 的梯度，形状与 `w` 相同。""")
            .declares(HEAD, "return 2 * matmul(X.transpose(), matmul(X, w) - y);")
            .alsoRight("var b = matmul(X, w).sub(y);\nreturn matmul(b, X).mul(2);")
            .alsoRight("""
                    var v = w.detach().requiresGrad_(true);
                    var b = matmul(X, v) - y;
                    return grad(dot(b, b), v);""")
            .hint("$\\mathbf{a} = X\\mathbf{w}$, $\\mathbf{b} = \\mathbf{a} - \\mathbf{y}$, $z = \\lVert\\mathbf{b}\\rVert^2$.",
                    "$\\mathbf{a} = X\\mathbf{w}$,$\\mathbf{b} = \\mathbf{a} - \\mathbf{y}$,$z = \\lVert\\mathbf{b}\\rVert^2$。")
            .hint("$\\partial z/\\partial\\mathbf{b} = 2\\mathbf{b}^\\top$, $\\partial\\mathbf{b}/\\partial\\mathbf{a} = I$, $\\partial\\mathbf{a}/\\partial\\mathbf{w} = X$.",
                    "$\\partial z/\\partial\\mathbf{b} = 2\\mathbf{b}^\\top$,$\\partial\\mathbf{b}/\\partial\\mathbf{a} = I$,$\\partial\\mathbf{a}/\\partial\\mathbf{w} = X$。")
            .hint("The row is $2\\mathbf{b}^\\top X$. Transposed, it has the shape of w.",
                    "行向量是 $2\\mathbf{b}^\\top X$，转置后就是 w 的形状。")
            .check(CHECK)
            .next("Next: derivatives of single formulas, from `x-to-the-x` on.",
                    "接下来：从 `x-to-the-x` 开始，求单个公式的导数。");

    private Example2() {}

    private static Tensor X(Args a) {
        return a.tensor(0);
    }

    private static Tensor b(Args a) {
        return matmul(a.tensor(0), a.tensor(1)).sub(a.tensor(2));
    }
}
