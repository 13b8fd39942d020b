package leibniz.course.exercises;

/** The chain rule for two functions of one number. */
final class ChainSlope {
    private static final String HEAD = "double slope(double x)";
    private static final Right RIGHT = a -> 2 * a.number(0) * Math.cos(a.number(0) * a.number(0));
    private static final Check CHECK = new ValueCheck(HEAD, draw -> Args.of(draw.number()),
            RIGHT)
            .mistake("return Math.cos(x * x);", a -> Math.cos(a.number(0) * a.number(0)),
                    "the inner factor is lost: cos(x²) is dy/du alone; multiply it by du/dx = 2x.",
                    "丢了内层的因子：cos(x²) 只是 dy/du，还要乘以 du/dx = 2x。")
            .mistake("return 2 * x * Math.cos(x);", a -> 2 * a.number(0) * Math.cos(a.number(0)),
                    "the outer derivative is taken at x: cos belongs to u, so take it at u = x².",
                    "外层导数取在了 x 处：cos 的自变量是 u，应取在 u = x² 处。")
            .mistake("return Math.cos(2 * x);", a -> Math.cos(2 * a.number(0)),
                    "the inner derivative was put inside the cosine: multiply by 2x instead, and keep x² inside.",
                    "内层导数被放进了余弦里面：应当乘以 2x，余弦里面仍是 x²。")
            .mistake("return -2 * x * Math.cos(x * x);",
                    a -> -2 * a.number(0) * Math.cos(a.number(0) * a.number(0)),
                    "the sign is wrong: the derivative of sin is cos, without a minus.",
                    "符号错了：sin 的导数是 cos，没有负号。")
            .mistake("return Math.sin(x * x);", a -> Math.sin(a.number(0) * a.number(0)),
                    "that is the value of f, not its slope.", "这是 f 的值，不是斜率。")
            .mistake("return 2 * x * Math.sin(x * x);",
                    a -> 2 * a.number(0) * Math.sin(a.number(0) * a.number(0)),
                    "the outer function was not differentiated: the derivative of sin u is cos u.",
                    "外层函数没有求导：sin u 的导数是 cos u。")
            .curves(0, -2, 2);

    static final Exercise EXERCISE = new Exercise("chain-slope", "02-chain-rule")
            .title("The slope of a chain", "复合函数的斜率")
            .task("""
                    Let $f(x) = \\sin(x^2)$, a chain of two functions: first $u = x^2$, then $y = \\sin u$.

                    Write `slope(x)`, the derivative $f'(x)$, by hand with the chain rule.""", """
                    设 $f(x) = \\sin(x^2)$，它由两个函数复合而成：先 $u = x^2$，再 $y = \\sin u$。

                    用链式法则手工求导，写出 `slope(x)`，即 $f'(x)$。""")
            .declares(HEAD, "return 2 * x * Math.cos(x * x);")
            .alsoRight("double u = x * x;\ndouble du = 2 * x;\ndouble dy = Math.cos(u);\nreturn dy * du;")
            .alsoRight("""
                    var t = tensor(FLOAT64, x).requiresGrad_(true);
                    t.mul(t).sin().backward();
                    return t.grad().item();""")
            .hint("The chain rule multiplies two slopes: $dy/du$ and $du/dx$.",
                    "链式法则把两个斜率相乘：$dy/du$ 和 $du/dx$。")
            .hint("$du/dx = 2x$ and $dy/du = \\cos u$. At which point is the cosine taken?",
                    "$du/dx = 2x$，$dy/du = \\cos u$。余弦要在哪一点取值？")
            .hint("The cosine is taken at $u = x^2$, where the outer function works, not at $x$.",
                    "余弦取在 $u = x^2$ 处，也就是外层函数的自变量处，而不是 $x$ 处。")
            .check(CHECK)
            .next("Next: the shapes of the factors, in `factor-shapes`.",
                    "接下来：`factor-shapes`，看看各因子的形状。");

    private ChainSlope() {}
}
