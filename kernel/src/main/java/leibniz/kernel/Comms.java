package leibniz.kernel;

import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import leibniz.display.Comm;
import leibniz.display.CommMessage;
import leibniz.display.CommService;
import leibniz.kernel.execution.Cell;
import leibniz.kernel.execution.Iopub;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Log;
import leibniz.kernel.protocol.Message;
import org.jspecify.annotations.Nullable;

/**
 * The comms that are open, and the names that the front end may open one to. Cells, and threads of cells,
 * open and send; what comes from the front end is handled on the thread of the cells, between them.
 */
final class Comms implements CommService {
    /** Each page that is loaded opens a line here; there is something to tell once there is a widget. */
    private static final String WIDGETS = "jupyter.widget.control";

    private record Opened(Comm comm, CommMessage message) {}

    private final Iopub iopub;
    private final Interpreter interpreter;
    private final Collection<Message> requests;
    private final Map<String, CellComm> open = new ConcurrentHashMap<>();
    private final Map<String, Callback<Opened>> targets = new ConcurrentHashMap<>();

    /** @param requests what the front end has sent and the kernel has not begun to answer */
    Comms(Iopub iopub, Interpreter interpreter, Collection<Message> requests) {
        this.iopub = iopub;
        this.interpreter = interpreter;
        this.requests = requests;
    }

    @Override
    public Comm open(String target, Map<String, ?> data, Map<String, ?> metadata, byte[]... buffers) {
        CellComm comm = new CellComm(this, UUID.randomUUID().toString(), target);
        JsonObject content = content(comm, data);
        content.addProperty("target_name", target);
        JsonObject about = JsonValues.object("metadata", metadata);
        // The front end may answer as soon as it hears of the comm.
        open.put(comm.id(), comm);
        publish("comm_open", content, about, buffers);
        return comm;
    }

    @Override
    public void onOpen(String target, BiConsumer<Comm, CommMessage> callback) {
        targets.put(target, Callback.of(opened -> callback.accept(opened.comm, opened.message)));
    }

    boolean isOpen(CellComm comm) {
        return open.get(comm.id()) == comm;
    }

    void send(CellComm comm, Map<String, ?> data, byte[]... buffers) {
        if (!isOpen(comm)) {
            throw new IllegalStateException("send on the Comm to " + comm.target()
                    + ", which is closed; open another with Comm.open");
        }
        publish("comm_msg", content(comm, data), new JsonObject(), buffers);
    }

    void close(CellComm comm, Map<String, ?> data, byte[]... buffers) {
        JsonObject content = content(comm, data);
        if (open.remove(comm.id(), comm)) {
            publish("comm_close", content, new JsonObject(), buffers);
        }
    }

    private static JsonObject content(CellComm comm, Map<String, ?> data) {
        return Json.of("comm_id", comm.id(), "data", JsonValues.object("data", data));
    }

    private void publish(String type, JsonObject content, JsonObject metadata, byte[]... buffers) {
        iopub.publishFor(Cell.ofOutput(), type, content, metadata, List.of(buffers));
    }

    /** The {@code comms} of a reply: all that are open, or those of one target. */
    JsonObject info(JsonObject request) {
        String target = Json.string(request, "target_name", "");
        JsonObject found = new JsonObject();
        open.forEach((id, comm) -> {
            if (target.isEmpty() || target.equals(comm.target())) {
                found.add(id, Json.of("target_name", comm.target()));
            }
        });
        return found;
    }

    /** The front end opens a comm. One that nobody wants, or whose callback fails, is closed. */
    void opened(Message request) {
        CellComm comm = new CellComm(this, id(request), Json.string(request.content(), "target_name", ""));
        Callback<Opened> callback = targets.get(comm.target());
        open.put(comm.id(), comm);
        if (callback == null && !comm.target().equals(WIDGETS)) {
            Log.line("the front end opened a comm to " + comm.target() + ", which no cell has registered");
        }
        if (callback == null
                || !interpreter.call(callback, new Opened(comm, message(request)), request, iopub)) {
            open.remove(comm.id());
            iopub.publish(request, "comm_close", Json.of("comm_id", comm.id(), "data", new JsonObject()));
        }
    }

    void received(Message request) {
        CellComm comm = open.get(id(request));
        if (comm != null) {
            call(comm.onMessage, request);
            comm.observers.forEach(observer -> call(observer, request));
        }
    }

    /** What has come for a comm and waits, up to the next cell. */
    Stream<CommMessage> waiting(CellComm comm) {
        return requests.stream().takeWhile(request -> !request.type().equals("execute_request"))
                .filter(request -> request.type().equals("comm_msg") && id(request).equals(comm.id()))
                .map(Comms::message);
    }

    void closed(Message request) {
        CellComm comm = open.remove(id(request));
        if (comm != null) {
            call(comm.onClose, request);
        }
    }

    private void call(@Nullable Callback<CommMessage> callback, Message request) {
        if (callback != null) {
            boolean _ = interpreter.call(callback, message(request), request, iopub);
        }
    }

    private static String id(Message request) {
        return Json.string(request.content(), "comm_id", "");
    }

    private static CommMessage message(Message request) {
        return new CommMessage(JsonValues.map(Json.object(request.content(), "data")),
                JsonValues.map(request.metadata()), request.buffers());
    }
}
