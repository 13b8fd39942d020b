package leibniz.kernel;

import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** What the editor asks while a cell is typed. The protocol counts code points where Java counts UTF-16 units. */
final class Assistant {
    private static final String INDENT = "    ";

    private final SourceCodeAnalysis analysis;

    private final MagicAssistant magics;

    Assistant(JShell jshell, Magics magics) {
        this.magics = new MagicAssistant(magics);
        analysis = jshell.sourceCodeAnalysis();
    }

    JsonObject complete(String cell, int cursor) {
        int at = units(cell, cursor);
        Optional<MagicAssistant.Completion> magic = magics.complete(cell, at);
        if (magic.isPresent()) {
            return matches(cell, magic.get().matches(), magic.get().start(), at);
        }
        String code = magics.javaOf(cell);
        int begin = snippetStart(code, at);
        int[] anchor = { at - begin };
        List<Suggestion> suggestions = analysis.completionSuggestions(code.substring(begin), at - begin,
                anchor);
        Set<String> matches = suggestions.stream().map(Suggestion::continuation)
                .filter(text -> !text.contains("$JShell"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return matches(code, matches, begin + anchor[0], at);
    }

    private static JsonObject matches(String code, Collection<String> matches, int start, int at) {
        return Json.of("status", "ok", "matches", Json.array(matches), "cursor_start",
                code.codePointCount(0, start), "cursor_end", code.codePointCount(0, at), "metadata",
                new JsonObject());
    }

    static JsonObject noMatches(int cursor) {
        return Json.of("status", "ok", "matches", Json.array(List.of()), "cursor_start", cursor, "cursor_end",
                cursor, "metadata", new JsonObject());
    }

    static JsonObject nothingFound() {
        return Json.of("status", "ok", "found", false, "data", new JsonObject(), "metadata",
                new JsonObject());
    }

    JsonObject inspect(String cell, int cursor) {
        int at = units(cell, cursor);
        Optional<String> magic = magics.help(cell, at);
        if (magic.isPresent()) {
            return Json.of("status", "ok", "found", true, "data", Json.of("text/plain", magic.get()),
                    "metadata",
                    new JsonObject());
        }
        String code = magics.javaOf(cell);
        int begin = snippetStart(code, at);
        // On a name the editor means that name; JShell wants the place inside the brackets of a call.
        int end = at;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        List<Documentation> found = analysis.documentation(code.substring(begin, end) + "(", end + 1 - begin,
                true);
        if (found.isEmpty()) {
            found = analysis.documentation(code.substring(begin, end), end - begin, true);
        }
        if (found.isEmpty()) {
            found = analysis.documentation(code.substring(begin, at), at - begin, true);
        }
        String text = found.stream().map(Assistant::text).distinct().collect(Collectors.joining("\n\n"));
        JsonObject data = text.isEmpty() ? new JsonObject() : Json.of("text/plain", text);
        return Json.of("status", "ok", "found", !text.isEmpty(), "data", data, "metadata", new JsonObject());
    }

    private static String text(Documentation documentation) {
        String javadoc = documentation.javadoc();
        return javadoc == null || javadoc.isBlank()
                ? documentation.signature()
                : documentation.signature() + "\n" + javadoc.strip();
    }

    JsonObject isComplete(String code) {
        if (magics.lacksBody(code)) {
            return Json.of("status", "incomplete", "indent", "");
        }
        String rest = magics.javaOf(code);
        while (CodeReader.lastCodeCharacter(rest) != 0) {
            CompletionInfo info = analysis.analyzeCompletion(rest);
            Completeness completeness = info.completeness();
            if (completeness == Completeness.DEFINITELY_INCOMPLETE
                    || completeness == Completeness.CONSIDERED_INCOMPLETE) {
                return Json.of("status", "incomplete", "indent", indent(code));
            }
            if (completeness == Completeness.UNKNOWN) {
                return Json.of("status", "invalid");
            }
            if (completeness == Completeness.EMPTY) {
                break;
            }
            rest = info.remaining();
        }
        return Json.of("status", "complete");
    }

    /** The indentation of the last line, and one step more where that line opens a block. */
    private static String indent(String code) {
        String last = code.stripTrailing();
        last = last.substring(last.lastIndexOf('\n') + 1);
        String indent = last.substring(0, last.length() - last.stripLeading().length());
        return last.endsWith("{") || last.endsWith("(") ? indent + INDENT : indent;
    }

    /** Where the snippet begins that holds position {@code at}: JShell looks at one snippet at a time. */
    private int snippetStart(String code, int at) {
        int start = 0;
        while (true) {
            CompletionInfo info = analysis.analyzeCompletion(code.substring(start, at));
            boolean moreFollows = info.completeness().isComplete() && !info.remaining().isBlank();
            if (!moreFollows) {
                return start;
            }
            start = at - info.remaining().length();
        }
    }

    private static int units(String code, int codePoints) {
        int length = code.codePointCount(0, code.length());
        return code.offsetByCodePoints(0, Math.max(0, Math.min(codePoints, length)));
    }
}
