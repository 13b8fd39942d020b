package leibniz.display;

import java.util.Map;
import java.util.function.BiConsumer;

/** Opens {@link Comm}s. The kernel provides one by {@link java.util.ServiceLoader}. */
public interface CommService {
    /** See {@link Comm#open(String, Map, Map, byte[]...)}. */
    Comm open(String target, Map<String, ?> data, Map<String, ?> metadata, byte[]... buffers);

    /** See {@link Comm#onOpen}. */
    void onOpen(String target, BiConsumer<Comm, CommMessage> callback);
}
