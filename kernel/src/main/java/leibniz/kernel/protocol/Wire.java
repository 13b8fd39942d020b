package leibniz.kernel.protocol;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Turns messages into signed frames and back, and makes the headers of this kernel's session. */
public final class Wire {
    /** As in kernel.json. From 5.5 on clients may wait for the iopub_welcome that this kernel sends. */
    public static final String PROTOCOL_VERSION = "5.5";

    /**
     * Always six digits of the second: Python's client takes no more, and Java's own text has no fixed
     * number.
     */
    private static final DateTimeFormatter DATE = DateTimeFormatter
            .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UNSIGNED = {};

    private final String session = UUID.randomUUID().toString();
    private final @Nullable SecretKeySpec key;

    public Wire(String key, String signatureScheme) {
        String algorithm = "Hmac" + signatureScheme.replaceFirst("^hmac-", "").toUpperCase(Locale.ROOT);
        this.key = key.isEmpty() ? null : new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm);
    }

    /**
     * An answer, or a publication caused by {@code parent}, which may be absent for what the kernel says by
     * itself.
     */
    public Message answer(@Nullable Message parent, List<byte[]> identities, String type,
            JsonObject content) {
        JsonObject header = Json.of("msg_id", UUID.randomUUID().toString(), "msg_type", type, "session",
                session,
                "username", "kernel", "date", DATE.format(Instant.now()), "version", PROTOCOL_VERSION);
        JsonObject parentHeader = parent == null ? new JsonObject() : parent.header();
        return new Message(identities, header, parentHeader, new JsonObject(), content, List.of());
    }

    public List<byte[]> write(Message message) {
        List<byte[]> body = new ArrayList<>();
        for (JsonObject part : List.of(message.header(), message.parent(), message.metadata(),
                message.content())) {
            body.add(part.toString().getBytes(StandardCharsets.UTF_8));
        }
        List<byte[]> frames = new ArrayList<>(message.identities());
        frames.addAll(write(body));
        frames.addAll(message.buffers());
        return frames;
    }

    /** The header, parent header, metadata and content, with the delimiter and the signature before them. */
    public List<byte[]> write(List<byte[]> body) {
        List<byte[]> frames = new ArrayList<>(List.of(DELIMITER, sign(body)));
        frames.addAll(body);
        return frames;
    }

    /**
     * Hands on the messages of a channel; what is none, or is not signed with the key, is dropped with a
     * line.
     */
    public Consumer<List<byte[]>> reading(String channel, Consumer<Message> receiver) {
        return frames -> {
            try {
                receiver.accept(read(frames));
            } catch (MalformedMessageException e) {
                Log.line("dropped a message on " + channel + ": " + e.getMessage());
            }
        };
    }

    public Message read(List<byte[]> frames) throws MalformedMessageException {
        int delimiter = 0;
        while (delimiter < frames.size() && !Arrays.equals(frames.get(delimiter), DELIMITER)) {
            delimiter++;
        }
        if (frames.size() < delimiter + 6) {
            throw new MalformedMessageException(
                    "expected <IDS|MSG>, a signature and four JSON frames, but got "
                            + frames.size() + " frames");
        }
        List<byte[]> body = frames.subList(delimiter + 2, delimiter + 6);
        if (!MessageDigest.isEqual(sign(body), frames.get(delimiter + 1))) {
            throw new MalformedMessageException("wrong signature");
        }
        Message message = new Message(List.copyOf(frames.subList(0, delimiter)),
                object("header", body.get(0)),
                object("parent_header", body.get(1)), object("metadata", body.get(2)),
                object("content", body.get(3)),
                List.copyOf(frames.subList(delimiter + 6, frames.size())));
        if (message.type().isEmpty()) {
            throw new MalformedMessageException("the header has no msg_type");
        }
        return message;
    }

    private static JsonObject object(String part, byte[] json) throws MalformedMessageException {
        try {
            return JsonParser.parseString(new String(json, StandardCharsets.UTF_8)).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException | StackOverflowError e) {
            throw new MalformedMessageException("the " + part + " is not a JSON object");
        }
    }

    private byte[] sign(List<byte[]> body) {
        if (key == null) {
            return UNSIGNED;
        }
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            body.forEach(mac::update);
            return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no signature scheme " + key.getAlgorithm(), e);
        }
    }
}
