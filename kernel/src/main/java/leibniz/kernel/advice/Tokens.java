package leibniz.kernel.advice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words and signs of a text that may be Python, Java, or some of both. Line ends count outside brackets
 * only, and how far lines are indented becomes {@code IN} and {@code OUT}.
 */
final class Tokens {
    enum Kind {
        NAME, NUMBER, STRING, SIGN, LINE_END, IN, OUT, END, UNKNOWN
    }

    /** @param start where it begins in the text */
    record Token(Kind kind, String text, int start, int end) {}

    private static final Pattern TOKEN = Pattern.compile("(?<name>[\\p{L}_$][\\p{L}\\d_$]*)"
            + "|(?<number>\\d[\\d_]*(?:\\.(?!\\w*\\()\\d*)?(?:[eE][-+]?\\d+)?[fFdDLl]?|\\.\\d+(?:[eE][-+]?\\d+)?)"
            + "|(?<string>\"\"\"(?s:.*?)\"\"\"|'''(?s:.*?)'''|\"(?:[^\"\\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\\n]++|\\\\.)*+')"
            + "|(?<sign>\\*\\*=|->|::|\\*\\*|==|!=|<=|>=|&&|\\|\\||[-+*/@%&|^]=|[-+*/@%<>=!&|^~?:;,.()\\[\\]{}])");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Integer> indents = new ArrayDeque<>(List.of(0));

    private Tokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) {
        Tokens read = new Tokens(text);
        read.read();
        return read.tokens;
    }

    private void read() {
        int depth = 0;
        int at = 0;
        boolean lineBegins = true;
        Matcher token = TOKEN.matcher(text);
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                if (depth <= 0 && !lineBegins) {
                    add(Kind.LINE_END, at, at);
                    lineBegins = true;
                }
                at++;
            } else if (Character.isWhitespace(c) || c == '\\' && text.startsWith("\n", at + 1)) {
                at += c == '\\' ? 2 : 1;
            } else if (c == '#' || text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                if (lineBegins && depth <= 0) {
                    indent(at);
                }
                lineBegins = false;
                Kind kind = token.region(at, text.length()).lookingAt() ? kind(token) : Kind.UNKNOWN;
                int end = kind == Kind.UNKNOWN ? at + 1 : token.end();
                depth += kind != Kind.SIGN ? 0 : "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                add(kind, at, end);
                at = end;
            }
        }
        add(Kind.LINE_END, at, at);
        while (indents.pop() > 0) {
            add(Kind.OUT, at, at);
        }
        add(Kind.END, at, at);
    }

    private static Kind kind(Matcher token) {
        return token.group("name") != null
                ? Kind.NAME
                : token.group("number") != null
                        ? Kind.NUMBER
                        : token.group("string") != null ? Kind.STRING : Kind.SIGN;
    }

    /** A line that begins with a dot, as chains of calls are written, goes on with the line above. */
    private void indent(int at) {
        if (text.charAt(at) == '.' && !tokens.isEmpty() && tokens.getLast().kind == Kind.LINE_END) {
            tokens.removeLast();
            return;
        }
        int column = at - (text.lastIndexOf('\n', at) + 1);
        if (column > indents.getFirst()) {
            indents.push(column);
            add(Kind.IN, at, at);
        }
        while (column < indents.getFirst()) {
            indents.pop();
            add(Kind.OUT, at, at);
        }
    }

    private void add(Kind kind, int start, int end) {
        tokens.add(new Token(kind, text.substring(start, end), start, end));
    }
}
