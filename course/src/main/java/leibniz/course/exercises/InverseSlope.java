package leibniz.course.exercises;

import leibniz.autograd.Autograd;
import leibniz.autograd.Tensor;

/** The slope of an inverse function. */
final class InverseSlope {
    private static final String HEAD = "Tensor inverseSlope(TensorFunction f, Tensor x)";

    private static final Check CHECK = new ValueCheck(HEAD, draw -> {
        NamedFunction f = draw.oneOf(new NamedFunction("x -> x * x", x -> x.mul(x)),
                new NamedFunction("x -> 3 * x + 1", x -> x.mul(3).add(1)),
                new NamedFunction("x -> x.exp()", Tensor::exp),
                new NamedFunction("x -> x * x * x + x", x -> x.pow(3).add(x)),
                new NamedFunction("x -> x.sqrt()", Tensor::sqrt),
                new NamedFunction("x -> -x.log1p()", x -> x.log1p().neg()));
        return Args.of(f, draw.positiveTensor());
    }, a -> slope(a).reciprocal())
            .mistake("""
                    var v = x.detach().requiresGrad_(true);
                    f.apply(v).backward();
                    return v.grad();""", InverseSlope::slope,
                    "that is the slope of f: the graph of the inverse is the mirror image, and its slope 1/f′(x).",
                    "这是 f 的斜率：反函数的图像是它的镜像，斜率是 1/f′(x)。")
            .mistake("return 1 / f.apply(x);", a -> value(a).reciprocal(),
                    "that is 1/f(x), the reciprocal of the value: the inverse function is another thing, its slope is 1/f′(x).",
                    "这是函数值的倒数 1/f(x)：反函数不是倒数，它的斜率是 1/f′(x)。")
            .mistake("""
                    var v = x.detach().requiresGrad_(true);
                    f.apply(v).reciprocal().backward();
                    return v.grad();""", a -> slope(a).div(value(a).square()).neg(),
                    "that is the slope of 1/f, −f′/f²: the inverse function is not the reciprocal.",
                    "这是 1/f 的斜率 −f′/f²：反函数不是倒数。")
            .mistake("""
                    var v = f.apply(x).detach().requiresGrad_(true);
                    f.apply(v).backward();
                    return 1 / v.grad();""",
                    a -> Autograd.jacobian(a.function(0), value(a)).reciprocal(),
                    "f′ was taken at f(x): the point that belongs to it is x itself.",
                    "f′ 取在了 f(x) 处：对应的点是 x 本身。")
            .mistake("""
                    var v = x.detach().requiresGrad_(true);
                    f.apply(v).backward();
                    return -1 / v.grad();""", a -> slope(a).reciprocal().neg(),
                    "the sign is wrong: −1/f′ is the slope of the normal, the mirror image rises where f rises.",
                    "符号错了：−1/f′ 是法线的斜率；镜像与 f 同增同减。")
            .mistake("""
                    x.requiresGrad_(true);
                    f.apply(x).backward();
                    return 1 / x.grad();""", Kind.REPEATED,
                    "right the first time, but x keeps requiresGrad and its gradient, so a second call adds to it: work on x.detach().",
                    "第一次是对的，但 x 保留了 requiresGrad 和梯度，再调用一次会累加：请改用 x.detach()。")
            .curves(1, 0.2, 3);

    static final Exercise EXERCISE = new Exercise("inverse-slope", "02-chain-rule")
            .title("The slope of an inverse function", "反函数的斜率")
            .task("""
                    A function $f$ is strictly monotone. Give the slope of its inverse $f^{-1}$ at the point $f(x)$; `x` is a single number.""",
                    """
                            函数 $f$ 严格单调。求它的反函数 $f^{-1}$ 在点 $f(x)$ 处的斜率；`x` 是一个标量。""")
            .declares(HEAD, """
                    var v = x.detach().requiresGrad_(true);
                    f.apply(v).backward();
                    return 1 / v.grad();""")
            .alsoRight("return jacobian(f, x).reciprocal();")
            .alsoRight("""
                    Tensor t = x.copy().requiresGrad_(true);
                    Tensor slope = grad(f.apply(t), t);
                    return slope.pow(-1);""")
            .hint("$f^{-1}(f(x)) = x$. Differentiate both sides by $x$.", "$f^{-1}(f(x)) = x$。两边对 $x$ 求导。")
            .hint("The chain rule gives $(f^{-1})'(f(x)) \\cdot f'(x) = 1$.",
                    "由链式法则 $(f^{-1})'(f(x)) \\cdot f'(x) = 1$。")
            .hint("`backward()` gives $f'(x)$; start from `x.detach().requiresGrad_(true)`, so that the caller's x stays as it is.",
                    "用 `backward()` 得到 $f'(x)$；从 `x.detach().requiresGrad_(true)` 出发，不要改动调用者的 x。")
            .check(CHECK)
            .next("Next: derivatives from differences, in `numeric-derivative`.",
                    "接下来：`numeric-derivative`，用差商求导。");

    private InverseSlope() {}

    private static Tensor value(Args a) {
        return a.function(0).apply(a.tensor(1));
    }

    private static Tensor slope(Args a) {
        return Autograd.jacobian(a.function(0), a.tensor(1));
    }
}
