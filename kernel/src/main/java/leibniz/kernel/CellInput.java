package leibniz.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

/** System.in of the cells: when a cell reads, the client that runs it asks its user for a line. */
final class CellInput extends InputStream {
    private final Wire wire;
    private final Channel channel;
    private final BlockingQueue<Message> replies = new LinkedBlockingQueue<>();
    private byte[] line = {};
    private int next;
    private @Nullable Cell reader;

    CellInput(ZContext context, Wire wire, String address) {
        this.wire = wire;
        this.channel = new Channel(context, "stdin", SocketType.ROUTER, address, this::receive);
    }

    void start() {
        channel.start();
    }

    void closeChannel() throws InterruptedException {
        channel.close();
    }

    private void receive(List<byte[]> frames) {
        try {
            replies.add(wire.read(frames));
        } catch (MalformedMessageException e) {
            Log.line("dropped a message on stdin: " + e.getMessage());
        }
    }

    @Override
    public synchronized int read() throws IOException {
        fill();
        return line[next++] & 0xff;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        fill();
        int count = Math.min(length, line.length - next);
        System.arraycopy(line, next, target, offset, count);
        next += count;
        return count;
    }

    @Override
    public synchronized int available() {
        return line.length - next;
    }

    private void fill() throws IOException {
        Cell cell = Cell.current();
        // What an earlier cell left of its line, often the line end alone, was not meant for this one.
        if (next == line.length || cell != reader) {
            reader = cell;
            line = (ask(cell) + "\n").getBytes(StandardCharsets.UTF_8);
            next = 0;
        }
    }

    private String ask(@Nullable Cell cell) throws IOException {
        if (cell == null || !cell.allowStdin) {
            throw new IOException("this cell reads System.in, but the program that runs it takes no input; "
                    + "run it in JupyterLab, or give the value in the code");
        }
        cell.output.flush();
        Message request = wire.answer(cell.request, cell.request.identities(), "input_request",
                Json.of("prompt", "", "password", false));
        String id = Json.string(request.header(), "msg_id", "");
        replies.clear();
        channel.sendAnyway(wire.write(request));
        try {
            while (true) {
                Message reply = replies.take();
                String answered = Json.string(reply.parent(), "msg_id", id);
                if (answered.equals(id)) {
                    return Json.string(reply.content(), "value", "");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for input", e);
        }
    }
}
