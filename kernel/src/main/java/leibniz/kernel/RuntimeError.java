package leibniz.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.UnresolvedReferenceException;
import org.jspecify.annotations.Nullable;

/** What a cell shows when it throws: the message, the line that failed, and the frames of the user's own code. */
final class RuntimeError {
    private static final int MAX_FRAMES = 20;
    private static final Pattern BROKEN_CLASS = Pattern
            .compile("^: Could not initialize class REPL\\.\\$JShell\\$\\w+\\$(\\S+)");

    /** What Java says of a call on such a null, and $Operators of an operand. */
    private static final Pattern NULL_GRADIENT = Pattern
            .compile(
                    "\"leibniz\\.autograd\\.Tensor\\.grad\\(\\)\" is null|: the (\\w+ )?operand is null\\.$");

    private RuntimeError() {}

    static Outcome.Failure failure(EvalException thrown, SnippetOrigins origins) {
        String name = thrown.getExceptionClassName();
        String message = thrown.getMessage() == null ? "" : thrown.getMessage();
        List<String> traceback = new ArrayList<>();
        describe(thrown, "", origins, traceback);
        return new Outcome.Failure(name, message, traceback);
    }

    /** A method was called that is declared but uses names which nothing declares yet. */
    static Outcome.Failure failure(UnresolvedReferenceException thrown, JShell jshell,
            SnippetOrigins origins) {
        DeclarationSnippet snippet = thrown.getSnippet();
        String missing = jshell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
        String message = missing.isEmpty()
                ? snippet.name()
                        + " cannot be used, because it does not compile since something that it uses has "
                        + "changed: " + firstError(jshell, snippet)
                : snippet.name() + " cannot be used yet, because nothing declares " + missing
                        + ". Declare it in a cell, then run this cell again.";
        List<String> traceback = new ArrayList<>();
        traceback.add(Ansi.error("UnresolvedReference") + ": " + message);
        frames(thrown, origins, traceback);
        return new Outcome.Failure("UnresolvedReference", message, traceback);
    }

    private static String firstError(JShell jshell, DeclarationSnippet snippet) {
        return CompileError.of(jshell, snippet).stream().map(CompileError::message).findFirst().orElse("");
    }

    /** What the code of a value that makes it visible threw; most of that {@link leibniz.display.Renderers} shows itself. */
    static Outcome.Failure whileShowing(Throwable thrown) {
        String name = thrown.getClass().getName();
        String message = text(thrown) + " while the value was shown";
        return new Outcome.Failure(name, message, List.of(Ansi.error(name) + ": " + message));
    }

    /** The frames of a background thread that are not the kernel's or the runtime's, in a few lines. */
    static List<String> userFrames(StackTraceElement[] stack) {
        return shortened(Arrays.stream(stack)
                .filter(frame -> frame.getClassName().startsWith("REPL.") || !isHidden(frame.getClassName()))
                .map(frame -> "  at " + frame.getClassName().replaceFirst("^REPL\\.\\$JShell\\$\\w+\\$?", "")
                        + "." + frame.getMethodName() + ", line " + frame.getLineNumber())
                .map(frame -> frame.replace("  at .", "  at ")).toList());
    }

    /** The text of what was thrown, or only its class if its own code fails. */
    static String text(Throwable thrown) {
        try {
            return String.valueOf(thrown.toString());
        } catch (Throwable e) {
            return thrown.getClass().getName();
        }
    }

    private static void describe(EvalException thrown, String prefix, SnippetOrigins origins,
            List<String> lines) {
        String message = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
        lines.add(prefix + Ansi.error(thrown.getExceptionClassName()) + message);
        if (thrown.getExceptionClassName().equals(OutOfMemoryError.class.getName())) {
            lines.add("Set variables that hold much to null, or restart the kernel; its heap has at most "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MB.");
        }
        String why = NULL_GRADIENT.matcher(message).find() ? CellOrigin.whyNoGradient() : null;
        if (why != null) {
            lines.add("About the tensor whose grad() is null: " + why);
        }
        Matcher broken = BROKEN_CLASS.matcher(message);
        if (broken.find()) {
            String type = broken.group(1).replace('$', '.');
            lines.add("The static initialiser of " + type
                    + " did not come to its end, and Java runs it only once. "
                    + "Run the cell that declares " + type + " again.");
        }
        frames(thrown, origins, lines);
        if (thrown.getCause() instanceof EvalException cause && lines.size() < 10 * MAX_FRAMES) {
            describe(cause, "Caused by ", origins, lines);
        }
    }

    private static void frames(JShellException thrown, SnippetOrigins origins, List<String> lines) {
        boolean excerptShown = false;
        List<String> frames = new ArrayList<>();
        for (StackTraceElement frame : thrown.getStackTrace()) {
            SnippetOrigins.@Nullable Origin origin = origin(frame, origins);
            if (origin != null) {
                int line = origin.firstLine() + frame.getLineNumber() - 1;
                if (!excerptShown) {
                    lines.addAll(SourceExcerpt.around(origin.code(), line));
                    excerptShown = true;
                }
                frames.add("  at " + Ansi.place(name(frame) + "cell " + origin.cell() + ", line " + line));
            } else if (!isHidden(frame.getClassName())) {
                frames.add("  at " + Ansi.place(frame.toString()));
            }
        }
        lines.addAll(shortened(frames));
    }

    /** Recursion repeats one frame a thousand times: says so in one line. */
    private static List<String> shortened(List<String> frames) {
        List<String> result = new ArrayList<>();
        int repeats = 0;
        for (int i = 0; i < frames.size() && result.size() < MAX_FRAMES; i++) {
            repeats = i > 0 && frames.get(i).equals(frames.get(i - 1)) ? repeats + 1 : 0;
            if (repeats > 1) {
                result.set(result.size() - 1, "  ... " + repeats + " more of the same");
            } else {
                result.add(frames.get(i));
            }
        }
        return result;
    }

    private static SnippetOrigins.@Nullable Origin origin(StackTraceElement frame, SnippetOrigins origins) {
        String file = frame.getFileName();
        return file != null && file.startsWith("#") ? origins.of(file.substring(1)) : null;
    }

    private static String name(StackTraceElement frame) {
        String type = frame.getClassName();
        String method = frame.getMethodName();
        if (method.isEmpty() || method.equals("do_it$")) {
            return "";
        }
        return (type.isEmpty() ? "" : type + ".") + method + ", ";
    }

    private static boolean isHidden(String type) {
        return type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun.")
                || type.startsWith("leibniz.") || type.startsWith("REPL.");
    }
}
