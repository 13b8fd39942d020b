package leibniz.kernel.execution;

/** The threads of one call of an answer, which can be stopped while their cell goes on. */
public final class AnswerThreads extends ThreadGroup {
    private volatile boolean stopRequested;
    private final Thread first;

    /** One thread that will run the task, and those that it starts. */
    public AnswerThreads(Runnable task) {
        super("answer");
        first = new Thread(this, task, "answer");
        first.setDaemon(true);
    }

    /**
     * Runs the task and waits for its end for so long.
     *
     * @return whether it ended
     */
    public boolean run(long millis) throws InterruptedException {
        first.start();
        return awaitEnd(millis);
    }

    boolean awaitEnd(long millis) throws InterruptedException {
        first.join(Math.max(1, millis));
        return !first.isAlive();
    }

    void requestStop() {
        stopRequested = true;
    }

    /** Whether the thread is one of an answer that is to stop. */
    static boolean isStopped(Thread thread) {
        return thread.getThreadGroup() instanceof AnswerThreads answer && answer.stopRequested;
    }
}
