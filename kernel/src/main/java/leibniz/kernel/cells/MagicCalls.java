package leibniz.kernel.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.kernel.cells.Segment.MagicCall;
import leibniz.kernel.outcome.Source;
import leibniz.kernel.outcome.Source.Span;
import leibniz.kernel.text.CodeReader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the magics of a cell: lines that begin with {@code %name}, {@code %%name} or {@code !command} where
 * Java begins a statement. A percent sign inside a comment, a literal, brackets, or after an operand is
 * Java's own. Where Java could have none, after an equals sign or at the beginning of a statement in a block,
 * {@code %name} is a magic embedded in the Java.
 */
public final class MagicCalls {
    private static final Pattern CALL = Pattern.compile("[ \\t]*(%%?)([A-Za-z]\\w*)");

    /**
     * What Java means by an exclamation mark: the opposite of a call, a constant, a static field or, where
     * there is one of that name, a variable.
     */
    private static final Pattern OPPOSITE = Pattern.compile(
            "[ \\t]*(?:=|(?:true|false|new)\\b|[\\p{L}_$][\\w$]*(?:\\.[\\p{L}_$][\\w$]*)*\\(|\\p{Lu}\\w*\\.[\\p{L}_$]|([\\p{L}_$][\\w$]*))");

    /** What a bracket begins with that a shell runs; a word may also be a variable of Java. */
    private static final Pattern IN_BRACKETS = Pattern.compile(
            "\\([ \\t]*(?:[~/]|\\.{1,2}/|(?!(?:true|false|new|this|super|switch|boolean)\\b)(\\p{Ll}\\w*)\\b(?![.(\\[]))");

    private final Source source;
    private final String code;
    private final Predicate<String> isMagicAfterOperand;
    private final Predicate<String> isVariable;
    private final List<MagicCall> calls = new ArrayList<>();
    private final List<MagicCall> embedded = new ArrayList<>();

    private MagicCalls(Span part, Predicate<String> isMagicAfterOperand, Predicate<String> isVariable) {
        this.source = part.source();
        this.code = source.code().substring(0, part.end());
        this.isMagicAfterOperand = isMagicAfterOperand;
        this.isVariable = isVariable;
    }

    /**
     * The magics of {@code part} in their order; one of a whole cell is the last.
     *
     * @param isMagicAfterOperand whether {@code %name} is a magic also where the line above ends without a
     *     semicolon, so that it could be the remainder operator
     * @param isVariable whether the session has a variable of this name, so that {@code !name} is its
     *     opposite
     */
    public static List<MagicCall> find(Span part, Predicate<String> isMagicAfterOperand,
            Predicate<String> isVariable) {
        MagicCalls found = new MagicCalls(part, isMagicAfterOperand, isVariable);
        found.search(part);
        return found.calls;
    }

    /** The magics inside the Java of {@code part} in their order; each goes to the end of its line. */
    static List<MagicCall> embedded(Span part) {
        MagicCalls found = new MagicCalls(part, name -> false, name -> true);
        found.search(part);
        return found.embedded;
    }

    private void search(Span part) {
        if (part.text().indexOf('%') >= 0 || part.text().indexOf('!') >= 0) {
            search(part.start());
        }
    }

    private void search(int from) {
        int brackets = 0;
        char last = 0;
        int i = from;
        boolean lineBegins = true;
        while (i < code.length()) {
            if (lineBegins && brackets <= 0) {
                MagicCall call = callAt(i);
                if (call == null && beginsStatement(last)) {
                    call = commandAt(i);
                }
                if (call != null && (beginsStatement(last) || isMagicAfterOperand.test(call.name()))) {
                    calls.add(call);
                    i = call.whole().end();
                    last = 0;
                }
            }
            if (i >= code.length()) {
                return;
            }
            MagicCall inJava = code.charAt(i) == '%'
                    && (last == '=' || brackets > 0 && "{;}".indexOf(last) >= 0)
                            ? callAt(i)
                            : null;
            if (inJava != null && !inJava.ofCell()) {
                embedded.add(inJava);
                i = inJava.whole().end();
                last = ';';
                continue;
            }
            int next = CodeReader.afterComment(code, i);
            if (next == i) {
                char c = code.charAt(i);
                brackets += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                last = Character.isWhitespace(c) ? last : c;
                next = CodeReader.afterCharacterOrLiteral(code, i);
            }
            i = next;
            lineBegins = code.charAt(i - 1) == '\n';
        }
    }

    private static boolean beginsStatement(char last) {
        return last == 0 || last == ';' || last == '}';
    }

    private @Nullable MagicCall commandAt(int lineStart) {
        int start = lineStart;
        while (start < code.length() && (code.charAt(start) == ' ' || code.charAt(start) == '\t')) {
            start++;
        }
        if (start == code.length() || code.charAt(start) != '!' || isOpposite(start)) {
            return null;
        }
        int end = endOfLine(start);
        while (end < code.length() && code.charAt(end - 1) == '\\') {
            end = endOfLine(end + 1);
        }
        Span line = new Span(source, start, end);
        return new MagicCall(Magic.COMMAND, false, line, line.stripped(),
                new Span(source, start + 1, end).stripped(), new Span(source, end, end));
    }

    private int endOfLine(int from) {
        int newline = code.indexOf('\n', from);
        return newline < 0 ? code.length() : newline;
    }

    /** Whether Java reads an exclamation mark and what follows it as the opposite of something. */
    private boolean isOpposite(int mark) {
        int next = mark + 1;
        while (next < code.length() && (code.charAt(next) == ' ' || code.charAt(next) == '\t')) {
            next++;
        }
        if (code.startsWith("!", next)) {
            return isOpposite(next);
        }
        if (code.startsWith("(", next)) {
            Matcher inBrackets = IN_BRACKETS.matcher(code).region(next, code.length());
            return !inBrackets.lookingAt()
                    || inBrackets.group(1) != null && isVariable(inBrackets.group(1), mark);
        }
        Matcher opposite = OPPOSITE.matcher(code).region(next, code.length());
        return opposite.lookingAt() && (opposite.group(1) == null || isVariable(opposite.group(1), mark));
    }

    /** Whether the session has a variable of this name, or the code above a place declares one. */
    private boolean isVariable(String name, int place) {
        return isVariable.test(name)
                || Pattern.compile("(?:[\\w>\\]]\\s|,)\\s*" + Pattern.quote(name) + "\\s*[=;,]")
                        .matcher(code.substring(0, place)).find();
    }

    private @Nullable MagicCall callAt(int lineStart) {
        Matcher typed = CALL.matcher(code).region(lineStart, code.length());
        if (!typed.lookingAt()) {
            return null;
        }
        boolean ofCell = typed.group(1).length() == 2;
        int newline = code.indexOf('\n', lineStart);
        int lineEnd = newline < 0 ? code.length() : newline;
        int bodyStart = newline < 0 ? lineEnd : newline + 1;
        int end = ofCell ? code.length() : lineEnd;
        int start = typed.start(1);
        return new MagicCall(typed.group(2), ofCell, new Span(source, start, end),
                new Span(source, start, lineEnd).stripped(),
                new Span(source, typed.end(), lineEnd).stripped(),
                new Span(source, ofCell ? bodyStart : end, end));
    }
}
