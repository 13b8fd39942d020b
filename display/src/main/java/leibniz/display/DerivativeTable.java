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
    private static final String MINUS = "\u2212";

    /** A row of the table; {@code how} is text or mathematics. */
    private record Row(String kind, MathText how, boolean isFormula, String value, String difference) {}

    private final List<Row> rows = new ArrayList<>();
    private final double x;
    private final String caption;
    private final double automatic;

    DerivativeTable(TensorFunction f, double x) {
        this.x = x;
        double[] exact = Samples.valueAndSlope(CALL, f, x);
        automatic = exact[1];
        caption = "f(" + Numbers.compact(x) + ") = " + Numbers.full(exact[0]);
        rows.add(symbolic(f));
        double h = FORWARD_STEP * Math.max(1, Math.abs(x));
        double c = CENTRAL_STEP * Math.max(1, Math.abs(x));
        rows.add(row(Words.NUMERIC,
                new MathText("\\frac{f(x + h) - f(x)}{h}, \\; h \\approx " + MathText.number(h).latex(),
                        "(f(x + h) " + MINUS + " f(x)) / h, h \u2248 " + Numbers.compact(h)),
                (value(f, x + h) - value(f, x)) / (x + h - x)));
        rows.add(row(Words.NUMERIC,
                new MathText("\\frac{f(x + h) - f(x - h)}{2h}, \\; h \\approx " + MathText.number(c).latex(),
                        "(f(x + h) " + MINUS + " f(x " + MINUS + " h)) / 2h, h \u2248 " + Numbers.compact(c)),
                (value(f, x + c) - value(f, x - c)) / (x + c - (x - c))));
        rows.add(row(Words.AUTOMATIC, Words.FORWARD_MODE,
                jvp(f, tensor(FLOAT64, x), tensor(FLOAT64, 1)).derivative().item()));
        rows.add(row(Words.AUTOMATIC, Words.REVERSE_MODE, automatic));
    }

    private static double value(TensorFunction f, double x) {
        return Samples.number(CALL, noGrad(() -> f.apply(tensor(FLOAT64, x))));
    }

    /** The formula holds for all x; where the function looks at values, there is none. */
    private Row symbolic(TensorFunction f) {
        try {
            return enableGrad(() -> {
                Tensor symbol = symbol("x");
                Tensor formula = derivative(f.apply(symbol), symbol);
                double value = formula.bind(Map.of("x", tensor(FLOAT64, x))).item();
                String text = formula.toString();
                return text.length() > LONGEST_FORMULA
                        ? row(Words.SYMBOLIC, Words.LONG_FORMULA.of(text.length()), value)
                        : row(Words.SYMBOLIC, MathText.equal(new MathText("f'(x)", "f\u2032(x)"),
                                MathText.formula(formula)), value);
            });
        } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException noFormula) {
            return new Row(Words.SYMBOLIC.of(), new MathText("", Words.NO_FORMULA.of()), false, "", "");
        }
    }

    private Row row(Words kind, Object how, double value) {
        return how instanceof MathText formula
                ? new Row(kind.of(), formula, true, Numbers.full(value), difference(value))
                : new Row(kind.of(), new MathText("", how.toString()), false, Numbers.full(value),
                        difference(value));
    }

    /** Two infinities of the same sign are the same, and so are two NaN. */
    private String difference(double value) {
        double difference = Double.compare(value, automatic) == 0 ? 0 : value - automatic;
        return Numbers.brief(difference);
    }

    private HtmlTable table(boolean typeset) {
        return new HtmlTable(
                List.of(Words.DERIVATIVE.of(), Words.HOW.of(), Words.VALUE_AT.of(Numbers.compact(x)),
                        Words.DIFFERENCE.of()),
                rows.stream().map(row -> List.of(row.kind,
                        typeset && row.isFormula ? "$" + row.how.latex() + "$" : row.how.text(), row.value,
                        row.difference)).toList(),
                2);
    }

    @Override
    public MimeBundle toMimeBundle() {
        return MimeBundle.of(toString()).with("text/html",
                "<div><div style=\"font-size:12px;opacity:0.8;padding-bottom:4px\">"
                        + Html.escape(caption) + "</div>" + table(true).html() + "</div>");
    }

    @Override
    public String toString() {
        return caption + "\n" + table(false).text();
    }
}
