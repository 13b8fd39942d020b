package leibniz.display;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A display that changes while code runs. A thread of its own redraws it, so that the code pays for counting
 * and not for pictures; the last state is drawn at the latest when the cell has ended.
 */
abstract class Live {
    /** Drawing takes at most this part of the time. */
    private static final int IDLE_PART = 4;
    private static final long FORGET_AFTER = Duration.ofMinutes(1).toNanos();

    private final Duration pause;
    private final Object drawing = new Object();
    private @Nullable Thread thread;
    private @Nullable String id;
    private boolean endIsTold;

    /** @param pause the least time between two pictures */
    Live(Duration pause) {
        this.pause = pause;
    }

    /** The picture of this moment; called by one thread at a time. */
    abstract MimeBundle picture();

    /**
     * Whether the picture would differ from the one drawn before.
     *
     * @param sinceDrawn nanoseconds since then
     */
    abstract boolean hasChanged(long sinceDrawn);

    /** Whether more is to be expected. */
    abstract boolean isRunning();

    /** The cell has ended: what it left unfinished stays so. Returns whether its threads go on. */
    abstract boolean endCell();

    /** Called whenever there may be something new to be seen. The first call shows the picture. */
    final void keepUp() {
        var output = Services.DISPLAY_OUTPUT;
        if (output == null) {
            return;
        }
        synchronized (drawing) {
            if (id == null) {
                id = UUID.randomUUID().toString();
                endIsTold = output.atEnd(this::finish);
                output.show(picture(), id);
            }
            if (thread == null) {
                thread = new Thread(this::redrawInTurn, "leibniz-live");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private void redrawInTurn() {
        try {
            long drawn = System.nanoTime();
            long wait = pause.toMillis();
            do {
                Thread.sleep(wait);
                long now = System.nanoTime();
                if (redraw(now - drawn)) {
                    drawn = System.nanoTime();
                    wait = Math.max(pause.toMillis(), IDLE_PART * (drawn - now) / 1_000_000);
                }
            } while (goesOn(System.nanoTime() - drawn));
        } catch (InterruptedException e) {
            // The cell is stopped; its end draws the last state.
            synchronized (drawing) {
                thread = null;
            }
        }
    }

    private boolean goesOn(long sinceDrawn) {
        synchronized (drawing) {
            boolean goesOn = isRunning() && (endIsTold || sinceDrawn < FORGET_AFTER);
            if (!goesOn) {
                thread = null;
            }
            return goesOn;
        }
    }

    private boolean redraw(long sinceDrawn) {
        synchronized (drawing) {
            var output = Services.DISPLAY_OUTPUT;
            if (output == null || id == null || !hasChanged(sinceDrawn)) {
                return false;
            }
            output.update(id, picture());
            return true;
        }
    }

    private void finish() {
        boolean goesOn = endCell();
        redraw(Long.MAX_VALUE);
        synchronized (drawing) {
            id = goesOn ? id : null;
        }
    }
}
