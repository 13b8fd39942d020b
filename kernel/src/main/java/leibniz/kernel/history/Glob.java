package leibniz.kernel.history;

import java.util.regex.Pattern;

/**
 * The patterns of SQLite's GLOB, which IPython searches its history with: {@code *}, {@code ?} and sets such
 * as {@code [a-z]} and {@code [^*]}. JupyterLab writes {@code [*]} for a star.
 */
final class Glob {
    private Glob() {}

    /** A regular expression for the whole text. A bracket that nothing closes stands for itself. */
    static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        int i = 0;
        while (i < glob.length()) {
            char c = glob.charAt(i);
            int close = c == '[' ? setEnd(glob, i) : -1;
            if (close > 0) {
                regex.append(set(glob.substring(i + 1, close)));
                i = close;
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
            i++;
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /**
     * Where a set ends that begins at {@code open}; a closing bracket at its very beginning belongs to it.
     */
    private static int setEnd(String glob, int open) {
        int first = glob.startsWith("^", open + 1) ? open + 2 : open + 1;
        return glob.indexOf(']', first + 1);
    }

    private static String set(String members) {
        boolean not = members.startsWith("^");
        String inner = members.substring(not ? 1 : 0);
        StringBuilder regex = new StringBuilder(not ? "[^" : "[");
        for (int i = 0; i < inner.length(); i++) {
            boolean range = i + 2 < inner.length() && inner.charAt(i + 1) == '-'
                    && inner.charAt(i) <= inner.charAt(i + 2);
            regex.append(literal(inner.charAt(i)));
            if (range) {
                regex.append('-').append(literal(inner.charAt(i + 2)));
                i += 2;
            }
        }
        return regex.append(']').toString();
    }

    private static String literal(char c) {
        return String.format("\\u%04x", (int) c);
    }
}
