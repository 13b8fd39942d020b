package leibniz.course.exercises;

import java.util.Arrays;

/** What the two ways to bracket a chain of Jacobians cost. */
final class Bracketing {
    private static final String HEAD = "long[] bracketing(int[] dims)";
    private static final String SETUP = "int L = dims.length - 1;\nlong forward = 0, reverse = 0;\n";

    private static final Check CHECK = new ValueCheck(HEAD, draw -> {
        int[] dims = new int[draw.size(2, 5)];
        Arrays.setAll(dims, i -> draw.size(1, 6));
        return Args.of(dims);
    }, a -> new long[]{ forward(a, 2), reverse(a, 0) })
            .example(new int[]{ 4, 3, 2, 1 })
            .example(new int[]{ 1, 2, 3, 4 })
            .mistake(loop("reverse", "forward", 2, 1),
                    a -> new long[]{ reverse(a, 0), forward(a, 2) },
                    "the two are exchanged: forward order begins at the input, at the right end of the product.",
                    "两个颠倒了：正向从输入开始，也就是乘积的右端。")
            .mistake(loop("forward", "reverse", 1, 1), a -> new long[]{ forward(a, 1), reverse(a, 0) },
                    "in forward order the first Jacobian is counted as a product of its own: L factors take L − 1 products.",
                    "正向时第一个雅可比矩阵被单独算了一次乘法：L 个因子只要 L − 1 次乘积。")
            .mistake(loop("forward", "reverse", 2, 0), a -> new long[]{ forward(a, 2), reverse(a, -1) },
                    "in reverse order the last Jacobian is counted as a product of its own: L factors take L − 1 products.",
                    "反向时最后一个雅可比矩阵被单独算了一次乘法：L 个因子只要 L − 1 次乘积。")
            .mistake(loop("forward", "reverse", 1, 0), a -> new long[]{ forward(a, 1), reverse(a, -1) },
                    "one factor is counted twice in both: L factors take L − 1 products.",
                    "两个方向都多算了一次：L 个因子只要 L − 1 次乘积。")
            .mistake(SETUP + """
                    for (int i = 2; i <= L; i++) {
                        forward += dims[i] * dims[i - 1];
                    }
                    for (int i = 1; i < L; i++) {
                        reverse += dims[i] * dims[i - 1];
                    }
                    return new long[] {forward, reverse};""", a -> {
                int[] d = a.integers(0);
                long f = 0;
                long r = 0;
                for (int i = 1; i < d.length; i++) {
                    f += i >= 2 ? (long) d[i] * d[i - 1] : 0;
                    r += i < d.length - 1 ? (long) d[i] * d[i - 1] : 0;
                }
                return new long[]{ f, r };
            }, "the third size is missing: a product of (p, q) and (q, r) takes p·q·r multiplications.",
                    "少了第三个大小：(p, q) 乘 (q, r) 需要 p·q·r 次乘法。");

    static final Exercise EXERCISE = new Exercise("bracketing", "06-forward-and-reverse")
            .title("Two ways to bracket", "两种加括号的方式")
            .task("""
                    A chain of $L$ functions leads from $\\mathbb{R}^{d_0}$ (the input) over $\\mathbb{R}^{d_1}, \\dots$ to $\\mathbb{R}^{d_L}$ (the output). Its derivative is $J_L \\cdots J_2 J_1$, where $J_i$ has the shape $(d_i, d_{i-1})$. A product of a $(p,q)$ and a $(q,r)$ matrix takes $p\\,q\\,r$ multiplications of numbers.

                    Given `dims` $= \\{d_0, \\dots, d_L\\}$, return how many the whole product takes in forward order (from the right: first $J_2 J_1$) and in reverse order (from the left: first $J_L J_{L-1}$).""",
                    """
                            $L$ 个函数的复合从 $\\mathbb{R}^{d_0}$（输入）经过 $\\mathbb{R}^{d_1}, \\dots$ 到 $\\mathbb{R}^{d_L}$（输出）。它的导数是 $J_L \\cdots J_2 J_1$，其中雅可比矩阵 $J_i$ 的形状是 $(d_i, d_{i-1})$。$(p,q)$ 矩阵乘 $(q,r)$ 矩阵需要 $p\\,q\\,r$ 次乘法。

                            已知 `dims` $= \\{d_0, \\dots, d_L\\}$，返回整个乘积按正向累积（从右边开始：先算 $J_2 J_1$）和按反向累积（从左边开始：先算 $J_L J_{L-1}$）各需要多少次乘法。""")
            .declares(HEAD, loop("forward", "reverse", 2, 1))
            .alsoRight(
                    """
                            int last = dims.length - 1;
                            long f = LongStream.rangeClosed(2, last).map(i -> (long) dims[(int) i] * dims[(int) i - 1] * dims[0]).sum();
                            long r = LongStream.range(1, last).map(i -> (long) dims[last] * dims[(int) i] * dims[(int) i - 1]).sum();
                            return new long[] {f, r};""")
            .alsoRight("""
                    long[] cost = new long[2];
                    int n = dims.length;
                    for (int i = 1; i + 1 < n; i++) {
                        cost[0] += dims[i + 1] * dims[i] * dims[0];
                        cost[1] += dims[n - 1] * dims[i] * dims[i - 1];
                    }
                    return cost;""")
            .hint("In forward order the product so far always has $d_0$ columns, in reverse order always $d_L$ rows.",
                    "正向时，已算出的乘积总有 $d_0$ 列；反向时，总有 $d_L$ 行。")
            .hint("Forward: to multiply $J_i$ onto a matrix of shape $(d_{i-1}, d_0)$ takes $d_i\\,d_{i-1}\\,d_0$.",
                    "正向：用 $J_i$ 乘形状为 $(d_{i-1}, d_0)$ 的矩阵，需要 $d_i\\,d_{i-1}\\,d_0$ 次。")
            .hint("Forward: $\\sum_{i=2}^{L} d_i d_{i-1} d_0$; reverse: $\\sum_{i=1}^{L-1} d_L d_i d_{i-1}$.",
                    "正向：$\\sum_{i=2}^{L} d_i d_{i-1} d_0$；反向：$\\sum_{i=1}^{L-1} d_L d_i d_{i-1}$。")
            .check(CHECK)
            .next("Next: an engine of your own, in `tiny-autograd`.", "接下来：`tiny-autograd`，自己写一个引擎。");

    private Bracketing() {}

    /** The code of an answer whose loops begin, or end, at these indices. */
    private static String loop(String first, String second, int from, int before) {
        return SETUP + """
                for (int i = %s; i <= L; i++) {
                    forward += (long) dims[i] * dims[i - 1] * dims[0];
                }
                for (int i = 1; i <= L - %s; i++) {
                    reverse += (long) dims[L] * dims[i] * dims[i - 1];
                }
                return new long[] {%s, %s};""".formatted(from, before, first, second);
    }

    private static long forward(Args a, int from) {
        int[] d = a.integers(0);
        long sum = 0;
        for (int i = from; i < d.length; i++) {
            sum += (long) d[i] * d[i - 1] * d[0];
        }
        return sum;
    }

    /** @param more how many of the last Jacobians are left out, less one */
    private static long reverse(Args a, int more) {
        int[] d = a.integers(0);
        long sum = 0;
        for (int i = 1; i < d.length - 1 - more; i++) {
            sum += (long) d[d.length - 1] * d[i] * d[i - 1];
        }
        return sum;
    }
}
