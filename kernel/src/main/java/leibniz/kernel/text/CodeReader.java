package leibniz.kernel.text;

import java.util.HashSet;
import java.util.Set;

/** Reads Java text just far enough to tell code from comments and literals. */
public final class CodeReader {
    private CodeReader() {}

    /**
     * The last character of {@code source} that is code, or 0 where there is only white space and comments.
     */
    public static char lastCodeCharacter(String source) {
        char last = 0;
        int i = 0;
        while (i < source.length()) {
            int code = afterComment(source, i);
            if (code > i) {
                i = code;
            } else {
                char c = source.charAt(i);
                if (!Character.isWhitespace(c)) {
                    last = c;
                }
                i = afterCharacterOrLiteral(source, i);
            }
        }
        return last;
    }

    /** Whether nothing need be added for {@code source} to be a whole statement or declaration. */
    public static boolean endsStatement(String source) {
        return ";}".indexOf(lastCodeCharacter(source)) >= 0;
    }

    /** The code that stands in no brackets, with the brackets but without comments and literals. */
    public static String outsideBrackets(String source) {
        StringBuilder outside = new StringBuilder();
        int depth = 0;
        int i = 0;
        while (i < source.length()) {
            int code = afterComment(source, i);
            if (code > i) {
                i = code;
                continue;
            }
            char c = source.charAt(i);
            boolean closes = c == ')' || c == ']' || c == '}';
            if (closes && depth > 0) {
                depth--;
            }
            if (depth == 0 && c != '"' && c != '\'') {
                outside.append(c);
            }
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            }
            i = afterCharacterOrLiteral(source, i);
        }
        return outside.toString();
    }

    /** All words of {@code source}, those in comments and literals too. */
    public static Set<String> words(String source) {
        Set<String> words = new HashSet<>();
        int start = -1;
        for (int i = 0; i <= source.length(); i++) {
            boolean part = i < source.length() && (Character.isJavaIdentifierPart(source.charAt(i))
                    || Character.isSurrogate(source.charAt(i)));
            if (part && start < 0) {
                start = i;
            } else if (!part && start >= 0) {
                words.add(source.substring(start, i));
                start = -1;
            }
        }
        return words;
    }

    /** The place after the comment that begins at {@code at}, or {@code at} where none does. */
    public static int afterComment(String source, int at) {
        return source.startsWith("//", at)
                ? after(source, "\n", at)
                : source.startsWith("/*", at) ? after(source, "*/", at + 2) : at;
    }

    /** The place after the literal that begins at {@code at}, or else after the one character there. */
    public static int afterCharacterOrLiteral(String source, int at) {
        char c = source.charAt(at);
        return c == '"' || c == '\'' ? afterLiteral(source, at) : at + 1;
    }

    private static int after(String source, String end, int from) {
        int at = source.indexOf(end, from);
        return at < 0 ? source.length() : at + end.length();
    }

    private static int afterLiteral(String source, int start) {
        boolean block = source.startsWith("\"\"\"", start);
        String quote = block ? "\"\"\"" : source.substring(start, start + 1);
        for (int i = start + quote.length(); i < source.length(); i++) {
            if (source.charAt(i) == '\\') {
                i++;
            } else if (source.startsWith(quote, i)) {
                return i + quote.length();
            } else if (source.charAt(i) == '\n' && !block) {
                return i; // the quote that ends it is missing
            }
        }
        return source.length();
    }
}
