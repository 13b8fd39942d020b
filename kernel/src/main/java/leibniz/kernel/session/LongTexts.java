package leibniz.kernel.session;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import leibniz.kernel.compile.SessionCompiler;
import leibniz.kernel.operators.Rewriting;
import leibniz.kernel.text.CodeReader;
import leibniz.kernel.text.CopiedText;
import leibniz.kernel.text.ParsedText;
import org.jspecify.annotations.Nullable;

/**
 * Splits texts that are longer than a constant in a class file may be: users paste whole files between
 * quotes. Each becomes a call that joins its parts, on as many lines as before.
 */
final class LongTexts {
    /** What a class file holds of one constant, in bytes of UTF-8. */
    private static final int MOST_BYTES = 65_535;
    private static final int MOST_BYTES_OF_CHARACTER = 3;
    private static final int PART = MOST_BYTES / MOST_BYTES_OF_CHARACTER;
    /** Shorter ones stay, since Java wants a constant in some places. */
    private static final int SHORT_BYTES = 8_000;

    private final SessionCompiler compiler;
    private final String source;
    private final List<Run> runs = new ArrayList<>();

    /** Texts in quotes that are joined by {@code +}, which Java makes one constant of. */
    private record Run(int start, int end, List<String> literals) {}

    private LongTexts(String source, SessionCompiler compiler) {
        this.source = source;
        this.compiler = compiler;
    }

    /** The snippet without texts that are too long; null if it has none. */
    static @Nullable Rewriting split(String source, SessionCompiler compiler) {
        return source.length() <= PART ? null : new LongTexts(source, compiler).split();
    }

    private @Nullable Rewriting split() {
        findRuns();
        if (runs.stream().mapToInt(run -> bytes(String.join("", run.literals))).sum() <= MOST_BYTES) {
            return null;
        }
        CopiedText copy = new CopiedText(source);
        for (Run run : runs) {
            String value = bytes(String.join("", run.literals)) <= SHORT_BYTES ? null : value(run);
            if (value != null) {
                copy.copyTo(run.start);
                copy.replace(run.end - run.start, joined(value)
                        + "\n".repeat((int) source.substring(run.start, run.end).chars()
                                .filter(c -> c == '\n').count()));
            }
        }
        copy.copyTo(source.length());
        return Rewriting.of(source, copy);
    }

    private void findRuns() {
        int at = 0;
        while (at < source.length()) {
            int code = CodeReader.afterComment(source, at);
            if (code > at) {
                at = code;
            } else if (source.charAt(at) == '"') {
                at = addRun(at);
            } else {
                at = CodeReader.afterCharacterOrLiteral(source, at);
            }
        }
    }

    /** A text of which a method is called is read before those to its left are joined to it. */
    private int addRun(int start) {
        List<String> literals = new ArrayList<>();
        int end = start;
        int next = start;
        while (next < source.length() && source.charAt(next) == '"') {
            int after = CodeReader.afterCharacterOrLiteral(source, next);
            int follows = afterBlank(after);
            if (!literals.isEmpty() && source.startsWith(".", follows)) {
                break;
            }
            literals.add(source.substring(next, after));
            end = after;
            next = source.startsWith("+", follows) ? afterBlank(follows + 1) : source.length();
        }
        runs.add(new Run(start, end, literals));
        return end;
    }

    private int afterBlank(int from) {
        int at = from;
        while (at < source.length()) {
            int code = CodeReader.afterComment(source, at);
            if (code == at && !Character.isWhitespace(source.charAt(at))) {
                break;
            }
            at = Math.max(code, at + 1);
        }
        return at;
    }

    /** What the texts say once javac has read their escapes and indentation; null if it cannot. */
    private @Nullable String value(Run run) {
        StringBuilder value = new StringBuilder();
        for (String literal : run.literals) {
            ParsedText parsed = compiler.parse(List.of("class C { Object v = " + literal + "; }"));
            if (parsed == null
                    || !(((ClassTree) parsed.unit().getTypeDecls().getFirst()).getMembers()
                            .getFirst() instanceof VariableTree variable)
                    || !(variable.getInitializer() instanceof LiteralTree tree)) {
                return null;
            }
            value.append(tree.getValue());
        }
        return value.toString();
    }

    private static String joined(String value) {
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < value.length(); from += PART) {
            parts.add(value.substring(from, Math.min(value.length(), from + PART)));
        }
        return parts.stream().map(part -> '"' + escaped(part) + '"')
                .collect(Collectors.joining(", ", "java.lang.String.join(\"\", ", ")"));
    }

    /** Half a character, which a pair of them may be split into, can only be written as an escape. */
    private static String escaped(String part) {
        StringBuilder text = new StringBuilder();
        part.chars().forEach(c -> {
            switch (c) {
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                default -> {
                    if (c < ' ' || Character.isSurrogate((char) c)) {
                        text.append(String.format("\\u%04x", c));
                    } else {
                        text.append((char) c);
                    }
                }
            }
        });
        return text.toString();
    }

    /**
     * How long it is as a class file writes it, or more: characters outside of ASCII count for three bytes.
     */
    private static int bytes(String text) {
        return text.chars().map(c -> c < 128 && c > 0 ? 1 : MOST_BYTES_OF_CHARACTER).sum();
    }
}
