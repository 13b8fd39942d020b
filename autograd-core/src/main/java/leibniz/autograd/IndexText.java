package leibniz.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An index as Python writes it between brackets, such as {@code 1:3, -1}: for each dim a number, a range
 * {@code start:end:step} or {@code ...} for all dims that are not named, and {@code None} for a new dim. All
 * of it is read and compared with the shape before anything is done.
 */
final class IndexText {
    private static final Pattern RANGE = Pattern
            .compile("(-?\\d+)?\\s*:\\s*(-?\\d+)?\\s*(?::\\s*(-?\\d+)?)?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+");
    private static final String REST = "...";
    private static final String NEW = "None";

    private final String operation;
    private final String text;
    private final int[] of;
    final int[] start;
    final int[] length;
    final int[] step;
    /** Whether what numbers chose are all dims of size 1, with nothing new and no steps. */
    final boolean isPlain;
    private int numbers;
    private boolean hasNew;
    /** The shape of the part, without the dims that numbers chose and with the new ones. */
    final int[] shape;

    IndexText(String operation, String text, int... of) {
        this.operation = operation;
        this.text = text;
        this.of = of;
        this.start = new int[of.length];
        this.length = of.clone();
        this.step = new int[of.length];
        Arrays.fill(step, 1);
        this.shape = read();
        this.isPlain = numbers > 0 && !hasNew && Arrays.stream(step).allMatch(by -> by == 1)
                && Arrays.stream(length).filter(size -> size == 1).count() == numbers;
    }

    private int[] read() {
        List<String> items = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        long named = items.stream().filter(item -> !item.equals(REST) && !item.equals(NEW)).count();
        if (named > of.length || items.stream().filter(REST::equals).count() > 1) {
            throw IndexErrors.tooManyItems(operation, text, of);
        }
        List<Integer> result = new ArrayList<>();
        int d = 0;
        for (String item : items) {
            if (item.equals(NEW)) {
                result.add(1);
                hasNew = true;
            } else if (item.equals(REST)) {
                for (int end = d + of.length - (int) named; d < end; d++) {
                    result.add(of[d]);
                }
            } else if (NUMBER.matcher(item).matches()) {
                start[d] = Checks.requireIndex(operation, number(item), d, of);
                length[d++] = 1;
                numbers++;
            } else {
                readRange(item, d);
                result.add(length[d++]);
            }
        }
        for (; d < of.length; d++) {
            result.add(of[d]);
        }
        return result.stream().mapToInt(size -> size).toArray();
    }

    private void readRange(String item, int d) {
        Matcher range = RANGE.matcher(item);
        if (!range.matches()) {
            throw IndexErrors.unreadable(operation, text, item);
        }
        step[d] = range.group(3) == null ? 1 : number(range.group(3));
        if (step[d] < 1) {
            throw IndexErrors.sliceStep(operation, step[d]);
        }
        start[d] = range.group(1) == null ? 0 : bound(number(range.group(1)), of[d]);
        int end = range.group(2) == null ? of[d] : bound(number(range.group(2)), of[d]);
        length[d] = Math.ceilDiv(Math.max(end - start[d], 0), step[d]);
    }

    private static int bound(int index, int n) {
        return Math.clamp((long) (index < 0 ? index + n : index), 0, n);
    }

    private int number(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw IndexErrors.unreadable(operation, text, digits);
        }
    }
}
