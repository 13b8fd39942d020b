package leibniz.course.exercises;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Forward mode from nothing: numbers that carry their slope along. */
final class DualNumbers {
    private static final String MUL = "return new Dual(a.value() * b.value(), a.slope() * b.value() + a.value() * b.slope());";
    private static final String SIN = "return new Dual(Math.sin(a.value()), Math.cos(a.value()) * a.slope());";
    private static final String DIV = "return new Dual(a.value() / b.value(), (a.slope() * b.value() - a.value() * b.slope()) / (b.value() * b.value()));";

    private static final Check PRODUCT = new ValueCheck("Map mul(double a, double da, double b, double db)",
            draw -> Args.of(draw.number(), draw.number(), draw.number(), draw.number()),
            a -> dual(a(a) * b(a), da(a) * b(a) + a(a) * db(a)))
            .calledBy((attempt, args) -> attempt.run(() -> binary(attempt, "mul", args)))
            .mistake(code("return new Dual(a.value() * b.value(), a.value() * b.slope());", SIN, DIV),
                    a -> dual(a(a) * b(a), a(a) * db(a)),
                    "the product rule has two terms: a′b is missing.", "乘积法则有两项：少了 a′b。")
            .mistake(code("return new Dual(a.value() * b.value(), a.slope() * b.value());", SIN, DIV),
                    a -> dual(a(a) * b(a), da(a) * b(a)),
                    "the product rule has two terms: ab′ is missing.", "乘积法则有两项：少了 ab′。")
            .mistake(code("return new Dual(a.value() * b.value(), a.slope() * b.slope());", SIN, DIV),
                    a -> dual(a(a) * b(a), da(a) * db(a)),
                    "the slope of a product is not the product of the slopes: it is a′b + ab′.",
                    "乘积的斜率不是斜率的乘积，而是 a′b + ab′。");

    private static final Check SINE = new ValueCheck("Map sin(double a, double da)",
            draw -> Args.of(draw.number(), draw.number()),
            a -> dual(Math.sin(a(a)), Math.cos(a(a)) * da(a)))
            .calledBy((attempt, args) -> attempt.run(() -> {
                Class<?> type = attempt.type("Dual");
                return read(attempt.invoke("sin", make(type, a(args), da(args))));
            }))
            .mistake(code(MUL, "return new Dual(Math.sin(a.value()), Math.cos(a.value()));", DIV),
                    a -> dual(Math.sin(a(a)), Math.cos(a(a))),
                    "the slope of a itself is not multiplied in: the chain rule gives cos a · a′.",
                    "没有乘上 a 自己的斜率：由链式法则应为 cos a · a′。")
            .mistake(code(MUL, "return new Dual(Math.sin(a.value()), Math.cos(a.slope()));", DIV),
                    a -> dual(Math.sin(a(a)), Math.cos(da(a))),
                    "the cosine is taken of the slope: it is cos a · a′.", "余弦取在了斜率上：应为 cos a · a′。")
            .mistake(
                    code(MUL, "return new Dual(Math.sin(a.value()), -Math.cos(a.value()) * a.slope());", DIV),
                    a -> dual(Math.sin(a(a)), -Math.cos(a(a)) * da(a)),
                    "the sign is wrong: the derivative of sin is cos.", "符号错了：sin 的导数是 cos。");

    private static final Check QUOTIENT = new ValueCheck("Map div(double a, double da, double b, double db)",
            draw -> Args.of(draw.number(), draw.number(), draw.nonZero(), draw.number()),
            a -> dual(a(a) / b(a), (da(a) * b(a) - a(a) * db(a)) / (b(a) * b(a))))
            .calledBy((attempt, args) -> attempt.run(() -> binary(attempt, "div", args)))
            .mistake(code(MUL, SIN, DIV.replace(" - ", " + ")),
                    a -> dual(a(a) / b(a), (da(a) * b(a) + a(a) * db(a)) / (b(a) * b(a))),
                    "the quotient rule has a minus: (a′b − ab′)/b².", "商的法则里是减号：(a′b − ab′)/b²。")
            .mistake(code(MUL, SIN, DIV.replace("a.slope() * b.value() - a.value() * b.slope()",
                    "a.value() * b.slope() - a.slope() * b.value()")),
                    a -> dual(a(a) / b(a), (a(a) * db(a) - da(a) * b(a)) / (b(a) * b(a))),
                    "the terms of the quotient rule are exchanged: a′b comes first, (a′b − ab′)/b².",
                    "商的法则两项颠倒了：a′b 在前，(a′b − ab′)/b²。")
            .mistake(code(MUL, SIN, DIV.replace("(b.value() * b.value())", "b.value()")),
                    a -> dual(a(a) / b(a), (da(a) * b(a) - a(a) * db(a)) / b(a)),
                    "it is divided by b: the quotient rule divides by b².", "除以了 b：商的法则除以 b²。")
            .mistake(code(MUL, SIN, "return new Dual(a.value() / b.value(), a.slope() / b.slope());"),
                    a -> dual(a(a) / b(a), da(a) / db(a)),
                    "the slope of a quotient is not the quotient of the slopes: it is (a′b − ab′)/b².",
                    "商的斜率不是斜率的商，而是 (a′b − ab′)/b²。");

    static final Exercise EXERCISE = new Exercise("dual-numbers", "06-forward-and-reverse")
            .title("Dual numbers", "对偶数")
            .task("""
                    Forward accumulation carries the slope along with each value. A `Dual` holds both: the value $a$ and the slope $a'$ by the input.

                    Write `mul`, `sin` and `div` on such numbers. Then `sin(mul(x, x))` with `x = new Dual(3, 1)` holds the derivative of $\\sin x^2$ at 3.""",
                    """
                            正向累积让每个值带着自己的斜率一起走。`Dual` 保存两者：值 $a$ 和对输入的斜率 $a'$。

                            请写出这种数的 `mul`、`sin` 和 `div`。这样，取 `x = new Dual(3, 1)`，`sin(mul(x, x))` 里就有 $\\sin x^2$ 在 3 处的导数。""")
            .declares(List.of("Dual"),
                    List.of("Dual mul(Dual a, Dual b)", "Dual sin(Dual a)", "Dual div(Dual a, Dual b)"),
                    markedCode())
            .alsoRight(
                    """
                            record Dual(double value, double slope) {
                                Dual times(double factor) {
                                    return new Dual(value * factor, slope * factor);
                                }
                            }
                            Dual mul(Dual a, Dual b) {
                                return new Dual(a.value() * b.value(), a.times(b.value()).slope() + b.times(a.value()).slope());
                            }
                            Dual sin(Dual a) {
                                double x = a.value();
                                return new Dual(Math.sin(x), a.slope() * Math.cos(x));
                            }
                            Dual div(Dual a, Dual b) {
                                var reciprocal = new Dual(1 / b.value(), -b.slope() / (b.value() * b.value()));
                                return mul(a, reciprocal);
                            }""")
            .alsoRight(code("""
                    double slope = b.value() * a.slope();
                        slope += a.value() * b.slope();
                        return new Dual(a.value() * b.value(), slope);""", SIN,
                    "double q = a.value() / b.value();\n    return new Dual(q, (a.slope() - q * b.slope()) / b.value());"))
            .hint("Write the rule of each operation for a and b that both depend on x: $(ab)' = a'b + ab'$.",
                    "a、b 都依赖于 x，写出每种运算的求导法则：$(ab)' = a'b + ab'$。")
            .hint("$(\\sin a)' = \\cos a \\cdot a'$: the slope that comes in is multiplied by the local derivative.",
                    "$(\\sin a)' = \\cos a \\cdot a'$：传来的斜率乘以局部导数。")
            .hint("$(a/b)' = (a'b - ab')/b^2$.", "$(a/b)' = (a'b - ab')/b^2$。")
            .part("mul", "mul", PRODUCT).part("sin", "sin", SINE).part("div", "div", QUOTIENT)
            .next("Next: what forward and reverse cost, in `bracketing`.", "接下来：`bracketing`，正向和反向的代价。");

    private DualNumbers() {}

    private static String code(String mul, String sin, String div) {
        return "record Dual(double value, double slope) {}\nDual mul(Dual a, Dual b) {\n    " + mul
                + "\n}\nDual sin(Dual a) {\n    " + sin + "\n}\nDual div(Dual a, Dual b) {\n    " + div
                + "\n}";
    }

    private static String markedCode() {
        String marked = "/// BEGIN SOLUTION\n    %s\n    /// END SOLUTION";
        return code(marked.formatted(MUL), marked.formatted(SIN), marked.formatted(DIV));
    }

    private static double a(Args args) {
        return args.number(0);
    }

    private static double da(Args args) {
        return args.number(1);
    }

    private static double b(Args args) {
        return args.number(2);
    }

    private static double db(Args args) {
        return args.number(3);
    }

    private static Map<String, Double> dual(double value, double slope) {
        return Map.of("value", value, "slope", slope);
    }

    private static Object make(Class<?> type, double value, double slope)
            throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor(double.class, double.class);
        constructor.setAccessible(true);
        return constructor.newInstance(value, slope);
    }

    private static Object binary(Attempt attempt, String name, Args args)
            throws ReflectiveOperationException {
        Class<?> type = attempt.type("Dual");
        return read(attempt.invoke(name, make(type, a(args), da(args)), make(type, b(args), db(args))));
    }

    private static Object read(@Nullable Object dual) throws ReflectiveOperationException {
        if (dual == null) {
            throw new IllegalStateException("it returned null");
        }
        Method value = dual.getClass().getDeclaredMethod("value");
        Method slope = dual.getClass().getDeclaredMethod("slope");
        value.setAccessible(true);
        slope.setAccessible(true);
        return dual((double) value.invoke(dual), (double) slope.invoke(dual));
    }
}
