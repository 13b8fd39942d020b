package leibniz.kernel.magics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;
import leibniz.display.Displays;
import leibniz.display.MimeBundle;
import leibniz.display.Widget;
import leibniz.kernel.cells.CellRun;
import leibniz.kernel.cells.Magic;
import leibniz.kernel.cells.Magic.JavaIn;
import leibniz.kernel.cells.Magics;
import leibniz.kernel.cells.ShownValue;
import leibniz.kernel.compile.SessionVariables;
import leibniz.kernel.outcome.Source.Span;
import org.jspecify.annotations.Nullable;

/** {@code %help}, {@code %vars} and {@code %reset}: what there is, and how to be rid of it. */
public final class SessionMagics {
    private static final int NAME_WIDTH = 30;
    private static final int VALUE_WIDTH = 80;

    private SessionMagics() {}

    /**
     * Adds them.
     *
     * @param documentation of a name of the library, of Java or of the notebook; empty if there is none
     */
    public static void addTo(Magics magics, UnaryOperator<String> documentation) {
        magics.add(new Magic("help", "%help [name]",
                "Lists the magics, the displays and the operations on tensors, or explains one of them.", "",
                JavaIn.NOTHING,
                (run, arguments) -> help(magics, documentation, arguments), null));
        magics.add(new Magic("vars", "%vars", "Lists the variables with their types and values.", "",
                JavaIn.NOTHING,
                SessionMagics::variables, null));
        magics.add(new Magic("reset", "%reset",
                "Forgets all variables, methods, classes and imports of the notebook and closes its widgets; displays speak English again.",
                "The class path stays as it is. To be rid of that too, restart the kernel.", JavaIn.NOTHING,
                SessionMagics::reset, null));
    }

    private static MimeBundle help(Magics magics, UnaryOperator<String> documentation, Span arguments) {
        if (!arguments.isBlank()) {
            return MimeBundle
                    .of(Magic.words(arguments).stream().map(name -> help(magics, documentation, name))
                            .distinct()
                            .collect(Collectors.joining("\n\n")));
        }
        List<List<String>> rows = magics.all().stream().map(magic -> List.of(magic.typed(), magic.summary()))
                .toList();
        return MimeBundle.of(table(rows)
                + "\n\nA magic stands on a line of its own, before, between or after lines of Java; "
                + "one with %% is the first line of its cell.\n\n" + Subjects.list()
                + "\n\n%help NAME explains a magic, an operation or a display, such as %help backward.");
    }

    private static String help(Magics magics, UnaryOperator<String> documentation, String name) {
        String example = Subjects.example(name);
        boolean isMagic = name.startsWith("%") || magics.find(name).isPresent();
        if (isMagic && example.isEmpty()) {
            return magics.named(name).help();
        }
        String found = documentation.apply(name);
        if (found.isEmpty()) {
            return magics.named(name).help(); // which fails, with the names that are near
        }
        if (isMagic) {
            found = magics.named(name).help() + "\n\n" + found; // such as load
        }
        return found.strip() + (example.isEmpty() ? "" : "\n\n" + example);
    }

    private static @Nullable Object variables(CellRun run, Span arguments) throws Exception {
        Magic.takesNone(arguments);
        List<List<String>> rows = new ArrayList<>();
        for (VarSnippet variable : run.session.jshell.variables().toList()) {
            rows.add(List.of(cut(variable.name(), NAME_WIDTH),
                    cut(SessionVariables.typeName(variable), NAME_WIDTH),
                    value(run, variable)));
        }
        return MimeBundle.of(rows.isEmpty() ? "There are no variables." : table(rows));
    }

    private static String value(CellRun run, VarSnippet variable) throws Exception {
        JShell jshell = run.session.jshell;
        if (jshell.status(variable) != Snippet.Status.VALID) {
            String missing = jshell.unresolvedDependencies(variable)
                    .collect(Collectors.joining(", "));
            return missing.isEmpty() ? "(its declaration no longer compiles)" : "(needs " + missing + ")";
        }
        Object value = run.session.value(variable);
        String text = run.asUserCode(() -> ShownValue.of(value).text());
        return cut(text.strip().replaceAll("\\s+", " "), VALUE_WIDTH);
    }

    private static String cut(String text, int width) {
        return text.codePointCount(0, text.length()) <= width
                ? text
                : text.substring(0, text.offsetByCodePoints(0, width - 3)) + "...";
    }

    /** Columns as wide as their widest cell; the last is not filled up. */
    private static String table(List<List<String>> rows) {
        List<String> lines = rows.stream().map(row -> {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream().mapToInt(r -> r.get(at).length()).max().orElse(0);
                line.append(row.get(column));
                if (column + 1 < row.size()) {
                    line.append(" ".repeat(width - row.get(column).length() + 2));
                }
            }
            return line.toString();
        }).toList();
        return String.join("\n", lines);
    }

    private static @Nullable Object reset(CellRun run, Span arguments) {
        Magic.takesNone(arguments);
        List<Snippet> declared = run.session.declared();
        declared.forEach(run.session::drop);
        Displays.language("en");
        Widget.closeAll();
        Map<String, Long> counts = declared.stream().filter(snippet -> snippet instanceof DeclarationSnippet
                || snippet.kind() == Snippet.Kind.IMPORT)
                .collect(Collectors.groupingBy(SessionMagics::kind, TreeMap::new, Collectors.counting()));
        String forgotten = counts.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey()
                        + (e.getValue() == 1 ? "" : e.getKey().endsWith("s") ? "es" : "s"))
                .collect(Collectors.joining(", "));
        System.out.println(forgotten.isEmpty()
                ? "There was nothing to forget."
                : "Forgot " + forgotten + ". The class path is unchanged.");
        return null;
    }

    private static String kind(Snippet snippet) {
        return switch (snippet.kind()) {
            case VAR -> "variable";
            case METHOD -> "method";
            case TYPE_DECL -> "class";
            default -> "import";
        };
    }
}
