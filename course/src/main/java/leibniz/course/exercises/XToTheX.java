package leibniz.course.exercises;

import leibniz.autograd.Tensor;

/** A power whose base and exponent both vary. */
final class XToTheX {
    private static final String HEAD = "Tensor xToTheX(Tensor x)";

    private static final Check CHECK = new ValueCheck(HEAD,
            draw -> Args.of(draw.positiveTensor(draw.size(1, 4))),
            a -> power(a).mul(x(a).log().add(1)))
            .mistake("return x * x.pow(x - 1);", XToTheX::power,
                    "the power rule n·xⁿ⁻¹ holds for a constant exponent: here the exponent varies too, so write xˣ = e^(x ln x).",
                    "幂法则 n·xⁿ⁻¹ 只适用于常数指数：这里指数也在变，请写成 xˣ = e^(x ln x)。")
            .mistake("return x.pow(x) * x.log();", a -> power(a).mul(x(a).log()),
                    "the rule aˣ ln a holds for a constant base: here the base varies too, so a second term xˣ is missing.",
                    "法则 aˣ ln a 只适用于常数底数：这里底数也在变，还少一项 xˣ。")
            .mistake("return x.log() + 1;", a -> x(a).log().add(1),
                    "that is the derivative of the exponent x ln x alone: multiply it by the outer derivative, e^(x ln x) = xˣ.",
                    "这只是指数 x ln x 的导数：还要乘以外层导数 e^(x ln x) = xˣ。")
            .mistake("return x.pow(x) * (x.log() - 1);", a -> power(a).mul(x(a).log().sub(1)),
                    "the sign of the 1 is wrong: the derivative of x ln x is ln x + x·(1/x).",
                    "1 的符号错了：x ln x 的导数是 ln x + x·(1/x)。")
            .mistake("return x.pow(x) * (x.log() + x);", a -> power(a).mul(x(a).log().add(x(a))),
                    "the derivative of x ln x is ln x + x·(1/x), and x·(1/x) is 1, not x.",
                    "x ln x 的导数是 ln x + x·(1/x)，其中 x·(1/x) 是 1，不是 x。")
            .curves(0, 0.1, 2);

    static final Exercise EXERCISE = new Exercise("x-to-the-x", "02-chain-rule")
            .title("x to the power of x", "x 的 x 次方")
            .task("""
                    Give the derivative of $f(x) = x^x$ for positive $x$, for each entry of the tensor `x`.""",
                    """
                            对正数 $x$，求 $f(x) = x^x$ 的导数；对张量 `x` 的每个元素分别计算。""")
            .declares(HEAD, "return x.pow(x) * (x.log() + 1);")
            .alsoRight("var e = x.mul(x.log());\nreturn e.exp().mul(x.log().add(1));")
            .alsoRight("""
                    var v = x.detach().requiresGrad_(true);
                    v.pow(v).sum().backward();
                    return v.grad();""")
            .hint("Neither the base nor the exponent is constant. Write $x^x = e^{x \\ln x}$.",
                    "底数和指数都不是常数。请写成 $x^x = e^{x \\ln x}$。")
            .hint("Chain rule: the outer derivative is $e^{x\\ln x}$ again, the inner one that of $x \\ln x$.",
                    "链式法则：外层导数还是 $e^{x\\ln x}$，内层是 $x \\ln x$ 的导数。")
            .hint("By the product rule $(x \\ln x)' = \\ln x + 1$.", "由乘积法则 $(x \\ln x)' = \\ln x + 1$。")
            .check(CHECK)
            .next("Next: a function of two numbers, in `two-variables`.", "接下来：`two-variables`，两个变量的函数。");

    private XToTheX() {}

    private static Tensor x(Args a) {
        return a.tensor(0);
    }

    private static Tensor power(Args a) {
        return a.tensor(0).pow(a.tensor(0));
    }
}
