package leibniz.kernel.outcome;

/**
 * Terminal styles for tracebacks: those of JupyterLab's palette that read on the light and on the dark error
 * ground.
 */
public final class Ansi {
    private static final String RESET = "\u001b[0m";

    private Ansi() {}

    /** What went wrong. Bold in the colour of the text: bold red is nearly invisible on the dark ground. */
    public static String error(String text) {
        return "\u001b[1m" + text + RESET;
    }

    /** The exact place of the fault. */
    static String mark(String text) {
        return "\u001b[31m" + text + RESET;
    }

    /** Line numbers and cells. */
    public static String place(String text) {
        return "\u001b[34m" + text + RESET;
    }
}
