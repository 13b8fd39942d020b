package leibniz.kernel;

/** Reads Java text just far enough to tell code from comments and literals. */
final class CodeReader {
    private CodeReader() {}

    /** The last character of {@code source} that is code, or 0 where there is only white space and comments. */
    static char lastCodeCharacter(String source) {
        char last = 0;
        int i = 0;
        while (i < source.length()) {
            char c = source.charAt(i);
            if (source.startsWith("//", i)) {
                i = after(source, "\n", i);
            } else if (source.startsWith("/*", i)) {
                i = after(source, "*/", i + 2);
            } else {
                if (!Character.isWhitespace(c)) {
                    last = c;
                }
                i = c == '"' || c == '\'' ? afterLiteral(source, i) : i + 1;
            }
        }
        return last;
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
}
