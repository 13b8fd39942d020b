package leibniz.kernel;

import java.util.Map;
import java.util.function.BiConsumer;
import leibniz.display.Comm;
import leibniz.display.CommMessage;
import leibniz.display.CommService;
import org.jspecify.annotations.Nullable;

/** Gives cells the comms of the kernel that runs them. */
public final class NotebookComms implements CommService {
    private static volatile @Nullable Comms comms;

    static void attach(Comms running) {
        comms = running;
    }

    private static Comms running() {
        Comms running = comms;
        if (running == null) {
            throw new IllegalStateException("no kernel runs in this program, so a Comm leads nowhere");
        }
        return running;
    }

    @Override
    public Comm open(String target, Map<String, ?> data, Map<String, ?> metadata, byte[]... buffers) {
        return running().open(target, data, metadata, buffers);
    }

    @Override
    public void onOpen(String target, BiConsumer<Comm, CommMessage> callback) {
        running().onOpen(target, callback);
    }
}
