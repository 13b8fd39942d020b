package leibniz.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A socket and the one thread that may touch it. The thread sleeps until a message arrives or another thread has
 * something to send; what is to be sent waits in a bounded queue, so that a sender faster than the network waits.
 */
final class Channel {
    private static final int WAITING_MESSAGES = 1000;

    private final String name;
    private final ZMQ.Socket socket;
    private final ZMQ.Socket wakeReceiver;
    private final ZMQ.Socket wakeSender;
    private final ZMQ.Poller poller;
    private final Consumer<List<byte[]>> receiver;
    private final BlockingQueue<List<byte[]>> outgoing = new LinkedBlockingQueue<>(WAITING_MESSAGES);
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Thread thread;
    private volatile boolean closing;

    /** Binds at once, so that an address in use is an error of the caller; nothing is received before {@link #start}. */
    Channel(ZContext context, String name, SocketType type, String address, Consumer<List<byte[]>> receiver) {
        this.name = name;
        this.receiver = receiver;
        socket = context.createSocket(type);
        socket.setLinger(1000);
        if (type == SocketType.XPUB) {
            // A full queue to a slow client makes this thread wait instead of dropping what was printed;
            // a client that takes nothing for ten seconds is given up.
            socket.setXpubNoDrop(true);
            socket.setSendTimeOut(10_000);
        }
        socket.bind(address);
        wakeReceiver = context.createSocket(SocketType.PAIR);
        wakeReceiver.bind("inproc://wake-" + name);
        wakeSender = context.createSocket(SocketType.PAIR);
        wakeSender.connect("inproc://wake-" + name);
        poller = context.createPoller(2);
        thread = new Thread(this::run, "leibniz-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Queues a message. While the queue is full this waits, and an interrupt ends only that wait. */
    void send(List<byte[]> frames) throws InterruptedException {
        if (Thread.currentThread() == thread) {
            transmit(frames);
        } else {
            if (!outgoing.offer(frames)) {
                outgoing.put(frames);
            }
            wake();
        }
    }

    /** Like {@link #send}, for what must not be lost: an interrupt is kept for later. */
    void sendAnyway(List<byte[]> frames) {
        boolean interrupted = false;
        while (true) {
            try {
                send(frames);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends what is queued, closes the socket and ends the thread. */
    void close() throws InterruptedException {
        closing = true;
        wake();
        if (Thread.currentThread() != thread) {
            thread.join(2000);
        }
    }

    private void wake() {
        if (woken.compareAndSet(false, true)) {
            synchronized (wakeSender) {
                wakeSender.send(new byte[0]);
            }
        }
    }

    private void run() {
        poller.register(socket, ZMQ.Poller.POLLIN);
        poller.register(wakeReceiver, ZMQ.Poller.POLLIN);
        while (!closing) {
            try {
                poller.poll(-1);
                if (poller.pollin(1)) {
                    wakeReceiver.recv();
                    transmitQueued();
                }
                if (poller.pollin(0)) {
                    receive();
                }
            } catch (RuntimeException | Error e) {
                Memory.releaseIfFull(e);
                Log.line("a message on " + name + " failed: " + e);
            }
        }
        transmitQueued();
        socket.close();
    }

    private void transmitQueued() {
        woken.set(false);
        for (List<byte[]> frames = outgoing.poll(); frames != null; frames = outgoing.poll()) {
            transmit(frames);
        }
    }

    private void transmit(List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            boolean sent = i + 1 < frames.size()
                    ? socket.sendMore(frames.get(i))
                    : socket.send(frames.get(i));
            if (!sent) {
                Log.line("a client took nothing from " + name + " for ten seconds; a message to it is lost");
                return;
            }
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
