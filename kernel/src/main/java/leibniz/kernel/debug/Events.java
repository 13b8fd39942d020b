package leibniz.kernel.debug;

import com.google.gson.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;
import leibniz.kernel.execution.Iopub;
import leibniz.kernel.protocol.Json;

/** What the debugger tells all clients by itself. */
final class Events {
    private final Iopub iopub;
    private final AtomicInteger sequence = new AtomicInteger();

    Events(Iopub iopub) {
        this.iopub = iopub;
    }

    int nextNumber() {
        return sequence.incrementAndGet();
    }

    void send(String event, JsonObject body) {
        iopub.publish(null, "debug_event",
                Json.of("type", "event", "seq", nextNumber(), "event", event, "body", body));
    }
}
