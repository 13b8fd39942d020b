package leibniz.kernel.execution;

import java.util.regex.Pattern;

/** Names as the user wrote them, without the classes that JShell wraps around what a cell declares. */
public final class Demangler {
    private static final Pattern WRAPPED = Pattern.compile("REPL\\.\\$JShell\\$\\w+[.$]([\\w$]*)");
    /** What Java adds to the message of a failed cast. */
    private static final Pattern LOADERS = Pattern.compile(" \\([^()]*(?:module|loader)[^()]*\\)$");

    /** How JShell calls the class of an anonymous object in a variable declared with var. */
    private static final String ANONYMOUS = "\\$JShell\\$anonymous\\$+\\d+";
    private static final Pattern UNNAMED = Pattern.compile("^\\d+$|" + ANONYMOUS);

    private Demangler() {}

    /** The text with each such name in it as the user knows it. */
    public static String in(String text) {
        if (!text.contains("REPL.$JShell$")) {
            return text;
        }
        return WRAPPED.matcher(LOADERS.matcher(text).replaceFirst("")).replaceAll(name -> UNNAMED
                .matcher(name.group(1)).replaceFirst("anonymous class").replaceFirst("^\\$", "")
                .replace('$', '.'));
    }

    /**
     * The method of a frame, such as {@code Point.area} or {@code new Point}; empty for the statements of a
     * cell.
     */
    public static String method(StackTraceElement frame) {
        String type = frame.getClassName().substring(CellLoader.wrapper(frame.getClassName()).length())
                .replaceFirst(ANONYMOUS, "").replaceAll("\\$\\d*(?=\\$|$)", "").replaceFirst("^\\$", "")
                .replace('$', '.');
        String method = frame.getMethodName().replaceFirst("^lambda\\$(.*)\\$\\d+$", "$1");
        return switch (method) {
            case "<init>" -> type.isEmpty() ? "" : "new " + type;
            case "<clinit>" -> "static initialiser of " + type;
            case String m when m.startsWith("do_it$") -> "";
            default -> type.isEmpty() ? method : type + "." + method;
        };
    }
}
