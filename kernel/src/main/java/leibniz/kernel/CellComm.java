package leibniz.kernel;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import leibniz.display.Comm;
import leibniz.display.CommMessage;
import org.jspecify.annotations.Nullable;

/** A comm of the notebook, with the callbacks that cells gave it. */
final class CellComm implements Comm {
    private final Comms comms;
    private final String id;
    private final String target;
    volatile @Nullable Callback<CommMessage> onMessage;
    volatile @Nullable Callback<CommMessage> onClose;
    final List<Callback<CommMessage>> observers = new CopyOnWriteArrayList<>();

    CellComm(Comms comms, String id, String target) {
        this.comms = comms;
        this.id = id;
        this.target = target;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public boolean isOpen() {
        return comms.isOpen(this);
    }

    @Override
    public void send(Map<String, ?> data, byte[]... buffers) {
        comms.send(this, data, buffers);
    }

    @Override
    public void close(Map<String, ?> data, byte[]... buffers) {
        comms.close(this, data, buffers);
    }

    @Override
    public void onMessage(Consumer<CommMessage> callback) {
        onMessage = Callback.of(callback);
    }

    @Override
    public void observe(Consumer<CommMessage> callback) {
        observers.add(Callback.of(callback));
    }

    @Override
    public Stream<CommMessage> waiting() {
        return comms.waiting(this);
    }

    @Override
    public void onClose(Consumer<CommMessage> callback) {
        onClose = Callback.of(callback);
    }

    @Override
    public String toString() {
        return "Comm to " + target + (isOpen() ? "" : ", closed");
    }
}
