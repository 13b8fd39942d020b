package leibniz.display;

/** What the edges of a graph's picture tell. */
enum GraphDetail {
    /** Which way values and gradients go. */
    DIRECTIONS,
    /**
     * Also what each operation makes of the gradient; compositions are taken apart, as rules belong to
     * primitives.
     */
    RULES,
    /** Also how large the gradient is, by the width of the line. */
    GRADIENT_SIZES
}
