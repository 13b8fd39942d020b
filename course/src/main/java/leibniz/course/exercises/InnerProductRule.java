package leibniz.course.exercises;

import static leibniz.autograd.Tensors.matmul;

/** The derivative of an inner product of which both sides depend on x. */
final class InnerProductRule {
    private static final String HEAD = "Tensor innerProductRule(Tensor u, Tensor du, Tensor v, Tensor dv)";

    private static final Check CHECK = new ValueCheck(HEAD, draw -> {
        int k = draw.size(1, 4);
        int n = draw.size(1, 4);
        return Args.of(draw.tensor(k), draw.tensor(k, n), draw.tensor(k), draw.tensor(k, n));
    }, a -> matmul(a.tensor(0), a.tensor(3)).add(matmul(a.tensor(2), a.tensor(1))))
            .mistake("return matmul(u, du) + matmul(v, dv);",
                    a -> matmul(a.tensor(0), a.tensor(1)).add(matmul(a.tensor(2), a.tensor(3))),
                    "each vector stands with its own derivative: u goes with dv, and v with du.",
                    "每个向量和自己的导数相乘了：u 应与 dv 相乘，v 应与 du 相乘。")
            .mistake("return matmul(u, dv);", a -> matmul(a.tensor(0), a.tensor(3)),
                    "one term is missing: v depends on x, but so does u; add vᵀ du.",
                    "少了一项：v 依赖于 x，u 也依赖于 x，还要加上 vᵀ du。")
            .mistake("return matmul(v, du);", a -> matmul(a.tensor(2), a.tensor(1)),
                    "one term is missing: u depends on x, but so does v; add uᵀ dv.",
                    "少了一项：u 依赖于 x，v 也依赖于 x，还要加上 uᵀ dv。")
            .mistake("return matmul(u, dv) - matmul(v, du);",
                    a -> matmul(a.tensor(0), a.tensor(3)).sub(matmul(a.tensor(2), a.tensor(1))),
                    "the terms are subtracted: the product rule adds them.", "两项相减了：乘积法则是相加。")
            .mistake("return matmul(u, dv) * matmul(v, du);",
                    a -> matmul(a.tensor(0), a.tensor(3)).mul(matmul(a.tensor(2), a.tensor(1))),
                    "the terms are multiplied: the product rule adds them.", "两项相乘了：乘积法则是相加。")
            .mistake("return 2 * matmul(u, dv);", a -> matmul(a.tensor(0), a.tensor(3)).mul(2),
                    "one term was counted twice: that is right only where u and v are the same.",
                    "同一项算了两次：只有 u 和 v 相同时才对。");

    static final Exercise EXERCISE = new Exercise("inner-product-rule", "02-chain-rule")
            .title("The inner product", "内积的求导法则")
            .task("""
                    The vectors $\\mathbf{u}, \\mathbf{v} \\in \\mathbb{R}^k$ both depend on $\\mathbf{x} \\in \\mathbb{R}^n$. Given are their values, and their derivatives `du` $= \\partial\\mathbf{u}/\\partial\\mathbf{x}$ and `dv` $= \\partial\\mathbf{v}/\\partial\\mathbf{x}$ of shape $(k, n)$.

                    Give the derivative of $\\langle\\mathbf{u}, \\mathbf{v}\\rangle$ by $\\mathbf{x}$, a tensor of shape $(n)$. (`matmul(u, dv)` is the row $\\mathbf{u}^\\top$ times the matrix.)""",
                    """
                            向量 $\\mathbf{u}, \\mathbf{v} \\in \\mathbb{R}^k$ 都依赖于 $\\mathbf{x} \\in \\mathbb{R}^n$。已知它们的值，以及形状为 $(k, n)$ 的导数 `du` $= \\partial\\mathbf{u}/\\partial\\mathbf{x}$、`dv` $= \\partial\\mathbf{v}/\\partial\\mathbf{x}$。

                            求 $\\langle\\mathbf{u}, \\mathbf{v}\\rangle$ 对 $\\mathbf{x}$ 的导数，结果的形状是 $(n)$。（`matmul(u, dv)` 是行向量 $\\mathbf{u}^\\top$ 乘矩阵。）""")
            .declares(HEAD, "return matmul(u, dv) + matmul(v, du);")
            .alsoRight("return matmul(dv.transpose(), u).add(matmul(du.transpose(), v));")
            .alsoRight("return (u.unsqueeze(1) * dv + v.unsqueeze(1) * du).sum(0);")
            .hint("Write the inner product as a sum, $\\sum_i u_i v_i$, and use the product rule in each term.",
                    "把内积写成和 $\\sum_i u_i v_i$，对每一项用乘积法则。")
            .hint("There are two terms. In each, one of the vectors stays as it is and the other is differentiated.",
                    "结果有两项：每一项里一个向量不动，另一个求导。")
            .hint("$\\mathbf{u}^\\top \\partial\\mathbf{v}/\\partial\\mathbf{x} + \\dots$",
                    "$\\mathbf{u}^\\top \\partial\\mathbf{v}/\\partial\\mathbf{x} + \\dots$")
            .check(CHECK)
            .next("Next: use this rule on xᵀAx, in `quadratic-form`.",
                    "接下来：`quadratic-form`，把这个法则用到 xᵀAx 上。");

    private InnerProductRule() {}
}
