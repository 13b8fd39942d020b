package leibniz.kernel.debug;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which visits of a line count: {@code 5} is the fifth, {@code >= 5} all from there, {@code % 5} each fifth.
 */
record HitCount(String sign, int number) {
    private static final Pattern FORM = Pattern.compile("(==?|>=?|<=?|%|)\\s*(\\d{1,9})");

    /** @throws IllegalArgumentException if it cannot be read */
    static HitCount of(String text) {
        if (text.isEmpty()) {
            return new HitCount(">=", 1);
        }
        Matcher read = FORM.matcher(text);
        if (!read.matches()) {
            throw new IllegalArgumentException("the hit count '" + text
                    + "' is none: write a number, such as 5, or one behind >=, >, <, <=, = or %");
        }
        return new HitCount(read.group(1), Integer.parseInt(read.group(2)));
    }

    boolean includes(int visit) {
        return switch (sign) {
            case ">" -> visit > number;
            case ">=" -> visit >= number;
            case "<" -> visit < number;
            case "<=" -> visit <= number;
            case "%" -> number > 0 && visit % number == 0;
            default -> visit == number;
        };
    }
}
