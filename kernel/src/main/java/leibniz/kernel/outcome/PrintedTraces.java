package leibniz.kernel.outcome;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.kernel.execution.CellLoader;
import leibniz.kernel.execution.Demangler;
import org.jspecify.annotations.Nullable;

/**
 * Stack traces that a cell or a library prints, line by line, as the kernel's own errors read: cells and
 * their lines, the names that the user gave, and no frames of the kernel, of JShell and of the JDK. Other
 * text that looks like one, such as that of a file, keeps its words but for names of classes that JShell
 * made.
 */
public final class PrintedTraces {
    private static final Pattern FRAME = Pattern
            .compile("(\\s*)at (?:[\\w.@-]*/)*([\\w.$]+)\\.([\\w$<>]+)\\(([^():]*)(?::(\\d+))?\\)(?: .*)?");
    private static final String KERNEL = "leibniz.kernel.";
    private static final Pattern MORE = Pattern.compile("\\s*\\.\\.\\. \\d+ (?:more|common frames omitted)");
    static final Pattern THROWN = Pattern.compile(
            "\\s*(?:Caused by: |Suppressed: |Exception in thread \"[^\"]*\" )?[\\w.$]*(?:Exception|Error|REPL\\.\\$JShell\\$[\\w$]+)(?::.*)?");
    /** What java.util.logging writes at the end of the line above a message. */
    private static final Pattern LOGGED = Pattern.compile("(.* )(REPL\\.\\$JShell\\$[\\w$]+) ([\\w$<>]+)");

    /** Who prints traces, also of what was thrown elsewhere. */
    private static final Pattern LOGGER = Pattern
            .compile(
                    "java\\.util\\.logging\\..*|org\\.slf4j\\..*|ch\\.qos\\.logback\\..*|org\\.apache\\.(?:logging|log4j)\\..*");
    private static final int NEAR = 50;
    private static final StackWalker STACK = StackWalker.getInstance();

    private final SnippetOrigins origins;

    public PrintedTraces(SnippetOrigins origins) {
        this.origins = origins;
    }

    /** The line as it should read, after {@link FramesInText}; null if it should not be there. */
    public @Nullable String line(String line) {
        Matcher frame = FRAME.matcher(line);
        if (frame.matches()) {
            int number = frame.group(5) == null ? -1 : Integer.parseInt(frame.group(5));
            StackTraceElement element = new StackTraceElement(frame.group(2), frame.group(3), frame.group(4),
                    number);
            boolean ours = frame.group(2).startsWith(CellLoader.PACKAGE) || frame.group(2).startsWith(KERNEL);
            if (!ours && !isTrace()) {
                return line;
            }
            String text = origins.describe(element);
            return text == null ? null : frame.group(1) + "at " + text;
        }
        if (MORE.matcher(line).matches()) {
            return isTrace() ? null : line;
        }
        Matcher logged = LOGGED.matcher(line);
        if (logged.matches()) {
            StackTraceElement logger = new StackTraceElement(logged.group(2), logged.group(3), null, -1);
            String cell = origins.source(logger);
            String method = Demangler.method(logger);
            return logged.group(1) + (method.isEmpty() && cell != null ? cell : method);
        }
        return THROWN.matcher(line).matches() ? Demangler.in(line) : line;
    }

    /** Whether the calling thread prints what was thrown, and not just any text. */
    private static boolean isTrace() {
        return STACK.walk(frames -> frames.limit(NEAR)
                .anyMatch(frame -> LOGGER.matcher(frame.getClassName()).matches()
                        || frame.getClassName().equals("java.lang.Throwable")
                                && frame.getMethodName().equals("printStackTrace")));
    }
}
