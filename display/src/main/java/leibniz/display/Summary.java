package leibniz.display;

import java.util.ArrayList;
import java.util.Locale;

/**
 * The elements of a tensor in a few numbers; least, mean and most are those of the finite ones, NaN if there is none.
 * Truth values count as 1 and 0.
 */
final class Summary {
    private static final int BINS = 24;

    long count;
    long finite;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    private double sum;
    private long nan;
    private long infinite;
    private final Elements elements;

    Summary(Elements elements) {
        this.elements = elements;
        elements.forEach(value -> {
            count++;
            if (Double.isNaN(value)) {
                nan++;
            } else if (Double.isInfinite(value)) {
                infinite++;
            } else {
                finite++;
                sum += value;
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        });
    }

    /** The size of the finite element farthest from 0. */
    double largest() {
        return finite == 0 ? 0 : Math.max(Math.abs(least), Math.abs(most));
    }

    /** {@code min -1.5 · mean 0.2 · max 3}, and how many are not finite. */
    String text() {
        var parts = new ArrayList<String>();
        if (elements.areTruthValues()) {
            parts.add(String.format(Locale.ROOT, "%,d of %,d are true", (long) sum, count));
        } else if (finite > 0) {
            parts.add("min " + Numbers.compact(least));
            parts.add("mean " + Numbers.compact(sum / finite));
            parts.add("max " + Numbers.compact(most));
        }
        if (nan > 0) {
            parts.add(nan + " nan");
        }
        if (infinite > 0) {
            parts.add(infinite + " infinite");
        }
        return String.join(" \u00b7 ", parts);
    }

    /** From the least to the most in the room of a few words. */
    String range() {
        return finite == 0
                ? text()
                : (least == most
                        ? "all " + Numbers.compact(least)
                        : Numbers.compact(least) + " to " + Numbers.compact(most))
                        + (nan + infinite == 0
                                ? ""
                                : nan > 0 ? ", nan" : ", inf");
    }

    /** How many of the finite elements lie in each of equal parts between the least and the most. */
    int[] histogram() {
        int[] bins = new int[BINS];
        double width = (most - least) / BINS;
        elements.forEach(value -> {
            if (Double.isFinite(value)) {
                bins[Math.clamp((long) ((value - least) / width), 0, BINS - 1)]++;
            }
        });
        return bins;
    }

    /** A picture of the histogram as HTML, or nothing where all values are the same. */
    String html() {
        if (finite == 0 || !(most > least) || elements.areTruthValues()) {
            return "";
        }
        return Histogram.html(histogram(), least, most);
    }
}
