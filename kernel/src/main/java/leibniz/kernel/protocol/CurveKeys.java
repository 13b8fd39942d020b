package leibniz.kernel.protocol;

import com.google.gson.JsonObject;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/**
 * The pair of keys with which CurveZMQ encrypts what goes between a kernel and its clients, in the text form
 * Z85.
 */
public record CurveKeys(String publicKey, String secretKey) {
    private static final String PUBLIC = "curve_publickey";
    private static final String SECRET = "curve_secretkey";
    private static final int Z85_LENGTH = 40;

    /** The keys in a connection file, or null where it has none. */
    public static @Nullable CurveKeys read(JsonObject json) throws IOException {
        String publicKey = Json.string(json, PUBLIC, "");
        String secretKey = Json.string(json, SECRET, "");
        if (publicKey.isEmpty() && secretKey.isEmpty()) {
            return null;
        }
        check(PUBLIC, publicKey);
        check(SECRET, secretKey);
        return new CurveKeys(publicKey, secretKey);
    }

    /** A key that is wrong must not lead to a kernel that talks to everyone. */
    private static void check(String name, String key) throws IOException {
        if (key.length() != Z85_LENGTH || !key.matches("[0-9a-zA-Z.:+=^!/*?&<>()\\[\\]{}@%$#-]*")) {
            throw new IOException(
                    "its " + name + " is not a key of " + Z85_LENGTH + " characters in Z85; found "
                            + key.length() + " characters");
        }
    }

    /** Has a socket serve the clients that know the public key, and no others. */
    void serve(ZMQ.Socket socket) {
        socket.setCurveServer(true);
        socket.setCurvePublicKey(ZMQ.Curve.z85Decode(publicKey));
        socket.setCurveSecretKey(ZMQ.Curve.z85Decode(secretKey));
    }

    /** Has a socket of a client talk to the kernel that these keys are of. */
    public void connect(ZMQ.Socket socket) {
        socket.setCurveServerKey(ZMQ.Curve.z85Decode(publicKey));
        socket.setCurvePublicKey(ZMQ.Curve.z85Decode(publicKey));
        socket.setCurveSecretKey(ZMQ.Curve.z85Decode(secretKey));
    }
}
