package leibniz.course.exercises;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/** The central difference, and the step that it needs. */
final class NumericDerivative {
    private static final String HEAD = "double numericDerivative(DoubleUnaryOperator f, double x)";
    private static final double TOLERANCE = 1e-8;
    private static final double SMALLEST_STEP = 3e-8;
    private static final double LARGEST_STEP = 2e-4;

    /** A function that knows its derivative, and notes where it was asked for its value. */
    record Probe(String text, DoubleUnaryOperator value, DoubleUnaryOperator slope, List<Double> at)
            implements
                DoubleUnaryOperator {
        static Probe of(String text, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
            return new Probe(text, value, slope, new ArrayList<>());
        }

        @Override
        public double applyAsDouble(double x) {
            at.add(x);
            return value.applyAsDouble(x);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final Check CHECK = new ValueCheck(HEAD,
            draw -> Args.of(
                    draw.oneOf(Probe.of("Math::sin", Math::sin, Math::cos),
                            Probe.of("Math::exp", Math::exp, Math::exp),
                            Probe.of("t -> t * t * t", t -> t * t * t, t -> 3 * t * t),
                            Probe.of("t -> 1 / (1 + t * t)", t -> 1 / (1 + t * t),
                                    t -> -2 * t / ((1 + t * t) * (1 + t * t)))),
                    draw.number()),
            a -> probe(a).slope.applyAsDouble(a.number(1)))
            .within(TOLERANCE)
            .mistakeWhere("double h = 1e-5;\nreturn (f.applyAsDouble(x + h) - f.applyAsDouble(x)) / h;",
                    (trials, source) -> all(trials, step -> step >= 0),
                    "that is the forward difference, whose error falls with h only: take x + h and x − h, whose error falls with h².",
                    "这是前向差分，误差只与 h 成正比：请取 x + h 和 x − h，误差与 h² 成正比。")
            .mistakeWhere("double h = 1e-5;\nreturn (f.applyAsDouble(x) - f.applyAsDouble(x - h)) / h;",
                    (trials, source) -> all(trials, step -> step <= 0),
                    "that is the backward difference, whose error falls with h only: take x + h and x − h.",
                    "这是后向差分，误差只与 h 成正比：请取 x + h 和 x − h。")
            .mistakeWhere("double h = 1e-5;\nreturn (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / h;",
                    (trials, source) -> times(trials, 2),
                    "it is divided by h: x + h and x − h are 2h apart.", "除以了 h：x + h 与 x − h 相距 2h。")
            .mistakeWhere(
                    "double h = 1e-5;\nreturn (f.applyAsDouble(x - h) - f.applyAsDouble(x + h)) / (2 * h);",
                    (trials, source) -> times(trials, -1),
                    "the sign is wrong: subtract the value at x − h from that at x + h.",
                    "符号错了：应当用 x + h 处的值减去 x − h 处的值。")
            .mistakeWhere(
                    "double h = 1e-12;\nreturn (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);",
                    (trials, source) -> all(trials, step -> Math.abs(step) < SMALLEST_STEP),
                    "h is too small: the rounding error of f, about 1e-16, is divided by it. About 1e-5 is best for the central difference.",
                    "h 太小：f 的舍入误差（约 1e-16）被它除。中心差分最好取 1e-5 左右。")
            .mistakeWhere(
                    "double h = 0.01;\nreturn (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);",
                    (trials, source) -> all(trials, step -> step == 0 || Math.abs(step) > LARGEST_STEP),
                    "h is too large: the error of the central difference is about h²·f‴/6. About 1e-5 is best.",
                    "h 太大：中心差分的误差约为 h²·f‴/6。最好取 1e-5 左右。")
            .curves(1, -2, 2);

    static final Exercise EXERCISE = new Exercise("numeric-derivative", "04-symbolic-numeric-automatic")
            .title("The central difference", "中心差分")
            .task("""
                    Compute the derivative of `f` at `x` from values of `f` alone, by the central difference

                    $$f'(x) \\approx \\frac{f(x + h) - f(x - h)}{2h},$$

                    with an error under $10^{-8}$. `f.applyAsDouble(t)` gives a value. Which $h$ is good?""",
                    """
                            只用 `f` 的函数值计算它在 `x` 处的导数，用中心差分

                            $$f'(x) \\approx \\frac{f(x + h) - f(x - h)}{2h},$$

                            误差要小于 $10^{-8}$。`f.applyAsDouble(t)` 给出函数值。$h$ 取多大合适？""")
            .declares(HEAD, """
                    double h = 1e-5;
                    return (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);""")
            .alsoRight("""
                    double h = Math.cbrt(Math.ulp(1.0)) * Math.max(1, Math.abs(x));
                    double above = f.applyAsDouble(x + h);
                    double below = f.applyAsDouble(x - h);
                    return (above - below) / ((x + h) - (x - h));""")
            .alsoRight("""
                    double h = 1e-3;
                    double near = (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);
                    double far = (f.applyAsDouble(x + 2 * h) - f.applyAsDouble(x - 2 * h)) / (4 * h);
                    return (4 * near - far) / 3;""")
            .hint("Two errors fight: the formula's own, about $h^2$, and rounding, about $10^{-16}/h$.",
                    "两种误差相互制约：公式本身的误差约为 $h^2$，舍入误差约为 $10^{-16}/h$。")
            .hint("They balance where $h^3 \\approx 10^{-16}$.", "当 $h^3 \\approx 10^{-16}$ 时两者平衡。")
            .hint("$h = 10^{-5}$. `plotGradCheck` draws both errors.",
                    "$h = 10^{-5}$。`plotGradCheck` 会画出两种误差。")
            .check(CHECK)
            .next("Next: a graph without numbers, in `bind-later`.", "接下来：`bind-later`，没有数值的计算图。");

    private NumericDerivative() {}

    private static Probe probe(Args a) {
        return a.get(0, Probe.class);
    }

    /** Whether f was asked only at places that lie by such steps from x. */
    private static boolean all(List<Trial> trials, DoublePredicate step) {
        return trials.stream().allMatch(trial -> !probe(trial.args()).at.isEmpty() && probe(trial.args()).at
                .stream().mapToDouble(place -> place - trial.args().number(1)).allMatch(step));
    }

    /** Whether the answers are so many times the right ones. */
    private static boolean times(List<Trial> trials, double factor) {
        return trials.stream().allMatch(trial -> trial.right() instanceof Double right
                && Values.close(factor * right, trial.ended().value(), 1e-6));
    }
}
