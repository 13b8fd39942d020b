package leibniz.course.exercises;

import java.util.List;

/** The slope of the sine at many points by one backward pass. */
final class SineSlope {
    private static final String HEAD = "Tensor sineSlope(Tensor xs)";
    private static final double OF_DIFFERENCES = 0.02;

    private static final Check CHECK = new ValueCheck(HEAD, draw -> Args.of(draw.tensor(draw.size(1, 5))),
            a -> a.tensor(0).cos())
            .mistake("""
                    var v = xs.detach().requiresGrad_(true);
                    for (int i = 0; i < xs.numel(); i++) {
                        v.sin().sum().backward();
                    }
                    return v.grad();""", a -> a.tensor(0).cos().mul(a.tensor(0).numel()),
                    "the loop adds the whole gradient once for each point: one backward of the sum is enough.",
                    "循环里每个点都把整个梯度加了一遍：对和做一次 backward 就够了。")
            .mistake("return xs.sin();", a -> a.tensor(0).sin(), "that is the sine itself, not its slope.",
                    "这是正弦本身，不是它的斜率。")
            .mistake("return -xs.sin();", a -> a.tensor(0).sin().neg(),
                    "that is the second derivative: backward ran once too often, or started at the cosine.",
                    "这是二阶导数。")
            .mistake("""
                    var v = xs.detach().requiresGrad_(true);
                    v.sin().mean().backward();
                    return v.grad();""", a -> a.tensor(0).cos().div(a.tensor(0).numel()),
                    "that is the gradient of the mean: start backward at the sum.", "这是平均值的梯度：应从和开始反向传播。")
            .mistakeWhere("return ((xs + 1e-4).sin() - (xs - 1e-4).sin()) / 2e-4;", SineSlope::nearlyRight,
                    "that is nearly right, as differences are: automatic differentiation gives it exactly, by backward.",
                    "几乎对了，像是差商：自动求导用 backward 能得到精确值。")
            .mistake("""
                    xs.requiresGrad_(true);
                    xs.sin().sum().backward();
                    return xs.grad();""", Kind.REPEATED,
                    "right the first time, but xs keeps requiresGrad and its gradient, so a second call adds to it: work on xs.detach().",
                    "第一次是对的，但 xs 保留了 requiresGrad 和梯度，再调用一次会累加：请改用 xs.detach()。")
            .without("return xs.cos();",
                    "the values are right, but this one is to be found without the cosine.",
                    "数值正确，但这一题不能用余弦。", "cos", "acos")
            .curves(0, -6, 6);

    static final Exercise EXERCISE = new Exercise("sine-slope", "09-control-flow")
            .title("The slope of the sine", "正弦的斜率")
            .task("""
                    Give the slope of $\\sin$ at all points of the vector `xs` at once, without using the cosine. (With it, `plot(xs, xs.sin(), sineSlope(xs))` draws both.)""",
                    """
                            一次求出 $\\sin$ 在向量 `xs` 所有点处的斜率，不能用余弦。（之后 `plot(xs, xs.sin(), sineSlope(xs))` 会画出两条曲线。）""")
            .declares(HEAD, """
                    var v = xs.detach().requiresGrad_(true);
                    v.sin().sum().backward();
                    return v.grad();""")
            .alsoRight("""
                    var v = xs.copy().requiresGrad_(true);
                    v.sin().backward(onesLike(v));
                    return v.grad();""")
            .alsoRight("return jvp(t -> t.sin(), xs, onesLike(xs)).derivative();")
            .hint("`backward()` starts from one number. Which number of the sines has the slopes as its gradient?",
                    "`backward()` 从一个标量开始。正弦值的哪个标量，其梯度正好是这些斜率？")
            .hint("Entry i of the sum of the sines depends on xᵢ alone, so the gradient of the sum has all slopes.",
                    "正弦之和对 xᵢ 的导数只与第 i 项有关，所以和的梯度就是所有斜率。")
            .hint("`v.sin().sum().backward();` with `var v = xs.detach().requiresGrad_(true);`.",
                    "先 `var v = xs.detach().requiresGrad_(true);`，再 `v.sin().sum().backward();`。")
            .check(CHECK)
            .next("Next: a rule of your own, in `write-a-vjp`.",
                    "接下来：`write-a-vjp`，自己写一条反向规则。");

    private SineSlope() {}

    private static boolean nearlyRight(List<Trial> trials, String source) {
        return trials.stream().allMatch(trial -> (trial.kind() == Kind.VALUE || trial.isRight())
                && Values.close(trial.right(), trial.ended().value(), OF_DIFFERENCES));
    }
}
