package leibniz.course.exercises;

import leibniz.autograd.Tensor;

/** The tangent of a curve at a point. */
final class Tangent {
    private static final String HEAD = "Tensor tangent(Tensor x)";

    private static final Check CHECK = new ValueCheck(HEAD, draw -> Args.of(draw.tensor(draw.size(1, 4))),
            a -> x(a).sub(1).mul(4))
            .mistake("return 2 * (x - 1);", a -> x(a).sub(1).mul(2),
                    "the slope at 1 is 4, not 2: the derivative of −1/x is +1/x².",
                    "1 处的斜率是 4，不是 2：−1/x 的导数是 +1/x²。")
            .mistake("return 4 * x;", a -> x(a).mul(4),
                    "the constant is missing: a line of slope 4 through the point (1, 0) is 4(x − 1).",
                    "少了常数项：过点 (1, 0)、斜率为 4 的直线是 4(x − 1)。")
            .mistake("return x * x * x - 1 / x;", a -> x(a).pow(3).sub(x(a).reciprocal()),
                    "that is the function itself: asked for is the line that touches it at 1.",
                    "这是函数本身：要的是它在 1 处的切线。")
            .mistake("return 3 * x * x + 1 / (x * x);",
                    a -> x(a).square().mul(3).add(x(a).square().reciprocal()),
                    "that is the derivative at x: take it at 1, which is the slope of the line, and make the line from it.",
                    "这是在 x 处的导数：应取在 1 处，作为直线的斜率，再写出直线。")
            .mistake("return 4 * (x + 1);", a -> x(a).add(1).mul(4),
                    "the line passes through (−1, 0): replace x by x − 1, so that it is 0 at 1.",
                    "这条直线经过 (−1, 0)：应把 x 换成 x − 1，使它在 1 处为 0。")
            .mistake("return 4 * x - 1;", a -> x(a).mul(4).sub(1),
                    "the slope is right, but at 1 the line gives 3 and the function 0: the constant is −4.",
                    "斜率对了，但直线在 1 处得 3，而函数值是 0：常数项是 −4。")
            .mistake("return 3 * (x - 1);", a -> x(a).sub(1).mul(3),
                    "the term −1/x was not differentiated: its slope at 1 is 1, which makes 4 together.",
                    "没有对 −1/x 求导：它在 1 处的斜率是 1，合起来是 4。")
            .curves(0, 0.25, 2);

    static final Exercise EXERCISE = new Exercise("tangent", "02-chain-rule")
            .title("A tangent", "切线")
            .task("""
                    Let $f(x) = x^3 - \\frac{1}{x}$. The tangent of $f$ at the point 1 is a line $t(x)$. Give its height $t(x)$ for each entry of `x`.

                    (`plotTangent(x -> x * x * x - 1 / x, 1, 0.5, 2)` draws it.)""",
                    """
                            设 $f(x) = x^3 - \\frac{1}{x}$。$f$ 在点 1 处的切线是直线 $t(x)$。对 `x` 的每个元素，求它的高度 $t(x)$。

                            （`plotTangent(x -> x * x * x - 1 / x, 1, 0.5, 2)` 可以画出来。）""")
            .declares(HEAD, "return 4 * (x - 1);")
            .alsoRight("return x.mul(4).sub(4);")
            .alsoRight("""
                    var one = onesLike(x).requiresGrad_(true);
                    var f = one.pow(3) - 1 / one;
                    f.sum().backward();
                    return f.detach() + one.grad() * (x - 1);""")
            .hint("A tangent at $a$ is the line $f(a) + f'(a)(x - a)$.", "$a$ 处的切线是 $f(a) + f'(a)(x - a)$。")
            .hint("$f(1) = 0$. What is $f'(x)$, and what is it at 1?", "$f(1) = 0$。$f'(x)$ 是什么？在 1 处等于多少？")
            .hint("$f'(x) = 3x^2 + 1/x^2$, so $f'(1) = 4$.", "$f'(x) = 3x^2 + 1/x^2$，所以 $f'(1) = 4$。")
            .check(CHECK)
            .next("Next: the slope of an inverse function, in `inverse-slope`.",
                    "接下来：`inverse-slope`，反函数的斜率。");

    private Tangent() {}

    private static Tensor x(Args a) {
        return a.tensor(0);
    }
}
