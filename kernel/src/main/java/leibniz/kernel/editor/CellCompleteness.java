package leibniz.kernel.editor;

import com.google.gson.JsonObject;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.text.Brackets;
import leibniz.kernel.text.CodeMask;

/** Whether a console should run what was typed or let it go on, and how far to indent the next line then. */
public final class CellCompleteness {
    private static final String INDENT = "    ";
    /** A line after which one expects the rest of its statement below it, set in. */
    private static final Pattern CONTINUED = Pattern
            .compile("(?:.*(?:[=+\\-*/%&|^<?:,.]|->|(?<![\\w$])(?:else|do|try|finally|return|throw|new)))"
                    + "|(?:\\s*(?:[}]\\s*)?(?:else\\s+)?(?:if|for|while)\\b.*\\))");

    private CellCompleteness() {}

    public static JsonObject of(String code, SourceCodeAnalysis analysis) {
        CodeMask mask = CodeMask.of(code);
        String rest = code;
        while (!CodeMask.of(rest).text().isBlank()) {
            CompletionInfo info = analysis.analyzeCompletion(rest);
            Completeness completeness = info.completeness();
            if (completeness == Completeness.DEFINITELY_INCOMPLETE
                    || completeness == Completeness.CONSIDERED_INCOMPLETE) {
                return Json.of("status", "incomplete", "indent", indent(code, mask));
            }
            if (completeness == Completeness.UNKNOWN) {
                return Json.of("status", "invalid");
            }
            if (completeness == Completeness.EMPTY) {
                break;
            }
            rest = info.remaining();
        }
        return mask.end() == CodeMask.End.COMMENT
                ? Json.of("status", "incomplete", "indent", indentOf(lastLine(code)))
                : Json.of("status", "complete");
    }

    private static String indent(String code, CodeMask mask) {
        String stripped = mask.end() == CodeMask.End.CODE ? mask.text().stripTrailing() : mask.text();
        String last = lastLine(code.substring(0, stripped.length()));
        if (mask.end() != CodeMask.End.CODE) {
            return indentOf(last);
        }
        int open = Brackets.innermost(stripped);
        char bracket = open < 0 ? 0 : stripped.charAt(open);
        if (bracket != '(' && bracket != '[' && CONTINUED.matcher(lastLine(stripped)).matches()) {
            return indentOf(last) + INDENT;
        }
        boolean afterBlock = bracket == '(' && last.stripLeading().startsWith("}");
        return open < 0 || afterBlock
                ? indentOf(last)
                : indentOf(lastLine(code.substring(0, open + 1))) + INDENT;
    }

    private static String lastLine(String text) {
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    private static String indentOf(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }
}
