package leibniz.kernel.outcome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sentences in lines that end between words. JupyterLab breaks what is too long for the page wherever the
 * page ends ({@code word-break: break-all}), which leaves halves of words.
 */
public final class Prose {
    /** As many columns as an output has beside the file browser on a small screen. */
    static final int WIDTH = 100;
    /** A longer text in brackets or quotes is broken too. */
    private static final int LONGEST_UNIT = 60;
    private static final Pattern TABLE = Pattern.compile("\\S {2,}|\\t");
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[\\d*m");

    private Prose() {}

    /** The text with its long lines broken; code in back quotes, tensors, shapes and tables stay whole. */
    public static String wrapped(String text) {
        return Arrays.stream(text.split("\n", -1)).map(Prose::wrappedLine).collect(Collectors.joining("\n"));
    }

    /** What a cell shows in place of an element of a traceback; lines of cells stay as they are. */
    public static String shown(String element) {
        String plain = plain(element);
        return plain.startsWith(" ") || plain.startsWith("> ") ? element : wrapped(element);
    }

    private static String wrappedLine(String line) {
        if (columns(line) <= WIDTH || TABLE.matcher(line).find()) {
            return line;
        }
        String text = line.stripLeading();
        String indent = line.substring(0, line.length() - text.length());
        StringBuilder wrapped = new StringBuilder(indent);
        int column = indent.length();
        for (String unit : units(text)) {
            int width = columns(unit);
            if (column == indent.length()) {
                column += width;
            } else if (column + 1 + width <= WIDTH) {
                wrapped.append(' ');
                column += 1 + width;
            } else {
                wrapped.append('\n').append(indent);
                column = indent.length() + width;
            }
            wrapped.append(unit);
        }
        return wrapped.toString();
    }

    /** What stays together: words, and what stands in brackets, in quotes or in back quotes. */
    private static List<String> units(String text) {
        List<String> units = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (i == text.length() || c == ' ' && depth == 0 && quote == 0) {
                add(text.substring(start, i), units);
                start = i + 1;
            } else if (c == '\u001b') {
                i = Math.max(i, text.indexOf('m', i));
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '`' || c == '"') {
                quote = c;
            } else {
                depth = Math.max(0, depth + ("([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0));
            }
        }
        return units;
    }

    private static void add(String unit, List<String> units) {
        if (columns(unit) <= LONGEST_UNIT || unit.contains("`")) {
            units.add(unit);
        } else {
            units.addAll(List.of(unit.split(" ", -1)));
        }
    }

    private static int columns(String text) {
        return plain(text).codePoints().map(c -> SourceExcerpt.isWide(c) ? 2 : 1).sum();
    }

    private static String plain(String text) {
        return COLOUR.matcher(text).replaceAll("");
    }
}
