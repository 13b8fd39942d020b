package leibniz.kernel.execution;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import leibniz.kernel.execution.ChildProcess.Printer;

/**
 * A process that a cell starts with the output of its own, as {@link ProcessBuilder#inheritIO} asks: that is
 * what the cell prints, and not the terminal in which Jupyter runs. Who has waited for the process finds all
 * of it printed. An interrupt of the cell ends all processes that it has started, as in a terminal.
 */
public final class CellProcess extends Process {
    private final Process process;
    private final List<Printer> printers;

    private CellProcess(Process process, List<Printer> printers) {
        this.process = process;
        this.printers = printers;
    }

    /** Starts a process as {@link ProcessBuilder#start} does, which calls in cells are led away from. */
    public static Process start(ProcessBuilder builder) throws IOException {
        Cell cell = Cell.ofOutput();
        if (cell == null) {
            return builder.start();
        }
        Redirect out = builder.redirectOutput();
        Redirect err = builder.redirectError();
        boolean printsOut = out == Redirect.INHERIT;
        boolean printsErr = err == Redirect.INHERIT && !builder.redirectErrorStream();
        try {
            builder.redirectOutput(printsOut ? Redirect.PIPE : out);
            builder.redirectError(printsErr ? Redirect.PIPE : err);
            Process process = builder.start();
            cell.started(process);
            return printsOut || printsErr ? printing(process, cell, printsOut, printsErr) : process;
        } finally {
            builder.redirectOutput(out);
            builder.redirectError(err);
        }
    }

    private static Process printing(Process process, Cell cell, boolean printsOut, boolean printsErr) {
        return new CellProcess(process, Stream.concat(
                printsOut
                        ? Stream.of(new Printer(process.getInputStream(), "stdout", cell))
                        : Stream.empty(),
                printsErr
                        ? Stream.of(new Printer(process.getErrorStream(), "stderr", cell))
                        : Stream.empty())
                .toList());
    }

    /** Starts a process as the method of {@link Runtime} does. */
    @SuppressWarnings("deprecation") // cells that split a command at its blanks go on to do so
    public static Process exec(Runtime runtime, String command) throws IOException {
        return noted(runtime.exec(command));
    }

    /** Starts a process as the method of {@link Runtime} does. */
    @SuppressWarnings("deprecation")
    public static Process exec(Runtime runtime, String command, String[] environment) throws IOException {
        return noted(runtime.exec(command, environment));
    }

    /** Starts a process as the method of {@link Runtime} does. */
    @SuppressWarnings("deprecation")
    public static Process exec(Runtime runtime, String command, String[] environment, File folder)
            throws IOException {
        return noted(runtime.exec(command, environment, folder));
    }

    /** Starts a process as the method of {@link Runtime} does. */
    public static Process exec(Runtime runtime, String[] command) throws IOException {
        return noted(runtime.exec(command));
    }

    /** Starts a process as the method of {@link Runtime} does. */
    public static Process exec(Runtime runtime, String[] command, String[] environment) throws IOException {
        return noted(runtime.exec(command, environment));
    }

    /** Starts a process as the method of {@link Runtime} does. */
    public static Process exec(Runtime runtime, String[] command, String[] environment, File folder)
            throws IOException {
        return noted(runtime.exec(command, environment, folder));
    }

    /** Starts processes as {@link ProcessBuilder#startPipeline} does. */
    public static List<Process> startPipeline(List<ProcessBuilder> builders) throws IOException {
        List<Process> processes = ProcessBuilder.startPipeline(builders);
        processes.forEach(CellProcess::noted);
        return processes;
    }

    private static Process noted(Process process) {
        Cell cell = Cell.ofOutput();
        if (cell != null) {
            cell.started(process);
        }
        return process;
    }

    private boolean prints(String stream) {
        return printers.stream().anyMatch(printer -> printer.prints(stream));
    }

    private void awaitOutput() throws InterruptedException {
        for (Printer printer : printers) {
            printer.await();
        }
    }

    @Override
    public OutputStream getOutputStream() {
        return process.getOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return prints("stdout") ? InputStream.nullInputStream() : process.getInputStream();
    }

    @Override
    public InputStream getErrorStream() {
        return prints("stderr") ? InputStream.nullInputStream() : process.getErrorStream();
    }

    @Override
    public int waitFor() throws InterruptedException {
        int code = process.waitFor();
        awaitOutput();
        return code;
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
        boolean ended = process.waitFor(timeout, unit);
        if (ended) {
            awaitOutput();
        }
        return ended;
    }

    @Override
    public CompletableFuture<Process> onExit() {
        return process.onExit().thenApplyAsync(ended -> {
            try {
                awaitOutput();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return this;
        });
    }

    @Override
    public int exitValue() {
        return process.exitValue();
    }

    @Override
    public void destroy() {
        process.destroy();
    }

    @Override
    public Process destroyForcibly() {
        process.destroyForcibly();
        return this;
    }

    @Override
    public boolean supportsNormalTermination() {
        return process.supportsNormalTermination();
    }

    @Override
    public ProcessHandle toHandle() {
        return process.toHandle();
    }
}
