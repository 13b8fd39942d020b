package leibniz.course.exercises;

import java.util.Map;
import leibniz.autograd.Tensor;

/** A product of which one factor counts as a constant. */
final class DetachHalf {
    private static final String HEAD = "Tensor detachHalf(Tensor x)";

    private static final Text NONE = new Text("no gradient", "没有梯度");

    private static final Check CHECK = new ValueCheck(HEAD, draw -> Args.of(draw.tensor(draw.size(1, 4))),
            a -> both(a.tensor(0).pow(3).sum(), a.tensor(0).square()))
            .calledBy((attempt, args) -> attempt.run(() -> valueAndGradient(attempt, args.tensor(0))))
            .mistake("return (x * x * x).sum();",
                    a -> both(a.tensor(0).pow(3).sum(), a.tensor(0).square().mul(3)),
                    "nothing is detached, so the gradient is 3x²: detach the x², (x * x).detach().",
                    "什么也没有分离，梯度是 3x²：请把 x² 分离出来，(x * x).detach()。")
            .mistake("return (x * x * x).detach().sum();", a -> both(a.tensor(0).pow(3).sum(), NONE),
                    "everything is detached, so there is no gradient at all: only the factor x² is to be a constant.",
                    "全部分离了，完全没有梯度：只有因子 x² 应当是常数。")
            .mistake("return (x * x * x.detach()).sum();",
                    a -> both(a.tensor(0).pow(3).sum(), a.tensor(0).square().mul(2)),
                    "the wrong factor is detached, so the gradient is 2x²: detach x * x, and leave the last x.",
                    "分离错了因子，梯度是 2x²：应分离 x * x，留下最后一个 x。")
            .mistake("return ((x * x).detach() * x).mean();",
                    a -> both(a.tensor(0).pow(3).mean(), a.tensor(0).square().div(a.tensor(0).numel())),
                    "that is the mean: the sum is asked for.", "这是平均值：要的是和。")
            .mistake("return (x.detach() * x).sum();",
                    a -> both(a.tensor(0).square().sum(), a.tensor(0)),
                    "one factor x is missing: the value is Σx³, so detach x².", "少了一个因子 x：值应为 Σx³，所以分离的是 x²。")
            .mistake("return (x * x * x).sum() / 3;",
                    a -> both(a.tensor(0).pow(3).sum().div(3), a.tensor(0).square()),
                    "the gradient is right, but the value is Σx³/3: do not divide, detach.",
                    "梯度对了，但值是 Σx³/3：不要除，要分离。")
            .picture(Pictures.graph(
                    new Text(
                            "The graph of your answer. What is cut off is grey; the gradient comes back to x along each of the other ways.",
                            "你的答案的计算图。切断的部分是灰色的；梯度沿其余每一条路回到 x。"),
                    (attempt, shown) -> new Tensor[]{ (Tensor) attempt.invoke("detachHalf",
                            shown.args().tensor(0).detach().requiresGrad_(true)) }));

    static final Exercise EXERCISE = new Exercise("detach-half", "08-detach")
            .title("Detach one half", "分离一半")
            .task("""
                    Return a single number whose *value* is $\\sum_i x_i^3$, but whose gradient by $\\mathbf{x}$ is $x_i^2$ in each entry, as if a part of the product were a constant. Use `detach()`.""",
                    """
                            返回一个标量，它的**值**是 $\\sum_i x_i^3$，但对 $\\mathbf{x}$ 的梯度在每个元素上是 $x_i^2$，就好像乘积的一部分是常数。请用 `detach()`。""")
            .declares(HEAD, "return ((x * x).detach() * x).sum();")
            .alsoRight("var u = x.mul(x).detach();\nreturn dot(u, x);")
            .alsoRight("Tensor u = noGrad(() -> x.square());\nreturn u.mul(x).sum();")
            .hint("$x^3 = x^2 \\cdot x$. If $x^2$ were a constant, what would the derivative be?",
                    "$x^3 = x^2 \\cdot x$。如果 $x^2$ 是常数，导数是什么？")
            .hint("`u.detach()` has the same numbers as u and no graph behind it.",
                    "`u.detach()` 的数值与 u 相同，但后面没有计算图。")
            .hint("`(x * x).detach()` times x, summed.", "`(x * x).detach()` 乘以 x，再求和。")
            .check(CHECK)
            .next("Next: gradients of a function with a loop, in `vector-in-the-loop`.",
                    "接下来：`vector-in-the-loop`，带循环的函数的梯度。");

    private DetachHalf() {}

    private static Map<String, Object> both(Tensor value, Object gradient) {
        return Map.of("value", value.detach(), "gradient", gradient);
    }

    private static Object valueAndGradient(Attempt attempt, Tensor x) throws ReflectiveOperationException {
        Tensor v = x.detach().requiresGrad_(true);
        Tensor result = (Tensor) attempt.invoke("detachHalf", v);
        if (result == null) {
            throw new IllegalStateException("it returned null");
        }
        if (!result.requiresGrad()) {
            return both(result, NONE);
        }
        result.backward();
        return both(result, v.grad() == null ? NONE : v.grad());
    }
}
