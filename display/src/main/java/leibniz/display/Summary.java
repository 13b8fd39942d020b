package leibniz.display;

import java.util.ArrayList;

/**
 * The elements of a tensor in a few numbers; least, mean and most are those of the finite ones. Truth values
 * count as 1 and 0.
 */
final class Summary {
    private static final int BINS = 24;

    final double least;
    final double most;
    private final double[] numbers;
    private final boolean areTruthValues;
    private final int finite;
    private final int nan;
    private final double sum;

    Summary(Elements elements) {
        numbers = elements.numbers();
        areTruthValues = elements.areTruthValues();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double total = 0;
        int notNumbers = 0;
        int infinite = 0;
        for (double value : numbers) {
            if (!Double.isFinite(value)) {
                notNumbers += Double.isNaN(value) ? 1 : 0;
                infinite += Double.isNaN(value) ? 0 : 1;
            } else {
                total += value;
                low = value < low ? value : low;
                high = value > high ? value : high;
            }
        }
        least = low;
        most = high;
        sum = total;
        nan = notNumbers;
        finite = numbers.length - notNumbers - infinite;
    }

    private int infinite() {
        return numbers.length - finite - nan;
    }

    /** The size of the finite element farthest from 0. */
    double largest() {
        return finite == 0 ? 0 : Math.max(Math.abs(least), Math.abs(most));
    }

    /** {@code min -1.5 · mean 0.2 · max 3}, and how many are not finite. */
    String text() {
        var parts = new ArrayList<String>();
        if (areTruthValues) {
            parts.add(Words.ARE_TRUE.of(Numbers.grouped((long) sum), Numbers.grouped(numbers.length)));
        } else if (finite > 0) {
            parts.add(Words.MIN.of(Numbers.compact(least)));
            parts.add(Words.MEAN.of(Numbers.compact(sum / finite)));
            parts.add(Words.MAX.of(Numbers.compact(most)));
        }
        if (nan > 0) {
            parts.add(Words.NANS.of(nan));
        }
        if (infinite() > 0) {
            parts.add(Words.INFINITE.of(infinite()));
        }
        return String.join(" \u00b7 ", parts);
    }

    /** From the least to the most in the room of a few words. */
    String range() {
        return finite == 0
                ? text()
                : (least == most
                        ? Words.ALL_THE_SAME.of(Numbers.compact(least))
                        : Words.TO.of(Numbers.compact(least), Numbers.compact(most)))
                        + (finite == numbers.length
                                ? ""
                                : nan > 0 ? ", nan" : ", inf");
    }

    /** How many of the finite elements lie in each of equal parts between the least and the most. */
    int[] histogram() {
        int[] bins = new int[BINS];
        double width = (most - least) / BINS;
        for (double value : numbers) {
            if (Double.isFinite(value)) {
                bins[Math.clamp((long) ((value - least) / width), 0, BINS - 1)]++;
            }
        }
        return bins;
    }

    /** A picture of the histogram as HTML, or nothing where all values are the same. */
    String html() {
        if (finite == 0 || !(most > least) || areTruthValues) {
            return "";
        }
        return Histogram.html(histogram(), least, most);
    }
}
