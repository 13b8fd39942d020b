package leibniz.display;

import static leibniz.autograd.Autograd.derivative;
import static leibniz.autograd.Autograd.enableGrad;
import static leibniz.autograd.Autograd.jvp;
import static leibniz.autograd.Autograd.noGrad;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.symbol;
import static leibniz.autograd.Tensors.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import leibniz.autograd.Tensor;
import leibniz.autograd.TensorFunction;

/**
 * The derivative of a function of a number three ways: as a formula, from differences, and by automatic
 * differentiation.
 */
final class DerivativeTable implements Displayable {
    private static final String CALL = "derivatives(f, x)";
    private static final double FORWARD_STEP = Math.sqrt(Math.ulp(1.0));
    private static final double CENTRAL_STEP = Math.cbrt(Math.ulp(1.0));
    private static final int LONGEST_FORMULA = 160;

    private final HtmlTable table;
    private final String caption;

    DerivativeTable(TensorFunction f, double x) {
        double[] exact = Samples.valueAndSlope(CALL, f, x);
        double automatic = exact[1];
        var rows = new ArrayList<List<String>>();
        rows.add(symbolic(f, x, automatic));
        double h = FORWARD_STEP * Math.max(1, Math.abs(x));
        double c = CENTRAL_STEP * Math.max(1, Math.abs(x));
        rows.add(row(Words.NUMERIC.of(), "(f(x + h) \u2212 f(x)) / h, h = " + Numbers.compact(h),
                (value(f, x + h) - value(f, x)) / (x + h - x), automatic));
        rows.add(row(Words.NUMERIC.of(), "(f(x + h) \u2212 f(x \u2212 h)) / 2h, h = " + Numbers.compact(c),
                (value(f, x + c) - value(f, x - c)) / (x + c - (x - c)), automatic));
        rows.add(row(Words.AUTOMATIC.of(), Words.FORWARD_MODE.of(),
                jvp(f, tensor(FLOAT64, x), tensor(FLOAT64, 1)).derivative().item(),
                automatic));
        rows.add(row(Words.AUTOMATIC.of(), Words.REVERSE_MODE.of(), automatic, automatic));
        table = new HtmlTable(
                List.of(Words.DERIVATIVE.of(), Words.HOW.of(), Words.VALUE_AT.of(Numbers.compact(x)),
                        Words.DIFFERENCE.of()),
                rows,
                2);
        caption = "f(" + Numbers.compact(x) + ") = " + digits(exact[0]);
    }

    private static double value(TensorFunction f, double x) {
        return Samples.number(CALL, noGrad(() -> f.apply(tensor(FLOAT64, x))));
    }

    /** The formula holds for all x; where the function looks at values, there is none. */
    private static List<String> symbolic(TensorFunction f, double x, double automatic) {
        try {
            return enableGrad(() -> {
                Tensor symbol = symbol("x");
                Tensor formula = derivative(f.apply(symbol), symbol);
                String text = formula.toString();
                double value = formula.bind(Map.of("x", tensor(FLOAT64, x))).item();
                return row(Words.SYMBOLIC.of(), text.length() <= LONGEST_FORMULA
                        ? "f\u2032(x) = " + text
                        : Words.LONG_FORMULA.of(text.length()), value, automatic);
            });
        } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException noFormula) {
            return List.of(Words.SYMBOLIC.of(), Words.NO_FORMULA.of(), "", "");
        }
    }

    private static List<String> row(String kind, String how, double value, double automatic) {
        double difference = value - automatic;
        return List.of(kind, how, digits(value),
                difference == 0 ? "0" : String.format(Locale.ROOT, "%.1e", difference));
    }

    private static String digits(double value) {
        return Double.isFinite(value) ? Double.toString(value) : Numbers.compact(value);
    }

    @Override
    public MimeBundle toMimeBundle() {
        return MimeBundle.of(toString()).with("text/html",
                "<div><div style=\"font-size:12px;opacity:0.8;padding-bottom:4px\">"
                        + Html.escape(caption) + "</div>" + table.html() + "</div>");
    }

    @Override
    public String toString() {
        return caption + "\n" + table.text();
    }
}
