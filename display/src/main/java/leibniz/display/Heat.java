package leibniz.display;

/** The background of a number in a matrix: blue above zero, vermilion below, the stronger the larger. */
final class Heat {
    static final String POSITIVE = "#0072b2";
    static final String NEGATIVE = "#d55e00";
    private static final String POSITIVE_RGB = "0,114,178";
    private static final String NEGATIVE_RGB = "213,94,0";
    private static final String NOT_A_NUMBER = ";background:rgba(230,159,0,0.45);font-weight:bold";
    /** As much as text in the theme's own colour bears, on light and on dark. */
    private static final double STRONGEST = 0.36;

    private Heat() {}

    /**
     * More CSS for the cell of an element; {@code largest} is the size that gets the strongest colour, 0 for
     * none.
     */
    static String style(Object element, double largest) {
        double value = Elements.number(element);
        if (!Double.isFinite(value)) {
            return NOT_A_NUMBER;
        }
        long percent = largest == 0 ? 0 : Math.round(100 * STRONGEST * Math.abs(value) / largest);
        if (percent == 0) {
            return "";
        }
        return ";background:rgba(" + (value < 0 ? NEGATIVE_RGB : POSITIVE_RGB)
                + (percent < 10 ? ",0.0" : ",0.")
                + percent + ")";
    }
}
