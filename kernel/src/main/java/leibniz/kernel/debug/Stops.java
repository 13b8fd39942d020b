package leibniz.kernel.debug;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import leibniz.kernel.debug.Places.Place;
import leibniz.kernel.execution.CellControl;
import leibniz.kernel.execution.CellFrame;
import leibniz.kernel.execution.FrameStack;
import leibniz.kernel.execution.Lines;
import leibniz.kernel.execution.StopCheck;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Log;
import org.jspecify.annotations.Nullable;

/** Decides at each line of a cell whether its thread stops there, and has it wait. One waits at a time. */
final class Stops implements Lines.Listener {
    /** What is thrown stops a cell where it is thrown. */
    static final String RAISED = "raised";
    /** What is thrown stops a cell if nothing in it has caught it. */
    static final String UNCAUGHT = "uncaught";
    /** The number that JupyterLab takes for the thread of the cells. */
    static final int CELLS = 1;
    private static final int CHECK_MILLIS = 100;
    private static final ThreadLocal<@Nullable Thrown> THROWN = new ThreadLocal<>();

    private final Places places;
    private final Breakpoints breakpoints;
    private final Conditions conditions;
    private final Events events;
    /** Held by the thread that is stopped; the next that is to stop waits for it. */
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Set<FrameStack> seen = Collections
            .synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private volatile boolean on;
    private volatile Set<String> filters = Set.of();
    private volatile int toPause;
    private volatile @Nullable StoppedThread stopped;

    /** Where something was thrown: its frames are gone when it turns out that nothing catches it. */
    private record Thrown(Throwable what, List<CellFrame> frames) {}

    Stops(Places places, Breakpoints breakpoints, Conditions conditions, Events events) {
        this.places = places;
        this.breakpoints = breakpoints;
        this.conditions = conditions;
        this.events = events;
    }

    void switchOn() {
        on = true;
        Lines.tell(this);
    }

    /** Lets all threads go on, and tells none to stop from now on. */
    void switchOff() {
        on = false;
        Lines.tell(null);
        filters = Set.of();
        toPause = 0;
        clearSteps(false);
        StoppedThread waiting = stopped;
        if (waiting != null) {
            waiting.resume(null);
        }
    }

    boolean isOn() {
        return on;
    }

    /** Which throwables stop a cell: {@link #RAISED}, {@link #UNCAUGHT} or both. */
    void filter(Set<String> wanted) {
        filters = Set.copyOf(wanted);
    }

    /** Has a thread stop at its next line. */
    void pause(int thread) {
        toPause = thread;
    }

    /** The thread that waits for the user; null if none does. */
    @Nullable
    StoppedThread stopped() {
        return stopped;
    }

    /** All that the cell does has run, but for the display of its value. */
    void cellEnds() {
        clearSteps(true);
        toPause = 0;
        breakpoints.countAnew();
        places.forget(); // what is declared anew has other lines
    }

    private void clearSteps(boolean ofCellsOnly) {
        synchronized (seen) {
            seen.stream().filter(stack -> !ofCellsOnly || id(stack.thread) == CELLS)
                    .forEach(stack -> stack.goal = null);
        }
    }

    static int id(Thread thread) {
        return CellControl.runsCells(thread) ? CELLS : (int) thread.threadId();
    }

    JsonArray threads() {
        JsonArray threads = new JsonArray();
        threads.add(Json.of("id", CELLS, "name", "cells"));
        synchronized (seen) {
            seen.stream().map(stack -> stack.thread).filter(Thread::isAlive).filter(t -> id(t) != CELLS)
                    .forEach(t -> threads.add(Json.of("id", id(t), "name",
                            t.getName().isEmpty() ? "thread " + t.threadId() : t.getName())));
        }
        return threads;
    }

    @Override
    public void reached(CellFrame frame) throws Throwable {
        String reason;
        try {
            reason = reasonToStop(frame);
        } catch (RuntimeException e) {
            Log.line("the debugger failed at a line of a cell: " + e);
            return;
        }
        if (reason != null) {
            stop(new StoppedThread(frame, reason, null));
        }
    }

    private @Nullable String reasonToStop(CellFrame frame) {
        Place before = (Place) frame.place;
        Place place = places.of(frame);
        frame.place = place;
        if (place == null || !place.isWritten()
                || before != null && before != place && before.isSameLine(place)) {
            return null; // the same line again, as another line of what was made of it
        }
        Breakpoint breakpoint = breakpoints.at(place.path(), place.line());
        if (breakpoint != null && conditions.isMet(breakpoint, frame)) {
            return "breakpoint";
        }
        return frame.stack.goal instanceof Step step && step.ends(frame)
                ? "step"
                : toPause != 0 && toPause == id(frame.stack.thread) ? "pause" : null;
    }

    @Override
    public void thrown(CellFrame frame, Throwable thrown) throws Throwable {
        if (filters.contains(RAISED)) {
            stop(new StoppedThread(frame, "exception", thrown));
        } else if (filters.contains(UNCAUGHT)) {
            THROWN.set(new Thrown(thrown, StoppedThread.running(frame)));
        }
    }

    @Override
    public void uncaught(CellFrame frame, Throwable thrown) throws Throwable {
        Thrown here = THROWN.get();
        THROWN.remove();
        if (filters.contains(UNCAUGHT) && !filters.contains(RAISED)) {
            stop(here != null && here.what == thrown
                    ? new StoppedThread(frame.stack, here.frames, "exception", thrown)
                    : new StoppedThread(frame, "exception", thrown));
        }
    }

    private void stop(StoppedThread thread) throws Throwable {
        boolean interrupted = false;
        while (true) {
            try {
                if (turn.tryLock(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
            StopCheck.check();
        }
        int id = id(thread.stack.thread);
        try {
            if (!on) {
                return;
            }
            seen.add(thread.stack);
            thread.stack.goal = null;
            toPause = toPause == id ? 0 : toPause;
            stopped = thread;
            JsonObject body = Json.of("reason", thread.reason, "threadId", id, "allThreadsStopped", false);
            if (thread.thrown != null) {
                body.addProperty("text", ValueText.of(thread.thrown));
            }
            events.send("stopped", body);
            if (!on) {
                thread.resume(null); // it was switched off meanwhile, and looked for no stopped thread any
                                     // more
            }
            try {
                thread.stack.goal = thread.await();
            } finally {
                stopped = null;
                events.send("continued", Json.of("threadId", id, "allThreadsContinued", false));
            }
        } finally {
            turn.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
