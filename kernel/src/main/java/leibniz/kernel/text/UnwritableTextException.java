package leibniz.kernel.text;

/** Says why the operators of a text cannot be written anew, as advice to its author. */
public final class UnwritableTextException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public static final String TOO_DEEP = "Operators on tensors are nested too deeply here for the compiler: give parts of the "
            + "expression names.";
    static final String ESCAPED = "An operator on tensors must be typed as such, not as a Unicode escape.";

    private final String advice;

    public UnwritableTextException(String advice) {
        super(advice);
        this.advice = advice;
    }

    public String advice() {
        return advice;
    }
}
