package leibniz.kernel.protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.net.ExtendedSocketOptions;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;

/**
 * A socket in the file system, whose bytes go to a port that JeroMQ listens on: JeroMQ knows no other
 * sockets. Any user of the machine may connect to that port, so what does not come from here is hung up on
 * before JeroMQ says a word. The file lets in its owner alone, and the administrator.
 */
final class IpcRelay {
    private static final String SCHEME = "ipc://";
    private static final String ADMINISTRATOR = "root";
    /** The one that JeroMQ is told, whatever the machine calls its own. */
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int DRAIN_MILLIS = 2000;

    private final Path file;
    private final ServerSocketChannel server;
    private final UserPrincipal owner;
    private final InetSocketAddress port;
    /** The addresses from which this connects to the port. */
    private final Set<SocketAddress> ownEnds = ConcurrentHashMap.newKeySet();
    /** The threads that carry what the kernel says. */
    private final Set<Thread> toClients = ConcurrentHashMap.newKeySet();

    static boolean isFor(String address) {
        return address.startsWith(SCHEME);
    }

    /** Binds the socket to an address {@code ipc://path}. */
    IpcRelay(ZMQ.Socket socket, String address) throws IOException {
        file = Path.of(address.substring(SCHEME.length())).toAbsolutePath();
        Path folder = file.getParent();
        if (folder != null) {
            OtherUsers.demandReadOnly(folder);
        }
        removeStale();
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(file));
        } catch (IOException e) {
            throw new IOException("cannot listen on " + file + ": " + e.getMessage(), e);
        }
        file.toFile().deleteOnExit();
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("rw-------"));
        }
        owner = Files.getOwner(file);
        socket.setEventHook(this::hangUpOnOthers, ZMQ.EVENT_ACCEPTED);
        socket.bind("tcp://127.0.0.1:*");
        String bound = socket.getLastEndpoint();
        port = new InetSocketAddress(LOOPBACK,
                Integer.parseInt(bound.substring(bound.lastIndexOf(':') + 1)));
        daemon(this::acceptClients);
    }

    /** What a kernel that was killed left behind. */
    private void removeStale() throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && Files
                .readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther()) {
            Files.delete(file);
        }
    }

    /** JeroMQ calls this on the thread that would say the first word to who connected. */
    private void hangUpOnOthers(ZEvent accepted) {
        SocketChannel channel = accepted.getValue();
        try {
            if (!ownEnds.remove(channel.getRemoteAddress())) {
                channel.close();
            }
        } catch (IOException e) {
            Log.line("a connection to the port behind " + file + " ended at once: " + e.getMessage());
        }
    }

    private void acceptClients() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                if (isTrusted(client)) {
                    connect(client);
                } else {
                    client.close();
                }
            } catch (IOException e) {
                if (server.isOpen()) {
                    Log.line("a client of " + file + " could not connect: " + e.getMessage());
                }
            }
        }
    }

    /** The file's permissions already say so, but for the moment before they were set. */
    private boolean isTrusted(SocketChannel client) throws IOException {
        if (!client.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
            return true;
        }
        UserPrincipal user = client.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        return user.equals(owner) || user.getName().equals(ADMINISTRATOR);
    }

    private void connect(SocketChannel client) throws IOException {
        SocketChannel kernel = SocketChannel.open();
        try {
            // The number first: it is known before JeroMQ learns of the connection.
            kernel.bind(new InetSocketAddress(LOOPBACK, 0));
            ownEnds.add(kernel.getLocalAddress());
            kernel.connect(port);
        } catch (IOException e) {
            end(client, kernel);
            throw e;
        }
        daemon(() -> carry(client, kernel, kernel));
        daemon(() -> {
            toClients.add(Thread.currentThread());
            carry(kernel, client, kernel);
            toClients.remove(Thread.currentThread());
        });
    }

    private void carry(SocketChannel from, SocketChannel to, SocketChannel kernel) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException e) {
            // One side is gone, and the other is to learn of it.
        } finally {
            end(from == kernel ? to : from, kernel);
        }
    }

    private void end(SocketChannel client, SocketChannel kernel) {
        try (client; kernel) {
            SocketAddress end = kernel.getLocalAddress();
            if (end != null) {
                ownEnds.remove(end);
            }
        } catch (IOException e) {
            // It is closed already.
        }
    }

    /** Lets no more clients in, and removes the file. */
    void close() {
        try (server) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            Log.line("cannot remove " + file + ": " + e.getMessage());
        }
    }

    /** Waits until the clients have what the kernel said before its socket was closed. */
    void drain() throws InterruptedException {
        for (Thread thread : toClients) {
            thread.join(DRAIN_MILLIS);
        }
    }

    /**
     * Not a virtual thread: cells may keep all of the processor's carriers, and their interrupt comes here.
     */
    private static void daemon(Runnable work) {
        Thread.ofPlatform().daemon().name("leibniz-ipc").start(work);
    }
}
