package leibniz.autograd;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a gradient check found: each derivative by the rules, beside the central difference. */
public final class GradCheckReport {
    private static final int SHOWN = 5;
    /** What each cause means, in the order in which a report says it. */
    private static final List<String> MEANINGS = List.of(
            GradCheckEntry.WRONG_RULE
                    + ": differences with several steps h agree with each other, but not with the rule.",
            GradCheckEntry.TRUNCATION
                    + ": the error still falls with the smallest h tried; f bends too fast for differences.",
            GradCheckEntry.ROUNDING
                    + ": the error grows where h becomes smaller; the values of f are too coarse for differences.",
            GradCheckEntry.KINK
                    + ": the slopes on both sides of x differ, however small h is: check at another point.",
            GradCheckEntry.JUMP
                    + ": differences grow as 1/h, since f jumps at x: check at another point.",
            GradCheckEntry.NOT_FINITE
                    + ": the derivative or f beside x is infinite or NaN: check at another point.");

    private final List<GradCheckEntry> entries;
    private final double tolerance;

    GradCheckReport(List<GradCheckEntry> entries, double tolerance) {
        this.entries = List.copyOf(entries);
        this.tolerance = tolerance;
    }

    /** True where no error is larger than the tolerance. */
    public boolean passed() {
        return maxError() <= tolerance;
    }

    /** The largest error of any entry; 0 where there are none. */
    public double maxError() {
        return entries.stream().mapToDouble(GradCheckEntry::error).max().orElse(0);
    }

    /** The largest error that passes, 1e-6. */
    public double tolerance() {
        return tolerance;
    }

    /** All derivatives compared, in both modes. */
    public List<GradCheckEntry> entries() {
        return entries;
    }

    /** The outcome in one line, and below it the worst entries where the check has failed. */
    @Override
    public String toString() {
        List<GradCheckEntry> wrong = entries.stream().filter(entry -> entry.error() > tolerance)
                .sorted(Comparator.comparingDouble(GradCheckEntry::error).reversed()).toList();
        String largest = "largest error " + brief(maxError()) + " (tolerance " + brief(tolerance) + ")";
        if (wrong.isEmpty()) {
            return "gradCheck passed: " + entries.size() + " derivatives, " + largest + meanings();
        }
        return "gradCheck failed: " + wrong.size() + " of " + entries.size() + " derivatives, " + largest
                + wrong.stream().limit(SHOWN).map(GradCheckReport::line).collect(Collectors.joining())
                + (wrong.size() > SHOWN ? "\n  ..." : "")
                + meanings();
    }

    /** With two digits, as in 0.84 and 5.6e-11. */
    private static String brief(double error) {
        if (!Double.isFinite(error)) {
            return Double.isNaN(error) ? "nan" : "inf";
        }
        BigDecimal rounded = new BigDecimal(error).round(new MathContext(2)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return error == 0 || exponent >= -3 && exponent < 6
                ? rounded.toPlainString()
                : rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    private String meanings() {
        return MEANINGS.stream()
                .filter(meaning -> entries.stream()
                        .anyMatch(entry -> !entry.cause().isEmpty()
                                && meaning.startsWith(entry.cause() + ":")))
                .map(meaning -> "\n" + meaning).collect(Collectors.joining());
    }

    private static String line(GradCheckEntry entry) {
        return String.format(Locale.ROOT,
                "\n  order %d, %s: output %s by input %d at %s is %.6g, but differences give %.6g (%s)",
                entry.order(),
                entry.mode(), text(entry.outputIndex()), entry.input() + 1, text(entry.inputIndex()),
                entry.analytic(), entry.numeric(), entry.cause());
    }

    private static String text(List<Integer> index) {
        return Shapes.text(index.stream().mapToInt(i -> i).toArray());
    }
}
