package leibniz.autograd;

/** The values at which an operation was computed, as far as its rule said that it reads them. */
interface Values {
    /** Operand i, which the rule must have said that it reads. */
    Tensor operand(int i);

    /** The result, which the rule must have said that it reads. */
    Tensor output();

    /**
     * One of the constants of {@link Op#reads} as a value, for a rule that is a function of all values: null,
     * against the type, where the rule does not read that one, and so does not look at it.
     */
    @SuppressWarnings("NullAway")
    default Tensor read(int reads, int which) {
        if ((reads & which) == 0) {
            return null;
        }
        return which == Op.OUTPUT ? output() : operand(Integer.numberOfTrailingZeros(which));
    }
}
