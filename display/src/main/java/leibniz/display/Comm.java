package leibniz.display;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A line between code of a cell and code of the front end, such as a widget, on which either side sends
 * messages. The data of a message are maps with string keys, lists, arrays, strings, numbers, booleans and
 * null; files and pictures travel beside them as bytes. Callbacks run one at a time, between cells, and an
 * interrupt of the kernel ends them; what they print and show appears under the cell that registered them.
 */
public interface Comm {
    /**
     * Opens a line to what the front end has registered under this name.
     *
     * @throws IllegalArgumentException if the data cannot be sent; the message names the place and the class
     * @throws IllegalStateException outside a notebook
     */
    static Comm open(String target, Map<String, ?> data, byte[]... buffers) {
        return open(target, data, Map.of(), buffers);
    }

    /** Like {@link #open(String, Map, byte[]...)}, with metadata, as targets of widgets ask for. */
    static Comm open(String target, Map<String, ?> data, Map<String, ?> metadata, byte[]... buffers) {
        return Services.comms().open(target, data, metadata, buffers);
    }

    /**
     * Registers what is to be called with each line that the front end opens to this name and with the
     * message that opened it. A name that is registered already gets the new callback.
     *
     * @throws IllegalStateException outside a notebook
     */
    static void onOpen(String target, BiConsumer<Comm, CommMessage> callback) {
        Services.comms().onOpen(target, callback);
    }

    /** What both sides call this line. */
    String id();

    /** The name that the line was opened to. */
    String target();

    /** Whether neither side has closed the line. */
    boolean isOpen();

    /**
     * Sends a message.
     *
     * @throws IllegalArgumentException if the data cannot be sent; the message names the place and the class
     * @throws IllegalStateException if the line is closed
     */
    void send(Map<String, ?> data, byte[]... buffers);

    /** Closes the line without a last message; a line that is closed stays so. */
    default void close() {
        close(Map.of());
    }

    /** Closes the line with a last message; a line that is closed stays so. */
    void close(Map<String, ?> data, byte[]... buffers);

    /** Has the callback called with each message that comes, instead of the callback before. */
    void onMessage(Consumer<CommMessage> callback);

    /**
     * Has the callback called as well, after that of {@link #onMessage} and those observed before, each under
     * the cell that registered it.
     */
    void observe(Consumer<CommMessage> callback);

    /** The messages that have come for this line and wait for their callbacks, up to the next cell. */
    Stream<CommMessage> waiting();

    /** Has the callback called when the front end closes the line, instead of the callback before. */
    void onClose(Consumer<CommMessage> callback);
}
