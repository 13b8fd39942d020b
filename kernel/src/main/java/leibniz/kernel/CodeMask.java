package leibniz.kernel;

import java.util.BitSet;

/**
 * Java text with its comments and literals blanked, so that brackets and words can be looked for. Both texts have the
 * same length and the same lines. It reads unfinished and wrong code too, as an editor has it.
 */
final class CodeMask {
    /** What the text ends in the middle of. */
    enum End {
        CODE, COMMENT, STRING, TEXT_BLOCK
    }

    private static final String TEXT_BLOCK = "\"\"\"";

    private final StringBuilder masked;
    private final BitSet inside = new BitSet();
    private End end = End.CODE;

    private CodeMask(String code) {
        masked = new StringBuilder(code);
        int i = 0;
        while (i < code.length()) {
            char c = code.charAt(i);
            if (code.startsWith("//", i)) {
                i = blank(i, lineEnd(code, i), true, End.CODE);
            } else if (code.startsWith("/*", i)) {
                int close = code.indexOf("*/", i + 2);
                i = close < 0
                        ? blank(i, code.length(), true, End.COMMENT)
                        : blank(i, close + 2, false, End.CODE);
            } else if (code.startsWith(TEXT_BLOCK, i)) {
                i = literal(code, i, TEXT_BLOCK, code.length(), End.TEXT_BLOCK);
            } else if (c == '"' || c == '\'') {
                i = literal(code, i, String.valueOf(c), lineEnd(code, i), End.STRING);
            } else {
                i++;
            }
        }
    }

    static CodeMask of(String code) {
        return new CodeMask(code);
    }

    private int literal(String code, int start, String quote, int limit, End unclosed) {
        for (int i = start + quote.length(); i < limit; i++) {
            if (code.charAt(i) == '\\') {
                i++;
            } else if (code.startsWith(quote, i)) {
                blank(start, i + quote.length(), false, End.CODE);
                masked.setCharAt(start, '"');
                masked.setCharAt(i + quote.length() - 1, '"');
                return i + quote.length();
            }
        }
        blank(start, limit, true, limit == code.length() ? unclosed : End.CODE);
        masked.setCharAt(start, '"');
        return limit;
    }

    /** @param open whether what is blanked would go on if one typed at its end */
    private int blank(int start, int stop, boolean open, End endIfLast) {
        for (int i = start; i < stop; i++) {
            if (masked.charAt(i) != '\n') {
                masked.setCharAt(i, ' ');
            }
        }
        inside.set(start + 1, open ? stop + 1 : stop);
        if (stop == masked.length()) {
            end = endIfLast;
        }
        return stop;
    }

    private static int lineEnd(String code, int from) {
        int at = code.indexOf('\n', from);
        return at < 0 ? code.length() : at;
    }

    /** The code with blanks for comments and for what stands between quotes. */
    String text() {
        return masked.toString();
    }

    /** Whether what is typed at this position becomes part of a comment or literal. */
    boolean isInside(int position) {
        return inside.get(position);
    }

    End end() {
        return end;
    }
}
