package leibniz.course.exercises;

import java.util.List;
import java.util.Objects;
import leibniz.autograd.Autograd;
import leibniz.autograd.DType;
import leibniz.autograd.Tensor;
import leibniz.autograd.TensorFunction;
import leibniz.autograd.Tensors;
import leibniz.autograd.TensorsFunction;
import leibniz.display.Displays;

/** A gradient check: backward against central differences. */
final class CheckGradients {
    private static final String HEAD = "double worstError(TensorFunction f, Tensor x)";
    private static final String RELATIVE = "Math.abs(numeric - exact) / Math.max(1e-12, Math.max(Math.abs(numeric), Math.abs(exact)))";
    private static final String FIRST_ENTRY = "square with a rule that doubles the first entry";
    private static final double SMALL = 1e-6;
    private static final double LARGE = 1e-3;

    /** An error, of which only matters whether it is small, as for a right rule, or large. */
    private record Size(String text, double error) {
        static Size of(double error) {
            String text = error < SMALL
                    ? "under 1e-6"
                    : error > LARGE ? "over 1e-3" : error <= LARGE ? "between 1e-6 and 1e-3" : "NaN";
            return new Size(text, error);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Size size && size.text.equals(text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        @Override
        public String toString() {
            return Double.isNaN(error) ? text : Values.number(error) + ", " + text;
        }
    }

    private static final Size RIGHT = new Size("under 1e-6", Double.NaN);
    private static final Size WRONG = new Size("over 1e-3", Double.NaN);

    /** A function and whether its reverse rule is right. */
    private record Rule(String text, TensorFunction f, boolean isRight) implements TensorFunction {
        @Override
        public Tensor apply(Tensor x) {
            return f.apply(x);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final List<Rule> RULES = List.of(new Rule("t -> (t * t).sum()", t -> t.mul(t).sum(), true),
            new Rule("t -> t * t", t -> t.mul(t), true),
            new Rule("t -> 1e4 * t.sin().sum()", t -> t.sin().sum().mul(1e4), true),
            new Rule("t -> (t * t.exp()).sum()", t -> t.mul(t.exp()).sum(), true),
            new Rule("cube with the rule 2x²", wrong("cube", t -> t.pow(3), t -> t.square().mul(2)), false),
            new Rule("1e-5 · sin with the rule of −cos", wrong("sine", t -> t.sin().mul(1e-5),
                    t -> t.cos().mul(-1e-5)), false),
            new Rule(FIRST_ENTRY, wrong("square", t -> t.square(),
                    t -> t.mul(2).mul(Tensors.arange(0, t.numel()).eq(0).to(t.dtype()).add(1))), false),
            new Rule("exp with the rule 1.01·exp", wrong("exponential", Tensor::exp, t -> t.exp().mul(1.01)),
                    false));

    private static final Check CHECK = new ValueCheck(HEAD,
            draw -> {
                Rule rule = draw.oneOf(RULES.toArray(Rule[]::new));
                // of a single entry nobody could say whether the first or the last was looked at
                return Args.of(rule,
                        draw.positiveTensor(draw.size(rule.text.equals(FIRST_ENTRY) ? 2 : 1, 3)));
            },
            a -> a.get(0, Rule.class).isRight ? RIGHT : WRONG)
            .calledBy((attempt, args) -> attempt
                    .run(() -> Size.of(
                            Objects.requireNonNull((Double) attempt.invoke("worstError", args.values())))))
            .mistakeWhere(answer("x.detach()", "1e-5", RELATIVE),
                    (trials, source) -> trials.stream()
                            .filter(t -> !t.isRight())
                            .allMatch(t -> t.args().tensor(1).dtype() == DType.FLOAT32 && wrongly(t, true)),
                    "it computes in FLOAT32 where x is FLOAT32, whose rounding is far larger than 1e-6: begin with x.detach().to(FLOAT64).",
                    "x 是 FLOAT32 时就用 FLOAT32 计算，舍入误差远大于 1e-6：请从 x.detach().to(FLOAT64) 开始。")
            .mistakeWhere(answer("x.detach().to(FLOAT64).copy()", "1e-5", "Math.abs(numeric - exact)"),
                    (trials, source) -> errorsOf(trials, "1e4"),
                    "the error is absolute: divide it by the size of the derivatives, or large ones look wrong and small ones right.",
                    "误差是绝对误差：要除以导数的大小，否则大的导数看起来错，小的看起来对。")
            .mistakeWhere(answer("x.detach().to(FLOAT64).copy()", "1e-5", RELATIVE)
                    .replace("Math.max(worst, error)", "error"),
                    (trials, source) -> trials.stream().filter(t -> !t.isRight())
                            .allMatch(t -> t.args().toString().contains(FIRST_ENTRY)),
                    "only the error of the last entry is returned: keep the largest of all.",
                    "只返回了最后一个元素的误差：要保留最大的。")
            .mistakeWhere(answer("x.detach().to(FLOAT64).copy()", "1e-13", RELATIVE),
                    (trials, source) -> trials.stream().anyMatch(t -> wrongly(t, true)),
                    "right rules look wrong: the step h is too small or too large, about 1e-5 is best, and the difference must be central.",
                    "正确的规则看起来是错的：步长 h 太小或太大，最好取 1e-5 左右，并且要用中心差分。")
            .mistakeWhere("""
                    return 0;""", (trials, source) -> trials.stream().anyMatch(t -> wrongly(t, false)),
                    "a wrong rule is not found: compare each entry of the gradient from backward with the difference there.",
                    "没有发现错误的规则：要把 backward 得到的梯度的每个元素与差商比较。")
            .picture(Pictures.below(
                    new Text("What a gradient check finds for this f and x:", "对这个 f 和 x，梯度检验的结果是："),
                    (attempt, shown) -> Displays.plotGradCheck(shown.args().function(0),
                            shown.args().tensor(1))));

    static final Exercise EXERCISE = new Exercise("check-gradients", "10-gradient-checks")
            .title("A gradient check", "梯度检验")
            .task("""
                    Compare the gradient that `backward` gives for `f(x).sum()` with central differences, entry by entry, and return the largest *relative* error. Compute in FLOAT64, and leave the caller's `x` as it is. For a right rule the result must be under $10^{-6}$; for a wrong one it must be large.""",
                    """
                            把 `backward` 给出的 `f(x).sum()` 的梯度与中心差分逐个元素比较，返回最大的**相对**误差。用 FLOAT64 计算，不要改动调用者的 `x`。规则正确时结果要小于 $10^{-6}$，错误时要大。""")
            .declares(HEAD, answer("x.detach().to(FLOAT64).copy()", "1e-5", RELATIVE))
            .alsoRight(
                    """
                            var p = x.to(FLOAT64).detach();
                            var exact = vjp(t -> f.apply(t).sum(), p, tensor(FLOAT64, 1.0)).derivative();
                            double h = 1e-6;
                            double worst = 0;
                            for (int i = 0; i < p.numel(); i++) {
                                var step = zerosLike(p);
                                step.set_(h, i);
                                double numeric = (f.apply(p + step).sum() - f.apply(p - step).sum()).item() / (2 * h);
                                double e = exact.get(i).item();
                                worst = Math.max(worst, Math.abs(numeric - e) / (Math.abs(numeric) + Math.abs(e) + 1e-12));
                            }
                            return worst;""")
            .alsoRight(
                    """
                            var p = x.detach().to(FLOAT64).copy().requiresGrad_(true);
                            var exact = grad(f.apply(p).sum(), p);
                            var numeric = zerosLike(p);
                            for (int i = 0; i < p.numel(); i++) {
                                var e = zerosLike(p).set_(1e-5, i);
                                numeric.set_(noGrad(() -> f.apply(p + e).sum() - f.apply(p - e).sum()).item() / 2e-5, i);
                            }
                            return ((numeric - exact).abs() / maximum(numeric.abs(), exact.abs()).add(1e-12)).max().item();""")
            .hint("The gradient: `var v = p.copy().requiresGrad_(true); f.apply(v).sum().backward();` with p in FLOAT64.",
                    "梯度：p 用 FLOAT64，`var v = p.copy().requiresGrad_(true); f.apply(v).sum().backward();`。")
            .hint("The difference for entry i: two copies of p, one with `set_(p.get(i).item() + h, i)`, one with − h.",
                    "第 i 个元素的差商：取 p 的两个副本，一个 `set_(p.get(i).item() + h, i)`，另一个减 h。")
            .hint("Relative error: |numeric − exact| / max(|numeric|, |exact|), and 0 where both are 0.",
                    "相对误差：|数值 − 精确| / max(|数值|, |精确|)，两者都为 0 时取 0。")
            .check(CHECK)
            .next("Next: use it, in `find-the-wrong-one`.", "接下来：`find-the-wrong-one`，把它用起来。");

    private CheckGradients() {}

    private static String answer(String point, String h, String error) {
        return """
                var p = %s;
                var v = p.copy().requiresGrad_(true);
                f.apply(v).sum().backward();
                double h = %s;
                double worst = 0;
                for (int i = 0; i < p.numel(); i++) {
                    var above = p.copy();
                    var below = p.copy();
                    above.set_(p.get(i).item() + h, i);
                    below.set_(p.get(i).item() - h, i);
                    double numeric = (f.apply(above).sum().item() - f.apply(below).sum().item()) / (2 * h);
                    double exact = v.grad().get(i).item();
                    double error = %s;
                    worst = Math.max(worst, error);
                }
                return worst;""".formatted(point, h, error);
    }

    private static TensorFunction wrong(String name, TensorFunction f, TensorFunction rule) {
        TensorsFunction made = Autograd.customFunction(name, xs -> f.apply(xs.getFirst()),
                (c, xs, y) -> List.of(c.mul(rule.apply(xs.getFirst()))));
        return x -> made.apply(List.of(x));
    }

    /** Whether the answer is wrong for a rule that is right, or for one that is not. */
    private static boolean wrongly(Trial trial, boolean isRight) {
        return !trial.isRight() && trial.args().get(0, Rule.class).isRight == isRight;
    }

    /** Whether right rules look wrong exactly where derivatives are large. */
    private static boolean errorsOf(List<Trial> trials, String text) {
        return trials.stream().anyMatch(t -> wrongly(t, true) && t.args().toString().contains(text)
                || wrongly(t, false) && t.args().toString().contains("1e-5"))
                && trials.stream().noneMatch(t -> wrongly(t, true) && !t.args().toString().contains(text)
                        || wrongly(t, false) && !t.args().toString().contains("1e-5"));
    }
}
