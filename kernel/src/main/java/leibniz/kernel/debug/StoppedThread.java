package leibniz.kernel.debug;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import leibniz.kernel.execution.CellFrame;
import leibniz.kernel.execution.CellLoader;
import leibniz.kernel.execution.FrameStack;
import leibniz.kernel.execution.StopCheck;
import org.jspecify.annotations.Nullable;

/** A thread of a cell that waits for what the user wants next, and meanwhile answers what the user asks. */
final class StoppedThread {
    private static final int CHECK_MILLIS = 100;

    final FrameStack stack;
    final String reason;
    /** What was thrown, if that is why. */
    final @Nullable Throwable thrown;
    /** The innermost first. */
    final List<CellFrame> frames;
    private final BlockingQueue<Runnable> asked = new LinkedBlockingQueue<>();
    private @Nullable Step next;
    private final Queue<CompletableFuture<?>> unanswered = new ConcurrentLinkedQueue<>();
    private boolean resumed;
    private volatile boolean ended;

    StoppedThread(CellFrame frame, String reason, @Nullable Throwable thrown) {
        this(frame.stack, running(frame), reason, thrown);
    }

    StoppedThread(FrameStack stack, List<CellFrame> frames, String reason, @Nullable Throwable thrown) {
        this.stack = stack;
        this.reason = reason;
        this.thrown = thrown;
        this.frames = frames;
    }

    /**
     * Those of the noted frames that the stack of this thread has: one that a full stack ended may not have
     * been taken off.
     */
    static List<CellFrame> running(CellFrame innermost) {
        List<CellFrame> frames = new ArrayList<>();
        Iterator<StackFrame> real = StackWalker.getInstance()
                .walk(all -> all.filter(f -> f.getClassName().startsWith(CellLoader.PACKAGE)).toList())
                .iterator();
        CellFrame noted = innermost;
        while (noted != null && real.hasNext()) {
            StackFrame frame = real.next();
            CellFrame match = noted;
            while (match != null && !(match.className.equals(frame.getClassName())
                    && match.method.equals(frame.getMethodName()))) {
                match = match.caller;
            }
            if (match != null) {
                frames.add(match);
                noted = match.caller;
            }
        }
        return frames;
    }

    /**
     * Waits until the user lets it go on. Runs in that thread.
     *
     * @return how far it is to go; null for as far as it comes
     * @throws Throwable what ends the cell, if it is interrupted
     */
    @Nullable
    Step await() throws Throwable {
        boolean interrupted = false;
        try {
            while (!resumed) {
                try {
                    Runnable task = asked.poll(CHECK_MILLIS, TimeUnit.MILLISECONDS);
                    if (task != null) {
                        task.run();
                    }
                } catch (InterruptedException e) {
                    interrupted = true; // of the user's own code, unless the check below throws
                }
                StopCheck.check();
            }
            return next;
        } finally {
            ended = true;
            giveUp();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void resume(@Nullable Step step) {
        asked.add(() -> {
            next = step;
            resumed = true;
        });
    }

    /**
     * Has the thread run something, in which it does not stop.
     *
     * @return what became of it; a failure if the thread goes on before
     */
    <T extends @Nullable Object> CompletableFuture<T> ask(Callable<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        unanswered.add(answer);
        asked.add(() -> stack.muted(() -> {
            try {
                answer.complete(question.call());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        }));
        if (ended) {
            giveUp();
        }
        return answer;
    }

    private void giveUp() {
        unanswered.forEach(answer -> answer.completeExceptionally(
                new IllegalStateException("the cell went on before this was answered")));
    }
}
