package leibniz.kernel.execution;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import leibniz.kernel.protocol.Log;

/**
 * A command that a cell runs: what it prints is printed by the cell, at once, and an interrupt ends it
 * together with what it started.
 */
public final class ChildProcess {
    /** How long a process may take to clean up when it is told to end. */
    private static final int TO_END_MILLIS = 500;
    /**
     * How long a command that ended may have output on its way, where a process in the background holds on.
     */
    private static final int REST_MILLIS = 200;
    private static final File NO_INPUT = new File("/dev/null");
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    private ChildProcess() {}

    /**
     * Runs a command in the folder of the notebook, and waits for its end.
     *
     * @return its exit code
     * @throws CellStoppedError if the cell was interrupted; then the command has ended
     */
    public static int run(List<String> command, Cell cell, CellControl control) throws IOException {
        Process process = new ProcessBuilder(command).redirectInput(Redirect.from(NO_INPUT)).start();
        RUNNING.add(process);
        try {
            Printer out = new Printer(process.getInputStream(), "stdout", cell);
            Printer err = new Printer(process.getErrorStream(), "stderr", cell);
            int code = await(process, out, err, cell, control);
            cell.endIfStopped();
            return code;
        } finally {
            RUNNING.remove(process);
            end(process);
        }
    }

    /** Ends at once what still runs, because the kernel ends. */
    public static void endAll() {
        RUNNING.stream().flatMap(ChildProcess::withDescendants).toList()
                .forEach(ProcessHandle::destroyForcibly);
    }

    static Stream<ProcessHandle> withDescendants(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private static int await(Process process, Printer out, Printer err, Cell cell, CellControl control) {
        while (true) {
            try {
                return control.asUserCode(() -> {
                    int code = process.waitFor();
                    out.await();
                    err.await();
                    return code;
                });
            } catch (InterruptedException e) {
                cell.endIfStopped(); // else an interrupt that the cell had left for itself
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Prints what comes from a stream until it ends, as the cell prints. */
    static final class Printer extends Thread {
        private final InputStream from;
        private final String stream;
        private final Cell cell;
        private volatile boolean busy;
        private volatile long printed;

        Printer(InputStream from, String stream, Cell cell) {
            super("output of a process"); // a thread of the cell, which an interrupt reaches
            this.from = from;
            this.stream = stream;
            this.cell = cell;
            setDaemon(true);
            start();
        }

        @Override
        public void run() {
            byte[] bytes = new byte[1 << 13];
            long total = 0;
            try (from) {
                for (int length = from.read(bytes); length >= 0; length = from.read(bytes)) {
                    busy = true;
                    cell.output.print(stream, bytes, 0, length);
                    total += length;
                    printed = total;
                    busy = false;
                }
            } catch (IOException e) {
                Log.line("the output of a process broke off: " + e);
            } catch (CellStoppedError e) {
                // nobody waits for it any more
            }
        }

        boolean prints(String wanted) {
            return stream.equals(wanted);
        }

        /**
         * Waits until all is printed, or nothing more comes: a process in the background may hold the stream
         * open for as long as it likes.
         */
        void await() throws InterruptedException {
            long before;
            do {
                before = printed;
                join(REST_MILLIS);
            } while (isAlive() && (busy || printed != before));
        }
    }

    private static void end(Process process) {
        if (process.isAlive()) {
            end(withDescendants(process).toList());
        }
    }

    /** Ends processes, by force those that do not end by themselves. */
    static void end(List<ProcessHandle> all) {
        all.forEach(ProcessHandle::destroy);
        boolean interrupted = false;
        long limit = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TO_END_MILLIS);
        for (ProcessHandle one : all) {
            try {
                one.onExit().get(Math.max(1, limit - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException | TimeoutException e) {
                one.destroyForcibly();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
