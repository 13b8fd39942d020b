package leibniz.course.exercises;

import static leibniz.autograd.Tensors.matmul;

/** The gradient of a quadratic form whose matrix need not be symmetric. */
final class QuadraticForm {
    private static final String HEAD = "Tensor quadraticForm(Tensor A, Tensor x)";

    private static final Check CHECK = new ValueCheck(HEAD, draw -> {
        int n = draw.size(1, 4);
        return Args.of(draw.tensor(n, n), draw.tensor(n));
    }, a -> matmul(a.tensor(0).add(a.tensor(0).transpose()), a.tensor(1)))
            .mistake("return 2 * matmul(A, x);", a -> matmul(a.tensor(0), a.tensor(1)).mul(2),
                    "2Ax is right only for a symmetric A: x stands on both sides, which gives Ax and Aᵀx.",
                    "只有 A 对称时才是 2Ax：x 出现在两侧，分别得到 Ax 和 Aᵀx。")
            .mistake("return matmul(A, x);", a -> matmul(a.tensor(0), a.tensor(1)),
                    "one term is missing: x stands on the left of A too, which gives Aᵀx.",
                    "少了一项：x 也出现在 A 的左边，给出 Aᵀx。")
            .mistake("return matmul(A.transpose(), x);",
                    a -> matmul(a.tensor(0).transpose(), a.tensor(1)),
                    "one term is missing: x stands on the right of A too, which gives Ax.",
                    "少了一项：x 也出现在 A 的右边，给出 Ax。")
            .mistake("return 2 * matmul(A.transpose(), x);",
                    a -> matmul(a.tensor(0).transpose(), a.tensor(1)).mul(2),
                    "2Aᵀx is right only for a symmetric A: one of the two terms is Ax.",
                    "只有 A 对称时才是 2Aᵀx：两项中有一项是 Ax。")
            .mistake("return dot(x, matmul(A, x));",
                    a -> a.tensor(1).dot(matmul(a.tensor(0), a.tensor(1))),
                    "that is the value xᵀAx, a number: its gradient has the shape of x.",
                    "这是 xᵀAx 的值，是一个数：梯度的形状应与 x 相同。")
            .mistake("return A + A.transpose();", a -> a.tensor(0).add(a.tensor(0).transpose()),
                    "that is the second derivative: the first still has the factor x.",
                    "这是二阶导数：一阶导数还带有因子 x。");

    static final Exercise EXERCISE = new Exercise("quadratic-form", "02-chain-rule")
            .title("A quadratic form", "二次型")
            .task("""
                    For a square matrix $A$ (not necessarily symmetric) let $q(\\mathbf{x}) = \\mathbf{x}^\\top A\\,\\mathbf{x}$.

                    Give the gradient of $q$ by $\\mathbf{x}$, in the shape of `x`. The rule for $\\langle\\mathbf{u}, \\mathbf{v}\\rangle$ with $\\mathbf{u} = \\mathbf{x}$ and $\\mathbf{v} = A\\mathbf{x}$ does it.""",
                    """
                            对方阵 $A$（不一定对称），设 $q(\\mathbf{x}) = \\mathbf{x}^\\top A\\,\\mathbf{x}$。

                            求 $q$ 对 $\\mathbf{x}$ 的梯度，形状与 `x` 相同。可以用 $\\langle\\mathbf{u}, \\mathbf{v}\\rangle$ 的法则，取 $\\mathbf{u} = \\mathbf{x}$，$\\mathbf{v} = A\\mathbf{x}$。""")
            .declares(HEAD, "return matmul(A + A.transpose(), x);")
            .alsoRight("return matmul(A, x).add(matmul(x, A));")
            .alsoRight("""
                    var v = x.detach().requiresGrad_(true);
                    dot(v, matmul(A, v)).backward();
                    return v.grad();""")
            .hint("$\\partial\\mathbf{v}/\\partial\\mathbf{x} = A$ and $\\partial\\mathbf{u}/\\partial\\mathbf{x} = I$.",
                    "$\\partial\\mathbf{v}/\\partial\\mathbf{x} = A$,$\\partial\\mathbf{u}/\\partial\\mathbf{x} = I$。")
            .hint("As a row, the derivative is $\\mathbf{x}^\\top A + (A\\mathbf{x})^\\top$. Transpose it to get the shape of x.",
                    "写成行向量，导数是 $\\mathbf{x}^\\top A + (A\\mathbf{x})^\\top$。转置后就是 x 的形状。")
            .hint("The transpose of $\\mathbf{x}^\\top A$ is $A^\\top\\mathbf{x}$.",
                    "$\\mathbf{x}^\\top A$ 的转置是 $A^\\top\\mathbf{x}$。")
            .check(CHECK)
            .next("Next: the squared error of one observation, in `example-1`.",
                    "接下来：`example-1`，一个观测的平方误差。");

    private QuadraticForm() {}
}
