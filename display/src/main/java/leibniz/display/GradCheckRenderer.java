package leibniz.display;

import java.util.Comparator;
import java.util.Locale;
import leibniz.autograd.GradCheckEntry;
import leibniz.autograd.GradCheckReport;
import org.jspecify.annotations.Nullable;

/** The report of a gradient check where displays speak Chinese; the report itself speaks English. */
public final class GradCheckRenderer implements Renderer {
    private static final int SHOWN = 5;

    /** For {@link java.util.ServiceLoader}. */
    public GradCheckRenderer() {}

    @Override
    public @Nullable MimeBundle render(Object value) {
        return Words.areChinese() && value instanceof GradCheckReport report
                ? MimeBundle.of(text(report))
                : null;
    }

    private static String text(GradCheckReport report) {
        var wrong = report.entries().stream().filter(entry -> !(entry.error() <= report.tolerance()))
                .sorted(Comparator.comparingDouble(GradCheckEntry::error).reversed()).toList();
        String all = Numbers.grouped(report.entries().size());
        String error = Numbers.brief(report.maxError());
        String tolerance = Numbers.brief(report.tolerance());
        var out = new StringBuilder(wrong.isEmpty()
                ? Words.REPORT_PASSED.of(all, error, tolerance)
                : Words.REPORT_FAILED.of(Numbers.grouped(wrong.size()), all, error, tolerance));
        wrong.stream().limit(SHOWN).forEach(entry -> out.append("\n  ").append(line(entry)));
        out.append(wrong.size() > SHOWN ? "\n  ..." : "");
        GradCheckVerdict.causes(report).forEach(cause -> out.append('\n').append(name(cause))
                .append(Words.COLON).append(GradCheckVerdict.cause(cause)));
        return out.toString();
    }

    private static String line(GradCheckEntry entry) {
        return Words.REPORT_LINE.of(entry.order(),
                (entry.mode().equals("forward") ? Words.FORWARD : Words.REVERSE).of(),
                GradCheckVerdict.index(entry.outputIndex()), entry.input() + 1,
                GradCheckVerdict.index(entry.inputIndex()), number(entry.analytic()), number(entry.numeric()),
                name(entry.cause()));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6g", value) : Numbers.compact(value);
    }

    private static String name(String cause) {
        return switch (cause) {
            case GradCheckEntry.WRONG_RULE -> Words.NAME_WRONG_RULE.of();
            case GradCheckEntry.TRUNCATION -> Words.NAME_TRUNCATION.of();
            case GradCheckEntry.ROUNDING -> Words.NAME_ROUNDING.of();
            case GradCheckEntry.KINK -> Words.KINK.of();
            case GradCheckEntry.JUMP -> Words.NAME_JUMP.of();
            default -> Words.NAME_NOT_FINITE.of();
        };
    }
}
