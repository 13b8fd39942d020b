package leibniz.kernel.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * An error that the compiler found.
 *
 * @param start where the faulty text begins, counted from the start of the snippet
 * @param end where it ends, exclusive
 */
public record CompileError(String message, int start, int end) {

    public static List<CompileError> of(JShell jshell, Snippet snippet) {
        return jshell.diagnostics(snippet).filter(d -> d.isError())
                .map(d -> new CompileError(clean(d.getMessage(Locale.ENGLISH)), (int) d.getStartPosition(),
                        (int) d.getEndPosition()))
                .toList();
    }

    private static final String TOO_LARGE = "code too large: Java takes at most 64 kB of compiled code in a "
            + "method, some 8,000 numbers in an array. Declare it in several parts, or put the numbers into "
            + "a text and write Arrays.stream(text.split(\",\")).mapToInt(Integer::parseInt).toArray().";

    /** The compiler's text without the lines that only speak of the class JShell wraps around a snippet. */
    public static String clean(String message) {
        if (message.equals("code too large")) {
            return TOO_LARGE;
        }
        return message.lines()
                .filter(line -> !line.strip().matches("location: +(class)? *(\\S*\\$JShell\\$\\S*)?"))
                .map(line -> line.replaceAll("REPL\\.\\$JShell\\$\\w+\\.", ""))
                .collect(Collectors.joining("\n"));
    }

    /** What the cell shows: each message first, then its lines of the cell with the fault marked. */
    public static Outcome.Failure failure(Source source, int offset, List<CompileError> errors) {
        List<String> traceback = new ArrayList<>();
        for (CompileError error : errors) {
            traceback.add(Ansi.error("CompileError") + ": " + error.message);
            if (!source.isCell()) {
                traceback.add("  in " + Ansi.place(source.name()));
            }
            traceback.addAll(
                    SourceExcerpt.marked(source.code(), offset + Math.max(0, error.start),
                            offset + error.end));
        }
        String first = errors.isEmpty() ? "it does not compile" : errors.get(0).message;
        return new Outcome.Failure("CompileError", first, traceback);
    }
}
