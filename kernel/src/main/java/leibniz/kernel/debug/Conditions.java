package leibniz.kernel.debug;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import leibniz.kernel.debug.Evaluation.NotCompiled;
import leibniz.kernel.execution.CellFrame;
import leibniz.kernel.execution.CellStoppedError;
import leibniz.kernel.outcome.RuntimeError;
import leibniz.kernel.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of breakpoints. One that cannot be told true or false stops the cell, and a line says why.
 */
final class Conditions {
    private final Supplier<Session> session;
    private final Map<Place, Object> compiled = new ConcurrentHashMap<>();
    private final ExecutorService compiler = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("leibniz-conditions").factory());

    /** A method and a lambda may stand on one line, and have variables of their own. */
    private record Place(Breakpoint breakpoint, String className, List<String> variables) {}

    Conditions(Supplier<Session> session) {
        this.session = session;
    }

    /** Whether the cell stops at a breakpoint; runs in the thread of the frame. */
    boolean isMet(Breakpoint breakpoint, CellFrame frame) {
        if (!breakpoint.condition().isEmpty()) {
            String[] fault = { "" };
            boolean[] met = { true };
            Object known = compiled.computeIfAbsent(
                    new Place(breakpoint, frame.className, frame.variables()),
                    place -> compile(breakpoint, frame));
            frame.stack.muted(() -> {
                try {
                    Object value = known instanceof Evaluation evaluation
                            ? evaluation.in(frame, false)
                            : fault(fault, "does not compile: " + known);
                    met[0] = !(value instanceof Boolean truth) || truth;
                    if (!(value instanceof Boolean) && fault[0].isEmpty()) {
                        fault(fault, "is " + ValueText.of(value) + ", and neither true nor false");
                    }
                } catch (CellStoppedError e) {
                    throw e;
                } catch (Throwable e) {
                    fault(fault, "threw " + RuntimeError.text(e));
                }
            });
            if (!fault[0].isEmpty()) {
                System.err.println("The condition '" + breakpoint.condition() + "' of the breakpoint on line "
                        + breakpoint.line() + " " + fault[0] + ". The cell stops here.");
                return true;
            }
            if (!met[0]) {
                return false;
            }
        }
        return breakpoint.isHit();
    }

    private static @Nullable Object fault(String[] fault, String text) {
        fault[0] = text;
        return null;
    }

    /** In a thread of its own: an interrupt must not meet javac, which would close its files for good. */
    private Object compile(Breakpoint breakpoint, CellFrame frame) {
        CompletableFuture<Object> compiling = CompletableFuture.supplyAsync(() -> {
            try {
                return Evaluation.of(breakpoint.condition(), frame, session.get(), false);
            } catch (NotCompiled e) {
                return String.valueOf(e.getMessage());
            }
        }, compiler);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return compiling.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return String.valueOf(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void forget() {
        compiled.clear();
    }
}
