package leibniz.kernel.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import zmq.Msg;

/**
 * A socket and the one thread that may touch it. The thread sleeps until a message arrives or another thread
 * has something to send. Other threads only fill a queue and wake it: JeroMQ takes an interrupt of the thread
 * that calls it for its own, and threads of cells are interrupted. What waits to be sent is bounded in bytes,
 * so that a sender faster than the network waits.
 */
public final class Channel {
    private static final int WAITING_BYTES = 4 << 20;
    /**
     * How many messages wait for each client in JeroMQ, which counts a client as alive whenever it took half
     * of them. A message of printed text has at most 64 kB, so this is little memory, and little for a slow
     * client to take.
     */
    private static final int MESSAGES_PER_CLIENT = 20;
    private static final int GIVE_UP_SECONDS = 10;

    private final String name;
    private final ZMQ.Socket socket;
    private final @Nullable IpcRelay relay;
    private final boolean publishes;
    private final Selector selector;
    private final Consumer<List<byte[]>> receiver;
    private final Queue<Outgoing> outgoing = new ConcurrentLinkedQueue<>();
    private final Semaphore room = new Semaphore(WAITING_BYTES, true);
    private final Thread thread;
    private volatile boolean closing;

    private record Outgoing(List<byte[]> frames, int bytes) {}

    /**
     * Binds at once, so that an address in use is an error of the caller; nothing is received before
     * {@link #start}.
     */
    public Channel(Sockets sockets, String name, SocketType type, String address,
            Consumer<List<byte[]>> receiver) {
        this.name = name;
        this.receiver = receiver;
        socket = sockets.open(type);
        socket.setLinger(1000);
        publishes = type == SocketType.XPUB;
        if (publishes) {
            // A full queue to a slow client makes this thread wait instead of dropping what was printed.
            socket.setXpubNoDrop(true);
            // Each client is to hear that its subscription stands, not only the first.
            socket.setXpubVerbose(true);
            socket.setSndHWM(MESSAGES_PER_CLIENT);
            socket.setSendTimeOut(GIVE_UP_SECONDS * 1000);
        }
        relay = bind(address);
        try {
            selector = Selector.open();
            socket.getFD().register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot watch the channel " + name, e);
        }
        thread = new Thread(this::run, "leibniz-" + name);
        thread.setDaemon(true);
    }

    private @Nullable IpcRelay bind(String address) {
        if (!IpcRelay.isFor(address)) {
            socket.bind(address);
            return null;
        }
        try {
            return new IpcRelay(socket, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    public void start() {
        thread.start();
    }

    /**
     * Queues a message of the kernel's own. It never waits: no slow client may keep the kernel from answering
     * others.
     */
    public void send(List<byte[]> frames) {
        if (Thread.currentThread() == thread) {
            transmit(frames);
        } else if (!offer(frames)) {
            enqueue(frames, 0);
        }
    }

    /**
     * Queues a message of a cell, which may have many: while too much waits this waits too. An interrupt of
     * that wait is kept for later, unless the message is given up by then.
     *
     * @return whether the message was queued
     */
    public boolean sendUnless(List<byte[]> frames, BooleanSupplier givenUp) {
        boolean interrupted = false;
        try {
            while (!offer(frames)) {
                try {
                    int bytes = size(frames);
                    room.acquire(bytes);
                    enqueue(frames, bytes);
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    if (givenUp.getAsBoolean()) {
                        return false;
                    }
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Queues a message if that needs no wait. */
    public boolean offer(List<byte[]> frames) {
        int bytes = size(frames);
        boolean accepted = room.tryAcquire(bytes);
        if (accepted) {
            enqueue(frames, bytes);
        }
        return accepted;
    }

    private void enqueue(List<byte[]> frames, int bytes) {
        outgoing.add(new Outgoing(frames, bytes));
        selector.wakeup();
    }

    private static int size(List<byte[]> frames) {
        return (int) Math.min(WAITING_BYTES, frames.stream().mapToLong(frame -> frame.length).sum());
    }

    /** Sends what is queued, closes the socket and ends the thread. */
    public void close() throws InterruptedException {
        closing = true;
        selector.wakeup();
        if (relay != null) {
            relay.close();
        }
        if (Thread.currentThread() != thread) {
            thread.join(2000);
            if (relay != null) {
                relay.drain();
            }
        }
    }

    private void run() {
        while (!closing) {
            try {
                transmitQueued();
                if (hasIncoming()) {
                    receive();
                } else if (outgoing.isEmpty()) {
                    selector.select(key -> {});
                }
            } catch (IOException | RuntimeException | Error e) {
                Memory.releaseIfFull(e);
                Log.line("a message on " + name + " failed: " + e);
            }
        }
        transmitQueued();
        socket.close();
    }

    private boolean hasIncoming() {
        return (socket.getEvents() & ZMQ.Poller.POLLIN) != 0;
    }

    private void transmitQueued() {
        // No more than waits now: a cell that prints without end must not keep this from receiving or
        // closing.
        for (int waiting = outgoing.size(); waiting > 0; waiting--) {
            while (publishes && hasIncoming()) {
                receive(); // a subscription, whose answer is to come before all else
            }
            Outgoing next = outgoing.remove();
            try {
                transmit(next.frames);
            } finally {
                room.release(next.bytes);
            }
        }
    }

    private void transmit(List<byte[]> frames) {
        if (!transmitted(frames)) {
            Log.line("a client took nothing from " + name + " for " + GIVE_UP_SECONDS
                    + " seconds; what it does not take is lost to it until it takes messages again");
            // A message sent in this mode passes over the clients whose queue is full, and so do all later
            // ones until
            // they make room.
            socket.setXpubNoDrop(false);
            transmitted(frames);
            socket.setXpubNoDrop(true);
        }
    }

    /** Whether the message went out; if it did not, not even in part. */
    private boolean transmitted(List<byte[]> frames) {
        List<Msg> parts = parts(frames);
        for (int i = 0; i < parts.size(); i++) {
            if (!sent(parts.get(i), i < parts.size() - 1)) {
                return false;
            }
        }
        return true;
    }

    /** All of them before the first is sent, since a message that ends halfway runs into the next one. */
    private static List<Msg> parts(List<byte[]> frames) {
        try {
            return frames.stream().map(Msg::new).toList();
        } catch (OutOfMemoryError e) {
            Memory.releaseIfFull(e);
            return frames.stream().map(Msg::new).toList();
        }
    }

    private boolean sent(Msg part, boolean more) {
        try {
            return more ? socket.sendMsgMore(part) : socket.sendMsg(part);
        } catch (OutOfMemoryError e) {
            Memory.releaseIfFull(e);
            return more ? socket.sendMsgMore(part) : socket.sendMsg(part);
        }
    }

    private void receive() {
        List<byte[]> frames = new ArrayList<>();
        do {
            frames.add(socket.recv());
        } while (socket.hasReceiveMore());
        receiver.accept(frames);
    }
}
