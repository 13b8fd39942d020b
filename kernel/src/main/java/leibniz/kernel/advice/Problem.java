package leibniz.kernel.advice;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.kernel.outcome.CompileError;
import org.jspecify.annotations.Nullable;

/**
 * An error and the statement that it is in.
 *
 * @param statement as it was typed
 * @param offset where the statement begins in the text that the error speaks of
 */
record Problem(CompileError error, String statement, int offset) {
    private static final Pattern SYMBOL = Pattern
            .compile("symbol: +(variable|method|class) ([\\w$]+)|package (?<owner>\\w+) does not exist");
    private static final Pattern LOCATION = Pattern
            .compile("location: +(?:variable .* of type|class|interface) (\\S+)");

    String message() {
        return error.message();
    }

    /** The name that nothing has; null if that is not what is wrong. */
    @Nullable
    String missing() {
        Matcher symbol = SYMBOL.matcher(message());
        return !symbol.find() ? null : symbol.group(2) != null ? symbol.group(2) : symbol.group("owner");
    }

    /** Whether the missing name stands before a parenthesis. */
    boolean lacksMethod() {
        return message().contains("symbol:   method");
    }

    /** The type whose member is missing; null if the name stands alone. */
    @Nullable
    String owner() {
        Matcher location = LOCATION.matcher(message());
        return location.find() ? location.group(1) : null;
    }

    /** Where the faulty part of the statement begins. */
    int start() {
        return Math.clamp(error.start() - offset, 0, statement.length());
    }

    private int end() {
        return Math.clamp(error.end() - offset, start(), statement.length());
    }

    /** The faulty part of the statement. */
    String fault() {
        return statement.substring(start(), end());
    }

    /** The statement with another text in the place of the faulty part. */
    String with(String other) {
        return statement.substring(0, start()) + other + statement.substring(end());
    }
}
