package leibniz.kernel.outcome;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * An error that the compiler found.
 *
 * @param start where the faulty text begins, counted from the start of the snippet
 * @param end where it ends, exclusive
 */
public record CompileError(String message, int start, int end) {

    /** How javac calls what its parser finds; what it says after that only follows from it. */
    private static final Pattern SYNTAX = Pattern.compile(
            "compiler\\.err\\.(expected\\d?|illegal\\.(start\\.of\\.\\w+|char)|not\\.stmt|premature\\.eof"
                    + "|unclosed\\.\\w+(\\.\\w+)*|empty\\.char\\.lit|else\\.without\\.if|orphaned)");
    private static final String UNREACHABLE = "compiler.err.unreachable.stmt";

    public static List<CompileError> of(JShell jshell, Snippet snippet) {
        List<Diag> errors = jshell.diagnostics(snippet).filter(Diag::isError).toList();
        boolean unread = !errors.isEmpty() && SYNTAX.matcher(errors.getFirst().getCode()).matches();
        return errors.stream().limit(unread ? 1 : errors.size())
                .filter(d -> errors.size() == 1 || !d.getCode().equals(UNREACHABLE))
                .map(d -> at(clean(d.getMessage(Locale.ENGLISH)), snippet.source(),
                        (int) d.getStartPosition(), (int) d.getPosition(), (int) d.getEndPosition()))
                .toList();
    }

    /**
     * An error in a text. Of a chain of calls over several lines javac means all up to the fault: marked is
     * the line with the name that it speaks of.
     *
     * @param position of the fault itself; in a chain the dot before the name
     */
    public static CompileError at(String message, String text, int start, int position, int end) {
        boolean inChain = start >= 0 && start < position && position < text.length()
                && text.charAt(position) == '.' && text.substring(start, position).contains("\n");
        return new CompileError(message, inChain ? position + 1 : start, end);
    }

    private static final String TOO_LARGE = "code too large: Java takes at most 64 kB of compiled code in a "
            + "method, some 8,000 numbers in an array. Declare it in several parts, or put the numbers into "
            + "a text and write Arrays.stream(text.split(\",\")).mapToInt(Integer::parseInt).toArray().";

    private static final String SUBCLASSES = "Declare them in the same cell, or name those that other cells declare, "
            + "as in sealed interface Shape permits Circle, Square.";

    /** The compiler's text without the lines that only speak of the class JShell wraps around a snippet. */
    public static String clean(String message) {
        if (message.equals("code too large")) {
            return TOO_LARGE;
        }
        if (message.equals("sealed class must have subclasses")) {
            return message + "\n" + SUBCLASSES;
        }
        return message.lines()
                .filter(line -> !line.strip().matches("location: +(class)? *(\\S*\\$JShell\\$\\S*)?"))
                .map(line -> line.replaceAll("REPL\\.\\$JShell\\$\\w+\\.", ""))
                .collect(Collectors.joining("\n"));
    }

    /** What the cell shows: each message first, then its lines of the cell with the fault marked. */
    public static Outcome.Failure failure(Source source, int offset, List<CompileError> errors) {
        List<String> traceback = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (CompileError error : errors) {
            if (!told.add(error.message)) {
                continue; // of the same name in another place, which is mended together with the first
            }
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
