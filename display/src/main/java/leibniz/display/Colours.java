package leibniz.display;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The colours that all pictures share; text in each of them has a contrast of at least 4.5 on the sheet and
 * on the boxes. Pictures are drawn in those for a light page, and {@link #onDark} has the one for a dark
 * page.
 */
final class Colours {
    /** Pictures bring their own background, so that they read on any page. */
    static final String SHEET = "#fdfdfe";
    static final String SHEET_EDGE = "#d9dee3";
    static final String INK = "#1f2933";
    static final String SOFT = "#52606d";
    static final String FADED = "#66727e";
    static final String VALUES = "#3e4c59";
    static final String GRADIENT = "#9a3d00";
    static final String NO_FLOW = "#9aa5b1";
    /** Behind the step that runs. */
    static final String LIT = "#fff0e0";
    static final String NOT_FINITE = "#b00020";

    /**
     * Of lines in plots: those of Okabe and Ito (2008), the light ones darker, so that they show on white.
     */
    static final List<String> SERIES = List.of("#0072b2", "#d55e00", "#00795a", "#a9568a", "#9a6700",
            "#2a76a3", INK);
    /** Of lines of equal value, from low to high: from blue to red. */
    static final List<String> LEVELS = List.of("#08519c", "#2b6cb0", "#2a76a3", "#47798f", "#7d6f5b",
            "#a0622d", "#bf5300", "#b33000");

    private static final Map<String, String> DARK = Map.ofEntries(
            Map.entry(SHEET, "#181c21"), Map.entry(SHEET_EDGE, "#3a434d"), Map.entry(INK, "#e6eaee"),
            Map.entry(SOFT, "#b4bec8"), Map.entry(FADED, "#9aa5b0"), Map.entry(VALUES, "#b4bec8"),
            Map.entry(GRADIENT, "#ffb27a"), Map.entry(NO_FLOW, "#6f7b87"), Map.entry(NOT_FINITE, "#ff949e"),
            Map.entry(LIT, "#3a2410"),
            // the boxes and outlines of a graph
            Map.entry("#eaf4fb", "#12293b"), Map.entry("#0072b2", "#56b4e9"), Map.entry("#ffffff", "#232930"),
            Map.entry("#7b8794", "#8a96a3"), Map.entry("#f5f6f7", "#2a3037"), Map.entry("#fbf1f7", "#33202c"),
            Map.entry("#a9568a", "#d58ab8"), Map.entry("#fdf4e3", "#322812"), Map.entry("#9a6700", "#e0a030"),
            Map.entry("#e8f6f1", "#12302a"), Map.entry("#00795a", "#2fc296"),
            // the bars of numbers below 0
            Map.entry("#d55e00", "#f08a4b"),
            // lines in plots
            Map.entry("#2a76a3", "#9ad4f5"), Map.entry("#08519c", "#6aaef0"), Map.entry("#2b6cb0", "#7fc3f2"),
            Map.entry("#47798f", "#b5cdd8"), Map.entry("#7d6f5b", "#d8c5a8"), Map.entry("#a0622d", "#eab27c"),
            Map.entry("#bf5300", "#ff9a52"), Map.entry("#b33000", "#ff7f5c"));
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}\\b");

    private Colours() {}

    /** A look with the colours for a dark page; what is no colour of a picture stays. */
    static String onDark(String look) {
        return COLOUR.matcher(look).replaceAll(
                found -> Matcher.quoteReplacement(DARK.getOrDefault(found.group(), found.group())));
    }
}
