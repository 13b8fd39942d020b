package leibniz.kernel.outcome;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import leibniz.kernel.execution.CellLoader;
import leibniz.kernel.execution.Demangler;
import leibniz.kernel.text.CodeMask;
import org.jspecify.annotations.Nullable;

/**
 * Which source, and which line of it, a stack frame is in. Java knows it as a line of the class that JShell
 * wrapped around a snippet of the source. Threads of cells ask too, so the answer needs no JShell, which
 * serves one thread only.
 */
public final class SnippetOrigins {
    /** A line of a source, counted from 1. */
    public record Place(Source source, int line) {}

    /**
     * Where a snippet comes from.
     *
     * @param firstLine the line of the source on which it begins, counted from 1
     * @param lines how many it has
     */
    private record Origin(Source source, int firstLine, int lines) {
        static Origin of(Source source, int offset, String text) {
            // One further: a brace that the kernel put before the first line stands in place of a line break.
            return new Origin(source, source.line(offset + 1), (int) text.lines().count());
        }
    }

    private record Wrapped(Origin origin, SnippetWrapper wrapper) {}

    private record Statement(Origin origin, int firstLine) {}

    private final Map<String, Origin> byId = new ConcurrentHashMap<>();
    private final Map<String, Wrapped> byClass = new ConcurrentHashMap<>();
    private final Map<String, Statement> statements = new ConcurrentHashMap<>();

    private volatile @Nullable Origin expected;

    /** Notes the classes of the snippet that stands at {@code offset}, and of those that depend on it. */
    public void add(SourceCodeAnalysis analysis, List<SnippetEvent> events, Source source, int offset) {
        for (SnippetEvent event : events) {
            String id = event.snippet().id();
            if (event.causeSnippet() == null) {
                byId.put(id, Origin.of(source, offset, event.snippet().source()));
            }
            Origin origin = byId.get(id);
            if (origin != null && event.status().isDefined()) {
                SnippetWrapper wrapper = analysis.wrapper(event.snippet());
                byClass.put(wrapper.fullClassName(), new Wrapped(origin, wrapper));
            }
        }
    }

    /**
     * Notes the class of a snippet that stands at {@code offset} and declares nothing.
     *
     * @param firstLine the line of the class on which the snippet begins
     */
    public void add(String className, int firstLine, Source source, int offset, String text) {
        statements.put(className, new Statement(Origin.of(source, offset, text), firstLine));
    }

    /**
     * Names the snippet that is evaluated next. It may print stack traces, or fail in a thread, before it is
     * known what became of it.
     */
    public void expect(Source source, int offset, String text) {
        expected = Origin.of(source, offset, text);
    }

    /** The expected snippet is about to run as this class, on this line of which it begins. */
    public void begins(String className, int firstLine) {
        Origin origin = expected;
        if (origin != null) {
            statements.put(className, new Statement(origin, firstLine));
        }
    }

    /** The expected snippet is about to run as JShell has wrapped it. */
    public void begins(SnippetWrapper wrapper) {
        Origin origin = expected;
        if (origin != null) {
            byClass.put(wrapper.fullClassName(), new Wrapped(origin, wrapper));
        }
    }

    /** The frame as users read it; null for what is no code of theirs. */
    public @Nullable String describe(StackTraceElement frame) {
        Place place = place(frame);
        if (place != null) {
            String method = Demangler.method(frame);
            return (method.isEmpty() ? "" : method + ", ") + place.source().name() + ", line " + place.line();
        }
        return isHidden(frame.getClassName()) ? null : frame.toString();
    }

    /** What the text is called that the frame is in; null if it is in none. */
    @Nullable
    String source(StackTraceElement frame) {
        Place place = place(frame);
        return place == null ? null : place.source.name();
    }

    private static boolean isHidden(String type) {
        return type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun.")
                || type.startsWith("com.sun.proxy.")
                || type.startsWith("leibniz.") || type.startsWith("REPL.");
    }

    /** Where the frame is, if it is in code of a cell. */
    public @Nullable Place place(StackTraceElement frame) {
        String className = CellLoader.wrapper(frame.getClassName());
        Statement statement = statements.get(className);
        if (statement != null) {
            // What makes a variable of an expression is counted to the line before it.
            int line = Math.max(0, frame.getLineNumber() - statement.firstLine);
            return new Place(statement.origin.source, statement.origin.firstLine + line);
        }
        Wrapped wrapped = byClass.get(className);
        if (wrapped == null) {
            return null;
        }
        int end = endOfLine(wrapped.wrapper.wrapped(), frame.getLineNumber());
        String source = wrapped.wrapper.source();
        // What JShell writes around a declaration counts to its first line, and not to a comment above it.
        int first = source.length() - CodeMask.of(source).text().stripLeading().length();
        int position = Math.max(first, wrapped.wrapper.wrappedToSourcePosition(Math.max(0, end - 1)));
        int before = (int) source.substring(0, position).chars().filter(c -> c == '\n')
                .count();
        return new Place(wrapped.origin.source, wrapped.origin.firstLine + before);
    }

    /** Whether a frame in code of a cell is on a line that the user wrote, and not on one around it. */
    public boolean isWritten(StackTraceElement frame) {
        String className = CellLoader.wrapper(frame.getClassName());
        Statement statement = statements.get(className);
        if (statement != null) {
            return frame.getLineNumber() < statement.firstLine + statement.origin.lines;
        }
        Wrapped wrapped = byClass.get(className);
        if (wrapped == null) {
            return false;
        }
        SnippetWrapper wrapper = wrapped.wrapper;
        String text = wrapper.wrapped();
        // Where JShell has written a variable's declaration twice, its semicolon belongs to the first.
        int end = wrapper.source().replaceFirst("[\\s;]+$", "").length();
        int last = wrapper.sourceToWrappedPosition(Math.max(0, end - 1));
        return frame.getLineNumber() <= 1
                + text.substring(0, Math.clamp(last, 0, text.length())).chars().filter(c -> c == '\n')
                        .count();
    }

    private static int endOfLine(String text, int line) {
        int end = -1;
        for (int i = 0; i < line; i++) {
            end = text.indexOf('\n', end + 1);
            if (end < 0) {
                return text.length();
            }
        }
        return end;
    }
}
