package leibniz.kernel;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import leibniz.kernel.session.TooDeep;
import org.jspecify.annotations.Nullable;

/**
 * Answers what the editor asks on other threads, so that an interrupt ends the wait for an answer that takes
 * long. The work itself goes on, unheard, to its end: javac has no way to be stopped, and interrupting its
 * thread would close the jars it reads.
 */
final class EditorQuestions {
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(null, task, "leibniz-editor", Shell.COMPILER_STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Future<JsonObject> pending;

    /**
     * The answer, or {@code otherwise} if {@link #giveUp} is called before it is found, or the code is nested
     * too deeply for the compiler.
     */
    JsonObject answer(Callable<JsonObject> question, JsonObject otherwise) {
        Future<JsonObject> answer = begin(question);
        try {
            while (true) {
                try {
                    return answer.get();
                } catch (InterruptedException e) {
                    // An interrupt of a cell that had ended by then.
                }
            }
        } catch (CancellationException e) {
            return otherwise;
        } catch (ExecutionException e) {
            if (TooDeep.explains(e)) {
                return otherwise;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            end();
        }
    }

    private synchronized Future<JsonObject> begin(Callable<JsonObject> question) {
        Future<JsonObject> answer = threads.submit(question);
        pending = answer;
        return answer;
    }

    /** Ends the wait for an answer, if there is one. Called from other threads. */
    synchronized void giveUp() {
        if (pending != null) {
            pending.cancel(false);
        }
    }

    private synchronized void end() {
        pending = null;
    }
}
