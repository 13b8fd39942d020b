package leibniz.kernel;

/** Terminal colours for tracebacks, chosen from those that read on a light and on a dark ground. */
final class Ansi {
    private static final String RESET = "\u001b[0m";

    private Ansi() {}

    static String error(String text) {
        return "\u001b[1;31m" + text + RESET;
    }

    static String mark(String text) {
        return "\u001b[1;31m" + text + RESET;
    }

    static String place(String text) {
        return "\u001b[36m" + text + RESET;
    }
}
