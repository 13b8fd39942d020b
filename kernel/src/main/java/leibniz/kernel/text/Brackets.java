package leibniz.kernel.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The brackets that are open at the end of a piece of Java, without its comments and literals. */
public final class Brackets {
    private static final Pattern LAST_WORD = Pattern.compile("([\\w$]+)\\s*$",
            Pattern.UNICODE_CHARACTER_CLASS);

    private Brackets() {}

    /**
     * Where the open brackets stand, the innermost first. A closing brace ends what is open within its block.
     */
    private static Deque<Integer> open(String text) {
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '(', '[', '{' -> open.push(i);
                case ')' -> popIf(open, text, '(');
                case ']' -> popIf(open, text, '[');
                case '}' -> {
                    while (!open.isEmpty() && text.charAt(open.peek()) != '{') {
                        open.pop();
                    }
                    open.poll();
                }
                default -> {
                }
            }
        }
        return open;
    }

    private static void popIf(Deque<Integer> open, String text, char bracket) {
        if (!open.isEmpty() && text.charAt(open.peek()) == bracket) {
            open.pop();
        }
    }

    /** Whether each brace has its partner. */
    public static boolean haveBracesInPairs(String text) {
        int depth = 0;
        for (int i = 0; i < text.length() && depth >= 0; i++) {
            depth += switch (text.charAt(i)) {
                case '{' -> 1;
                case '}' -> -1;
                default -> 0;
            };
        }
        return depth == 0;
    }

    /** Where the innermost bracket stands that is still open at the end, or -1. */
    public static int innermost(String text) {
        Integer innermost = open(text).peek();
        return innermost == null ? -1 : innermost;
    }

    /** Where the innermost round bracket stands that is open at a position, or -1. */
    public static int enclosing(String text, int position) {
        for (int bracket : open(text.substring(0, position))) {
            if (text.charAt(bracket) == '(') {
                return bracket;
            }
        }
        return -1;
    }

    /** What closes the open brackets, so that javac sees the statements around the last one. */
    public static String closing(String text) {
        StringBuilder closing = new StringBuilder();
        for (int bracket : open(text)) {
            closing.append(switch (text.charAt(bracket)) {
                case '{' -> ";}";
                case '[' -> "]";
                default -> closingRound(lastWord(text.substring(0, bracket)), text.substring(bracket));
            });
        }
        return closing.append(';').toString();
    }

    private static String closingRound(String word, String inside) {
        return switch (word) {
            case "for" -> {
                long semicolons = inside.chars().filter(c -> c == ';').count();
                yield inside.indexOf(':') >= 0 ? ")" : ";".repeat((int) Math.max(0, 2 - semicolons)) + ")";
            }
            case "switch" -> "){}";
            case "try" -> "){}finally{}";
            default -> ")";
        };
    }

    /** The word that a text ends with, or an empty one. */
    public static String lastWord(String text) {
        Matcher word = LAST_WORD.matcher(text);
        return word.find() ? word.group(1) : "";
    }
}
