package leibniz.display;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import leibniz.display.ProgressBar.State;
import org.jspecify.annotations.Nullable;

/** The loops of one run of a cell with their progress, in one display. */
final class ProgressBars extends Live {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final long SECOND = 1_000_000_000;
    private static final int MOST_LINES = 20;
    private static final Set<String> OWN = Set.of(ProgressBars.class.getName(), Tracked.class.getName());
    private static final InheritableThreadLocal<ProgressBars> OF_THREAD = new InheritableThreadLocal<>();
    private static final ThreadLocal<@Nullable ProgressBar> INNERMOST = new ThreadLocal<>();

    private final Thread owner = Thread.currentThread();
    private final List<ProgressBar> bars = new ArrayList<>();
    private volatile boolean ended;
    private long drawnRounds = -1;
    private List<State> drawnStates = List.of();

    private ProgressBars() {
        super(PAUSE);
    }

    /** A loop begins on the calling thread. */
    static ProgressBar begin(long total) {
        ProgressBars all = OF_THREAD.get();
        if (all == null || all.ended) {
            all = new ProgressBars();
            OF_THREAD.set(all);
        }
        ProgressBar outer = INNERMOST.get();
        while (outer != null && outer.state() != State.RUNNING) {
            outer = outer.outer;
        }
        ProgressBar bar = new ProgressBar(total, site(), outer);
        INNERMOST.set(bar);
        all.add(bar);
        all.keepUp();
        return bar;
    }

    /** The loop came to its end. */
    static void done(ProgressBar bar) {
        bar.close(State.DONE);
        INNERMOST.set(bar.outer);
        if (Services.DISPLAY_OUTPUT == null && bar.outer == null) {
            System.out.println(ProgressText.of(bar));
        }
    }

    private static String site() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !OWN.contains(frame.getClassName())).findFirst())
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + frame.getByteCodeIndex())
                .orElse("");
    }

    private synchronized void add(ProgressBar bar) {
        for (int i = 0; i < bars.size(); i++) {
            ProgressBar other = bars.get(i);
            if (other.state() != State.RUNNING && other.thread == bar.thread
                    && other.site.equals(bar.site)) {
                bars.set(i, bar);
                return;
            }
        }
        bars.add(bar);
    }

    @Override
    synchronized boolean isRunning() {
        for (ProgressBar bar : bars) {
            if (bar.state() == State.RUNNING && !bar.thread.isAlive()) {
                bar.close(State.LEFT);
            }
        }
        return bars.stream().anyMatch(bar -> bar.state() == State.RUNNING);
    }

    @Override
    synchronized boolean endCell() {
        ended = true;
        for (ProgressBar bar : bars) {
            if (bar.thread == owner) {
                bar.close(State.LEFT);
            }
        }
        return isRunning();
    }

    @Override
    synchronized boolean hasChanged(long sinceDrawn) {
        boolean counted = rounds() != drawnRounds || !states().equals(drawnStates);
        return counted || sinceDrawn > SECOND && isRunning();
    }

    private long rounds() {
        return bars.stream().mapToLong(ProgressBar::rounds).sum();
    }

    private List<State> states() {
        return bars.stream().map(ProgressBar::state).toList();
    }

    @Override
    synchronized MimeBundle picture() {
        drawnRounds = rounds();
        drawnStates = states();
        List<ProgressBar> shown = bars.subList(0, Math.min(bars.size(), MOST_LINES));
        var text = new StringBuilder();
        var html = new StringBuilder("<div>");
        for (ProgressBar bar : shown) {
            text.append(text.isEmpty() ? "" : "\n").append(ProgressText.of(bar));
            html.append(ProgressText.html(bar));
        }
        if (shown.size() < bars.size()) {
            String more = LiveWords.MORE_LOOPS.of(Integer.toString(bars.size() - shown.size()));
            text.append("\n").append(more);
            html.append("<div>").append(Html.escape(more)).append("</div>");
        }
        return MimeBundle.of(text.toString()).with("text/html",
                html.append("</div>").toString());
    }
}
