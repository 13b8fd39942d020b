package leibniz.course.exercises;

/** The shapes of the two factors when vectors are chained. */
final class FactorShapes {
    private static final String HEAD = "int[][] factorShapes(int m, int k, int n)";

    private static final Check CHECK = new ValueCheck(HEAD,
            draw -> Args.of(draw.size(1, 6), draw.size(1, 6), draw.size(1, 6)),
            a -> shapes(m(a), k(a), k(a), n(a)))
            .example(2, 3, 4)
            .mistake("return new int[][] {{k, m}, {n, k}};", a -> shapes(k(a), m(a), n(a), k(a)),
                    "both are transposed: a derivative by a column is a row, so each row belongs to an output and each column to an input.",
                    "两个都转置了：对列向量求导得到行，所以每一行对应一个输出，每一列对应一个输入。")
            .mistake("return new int[][] {{k, n}, {m, k}};", a -> shapes(k(a), n(a), m(a), k(a)),
                    "the order is exchanged: the outer derivative ∂y/∂u stands on the left.",
                    "次序颠倒了：外层导数 ∂y/∂u 在左边。")
            .mistake("return new int[][] {{m, k}, {n, k}};", a -> shapes(m(a), k(a), n(a), k(a)),
                    "the second factor is transposed: ∂u/∂x has a row for each of the k entries of u.",
                    "第二个因子转置了：∂u/∂x 的每一行对应 u 的一个元素，共 k 行。")
            .mistake("return new int[][] {{k, m}, {k, n}};", a -> shapes(k(a), m(a), k(a), n(a)),
                    "the first factor is transposed: ∂y/∂u has a row for each of the m entries of y.",
                    "第一个因子转置了：∂y/∂u 的每一行对应 y 的一个元素，共 m 行。")
            .mistake("return new int[][] {{m, n}, {n, k}};", a -> shapes(m(a), n(a), n(a), k(a)),
                    "∂y/∂x was taken for a factor: the factors meet in u, whose k entries are the inner size of the product.",
                    "把 ∂y/∂x 当成了因子：两个因子在 u 处相接，乘积的内侧大小是 k。")
            .mistake("return new int[][] {{m, n}};", a -> new int[][]{ { m(a), n(a) } },
                    "that is the shape of the product ∂y/∂x: asked for are the shapes of its two factors.",
                    "这是乘积 ∂y/∂x 的形状：要的是两个因子的形状。");

    static final Exercise EXERCISE = new Exercise("factor-shapes", "02-chain-rule")
            .title("The shapes of the factors", "因子的形状")
            .task("""
                    Let $\\mathbf{y} \\in \\mathbb{R}^m$ depend on $\\mathbf{u} \\in \\mathbb{R}^k$, and $\\mathbf{u}$ on $\\mathbf{x} \\in \\mathbb{R}^n$; all are columns.

                    $$\\frac{\\partial \\mathbf{y}}{\\partial \\mathbf{x}} = \\frac{\\partial \\mathbf{y}}{\\partial \\mathbf{u}}\\,\\frac{\\partial \\mathbf{u}}{\\partial \\mathbf{x}}$$

                    Give the shapes of the two factors on the right, in the order in which they stand there, each as {rows, columns}.""",
                    """
                            设 $\\mathbf{y} \\in \\mathbb{R}^m$ 依赖于 $\\mathbf{u} \\in \\mathbb{R}^k$，$\\mathbf{u}$ 依赖于 $\\mathbf{x} \\in \\mathbb{R}^n$，都是列向量。

                            $$\\frac{\\partial \\mathbf{y}}{\\partial \\mathbf{x}} = \\frac{\\partial \\mathbf{y}}{\\partial \\mathbf{u}}\\,\\frac{\\partial \\mathbf{u}}{\\partial \\mathbf{x}}$$

                            按书写的次序给出右边两个因子的形状，每个写成 {行数，列数}。""")
            .declares(HEAD, "return new int[][] {{m, k}, {k, n}};")
            .alsoRight("int[] outer = {m, k};\nint[] inner = {k, n};\nreturn new int[][] {outer, inner};")
            .alsoRight("""
                    var result = new int[2][];
                    result[0] = ones(m, k).shape();
                    result[1] = ones(k, n).shape();
                    return result;""")
            .hint("The product must have the shape of $\\partial\\mathbf{y}/\\partial\\mathbf{x}$, which is $(m, n)$.",
                    "乘积的形状必须与 $\\partial\\mathbf{y}/\\partial\\mathbf{x}$ 相同，即 $(m, n)$。")
            .hint("A derivative has a row for each entry of what is differentiated, and a column for each entry of what it is differentiated by.",
                    "导数的行数等于被求导量的元素个数，列数等于自变量的元素个数。")
            .hint("$\\partial\\mathbf{y}/\\partial\\mathbf{u}$ has $m$ rows and $k$ columns.",
                    "$\\partial\\mathbf{y}/\\partial\\mathbf{u}$ 有 $m$ 行 $k$ 列。")
            .check(CHECK)
            .next("Next: a rule for two vectors that both depend on x, in `inner-product-rule`.",
                    "接下来：`inner-product-rule`，两个向量都依赖于 x 时的法则。");

    private FactorShapes() {}

    private static int m(Args a) {
        return a.integer(0);
    }

    private static int k(Args a) {
        return a.integer(1);
    }

    private static int n(Args a) {
        return a.integer(2);
    }

    private static int[][] shapes(int... sizes) {
        return new int[][]{ { sizes[0], sizes[1] }, { sizes[2], sizes[3] } };
    }
}
