package leibniz.course.exercises;

import leibniz.autograd.Tensor;

/** Backward from a vector: with which weight each entry counts. */
final class WeightedGradient {
    private static final String HEAD = "Tensor weightedGradient(Tensor x, Tensor weights)";

    private static final Check CHECK = new ValueCheck(HEAD, draw -> {
        int n = draw.size(1, 4);
        return Args.of(draw.tensor(n), draw.tensor(n));
    }, a -> x(a).mul(w(a)).mul(2))
            .mistake(answer("(v * v).sum().backward();"), a -> x(a).mul(2),
                    "the weights are not used: that is the gradient of the plain sum.", "没有用到权重：这是普通求和的梯度。")
            .mistake(answer("(v * v).backward(weights.sum() * onesLike(v));"),
                    a -> x(a).mul(2).mul(w(a).sum()),
                    "each entry is weighted with the sum of all weights: entry i has the weight wᵢ alone.",
                    "每个元素都用了所有权重之和：第 i 个元素只用 wᵢ。")
            .mistake("return x * weights;", a -> x(a).mul(w(a)),
                    "the 2 is lost: the derivative of x² is 2x.", "丢了 2：x² 的导数是 2x。")
            .mistake(answer("v.backward(weights);"), WeightedGradient::w,
                    "backward starts at x itself: let it start at the squares, (x * x).backward(weights).",
                    "从 x 本身开始反向传播了：应从平方开始，(x * x).backward(weights)。")
            .mistake("""
                    x.requiresGrad_(true);
                    (x * x).backward(weights);
                    return x.grad();""", Kind.REPEATED,
                    "right the first time, but x keeps its gradient, so a second call doubles the result: work on x.detach(), or clear the gradient.",
                    "第一次是对的，但 x 保留了梯度，再调用一次结果就翻倍：请改用 x.detach()，或把梯度清零。")
            .mistake("""
                    x.requiresGrad_(true);
                    if (x.grad() != null) {
                        x.grad().zero_();
                    }
                    (x * x).backward(weights);
                    return x.grad().copy();""", Kind.RECORDING,
                    "the result is right, but the caller's x is left with requiresGrad: work on x.detach() instead.",
                    "结果正确，但调用者的 x 还开着 requiresGrad：请改用 x.detach()。")
            .mistake(answer("(v * v * v).backward(weights);"), a -> x(a).square().mul(3).mul(w(a)),
                    "that is the gradient of x³: the function is x².", "这是 x³ 的梯度：函数是 x²。");

    static final Exercise EXERCISE = new Exercise("weighted-gradient", "07-non-scalar-backward")
            .title("Backward from a vector", "从向量开始的反向传播")
            .task("""
                    Let $y_i = x_i^2$. Give $\\sum_i w_i\\,\\partial y_i/\\partial\\mathbf{x}$ by calling `backward(weights)` on the vector $\\mathbf{y}$. The caller's `x` is to stay as it is.""",
                    """
                            设 $y_i = x_i^2$。对向量 $\\mathbf{y}$ 调用 `backward(weights)`，求 $\\sum_i w_i\\,\\partial y_i/\\partial\\mathbf{x}$。调用者的 `x` 要保持原样。""")
            .declares(HEAD, answer("(v * v).backward(weights);"))
            .alsoRight("return vjp(t -> t * t, x, weights).derivative();")
            .alsoRight("""
                    Tensor t = x.copy().requiresGrad_(true);
                    t.square().mul(weights).sum().backward();
                    return t.grad().detach();""")
            .hint("Take `var v = x.detach().requiresGrad_(true);`, so that nothing happens to the caller's x.",
                    "用 `var v = x.detach().requiresGrad_(true);`，这样不会动到调用者的 x。")
            .hint("`backward(weights)` on a vector y is `(weights * y).sum().backward()`.",
                    "对向量 y 调用 `backward(weights)`，相当于 `(weights * y).sum().backward()`。")
            .hint("`(v * v).backward(weights);`, and then the result is in `v.grad()`.",
                    "`(v * v).backward(weights);`，结果在 `v.grad()` 里。")
            .check(CHECK)
            .next("Next: a whole Jacobian, row by row, in `jacobian-by-rows`.",
                    "接下来：`jacobian-by-rows`，逐行求雅可比矩阵。");

    private WeightedGradient() {}

    private static String answer(String line) {
        return "var v = x.detach().requiresGrad_(true);\n" + line + "\nreturn v.grad();";
    }

    private static Tensor x(Args a) {
        return a.tensor(0);
    }

    private static Tensor w(Args a) {
        return a.tensor(1);
    }
}
