package leibniz.display;

import java.util.Arrays;
import java.util.List;
import leibniz.autograd.Tensor;

/** How often which values occur in a tensor, in bars between round numbers. */
final class HistogramPlot {
    private static final int MOST_BARS = 40;
    private static final int LEAST_BARS = 8;
    private static final int MOST_ELEMENTS = 20_000_000;

    private HistogramPlot() {}

    static Displayable of(String name, Tensor x) {
        String call = "histogram(t)";
        if (x.isSymbolic()) {
            throw Refusals.of(Refusals.SYMBOLS, call, Refusals.THE_TENSOR);
        }
        if (x.numel() > MOST_ELEMENTS) {
            throw Refusals.of(Refusals.TOO_MANY_TO_COUNT, call, Numbers.grouped(MOST_ELEMENTS),
                    Numbers.grouped(x.numel()), x.size(0));
        }
        double[] all = new Elements(x).numbers();
        double[] values = Arrays.stream(all).filter(Double::isFinite).toArray();
        if (values.length == 0) {
            return MimeText.of(all.length == 0
                    ? Words.HISTOGRAM_OF_NOTHING.of(name)
                    : Words.HISTOGRAM_NOT_FINITE.of(name));
        }
        double least = Arrays.stream(values).min().orElseThrow();
        double largest = Arrays.stream(values).max().orElseThrow();
        if (!Double.isFinite(largest - least)) {
            return MimeText
                    .of(Words.HISTOGRAM_TOO_WIDE.of(name, Numbers.compact(least), Numbers.compact(largest)));
        }
        boolean whole = Arrays.stream(values).allMatch(value -> value == Math.rint(value))
                && largest - least < MOST_BARS;
        double width = whole ? 1 : width(least, largest, values.length);
        double start = whole ? least - 0.5 : Math.floor(least / width) * width;
        int bars = whole
                ? (int) (largest - least) + 1
                : Math.max(1, (int) Math.ceil((largest - start) / width + 1e-9));
        int[] counts = new int[bars];
        for (double value : values) {
            counts[Math.clamp((long) Math.floor((value - start) / width), 0, bars - 1)]++;
        }
        double[] edges = new double[bars + 1];
        Arrays.setAll(edges, i -> start + i * width);
        var panel = new Panel(name, Words.COUNT.of(), false);
        panel.bars(edges, counts);
        panel.withoutLegend();
        if (whole) {
            panel.countAlongX();
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        int most = 0;
        for (int i = 0; i < bars; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        String fullest = whole
                ? Words.MOST_AT.of(Numbers.compact(least + most), Numbers.grouped(counts[most]))
                : Words.MOST_BETWEEN.of(Numbers.compact(edges[most]), Numbers.compact(edges[most + 1]),
                        Numbers.grouped(counts[most]));
        String note = values.length == all.length
                ? ""
                : Words.NOT_COUNTED.of(Numbers.grouped(all.length - values.length),
                        Numbers.grouped(all.length));
        return new Plot(List.of(),
                Words.HISTOGRAM_OF.of(name, Numbers.grouped(values.length), Numbers.compact(least),
                        Numbers.compact(largest), Numbers.compact(mean), fullest),
                note, panel);
    }

    /** A round number, so that there are more bars the more elements there are. */
    private static double width(double least, double largest, int elements) {
        if (!(largest > least)) {
            return least == 0 ? 1 : Axis.step(Math.abs(least) / 10);
        }
        double bars = Math.clamp(Math.sqrt(elements), LEAST_BARS, MOST_BARS);
        return Axis.step((largest - least) / bars);
    }
}
