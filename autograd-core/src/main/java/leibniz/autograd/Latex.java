package leibniz.autograd;

/** A formula with the strength at which its parts hold together, so that parentheses stand only where needed. */
record Latex(String text, int strength) {
    private static final int SUM = 1;
    private static final int PRODUCT = 2;
    private static final int PREFIX = 3;
    private static final int ATOM = 4;

    /** A name, a number, or anything that is closed by itself. */
    static Latex atom(String text) {
        return new Latex(text, ATOM);
    }

    static Latex sum(Latex a, String sign, Latex b) {
        return new Latex(a.at(SUM) + " " + sign + " " + b.at(sign.equals("-") ? PRODUCT : SUM), SUM);
    }

    static Latex product(Latex a, String sign, Latex b) {
        return new Latex(a.at(PRODUCT) + sign + b.at(PREFIX), PRODUCT);
    }

    static Latex minus(Latex a) {
        return new Latex("-" + a.at(PRODUCT), SUM);
    }

    static Latex fraction(Latex a, Latex b) {
        return atom("\\frac{" + a.text + "}{" + b.text + "}");
    }

    static Latex power(Latex base, Latex exponent) {
        return new Latex(base.at(ATOM) + "^{" + exponent.text + "}", PREFIX);
    }

    /** A function such as sin, written before its argument: {@code \sin x}, {@code \sin(x + 1)}. */
    static Latex function(String name, Latex a) {
        return new Latex(a.strength == ATOM ? name + " " + a.text : name + a.at(ATOM + 1), PREFIX);
    }

    /** A function of two arguments, such as max. */
    static Latex pair(String name, Latex a, Latex b) {
        return new Latex(name + "\\left(" + a.text + ", " + b.text + "\\right)", PREFIX);
    }

    /** A pair of delimiters around the argument. */
    static Latex enclosed(String open, Latex a, String close) {
        return atom(open + a.text + close);
    }

    Latex with(String suffix) {
        return new Latex(at(ATOM) + suffix, ATOM);
    }

    private String at(int least) {
        return strength >= least ? text : "\\left(" + text + "\\right)";
    }
}
