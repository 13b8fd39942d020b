package leibniz.display;

import java.time.Duration;
import leibniz.autograd.Tensor;

/** A curve that grows by a number a round, such as the loss of a training; {@code plotLive("loss")}. */
public final class LivePlot {
    private final String name;
    private final Curve curve = new Curve();
    private final Live drawing = new Drawing();
    private long changedAt;
    private long drawnCount;

    LivePlot(String name) {
        this.name = name;
    }

    /**
     * Adds the number of a round. The first one of a cell shows the plot under it, and the curve follows some
     * times a second; its last state is always drawn.
     */
    public void add(double value) {
        synchronized (curve) {
            curve.add(value);
            changedAt = System.nanoTime();
        }
        drawing.keepUp();
    }

    /** Adds the value of a tensor of one element. */
    public void add(Tensor value) {
        if (value.numel() != 1) {
            throw Refusals.of(LiveWords.NOT_ONE_ELEMENT, Shapes.text(value.shape()));
        }
        add(value.item());
    }

    /** What the curve is like, in words. */
    @Override
    public String toString() {
        return drawing.picture().text();
    }

    private final class Drawing extends Live {
        private static final Duration PAUSE = Duration.ofMillis(250);
        /** After this long without a number the thread that draws ends; the next number starts another. */
        private static final long REST = Duration.ofSeconds(2).toNanos();

        Drawing() {
            super(PAUSE);
        }

        @Override
        MimeBundle picture() {
            synchronized (curve) {
                drawnCount = curve.count();
                return Plots.live(name, curve).toMimeBundle();
            }
        }

        @Override
        boolean hasChanged(long sinceDrawn) {
            synchronized (curve) {
                return curve.count() != drawnCount;
            }
        }

        @Override
        boolean isRunning() {
            synchronized (curve) {
                return System.nanoTime() - changedAt < REST;
            }
        }

        @Override
        boolean endCell() {
            return false; // the next cell shows it anew
        }
    }
}
