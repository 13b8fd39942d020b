package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.CurveKeys;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;

/** A kernel whose connection file has CurveZMQ keys talks to clients that have them and to nobody else. */
class CurveIT {
    private static final CurveKeys KEYS = keys();
    private static KernelProcess kernel;

    private static CurveKeys keys() {
        ZMQ.Curve.KeyPair pair = ZMQ.Curve.generateKeyPair();
        return new CurveKeys(pair.publicKey, pair.secretKey);
    }

    @BeforeAll
    static void start() throws IOException {
        kernel = KernelProcess.startEncrypted(KEYS);
    }

    @AfterAll
    static void stop() {
        kernel.close();
    }

    @Test
    void aClientWithTheKeysUsesAllChannels() {
        assertEquals("42", kernel.run("6 * 7").result());
        JsonObject content = KernelProcess.execution("new Scanner(System.in).nextLine()");
        content.addProperty("allow_stdin", true);
        Message reading = kernel.send(kernel.shell, "execute_request", content);
        kernel.giveInput("typed");
        assertEquals("typed", kernel.answer(reading).result());
        kernel.send(kernel.control, "kernel_info_request", new JsonObject());
        assertEquals("kernel_info_reply", kernel.receive(kernel.control).type());
        kernel.heartbeat.send("beat");
        assertEquals("beat", kernel.heartbeat.recvStr());
        Answer printed = kernel.run("for (int i = 0; i < 100_000; i++) System.out.println(\"line\");");
        assertEquals(500_000, printed.printed("stdout").length());
    }

    @Test
    void aClientWithoutTheKeysGetsNothingOnAnyChannel() {
        assertRefused(null);
    }

    @Test
    void aClientWithOtherKeysGetsNothingOnAnyChannel() {
        assertRefused(keys());
    }

    /** All channels at once, since a kernel takes its time before it gives a client up. */
    private static void assertRefused(CurveKeys keys) {
        List<SocketType> types = List.of(SocketType.DEALER, SocketType.DEALER, SocketType.SUB,
                SocketType.DEALER, SocketType.REQ);
        try (ZContext context = new ZContext()) {
            List<ZMQ.Socket> sockets = new ArrayList<>();
            List<ZMQ.Socket> monitors = new ArrayList<>();
            for (int i = 0; i < types.size(); i++) {
                ZMQ.Socket socket = context.createSocket(types.get(i));
                sockets.add(socket);
                monitors.add(disconnections(context, socket, "inproc://monitor" + i));
                if (keys != null) {
                    keys.connect(socket);
                }
                if (types.get(i) == SocketType.SUB) {
                    socket.subscribe("");
                }
                socket.connect(kernel.addresses().get(i));
                if (types.get(i) != SocketType.SUB) {
                    // With the right signature: it is the keys that are missing.
                    KernelProcess.sendFrames(socket, kernel.wire.write(
                            kernel.wire.answer(null, List.of(), "kernel_info_request", new JsonObject())));
                }
            }
            for (int i = 0; i < types.size(); i++) {
                assertTrue(ZEvent.recv(monitors.get(i)) != null, channel(i) + " did not end the connection");
            }
            assertEquals("2", kernel.run("1 + 1").result());
            for (int i = 0; i < types.size(); i++) {
                assertNull(sockets.get(i).recv(ZMQ.DONTWAIT),
                        channel(i) + " talks to a client without its keys");
            }
        }
    }

    private static ZMQ.Socket disconnections(ZContext context, ZMQ.Socket socket, String address) {
        ZMQ.Socket monitor = context.createSocket(SocketType.PAIR);
        socket.monitor(address, ZMQ.EVENT_DISCONNECTED);
        monitor.setReceiveTimeOut(KernelProcess.TIMEOUT_MILLIS);
        monitor.connect(address);
        return monitor;
    }

    private static String channel(int number) {
        return "channel " + number + " at " + kernel.addresses().get(number);
    }

    @Test
    void keysThatAreNoneAreRefusedInsteadOfTalkingToEveryone() {
        for (JsonObject broken : List.of(Json.of("curve_publickey", KEYS.publicKey()),
                Json.of("curve_secretkey", KEYS.secretKey()),
                Json.of("curve_publickey", KEYS.publicKey(), "curve_secretkey", "short"),
                Json.of("curve_publickey", KEYS.publicKey(), "curve_secretkey", "~".repeat(40)))) {
            String message = assertThrows(IOException.class, () -> CurveKeys.read(broken)).getMessage();
            assertTrue(message.contains("is not a key"), message);
            assertFalse(message.contains(KEYS.secretKey()), "a message shows the secret key: " + message);
        }
    }
}
