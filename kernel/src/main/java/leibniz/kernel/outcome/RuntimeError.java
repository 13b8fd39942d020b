package leibniz.kernel.outcome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.course.NotWritten;
import leibniz.course.NotYet;
import leibniz.kernel.execution.CellControl;
import leibniz.kernel.execution.CellOrigin;
import leibniz.kernel.execution.CellStoppedError;
import leibniz.kernel.execution.Demangler;
import org.jspecify.annotations.Nullable;

/**
 * What a cell shows when it throws: the message, the line that failed, and the frames of the user's own code.
 */
public final class RuntimeError {
    private static final int MAX_FRAMES = 20;
    private static final int MAX_LINES = 100;
    private static final Pattern BROKEN_CLASS = Pattern
            .compile("^Could not initialize class REPL\\.\\$JShell\\$\\w+\\$(\\S+)");

    /** What Java says of a call on such a null, and $Operators of an operand. */
    private static final Pattern NULL_GRADIENT = Pattern
            .compile(
                    "\"leibniz\\.autograd\\.Tensor\\.grad\\(\\)\" is null|: the (\\w+ )?operand is null\\.$");

    private final SnippetOrigins origins;
    private final List<String> lines = new ArrayList<>();
    private final Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());

    private RuntimeError(SnippetOrigins origins) {
        this.origins = origins;
    }

    /** What the user is told; describing what was thrown may run code of the user. */
    public static Outcome.Failure failure(Throwable thrown, SnippetOrigins origins, CellControl control) {
        try {
            return control.asUserCode(() -> new Outcome.Failure(name(thrown), message(thrown),
                    lines(thrown, "", origins)));
        } catch (CellStoppedError e) {
            return Outcome.Failure.interrupted();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same as lines of text, the first of which begins with {@code prefix}. */
    public static List<String> lines(Throwable thrown, String prefix, SnippetOrigins origins) {
        RuntimeError error = new RuntimeError(origins);
        error.describe(thrown, prefix, List.of(), null);
        return error.lines;
    }

    /** The line of a cell that runs, and the frames of the user's own code. */
    static List<String> frames(List<StackTraceElement> running, SnippetOrigins origins) {
        RuntimeError error = new RuntimeError(origins);
        error.frames(running, List.of(), null);
        return error.lines;
    }

    /**
     * Something was used that is declared but does not compile yet.
     *
     * @param message why it does not
     */
    public static Outcome.Failure unresolved(String message, Throwable thrown, SnippetOrigins origins) {
        RuntimeError error = new RuntimeError(origins);
        error.lines.add(Ansi.error("UnresolvedReference") + ": " + message);
        error.frames(thrown, List.of(), null);
        return new Outcome.Failure("UnresolvedReference", message, error.lines);
    }

    /**
     * What the code of a value that makes it visible threw; most of that {@link leibniz.display.Renderers}
     * shows itself.
     */
    public static Outcome.Failure whileShowing(Throwable thrown) {
        String name = name(thrown);
        String message = text(thrown) + " while the value was shown";
        return new Outcome.Failure(name, message, List.of(Ansi.error(name) + ": " + message));
    }

    /**
     * What a magic threw that was not meant for the user.
     *
     * @param magic its name as it was typed
     * @param line the line of its call
     */
    public static Outcome.Failure ofMagic(String magic, Source.Span line, Throwable thrown,
            SnippetOrigins origins) {
        String message = magic + " failed: " + text(thrown);
        RuntimeError error = new RuntimeError(origins);
        error.lines.add(Ansi.error(name(thrown)) + ": " + message);
        error.lines.addAll(SourceExcerpt.marked(line.source().code(), line.start(), line.end()));
        error.frames(thrown, List.of(), null);
        return new Outcome.Failure(name(thrown), message, error.lines);
    }

    /** The text of what was thrown, or only its class if its own code fails. */
    public static String text(Throwable thrown) {
        try {
            return Demangler.in(String.valueOf(thrown.toString()));
        } catch (Throwable e) {
            throwIfStopped(e);
            return name(thrown);
        }
    }

    private static String name(Throwable thrown) {
        return thrown instanceof NotYet || thrown instanceof NotWritten
                ? thrown.getClass().getSimpleName()
                : Demangler.in(thrown.getClass().getName());
    }

    private static String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            return message == null ? "" : Demangler.in(FramesInText.in(message));
        } catch (Throwable e) {
            throwIfStopped(e);
            return "its message is missing, because getMessage() threw " + name(e);
        }
    }

    private static void throwIfStopped(Throwable thrown) {
        if (thrown instanceof CellStoppedError stopped) {
            throw stopped;
        }
    }

    /**
     * Tells of one throwable and of those it carries; {@code outer} are the frames of the one that carries
     * it.
     */
    private void describe(Throwable thrown, String prefix, List<StackTraceElement> outer,
            SnippetOrigins.@Nullable Place shown) {
        if (!told.add(thrown) || lines.size() > MAX_LINES) {
            return;
        }
        String message = message(thrown);
        lines.add(prefix + Ansi.error(name(thrown)) + (message.isEmpty() ? "" : ": " + message));
        if (thrown instanceof OutOfMemoryError) {
            lines.add("Set variables that hold much to null, or restart the kernel; its heap has at most "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MB.");
        }
        String why = thrown instanceof NullPointerException && NULL_GRADIENT.matcher(message(thrown)).find()
                ? CellOrigin.whyNoGradient()
                : null;
        if (why != null) {
            lines.add("About the tensor whose grad() is null: " + why.replaceFirst("^grad: this", "This"));
        }
        if (thrown instanceof NoClassDefFoundError) {
            tellOfBrokenClass(thrown);
        }
        List<StackTraceElement> own = stack(thrown);
        SnippetOrigins.Place place = frames(thrown, outer, shown);
        for (Throwable suppressed : thrown.getSuppressed()) {
            describe(suppressed, "Suppressed ", own, place);
        }
        Throwable cause = cause(thrown);
        if (cause != null) {
            describe(cause, "Caused by ", own, place);
        }
    }

    private void tellOfBrokenClass(Throwable thrown) {
        Matcher broken = BROKEN_CLASS.matcher(String.valueOf(thrown.getMessage()));
        if (broken.find()) {
            String type = broken.group(1).replace('$', '.');
            lines.add("The static initialiser of " + type
                    + " did not come to its end, and Java runs it only once. "
                    + "Run the cell that declares " + type + " again.");
        }
    }

    /** Both may be overridden by the user. */
    private static List<StackTraceElement> stack(Throwable thrown) {
        try {
            return Arrays.asList(thrown.getStackTrace());
        } catch (RuntimeException | Error e) {
            throwIfStopped(e);
            return List.of();
        }
    }

    private static @Nullable Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (RuntimeException | Error e) {
            throwIfStopped(e);
            return null;
        }
    }

    /**
     * Adds the line that failed, unless it is {@code shown} already, and the frames that {@code outer} does
     * not have.
     */
    private SnippetOrigins.@Nullable Place frames(Throwable thrown, List<StackTraceElement> outer,
            SnippetOrigins.@Nullable Place shown) {
        return frames(stack(thrown), outer, shown);
    }

    private SnippetOrigins.@Nullable Place frames(List<StackTraceElement> stack,
            List<StackTraceElement> outer, SnippetOrigins.@Nullable Place shown) {
        int own = stack.size();
        for (int o = outer.size(); own > 0 && o > 0 && stack.get(own - 1).equals(outer.get(o - 1)); o--) {
            own--;
        }
        SnippetOrigins.@Nullable Place first = null;
        List<String> frames = new ArrayList<>();
        for (int i = 0; i < stack.size(); i++) {
            StackTraceElement frame = stack.get(i);
            SnippetOrigins.@Nullable Place place = origins.place(frame);
            first = first == null ? place : first;
            if (i >= own) {
                continue;
            }
            String described = origins.describe(frame);
            String text = "  at " + Ansi.place(described == null ? "" : described);
            // JShell runs a declaration with var in two methods.
            boolean again = place != null && Demangler.method(frame).isEmpty() && !frames.isEmpty()
                    && frames.getLast().equals(text);
            if (described != null && !again) {
                frames.add(text);
            }
        }
        if (first != null && !first.equals(shown)) {
            lines.addAll(SourceExcerpt.around(first.source().code(), first.line()));
        }
        lines.addAll(shortened(frames));
        return first;
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
}
