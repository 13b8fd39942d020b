package leibniz.kernel.execution;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The call that {@link StopWeaver} puts into each loop and method of a cell. While nothing is to be stopped
 * the target of the call site is an empty method, which the JIT compiler removes; arming it replaces the
 * target, and the virtual machine throws away the code that was compiled without it.
 */
public final class StopCheck {
    private static final MethodHandle NOTHING = MethodHandles.empty(MethodType.methodType(void.class));
    private static final MutableCallSite SITE = new MutableCallSite(NOTHING);
    private static final MethodHandle CHECK = SITE.dynamicInvoker();
    /** The call behind what may have waited. */
    private static final MutableCallSite RETURN_SITE = new MutableCallSite(NOTHING);
    private static final MethodHandle RETURN_CHECK = RETURN_SITE.dynamicInvoker();
    /** Threads that are to end whenever they run code of a cell again. */
    private static final Set<Thread> LEFT_BEHIND = ConcurrentHashMap.newKeySet();
    private static boolean armed;

    private StopCheck() {}

    /**
     * Returns at once, unless the cell of the calling thread is to stop.
     *
     * @throws Throwable the error that ends the cell; it is not meant to be caught
     */
    public static void check() throws Throwable {
        CHECK.invokeExact();
    }

    /**
     * Returns at once, unless the calling thread was left behind: then not even what a {@code finally} has to
     * do is to be done any more.
     *
     * @throws Throwable the error that ends the thread
     */
    public static void returned() throws Throwable {
        RETURN_CHECK.invokeExact();
    }

    /** The same for code that declares no exceptions. */
    static void checkQuietly() {
        try {
            check();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a check for interrupts failed", e);
        }
    }

    static synchronized void arm() {
        if (!armed) {
            armed = true;
            setTarget(SITE, Thrower.HANDLE);
        }
    }

    static synchronized void disarm() {
        if (armed) {
            armed = false;
            setTarget(SITE, forLeftBehind());
        }
    }

    /**
     * Ends a thread at its next check, however late that comes. For all others the check then costs a
     * comparison, which the JIT compiler moves out of loops.
     */
    static synchronized void endForEver(Thread thread) {
        LEFT_BEHIND.add(thread);
        setTarget(RETURN_SITE, forLeftBehind());
    }

    /** The thread has ended. */
    static synchronized void forget(Thread thread) {
        if (LEFT_BEHIND.remove(thread)) {
            setTarget(RETURN_SITE, forLeftBehind());
            if (!armed) {
                setTarget(SITE, forLeftBehind());
            }
        }
    }

    /** Whether the calling thread was left behind, so that what it prints and shows is for nobody. */
    static boolean isLeftBehind() {
        return !LEFT_BEHIND.isEmpty() && LEFT_BEHIND.contains(Thread.currentThread());
    }

    private static MethodHandle forLeftBehind() {
        MethodHandle checks = NOTHING;
        for (Thread thread : LEFT_BEHIND) {
            checks = MethodHandles.foldArguments(checks, Thrower.ONE.bindTo(thread));
        }
        return checks;
    }

    private static void setTarget(MutableCallSite site, MethodHandle target) {
        site.setTarget(target);
        MutableCallSite.syncAll(new MutableCallSite[]{ site });
    }

    private static final class Thrower {
        static final MethodHandle HANDLE;
        static final MethodHandle ONE;

        static {
            try {
                HANDLE = MethodHandles.lookup().findStatic(Thrower.class, "throwIfStopped",
                        MethodType.methodType(void.class));
                ONE = MethodHandles.lookup().findStatic(Thrower.class, "throwIfThis",
                        MethodType.methodType(void.class, Thread.class));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("no " + Thrower.class, e);
            }
        }

        @SuppressWarnings("UnusedMethod") // by the method handle above
        static void throwIfThis(Thread leftBehind) {
            if (Thread.currentThread() == leftBehind) {
                throw new CellStoppedError();
            }
        }

        @SuppressWarnings("UnusedMethod") // by the method handle above
        static void throwIfStopped() {
            if (AnswerThreads.isStopped(Thread.currentThread())) {
                throw new CellStoppedError();
            }
            Cell cell = Cell.ofThread();
            if (cell != null && cell.stopRequested()) {
                if (cell.runsHere()) {
                    cell.stoppedIn(StackWalker.getInstance().walk(frames -> frames
                            .filter(frame -> frame.getClassName().startsWith(CellLoader.PACKAGE))
                            .map(StackWalker.StackFrame::toStackTraceElement)
                            .toArray(StackTraceElement[]::new)));
                }
                StackWalker.getInstance().forEach(frame -> {
                    if (frame.getMethodName().equals("<clinit>")) {
                        cell.addUnfinishedInitialiser(frame.getClassName());
                    }
                });
                throw new CellStoppedError();
            }
        }
    }
}
