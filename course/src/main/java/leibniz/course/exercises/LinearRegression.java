package leibniz.course.exercises;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import leibniz.autograd.DType;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import org.jspecify.annotations.Nullable;

/** Least squares by gradient descent. */
final class LinearRegression {
    private static final String HEAD = "Tensor fit(Tensor X, Tensor y)";
    private static final double NEAR = 1e-2;
    private static final int ROWS = 20;
    private static final double HUGE = 1e3;

    private static final Check CHECK = new ValueCheck(HEAD, LinearRegression::data,
            LinearRegression::solution)
            .draws(4).within(NEAR)
            .mistakeWhere(fit("w.grad().zero_();", "w.add_(0.1 * w.grad())"),
                    (trials, source) -> source.matches("(?s).*(add_|\\+=|\\+ *\\w+ *\\* *(w\\.grad|g)).*")
                            && far(trials),
                    "the step goes uphill: subtract the gradient, since it points to where the loss grows.",
                    "更新是往上走的：梯度指向损失增大的方向，应当减去它。")
            .mistakeWhere(fit("w.grad().zero_();", "w.sub_(100 * w.grad())"), (trials, source) -> far(trials),
                    "it diverges: the step is too large, take a smaller learning rate.", "发散了：步长太大，请减小学习率。")
            .mistakeWhere("""
                    var w = zeros(X.dtype(), X.size(1)).requiresGrad_(true);
                    for (int i = 0; i < 300; i++) {
                        (matmul(X, w) - y).square().mean().backward();
                        w = w - 0.1 * w.grad();
                    }
                    return w.detach();""", (trials, source) -> thrown(trials, "null"),
                    "the update is recorded, and w becomes a result without a gradient of its own: update in place within noGrad, or begin again with w.detach().requiresGrad_(true).",
                    "更新被记录进了计算图，w 变成了没有自己梯度的结果：请在 noGrad 里就地更新，或用 w.detach().requiresGrad_(true) 重新开始。")
            .mistakeWhere("""
                    var w = zeros(X.dtype(), X.size(1)).requiresGrad_(true);
                    for (int i = 0; i < 300; i++) {
                        (matmul(X, w) - y).square().mean().backward();
                        w.sub_(0.1 * w.grad());
                        w.grad().zero_();
                    }
                    return w.detach();""", (trials, source) -> thrown(trials, ""),
                    "a leaf that requires a gradient is changed in place while recording: put the update into noGrad(() -> { ... }).",
                    "在记录时就地修改了需要梯度的叶子：请把更新放进 noGrad(() -> { ... })。")
            .mistakeWhere(fit("", "w.sub_(0.1 * w.grad())"),
                    (trials, source) -> source.contains("backward")
                            && !source.matches("(?s).*(zero_|zeroGrad|clearGrad|fill_).*"),
                    "the gradient is not cleared, so each step adds all gradients before it: w.grad().zero_() after the step.",
                    "梯度没有清零，每一步都加上了以前的全部梯度：更新之后要 w.grad().zero_()。")
            .mistakeWhere(fit("w.grad().zero_();", "w.sub_(1e-4 * w.grad())"),
                    (trials, source) -> near(trials),
                    "it has not arrived yet: take more steps, or a larger learning rate.",
                    "还没有收敛：请增加步数，或增大学习率。");

    static final Exercise EXERCISE = new Exercise("linear-regression", "11-linear-regression")
            .title("Linear regression", "线性回归")
            .task("""
                    Find the $\\mathbf{w}$ that makes $\\lVert X\\mathbf{w} - \\mathbf{y}\\rVert^2$ smallest by gradient descent of your own: start at zeros, and go against the gradient many times. `X` has 20 rows and up to three columns with entries between −1.5 and 1.5. A result within 1 % is near enough.""",
                    """
                            用自己写的梯度下降法，求使 $\\lVert X\\mathbf{w} - \\mathbf{y}\\rVert^2$ 最小的 $\\mathbf{w}$：从零开始，反复沿梯度的反方向走。`X` 有 20 行、至多三列，元素在 −1.5 到 1.5 之间。误差在 1% 以内即可。""")
            .declares(HEAD, fit("w.grad().zero_();", "w.sub_(0.1 * w.grad())"))
            .alsoRight("""
                    var w = zeros(X.dtype(), X.size(1));
                    for (int i = 0; i < 500; i++) {
                        w = w - 0.1 * (2 * matmul(X.transpose(), matmul(X, w) - y) / y.numel());
                    }
                    return w;""")
            .alsoRight("""
                    Tensor w = zeros(X.dtype(), X.size(1)).requiresGrad_(true);
                    for (int i = 0; i < 1000; i++) {
                        Tensor g = grad(matmul(X, w).sub(y).square().sum(), w);
                        w = w.detach().sub(g.mul(0.002)).requiresGrad_(true);
                    }
                    return w.detach();""")
            .hint("Each step: the loss, `backward()`, `w` minus a small multiple of `w.grad()`, then clear the gradient.",
                    "每一步：算损失，`backward()`，`w` 减去 `w.grad()` 的一个小倍数，然后梯度清零。")
            .hint("The update must not be recorded: `noGrad(() -> w.sub_(0.1 * w.grad()));`.",
                    "更新不能被记录：`noGrad(() -> w.sub_(0.1 * w.grad()));`。")
            .hint("With the mean of the squares as loss, 0.1 and 300 steps are enough here.",
                    "用平方的平均值作损失时，学习率 0.1、300 步就够了。")
            .check(CHECK)
            .next("Next: derivatives of derivatives, in `second-derivative`.",
                    "接下来：`second-derivative`，导数的导数。");

    private LinearRegression() {}

    private static String fit(String clear, String step) {
        return """
                var w = zeros(X.dtype(), X.size(1)).requiresGrad_(true);
                for (int i = 0; i < 300; i++) {
                    (matmul(X, w) - y).square().mean().backward();
                    noGrad(() -> { %s; });
                    %s
                }
                return w.detach();""".formatted(step, clear);
    }

    private static Args data(Draw draw) {
        int n = draw.size(1, 3);
        Tensor w = draw.tensor(n);
        long seed = draw.size(0, 1_000_000);
        Random random = new Random(seed);
        double[] entries = random.doubles((long) ROWS * n, -1.5, 1.5).toArray();
        double[] noise = random.doubles(ROWS, -0.1, 0.1).toArray();
        Tensor x = Tensors.tensor(w.dtype(), entries).reshape(ROWS, n);
        return Args.of(x, Tensors.matmul(x, w).add(Tensors.tensor(w.dtype(), noise)));
    }

    private static Tensor solution(Args a) {
        Tensor x = a.tensor(0).to(DType.FLOAT64);
        Tensor xt = x.transpose();
        return Tensors.matmul(xt, x).solve(Tensors.matmul(xt, a.tensor(1).to(DType.FLOAT64)))
                .to(a.tensor(0).dtype());
    }

    private static boolean thrown(List<Trial> trials, String word) {
        return Mistake.throwing(word).test(trials, "");
    }

    /** Whether the answer is a vector far from the solution, or of no numbers at all. */
    private static boolean far(List<Trial> trials) {
        return trials.stream().anyMatch(trial -> isVector(trial)
                && !(size(trial.ended().value()) < HUGE));
    }

    private static boolean near(List<Trial> trials) {
        return trials.stream().allMatch(LinearRegression::isVector) && !far(trials);
    }

    private static boolean isVector(Trial trial) {
        return trial.ended().value() instanceof Tensor t && trial.right() instanceof Tensor r
                && Arrays.equals(t.shape(), r.shape());
    }

    private static double size(@Nullable Object value) {
        return Objects.requireNonNull((Tensor) value).detach().abs().max().item();
    }
}
