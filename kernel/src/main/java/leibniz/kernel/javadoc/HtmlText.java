package leibniz.kernel.javadoc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTML of {@link JavadocHtml} as plain text for consoles. */
public final class HtmlText {
    private static final Pattern TOKEN = Pattern.compile("<(/?)(\\w+)[^>]*>|&(\\w+);|[^<&]+|.",
            Pattern.DOTALL);

    private final StringBuilder out = new StringBuilder();
    private boolean pre;
    private int depth;

    private HtmlText() {}

    /** The text, with blank lines between paragraphs and dashes before items of lists. */
    public static String of(String html) {
        HtmlText text = new HtmlText();
        Matcher token = TOKEN.matcher(html);
        while (token.find()) {
            if (token.group(2) != null) {
                text.tag(token.group(1).isEmpty(), token.group(2));
            } else if (token.group(3) != null) {
                text.out.append(entity(token.group(3)));
            } else {
                text.text(token.group());
            }
        }
        return text.out.toString().replaceAll("[ \\t]+\\n", "\n").replaceAll("\\n{3,}", "\n\n").strip();
    }

    private void text(String text) {
        if (pre) {
            out.append(text);
            return;
        }
        String collapsed = text.replaceAll("\\s+", " ");
        boolean atStart = out.isEmpty() || Character.isWhitespace(out.charAt(out.length() - 1));
        out.append(atStart ? collapsed.stripLeading() : collapsed);
    }

    private void tag(boolean start, String name) {
        switch (name) {
            case "pre" -> {
                lines(2);
                pre = start;
            }
            case "p", "h4", "blockquote", "table" -> lines(2);
            case "dl" -> lines(start ? 2 : 1);
            case "ul", "ol" -> {
                depth += start ? 1 : -1;
                lines(1);
            }
            case "li" -> {
                lines(1);
                if (start) {
                    out.append("  ".repeat(Math.max(0, depth - 1))).append("- ");
                }
            }
            case "dt", "br", "tr", "caption" -> lines(1);
            case "dd" -> {
                lines(1);
                if (start) {
                    out.append("    ");
                }
            }
            case "td", "th" -> out.append(start ? "" : "  ");
            default -> {
            }
        }
    }

    /** Ends the line, and with 2 leaves one empty. */
    private void lines(int count) {
        if (out.isEmpty()) {
            return;
        }
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) == ' ') {
            end--;
        }
        out.setLength(end);
        int present = 0;
        while (present < out.length() && out.charAt(out.length() - 1 - present) == '\n') {
            present++;
        }
        out.append("\n".repeat(Math.max(0, count - present)));
    }

    private static String entity(String name) {
        return switch (name) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "quot" -> "\"";
            case "nbsp" -> " ";
            default -> "&" + name + ";";
        };
    }
}
