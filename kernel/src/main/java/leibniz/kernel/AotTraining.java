package leibniz.kernel;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import leibniz.kernel.protocol.Connection;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.MalformedMessageException;
import leibniz.kernel.protocol.Message;
import leibniz.kernel.protocol.Wire;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * Runs a kernel and a client of it in one process, through what a first session does, and leaves. Java
 * records which classes that loads ({@code -XX:AOTCacheOutput}), and later kernels start with those already
 * parsed and linked.
 */
public final class AotTraining {
    private static final String KEY = "training";
    /**
     * On a busy machine one connection of JeroMQ in a hundred or so is made and then says nothing, until this
     * time has passed and it is made again: otherwise half a minute.
     */
    private static final int HANDSHAKE_MILLIS = 3_000;
    /** A training that waits in vain is to end, since nobody watches it. */
    private static final int SILENCE_MILLIS = 120_000;
    private static final List<String> CELLS = List.of("var x = arange(4.0);\nx", "x.requiresGrad_(true)",
            "var y = dot(x, x).mul(2);\ny", "y.backward();\nx.grad()", "graph(y)",
            "Tensor f(Tensor a) {\n    var b = a.mul(2);\n    while (b.norm().item() < 1000) b = b.mul(2);\n"
                    + "    return b.sum().item() > 0 ? b : b.mul(100);\n}",
            "for (int i = 0; i < 3; i++) System.out.println(i);", "String wrong = 1;",
            "throw new Exception(\"x\");",
            "int f2(int n) { return n; }\nf2(2)", "int f2(int n) { return 2 * n; }",
            "List.of(1, 2, 3).stream().map(n -> n * 2).toList()", "record Point(int a) {}\nnew Point(1)");

    private final ZContext context = new ZContext();
    private final Wire wire = new Wire(KEY, "hmac-sha256");
    private final ZMQ.Socket shell;
    private final ZMQ.Socket control;
    private final ZMQ.Socket iopub;

    private AotTraining(Connection connection) throws IOException, MalformedMessageException {
        iopub = connect(SocketType.SUB, connection.address(connection.iopubPort()));
        iopub.subscribe("");
        // What is asked before the subscription stands may be answered without being heard.
        while (!wire.read(receive(iopub)).type().equals("iopub_welcome")) {
        }
        shell = connect(SocketType.DEALER, connection.address(connection.shellPort()));
        control = connect(SocketType.DEALER, connection.address(connection.controlPort()));
    }

    static void run() throws IOException, MalformedMessageException {
        int[] ports = freePorts();
        Connection connection = new Connection("tcp", "127.0.0.1", ports[0], ports[1], ports[2], ports[3],
                ports[4],
                KEY, "hmac-sha256", null);
        new Kernel(connection).start();
        new AotTraining(connection).requests();
    }

    private static int[] freePorts() throws IOException {
        int[] ports = new int[5];
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < ports.length; i++) {
                // All at once, since a port that was given back may be given out again.
                held.add(new ServerSocket(0));
                ports[i] = held.get(i).getLocalPort();
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
        return ports;
    }

    private ZMQ.Socket connect(SocketType type, String address) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setHandshakeIvl(HANDSHAKE_MILLIS);
        socket.setReceiveTimeOut(SILENCE_MILLIS);
        socket.connect(address);
        return socket;
    }

    private void requests() throws IOException, MalformedMessageException {
        request(shell, "kernel_info_request", new JsonObject());
        for (String cell : CELLS) {
            request(shell, "execute_request", Json.of("code", cell, "stop_on_error", false));
        }
        request(shell, "complete_request", Json.of("code", "x.req", "cursor_pos", 5));
        request(shell, "complete_request", Json.of("code", "var z = x.mul(2);\nten", "cursor_pos", 21));
        request(shell, "inspect_request", Json.of("code", "x.sum()", "cursor_pos", 4));
        request(shell, "inspect_request", Json.of("code", "List.of(1)", "cursor_pos", 6));
        request(shell, "is_complete_request", Json.of("code", "for (;;) {"));
        request(control, "shutdown_request", new JsonObject());
    }

    private void request(ZMQ.Socket socket, String type, JsonObject content)
            throws IOException, MalformedMessageException {
        Message request = wire.answer(null, List.of(), type, content);
        List<byte[]> frames = wire.write(request);
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i + 1 < frames.size() ? ZMQ.SNDMORE : 0);
        }
        while (true) {
            Message heard = wire.read(receive(iopub));
            if (heard.type().equals("status") && heard.parent().equals(request.header())
                    && Json.string(heard.content(), "execution_state", "").equals("idle")) {
                break;
            }
        }
        receive(socket);
    }

    private static List<byte[]> receive(ZMQ.Socket socket) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        do {
            byte[] frame = socket.recv();
            if (frame == null) {
                throw new IOException("the kernel said nothing for " + SILENCE_MILLIS / 1000 + " seconds");
            }
            frames.add(frame);
        } while (socket.hasReceiveMore());
        return frames;
    }
}
