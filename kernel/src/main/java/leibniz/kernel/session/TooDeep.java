package leibniz.kernel.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import leibniz.kernel.outcome.CompileError;
import leibniz.kernel.text.CodeMask;

/**
 * Code that is nested more deeply than Java's compiler can follow: it calls itself for each bracket, and for
 * each link of a chain of calls or operators.
 */
public final class TooDeep {
    /** More than any program has that people or generators write. */
    private static final int MOST_LEVELS = 10_000;
    private static final int LONGEST_CHAIN = 24_000;

    private TooDeep() {}

    /**
     * Whether a text is nested so deeply that javac is not asked: it looks at all that is within a level
     * again, and cannot be stopped.
     */
    public static boolean isCertain(String code) {
        return code.length() > MOST_LEVELS && extent(CodeMask.of(code).text()).isTooMuch();
    }

    /** Whether this is why reading or compiling code failed. */
    public static boolean explains(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StackOverflowError) {
                return true;
            }
        }
        return false;
    }

    /** What the user is told, at the innermost bracket of the code. */
    public static CompileError in(String code) {
        int place = extent(CodeMask.of(code).text()).place();
        return new CompileError(
                "this code is nested too deeply, or is too long a chain, for Java's compiler: "
                        + "give parts of it names, each in a statement of its own",
                place, place + 1);
    }

    /**
     * The innermost bracket, or where the longest chain begins.
     *
     * @param length of the chain, in which an operator counts twice and a bracket once
     */
    private record Extent(int depth, int deepest, int length, int longest) {
        boolean isTooMuch() {
            return depth > MOST_LEVELS || length > LONGEST_CHAIN;
        }

        int place() {
            return depth * 2 > length ? deepest : longest;
        }
    }

    private static Extent extent(String masked) {
        Deque<Chain> open = new ArrayDeque<>(List.of(new Chain()));
        int depth = 0;
        int deepest = 0;
        int length = 0;
        int longest = 0;
        for (int i = 0; i < masked.length(); i++) {
            char c = masked.charAt(i);
            Chain chain = open.element();
            switch (c) {
                case '(', '[', '{' -> {
                    chain.add(1, i);
                    open.push(new Chain());
                    if (open.size() > depth) {
                        depth = open.size();
                        deepest = i;
                    }
                }
                case ')', ']' -> closeOne(open);
                case '}' -> {
                    closeOne(open);
                    open.element().length = 0;
                }
                case ';', ',' -> chain.length = 0;
                case '.', '+', '-', '*', '/', '%', '&', '|', '^', '<', '>', '=', '?', '!' ->
                    chain.add(isBetweenTexts(masked, i) ? 0 : 2, i);
                default -> {
                }
            }
            if (chain.length > length) {
                length = chain.length;
                longest = chain.start;
            }
        }
        return new Extent(depth, deepest, length, longest);
    }

    private static void closeOne(Deque<Chain> open) {
        if (open.size() > 1) {
            open.pop();
        }
    }

    /** javac makes one text of those that are joined, and needs no depth for that. */
    private static boolean isBetweenTexts(String masked, int at) {
        int before = at - 1;
        while (before > 0 && Character.isWhitespace(masked.charAt(before))) {
            before--;
        }
        return masked.charAt(at) == '+' && before >= 0 && masked.charAt(before) == '"';
    }

    /** What has been linked since the last separator within the same brackets. */
    private static final class Chain {
        int length;
        int start;

        void add(int links, int place) {
            start = length == 0 ? place : start;
            length += links;
        }
    }
}
