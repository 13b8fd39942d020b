package leibniz.kernel.cells;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import leibniz.autograd.Autograd;
import leibniz.autograd.Scope;
import leibniz.kernel.execution.Cell;
import leibniz.kernel.execution.CellLoader;
import leibniz.kernel.execution.CellOutput;
import leibniz.kernel.operators.NotebookMethods;
import leibniz.kernel.outcome.CompileError;
import leibniz.kernel.outcome.Prose;
import leibniz.kernel.outcome.Source;
import leibniz.kernel.session.Session;

/**
 * Tells what a cell did that its author may not have meant: variables that were reset, names that are still
 * missing.
 */
public final class Announcements {
    private Announcements() {}

    public static void tell(Session session, List<SnippetEvent> events, CellOutput output) {
        JShell jshell = session.jshell;
        Set<String> lines = new LinkedHashSet<>();
        for (SnippetEvent event : events) {
            Snippet snippet = event.snippet();
            Status now = jshell.status(snippet);
            if (event.causeSnippet() != null && snippet instanceof VarSnippet variable
                    && event.isSignatureChange()
                    && event.status() != Status.OVERWRITTEN && now.isActive()) {
                lines.add(lost(variable, now, event.causeSnippet()));
            } else if (snippet instanceof DeclarationSnippet declared
                    && (now == Status.RECOVERABLE_DEFINED || now == Status.RECOVERABLE_NOT_DEFINED)) {
                String missing = jshell.unresolvedDependencies(declared).collect(Collectors.joining(", "));
                String name = declared.name();
                if (!missing.isEmpty()) {
                    lines.add(name + " cannot be used until a cell declares " + missing + "."
                            + session.missing.importsOf(missing));
                } else if (event.causeSnippet() == null) {
                    lines.add(name + " cannot be used until what it lacks is declared: "
                            + new NotebookMethods(jshell).firstError(declared));
                } else {
                    lines.add(name + " no longer compiles, because something that it uses has changed.");
                }
            }
        }
        lines.addAll(session.stale.tell());
        lines.forEach(line -> warn(line, output));
    }

    /**
     * Offers to call main where a cell did nothing but declare: whoever pastes a program expects it to run.
     */
    public static void offerMain(CellRun run, String code) {
        JShell jshell = run.session.jshell;
        if (run.onlyDeclares()) {
            MainMethod.in(code).filter(main -> Stream.concat(jshell.types(), jshell.methods())
                    .anyMatch(declared -> declared.name().equals(main.type() == null ? "main" : main.type())
                            && jshell.status(declared) == Status.VALID))
                    .ifPresent(main -> warn("To run what this cell declares write "
                            + main.call("new String[0]"), run.cell.output));
        }
    }

    private static String lost(VarSnippet variable, Status now, Snippet cause) {
        if (cause instanceof ImportSnippet imported) {
            return variable.name() + " is gone, because " + imported.source().strip()
                    + " gives a name in its declaration another meaning; declare it again.";
        }
        String name = cause instanceof DeclarationSnippet declared ? declared.name() : "its declaration";
        return variable.name() + (now == Status.VALID
                ? " was reset, because " + name + " was declared anew; run its cell again."
                : " is gone, because " + name + " changed; declare it again.");
    }

    /** An interrupt while a class was being initialised leaves it unusable. */
    public static void unfinishedInitialisers(Cell cell) {
        for (String name : cell.unfinishedInitialisers()) {
            String type = name.substring(CellLoader.wrapper(name).length()).replaceFirst("^\\$", "")
                    .replace('$', '.');
            warn("The static initialiser of " + (type.isEmpty() ? name : type)
                    + " was interrupted, and Java runs it only once: run the cell that declares it again.",
                    cell.output);
        }
    }

    /**
     * Switches the recording of operations on again where a cell left it off, since every later cell would
     * suffer.
     */
    public static void restoreRecording(CellOutput output) {
        if (!Autograd.isGradEnabled()) {
            Scope _ = Autograd.enableGrad();
            warn("This cell left the recording of gradients switched off; it is on again. To switch it off for a part "
                    + "of a cell write noGrad(() -> ...) or try (var off = noGrad()) { ... }.", output);
        }
    }

    /** Warns of something in a snippet that begins at {@code offset} of a source. */
    static void warn(CompileError warning, Source source, int offset, CellOutput output) {
        String where = "line " + source.line(offset + warning.start());
        warn((source.isCell() ? "Line" + where.substring(4) : source.name() + ", " + where) + ": "
                + warning.message(), output);
    }

    private static void warn(String line, CellOutput output) {
        byte[] bytes = (Prose.wrapped(line) + "\n").getBytes(StandardCharsets.UTF_8);
        output.print("stderr", bytes, 0, bytes.length);
    }
}
