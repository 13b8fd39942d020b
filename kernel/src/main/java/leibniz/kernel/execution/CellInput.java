package leibniz.kernel.execution;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import leibniz.kernel.protocol.Channel;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Log;
import leibniz.kernel.protocol.Message;
import leibniz.kernel.protocol.Sockets;
import leibniz.kernel.protocol.Wire;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

/** System.in of the cells: when a cell reads, the client that runs it asks its user for a line. */
public final class CellInput extends InputStream {
    /** What a client sends for the end of the input, which users type as Ctrl-D. */
    private static final String END_OF_INPUT = "\u0004";

    private static volatile @Nullable CellInput ofCells;

    private final Wire wire;
    private final Channel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Question question;
    private byte[] line = {};
    private int next;
    private @Nullable Cell reader;

    private record Question(String id, CompletableFuture<String> answer) {}

    public CellInput(Sockets sockets, Wire wire, String address) {
        this.wire = wire;
        this.channel = new Channel(sockets, "stdin", SocketType.ROUTER, address,
                wire.reading("stdin", this::receive));
    }

    public void start() {
        ofCells = this;
        channel.start();
    }

    /** The one that was started. */
    static CellInput ofCells() {
        return Objects.requireNonNull(ofCells, "no input has been started");
    }

    public void closeChannel() throws InterruptedException {
        channel.close();
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(Cell.ofThread());
        }
        try {
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, line.length - next);
            System.arraycopy(line, next, target, offset, count);
            next += count;
            return count;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int available() {
        return line.length - next;
    }

    /**
     * A line that the user is asked for; null if the user ended the input.
     *
     * @param hidden whether it is not shown while it is typed
     */
    @Nullable
    String readLine(String prompt, boolean hidden) throws IOException {
        Cell cell = Cell.ofThread();
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(cell);
        }
        try {
            String answer = ask(cell, prompt, hidden);
            return answer.equals(END_OF_INPUT) ? null : answer;
        } finally {
            lock.unlock();
        }
    }

    /** Makes sure that something is there to be read; tells whether there is, or the user ended the input. */
    private boolean fill() throws IOException {
        Cell cell = Cell.ofThread();
        // What an earlier cell left of its line, often the line end alone, was not meant for this one.
        if (next == line.length || cell != reader) {
            reader = cell;
            next = 0;
            line = new byte[0];
            String answer = ask(cell, "", false);
            if (answer.equals(END_OF_INPUT)) {
                return false;
            }
            line = (answer + "\n").getBytes(StandardCharsets.UTF_8);
        }
        return true;
    }

    private String ask(@Nullable Cell cell, String prompt, boolean hidden) throws IOException {
        if (cell == null || !cell.allowStdin) {
            // Not an IOException, which a Scanner takes for the end of the input.
            throw new UnsupportedOperationException(
                    "this cell reads System.in, but the program that runs it takes no input; "
                            + "run it in JupyterLab, or give the value in the code");
        }
        cell.output.flush();
        Message request = wire.answer(cell.request, cell.request.identities(), "input_request",
                Json.of("prompt", prompt, "password", hidden));
        Question asked = new Question(Json.string(request.header(), "msg_id", ""), new CompletableFuture<>());
        question = asked;
        try {
            channel.send(wire.write(request));
            return asked.answer.get();
        } catch (InterruptedException e) {
            throw interrupted(cell);
        } catch (ExecutionException e) {
            throw new IOException("the answer could not be read", e);
        } finally {
            question = null;
        }
    }

    /**
     * Takes the answer to the question that is open; one to a question that was interrupted comes too late.
     */
    private void receive(Message reply) {
        Question open = question;
        if (!reply.type().equals("input_reply")) {
            Log.line("unknown message on stdin: " + reply.type());
        } else if (open == null || !Json.string(reply.parent(), "msg_id", open.id).equals(open.id)) {
            Log.line("dropped an input_reply to a question that is no longer asked");
        } else {
            open.answer.complete(Json.string(reply.content(), "value", ""));
        }
    }

    private static IOException interrupted(@Nullable Cell cell) {
        if (cell != null && cell.stopRequested()) {
            throw new CellStoppedError();
        }
        Thread.currentThread().interrupt();
        return new IOException("interrupted while waiting for input");
    }
}
