package leibniz.kernel.text;

import java.util.BitSet;

/**
 * Java text with its comments and literals blanked, so that brackets and words can be looked for. Both texts
 * have the same length and the same lines. It reads unfinished and wrong code too, as an editor has it.
 */
public final class CodeMask {
    /** What the text ends in the middle of. */
    public enum End {
        CODE, COMMENT, STRING, TEXT_BLOCK
    }

    private static final String TEXT_BLOCK = "\"\"\"";

    private final StringBuilder masked;
    private final BitSet inside = new BitSet();
    private End end = End.CODE;
    private int lastStart;

    private CodeMask(String code) {
        masked = new StringBuilder(code);
        int i = 0;
        while (i < code.length()) {
            int next = CodeReader.afterComment(code, i);
            if (next > i) {
                boolean line = code.startsWith("//", i);
                next = line && code.charAt(next - 1) == '\n' ? next - 1 : next;
                boolean open = line || next < i + 4 || !code.startsWith("*/", next - 2);
                blank(i, next, open, open && !line ? End.COMMENT : End.CODE);
            } else {
                char c = code.charAt(i);
                next = CodeReader.afterCharacterOrLiteral(code, i);
                if (c == '"' || c == '\'') {
                    literal(code, i, next);
                }
            }
            i = next;
        }
    }

    public static CodeMask of(String code) {
        return new CodeMask(code);
    }

    private void literal(String code, int start, int stop) {
        boolean block = code.startsWith(TEXT_BLOCK, start);
        String quote = block ? TEXT_BLOCK : code.substring(start, start + 1);
        String rest = code.substring(Math.min(stop, start + quote.length()), stop);
        boolean open = !rest.endsWith(quote)
                || endsInBackslash(rest.substring(0, rest.length() - quote.length()));
        blank(start, stop, open, !open ? End.CODE : block ? End.TEXT_BLOCK : End.STRING);
        masked.setCharAt(start, '"');
        if (!open) {
            masked.setCharAt(stop - 1, '"');
        }
    }

    /** Whether a backslash at the end escapes what comes next, and is not itself escaped. */
    private static boolean endsInBackslash(String text) {
        return (text.length() - text.replaceFirst("\\\\+$", "").length()) % 2 == 1;
    }

    /** @param open whether what is typed at its end belongs to it */
    private void blank(int start, int stop, boolean open, End endIfLast) {
        for (int i = start; i < stop; i++) {
            if (masked.charAt(i) != '\n') {
                masked.setCharAt(i, ' ');
            }
        }
        lastStart = start;
        inside.set(start + 1, open ? stop + 1 : stop);
        if (stop == masked.length()) {
            end = endIfLast;
        }
    }

    /** The code with blanks for comments and for what stands between quotes. */
    public String text() {
        return masked.toString();
    }

    /** Whether what is typed at this position becomes part of a comment or literal. */
    public boolean isInside(int position) {
        return inside.get(position);
    }

    /** Where the last comment or literal begins. */
    public int lastStart() {
        return lastStart;
    }

    public End end() {
        return end;
    }
}
