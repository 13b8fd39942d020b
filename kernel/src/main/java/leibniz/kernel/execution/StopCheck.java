package leibniz.kernel.execution;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * The call that {@link StopWeaver} puts into each loop and method of a cell. While nothing is to be stopped
 * the target of the call site is an empty method, which the JIT compiler removes; arming it replaces the
 * target, and the virtual machine throws away the code that was compiled without it.
 */
public final class StopCheck {
    private static final MethodHandle NOTHING = MethodHandles.empty(MethodType.methodType(void.class));
    private static final MutableCallSite SITE = new MutableCallSite(NOTHING);
    private static final MethodHandle CHECK = SITE.dynamicInvoker();
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
            setTarget(Thrower.HANDLE);
        }
    }

    static synchronized void disarm() {
        if (armed) {
            armed = false;
            setTarget(NOTHING);
        }
    }

    private static void setTarget(MethodHandle target) {
        SITE.setTarget(target);
        MutableCallSite.syncAll(new MutableCallSite[]{ SITE });
    }

    private static final class Thrower {
        static final MethodHandle HANDLE;

        static {
            try {
                HANDLE = MethodHandles.lookup().findStatic(Thrower.class, "throwIfStopped",
                        MethodType.methodType(void.class));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("no " + Thrower.class, e);
            }
        }

        @SuppressWarnings("UnusedMethod") // by the method handle above
        static void throwIfStopped() {
            if (AnswerThreads.isStopped(Thread.currentThread())) {
                throw new CellStoppedError();
            }
            Cell cell = Cell.ofThread();
            if (cell != null && cell.stopRequested()) {
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
