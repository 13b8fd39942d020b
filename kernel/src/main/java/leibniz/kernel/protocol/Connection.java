package leibniz.kernel.protocol;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The contents of a connection file: where the kernel listens, and the key that signs each message. */
public record Connection(String transport, String ip, int shellPort, int controlPort, int iopubPort,
        int stdinPort,
        int heartbeatPort, String key, String signatureScheme, @Nullable CurveKeys curve) {

    public static Connection read(Path file) throws IOException {
        OtherUsers.demandReadOnly(file);
        try {
            JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            return new Connection(Json.string(json, "transport", "tcp"), Json.string(json, "ip", "127.0.0.1"),
                    port(json, "shell_port"), port(json, "control_port"), port(json, "iopub_port"),
                    port(json, "stdin_port"), port(json, "hb_port"), Json.string(json, "key", ""),
                    Json.string(json, "signature_scheme", "hmac-sha256"), CurveKeys.read(json));
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException("it is not a JSON object: " + e.getMessage(), e);
        }
    }

    private static int port(JsonObject json, String name) throws IOException {
        int port = Json.integer(json, name, 0);
        if (port <= 0) {
            throw new IOException("it has no " + name);
        }
        return port;
    }

    /** The ZeroMQ address of a port: {@code tcp://ip:port}, or {@code ipc://path-port}. */
    public String address(int port) {
        return transport + "://" + ip + (transport.equals("ipc") ? "-" : ":") + port;
    }
}
