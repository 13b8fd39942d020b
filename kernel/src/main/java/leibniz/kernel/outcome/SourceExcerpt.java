package leibniz.kernel.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The lines of a cell around a fault, numbered as the editor numbers them. */
public final class SourceExcerpt {
    /** More of a line, such as a table in quotes that was pasted, is not shown. */
    private static final int LONGEST = 300;
    private static final int BEFORE_FAULT = 60;

    private SourceExcerpt() {}

    /** The line that holds {@code start}, and below it marks under the characters up to {@code end}. */
    public static List<String> marked(String code, int start, int end) {
        int from = Math.min(start, code.length());
        int lineStart = code.lastIndexOf('\n', from - 1) + 1;
        int lineEnd = code.indexOf('\n', from);
        String line = code.substring(lineStart, lineEnd < 0 ? code.length() : lineEnd);
        int number = 1 + (int) code.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        String prefix = "  " + number + " | ";
        int column = from - lineStart;
        int first = line.length() <= LONGEST ? 0 : Math.max(0, column - BEFORE_FAULT);
        int last = line.length() <= LONGEST ? line.length() : Math.min(line.length(), first + LONGEST);
        String shown = line.substring(first, last);
        String fault = line.substring(column,
                Math.max(column, Math.min(end - lineStart, last)));
        int width = Math.max(1, blank(fault).length());
        String indent = (first > 0 ? "    " : "") + blank(line.substring(first, column));
        return List.of(Ansi.place(prefix) + (first > 0 ? "... " : "") + shown
                + (last < line.length() ? " ..." : ""),
                " ".repeat(prefix.length()) + indent + Ansi.mark("^".repeat(width)));
    }

    /**
     * As many blanks as a text is wide. Tabs stay tabs, so that marks stand under the text whatever a tab's
     * width.
     */
    private static String blank(String text) {
        return text.codePoints().mapToObj(c -> c == '\t' ? "\t" : isWide(c) ? "  " : " ")
                .collect(Collectors.joining());
    }

    /** Whether a character takes the place of two letters, as those of Chinese and Japanese and emoji do. */
    static boolean isWide(int c) {
        return Character.isIdeographic(c) || c >= 0x1F300 && c <= 0x1FAFF || c >= 0xFF01 && c <= 0xFF60
                || c >= 0x3000 && c <= 0x30FF || c >= 0xAC00 && c <= 0xD7A3;
    }

    /** Line {@code number} with one line of context before and after. */
    static List<String> around(String code, int number) {
        List<String> lines = code.lines().toList();
        List<String> excerpt = new ArrayList<>();
        for (int i = Math.max(1, number - 1); i <= Math.min(lines.size(), number + 1); i++) {
            boolean fault = i == number;
            excerpt.add(
                    (fault ? Ansi.mark("> ") : "  ") + Ansi.place(i + " | ") + shortened(lines.get(i - 1)));
        }
        return excerpt;
    }

    private static String shortened(String line) {
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
    }
}
