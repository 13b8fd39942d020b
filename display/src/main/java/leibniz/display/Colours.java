package leibniz.display;

/** The colours that all pictures share; text in each of them has a contrast of at least 4.5 on the sheet. */
final class Colours {
    /** Pictures bring their own background, so that they read on any theme. */
    static final String SHEET = "#fdfdfe";
    static final String SHEET_EDGE = "#d9dee3";
    static final String INK = "#1f2933";
    static final String SOFT = "#52606d";
    static final String FADED = "#66727e";
    static final String VALUES = "#3e4c59";
    static final String GRADIENT = "#9a3d00";
    static final String NO_FLOW = "#9aa5b1";
    static final String NOT_FINITE = "#b00020";

    private Colours() {}
}
