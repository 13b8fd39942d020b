package leibniz.course.exercises;

import static leibniz.autograd.Tensors.stack;

import leibniz.autograd.Tensor;

/** The gradient of a function of two numbers. */
final class TwoVariables {
    private static final String HEAD = "Tensor twoVariables(Tensor x)";

    private static final Check CHECK = new ValueCheck(HEAD, draw -> Args.of(draw.tensor(2)),
            a -> stack(0, x(a, 0).mul(6), x(a, 1).exp().mul(5)))
            .mistake("return 3 * x.get(0).square() + 5 * x.get(1).exp();",
                    a -> x(a, 0).square().mul(3).add(x(a, 1).exp().mul(5)),
                    "that is the value of f: its gradient has two entries, one for each variable.",
                    "这是 f 的值：梯度有两个元素，每个变量一个。")
            .mistake("return stack(0, 3 * x.get(0), 5 * x.get(1).exp());",
                    a -> stack(0, x(a, 0).mul(3), x(a, 1).exp().mul(5)),
                    "the first entry lacks the 2 of the power rule: the derivative of 3x₁² is 6x₁.",
                    "第一个元素少了幂法则的 2：3x₁² 的导数是 6x₁。")
            .mistake("return stack(0, 6 * x.get(0), x.get(1) * 5 * (x.get(1) - 1).exp());",
                    a -> stack(0, x(a, 0).mul(6), x(a, 1).mul(x(a, 1).sub(1).exp()).mul(5)),
                    "the power rule was used on e^x₂: the derivative of e^x is e^x itself.",
                    "对 e^x₂ 用了幂法则：e^x 的导数就是 e^x 本身。")
            .mistake("return 6 * x.get(0) + 5 * x.get(1).exp();",
                    a -> x(a, 0).mul(6).add(x(a, 1).exp().mul(5)),
                    "the two partial derivatives were added up: the gradient keeps them apart, as a vector.",
                    "两个偏导数被加在一起了：梯度是向量，要分开放。")
            .mistake("return stack(0, 5 * x.get(1).exp(), 6 * x.get(0));",
                    a -> stack(0, x(a, 1).exp().mul(5), x(a, 0).mul(6)),
                    "the entries are exchanged: the derivative by x₁ stands first.", "两个元素颠倒了：对 x₁ 的偏导数在前。")
            .mistake("return 6 * x;", a -> a.tensor(0).mul(6),
                    "the second entry is wrong: the second term is 5e^x₂, not a square.",
                    "第二个元素不对：第二项是 5e^x₂，不是平方。")
            .mistake("return stack(0, 6 * x.get(0), x.get(1).exp());",
                    a -> stack(0, x(a, 0).mul(6), x(a, 1).exp()),
                    "the factor 5 is lost: a constant factor stays.", "丢了因子 5：常数因子要保留。");

    static final Exercise EXERCISE = new Exercise("two-variables", "02-chain-rule")
            .title("Two variables", "两个变量")
            .task("""
                    Give the gradient of $f(x_1, x_2) = 3x_1^2 + 5e^{x_2}$ at `x`, a tensor of shape (2).""",
                    """
                            求 $f(x_1, x_2) = 3x_1^2 + 5e^{x_2}$ 在 `x`（形状为 (2) 的张量）处的梯度。""")
            .declares(HEAD, "return stack(0, 6 * x.get(0), 5 * x.get(1).exp());")
            .alsoRight("return cat(0, x.narrow(0, 0, 1).mul(6), x.narrow(0, 1, 1).exp().mul(5));")
            .alsoRight("return jacobian(t -> 3 * t.get(0) * t.get(0) + 5 * t.get(1).exp(), x);")
            .hint("A partial derivative treats the other variable as a constant.", "求偏导数时，把另一个变量当作常数。")
            .hint("By $x_1$ the second term is a constant and its derivative 0; what is left is $6x_1$.",
                    "对 $x_1$ 求导时第二项是常数，导数为 0，剩下 $6x_1$。")
            .hint("`stack(0, a, b)` makes a vector of two single numbers, `x.get(0)` is the first entry.",
                    "`stack(0, a, b)` 把两个标量合成向量，`x.get(0)` 是第一个元素。")
            .check(CHECK)
            .next("Next: the length of a vector and its gradient, in `norm-gradient`.",
                    "接下来：`norm-gradient`，向量的长度及其梯度。");

    private TwoVariables() {}

    private static Tensor x(Args a, int i) {
        return a.tensor(0).get(i);
    }
}
