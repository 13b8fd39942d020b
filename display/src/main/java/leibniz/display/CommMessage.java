package leibniz.display;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that came over a {@link Comm}.
 *
 * @param data what was sent: objects are maps, arrays are lists, numbers are Integer where they fit, else
 *     Long, else Double
 * @param metadata what was said about the data, often empty
 * @param buffers the bytes that were sent beside the data
 */
public record CommMessage(Map<String, @Nullable Object> data, Map<String, @Nullable Object> metadata,
        List<byte[]> buffers) {}
