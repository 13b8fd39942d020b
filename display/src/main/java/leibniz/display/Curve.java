package leibniz.display;

import java.util.Arrays;

/**
 * A growing series of bounded size. When it is full, of each four points that it has the two extremes stay.
 */
final class Curve {
    private static final int MOST = 4096;
    private static final int FIRST = 64;
    private static final int GROUP = 4;

    private double[] rounds = new double[FIRST];
    private double[] values = new double[FIRST];
    private int size;
    private long count;
    private double last;
    /** Of how many values the extremes are kept; 1 while all are. */
    private int bucket = 1;
    private int inBucket;
    /** The rounds and values of the least and the largest in the bucket that fills. */
    private final double[] extremes = new double[4];

    long count() {
        return count;
    }

    int bucket() {
        return bucket;
    }

    void add(double value) {
        last = value;
        if (bucket == 1) {
            append((double) count++, value);
        } else {
            if (inBucket == 0 || Double.isNaN(extremes[1]) || value < extremes[1]) {
                extremes[0] = (double) count;
                extremes[1] = value;
            }
            if (inBucket == 0 || Double.isNaN(extremes[3]) || value > extremes[3]) {
                extremes[2] = (double) count;
                extremes[3] = value;
            }
            count++;
            if (++inBucket == bucket) {
                inBucket = 0;
                appendInOrder(extremes[0], extremes[1], extremes[2], extremes[3]);
            }
        }
        if (size == MOST) {
            halve();
        }
    }

    private void append(double round, double value) {
        if (size == rounds.length) {
            rounds = Arrays.copyOf(rounds, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        rounds[size] = round;
        values[size++] = value;
    }

    private void appendInOrder(double round1, double value1, double round2, double value2) {
        if (round1 <= round2) {
            append(round1, value1);
            append(round2, value2);
        } else {
            append(round2, value2);
            append(round1, value1);
        }
    }

    private void halve() {
        int old = size;
        size = 0;
        for (int from = 0; from < old; from += GROUP) {
            int least = from;
            int largest = from;
            for (int i = from + 1; i < from + GROUP; i++) {
                least = Double.isNaN(values[least]) || values[i] < values[least] ? i : least;
                largest = Double.isNaN(values[largest]) || values[i] > values[largest] ? i : largest;
            }
            appendInOrder(rounds[least], values[least], rounds[largest], values[largest]);
        }
        bucket = bucket == 1 ? GROUP : 2 * bucket;
    }

    /** The points to draw, rounds and values: those that are kept, and the last one. */
    double[][] points() {
        var whole = new Curve();
        whole.rounds = Arrays.copyOf(rounds, size + 3);
        whole.values = Arrays.copyOf(values, size + 3);
        whole.size = size;
        if (inBucket > 0) {
            whole.appendInOrder(extremes[0], extremes[1], extremes[2], extremes[3]);
        }
        if (count > 0 && whole.rounds[whole.size - 1] < count - 1) {
            whole.append((double) (count - 1), last);
        }
        return new double[][]{ Arrays.copyOf(whole.rounds, whole.size),
                Arrays.copyOf(whole.values, whole.size) };
    }
}
