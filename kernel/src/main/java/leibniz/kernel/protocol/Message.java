package leibniz.kernel.protocol;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;

/**
 * One message of the Jupyter protocol.
 *
 * @param identities the ZeroMQ routing frames: whom a reply goes to, or the topic of a publication
 * @param parent the header of the message that this one answers; empty for a request
 */
public record Message(List<byte[]> identities, JsonObject header, JsonObject parent, JsonObject metadata,
        JsonObject content, List<byte[]> buffers) {

    /** The {@code msg_type}, or an empty text where the header has none. */
    public String type() {
        return header.get("msg_type") instanceof JsonPrimitive type && type.isString()
                ? type.getAsString()
                : "";
    }

    /** The same with nothing in it, for whoever only has to name it. */
    public Message withoutContent() {
        return new Message(identities, header, parent, metadata, new JsonObject(), List.of());
    }
}
