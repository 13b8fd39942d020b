package leibniz.kernel;

/** Reads Java text just far enough to tell code from comments and literals. */
final class CodeReader {
    private CodeReader() {}

    /** The last character of {@code source} that is code, or 0 where there is only white space and comments. */
    static char lastCodeCharacter(String source) {
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
                i = c == '"' || c == '\'' ? afterLiteral(source, i) : i + 1;
            }
        }
        return last;
    }

    /** The place after the comment that begins at {@code at}, or {@code at} where none does. */
    static int afterComment(String source, int at) {
        return source.startsWith("//", at)
                ? after(source, "\n", at)
                : source.startsWith("/*", at) ? after(source, "*/", at + 2) : at;
    }

    private static int after(String source, String end, int from) {
        int at = source.indexOf(end, from);
        return at < 0 ? source.length() : at + end.length();
    }

    private static int afterLiteral(String source, int start) {
        String quote = source.startsWith("\"\"\"", start) ? "\"\"\"" : source.substring(start, start + 1);
        for (int i = start + quote.length(); i < source.length(); i++) {
            if (source.charAt(i) == '\\') {
                i++;
            } else if (source.startsWith(quote, i)) {
                return i + quote.length();
            }
        }
        return source.length();
    }

    /** Whether a comma separates parts of the source itself, such as the variables of a declaration. */
    static boolean hasCommaOutsideBrackets(String source) {
        int depth = 0;
        int i = 0;
        while (i < source.length()) {
            int code = afterComment(source, i);
            char c = source.charAt(i);
            if (code > i) {
                i = code;
                continue;
            }
            switch (c) {
                case '(', '[', '{' -> depth++;
                case ')', ']', '}' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        return true;
                    }
                }
                default -> {
                }
            }
            i = c == '"' || c == '\'' ? afterLiteral(source, i) : i + 1;
        }
        return false;
    }
}
