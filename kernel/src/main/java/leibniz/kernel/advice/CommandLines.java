package leibniz.kernel.advice;

/** How Java gets the output of a command, where Python's shell would write {@code files = !ls}. */
public final class CommandLines {
    private CommandLines() {}

    /** An expression for the lines that a command of the shell prints. */
    public static String of(String command) {
        return "new String(new ProcessBuilder(\"sh\", \"-c\", \""
                + command.replace("\\", "\\\\").replace("\"", "\\\"")
                + "\").start().getInputStream().readAllBytes()).lines().toList()";
    }
}
