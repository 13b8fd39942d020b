package leibniz.course.exercises;

import java.util.List;
import leibniz.autograd.Autograd;
import leibniz.autograd.Tensor;
import leibniz.autograd.TensorFunction;
import leibniz.autograd.TensorsFunction;
import leibniz.display.Displays;

/** The reverse rule of an operation of one's own. */
final class WriteAVjp {
    private static final String HEAD = "List<Tensor> swishVjp(Tensor cotangent, List<Tensor> inputs, Tensor output)";
    private static final String SETUP = "var x = inputs.get(0);\nvar s = x.sigmoid();\n";

    private static final Check CHECK = new ValueCheck(HEAD, draw -> {
        int n = draw.size(1, 4);
        Tensor x = draw.tensor(n);
        return Args.of(draw.tensor(n), List.of(x), x.mul(x.sigmoid()));
    }, a -> List.of(c(a).mul(slope(a))))
            .mistake(SETUP + "return List.of(s + x * s * (1 - s));", a -> List.of(slope(a)),
                    "the cotangent is forgotten: a vjp multiplies the derivative by the gradient that arrives.",
                    "漏掉了传来的梯度：vjp 要用它乘以导数。")
            .mistake(SETUP + "return List.of(cotangent * s);", a -> List.of(c(a).mul(s(a))),
                    "one term of the product rule is missing: sigmoid(x) depends on x too, which gives x·s·(1 − s).",
                    "乘积法则少了一项：sigmoid(x) 也依赖于 x，给出 x·s·(1 − s)。")
            .mistake(SETUP + "return List.of(cotangent * x * s * (1 - s));",
                    a -> List.of(c(a).mul(x(a)).mul(s(a)).mul(s(a).neg().add(1))),
                    "one term of the product rule is missing: the factor x has the derivative 1, which gives s.",
                    "乘积法则少了一项：因子 x 的导数是 1，给出 s。")
            .mistake(
                    "var x = inputs.get(0);\nvar s = output;\nreturn List.of(cotangent * (s + x * s * (1 - s)));",
                    a -> {
                        Tensor o = a.tensor(2);
                        return List.of(c(a).mul(o.add(x(a).mul(o).mul(o.neg().add(1)))));
                    }, "output was taken for the sigmoid: it is x·sigmoid(x).",
                    "把 output 当成了 sigmoid：它是 x·sigmoid(x)。")
            .mistake(SETUP + "return List.of(cotangent + s + x * s * (1 - s));",
                    a -> List.of(c(a).add(slope(a))),
                    "the cotangent is added: it is multiplied.", "传来的梯度被加上去了：应当相乘。")
            .mistake(SETUP + "return List.of(cotangent * (s + s * (1 - s)));",
                    a -> List.of(c(a).mul(s(a).add(s(a).mul(s(a).neg().add(1))))),
                    "the second term lacks its factor x: it is x·s·(1 − s).", "第二项少了因子 x：应为 x·s·(1 − s)。")
            .mistake(SETUP + "return List.of(cotangent * (s + x * s * (1 + s)));",
                    a -> List.of(c(a).mul(s(a).add(x(a).mul(s(a)).mul(s(a).add(1))))),
                    "the derivative of the sigmoid is s·(1 − s), with a minus.",
                    "sigmoid 的导数是 s·(1 − s)，是减号。")
            .picture(Pictures.below(
                    new Text(
                            "A gradient check of swish with your rule: points off the diagonal are derivatives that differ from their differences.",
                            "用你的规则对 swish 做的梯度检验：偏离对角线的点，就是与差商不符的导数。"),
                    (attempt, shown) -> Displays.plotGradCheck(withRuleOf(attempt), x(shown.args()))));

    static final Exercise EXERCISE = new Exercise("write-a-vjp", "10-gradient-checks")
            .title("A rule of your own", "自己写一条反向规则")
            .task("""
                    The operation swish is $y = x\\,\\sigma(x)$, entry by entry, with $\\sigma$ = `sigmoid`. Write its reverse rule: from the `cotangent`, the gradient that arrives at $y$, give the gradient of the one input, as a list with one tensor. It is what `customFunction("swish", xs -> xs.get(0) * xs.get(0).sigmoid(), (c, xs, y) -> swishVjp(c, xs, y))` needs.""",
                    """
                            运算 swish 是逐元素的 $y = x\\,\\sigma(x)$，其中 $\\sigma$ = `sigmoid`。写出它的反向规则：由传到 $y$ 的梯度 `cotangent`，求唯一输入的梯度，放在只有一个张量的列表里。`customFunction("swish", xs -> xs.get(0) * xs.get(0).sigmoid(), (c, xs, y) -> swishVjp(c, xs, y))` 需要它。""")
            .declares(HEAD, SETUP + "return List.of(cotangent * (s + x * s * (1 - s)));")
            .alsoRight("""
                    var x = inputs.get(0);
                    var s = x.sigmoid();
                    return Arrays.asList(cotangent.mul(s.add(output.mul(s.neg().add(1)))));""")
            .alsoRight("""
                    var result = new ArrayList<Tensor>();
                    for (var x : inputs) {
                        result.add(vjp(t -> t * t.sigmoid(), x, cotangent).derivative());
                    }
                    return result;""")
            .hint("$y' = \\sigma(x) + x\\,\\sigma'(x)$ by the product rule.",
                    "由乘积法则 $y' = \\sigma(x) + x\\,\\sigma'(x)$。")
            .hint("$\\sigma' = \\sigma(1 - \\sigma)$.", "$\\sigma' = \\sigma(1 - \\sigma)$。")
            .hint("Multiply the cotangent by $y'$, entry by entry, and put it in a list: `List.of(...)`.",
                    "把传来的梯度与 $y'$ 逐元素相乘，放进列表：`List.of(...)`。")
            .check(CHECK)
            .next("Next: a gradient check of your own, in `check-gradients`.",
                    "接下来：`check-gradients`，自己写梯度检验。");

    private WriteAVjp() {}

    @SuppressWarnings("unchecked")
    private static TensorFunction withRuleOf(Attempt attempt) {
        TensorsFunction swish = Autograd.customFunction("swish",
                xs -> xs.getFirst().mul(xs.getFirst().sigmoid()), (c, xs, y) -> {
                    try {
                        return (List<Tensor>) attempt.invoke("swishVjp", c, xs, y);
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                });
        return x -> swish.apply(List.of(x));
    }

    private static Tensor c(Args a) {
        return a.tensor(0);
    }

    private static Tensor x(Args a) {
        return a.tensors(1).getFirst();
    }

    private static Tensor s(Args a) {
        return x(a).sigmoid();
    }

    private static Tensor slope(Args a) {
        return s(a).add(x(a).mul(s(a)).mul(s(a).neg().add(1)));
    }
}
