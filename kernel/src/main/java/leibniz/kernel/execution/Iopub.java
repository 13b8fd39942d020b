package leibniz.kernel.execution;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import leibniz.kernel.protocol.Channel;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Message;
import leibniz.kernel.protocol.Sockets;
import leibniz.kernel.protocol.Wire;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;

/** The channel on which all clients hear what the kernel does and shows. */
public final class Iopub {
    private static final byte SUBSCRIBE = 1;

    private final Wire wire;
    private final Channel channel;

    public Iopub(Sockets sockets, Wire wire, String address) {
        this.wire = wire;
        this.channel = new Channel(sockets, "iopub", SocketType.XPUB, address, this::welcome);
    }

    public void start() {
        channel.start();
    }

    public void close() throws InterruptedException {
        channel.close();
    }

    public void status(@Nullable Message parent, String state) {
        publish(parent, "status", Json.of("execution_state", state));
    }

    public void publish(@Nullable Message parent, String type, JsonObject content) {
        channel.send(frames(parent, type, content));
    }

    /**
     * Publishes what code of a cell sends. Where a slow client makes this wait and the cell is stopped
     * meanwhile, the cell ends here and the message is not sent.
     */
    void publishFor(Cell cell, Message parent, String type, JsonObject content) {
        send(cell, frames(parent, type, content));
    }

    /** Publishes a message of a comm, whose parent is what the kernel is answering. */
    public void publishFor(@Nullable Cell cell, String type, JsonObject content, JsonObject metadata,
            List<byte[]> buffers) {
        Message answer = wire.answer(cell == null ? null : cell.cause, topic(type), type, content);
        send(cell, wire.write(new Message(answer.identities(), answer.header(), answer.parent(), metadata,
                content, buffers)));
    }

    private void send(@Nullable Cell cell, List<byte[]> frames) {
        if (!channel.sendUnless(frames, () -> cell != null && cell.stopRequested())) {
            throw new CellStoppedError();
        }
    }

    /** Publishes if that needs no wait, and tells whether it did. */
    boolean offer(Message parent, String type, JsonObject content) {
        return channel.offer(frames(parent, type, content));
    }

    private List<byte[]> frames(@Nullable Message parent, String type, JsonObject content) {
        return wire.write(wire.answer(parent, topic(type), type, content));
    }

    private static List<byte[]> topic(String type) {
        return List.of(("kernel." + type).getBytes(StandardCharsets.UTF_8));
    }

    /** A client that hears this knows that its subscription stands and it will miss nothing that follows. */
    private void welcome(List<byte[]> frames) {
        byte[] subscription = frames.get(0);
        if (subscription.length > 0 && subscription[0] == SUBSCRIBE) {
            String topic = new String(subscription, 1, subscription.length - 1, StandardCharsets.UTF_8);
            channel.send(wire.write(wire.answer(null,
                    List.of(topic.getBytes(StandardCharsets.UTF_8)), "iopub_welcome",
                    Json.of("subscription", topic))));
        }
    }
}
