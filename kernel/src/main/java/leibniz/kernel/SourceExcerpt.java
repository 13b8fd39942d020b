package leibniz.kernel;

import java.util.ArrayList;
import java.util.List;

/** The lines of a cell around a fault, numbered as the editor numbers them. */
final class SourceExcerpt {
    private SourceExcerpt() {}

    /** The line that holds {@code start}, and below it marks under the characters up to {@code end}. */
    static List<String> marked(String code, int start, int end) {
        int from = Math.min(start, code.length());
        int lineStart = code.lastIndexOf('\n', from - 1) + 1;
        int lineEnd = code.indexOf('\n', from);
        String line = code.substring(lineStart, lineEnd < 0 ? code.length() : lineEnd);
        int number = 1 + (int) code.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        String prefix = "  " + number + " | ";
        int width = Math.max(1, Math.min(end, lineStart + line.length()) - from);
        // Tabs stay tabs, so that the marks stand under the text whatever a tab's width.
        String indent = line.substring(0, from - lineStart).replaceAll("[^\t]", " ");
        return List.of(Ansi.place(prefix) + line,
                " ".repeat(prefix.length()) + indent + Ansi.mark("^".repeat(width)));
    }

    /** Line {@code number} with one line of context before and after. */
    static List<String> around(String code, int number) {
        List<String> lines = code.lines().toList();
        List<String> excerpt = new ArrayList<>();
        for (int i = Math.max(1, number - 1); i <= Math.min(lines.size(), number + 1); i++) {
            boolean fault = i == number;
            excerpt.add((fault ? Ansi.mark("> ") : "  ") + Ansi.place(i + " | ") + lines.get(i - 1));
        }
        return excerpt;
    }
}
