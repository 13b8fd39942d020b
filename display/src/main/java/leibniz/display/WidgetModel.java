package leibniz.display;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A model of ipywidgets: a state that the kernel and all front ends share by messages over a comm, as version
 * 2.1 of the protocol jupyter.widget says.
 */
final class WidgetModel {
    private static final String CONTROLS = "@jupyter-widgets/controls";
    private static final String BASE = "@jupyter-widgets/base";
    private static final String OUTPUT = "@jupyter-widgets/output";
    private static final String ANYWIDGET = "anywidget";
    private static final Map<String, String> VERSIONS = Map.of(CONTROLS, "2.0.0", BASE, "2.0.0", OUTPUT,
            "1.0.0", ANYWIDGET, "*");
    private static final Map<String, WidgetModel> OPEN = new ConcurrentHashMap<>();

    private final Map<String, @Nullable Object> state = new LinkedHashMap<>();
    private final Comm comm;
    /** Called with what a front end has changed, after the state has it. */
    private volatile Consumer<Map<String, @Nullable Object>> onUpdate = changes -> {};
    private volatile Consumer<Map<String, @Nullable Object>> onCustom = content -> {};

    private WidgetModel(String module, String name, @Nullable String viewModule, @Nullable String view,
            Map<String, ?> values) {
        if (OPEN.isEmpty()) {
            answerPages();
        }
        state.put("_model_module", module);
        state.put("_model_module_version", Objects.requireNonNull(VERSIONS.get(module)));
        state.put("_model_name", name + "Model");
        if (viewModule != null) {
            state.put("_view_module", viewModule);
            state.put("_view_module_version", Objects.requireNonNull(VERSIONS.get(viewModule)));
        }
        state.put("_view_name", view);
        state.putAll(values);
        var sent = new WidgetBuffers(state);
        comm = Comm.open("jupyter.widget", Map.of("state", sent.state(), "buffer_paths", sent.paths),
                Map.of("version", "2.1.0"), sent.bytes());
        OPEN.put(comm.id(), this);
        comm.onMessage(this::received);
        comm.onClose(message -> OPEN.remove(comm.id()));
    }

    /** A page that is loaded asks for all states at once. */
    private static void answerPages() {
        Comm.onOpen("jupyter.widget.control", (control, opened) -> control.onMessage(message -> {
            if ("request_states".equals(message.data().get("method"))) {
                sendAll(control);
            }
        }));
    }

    /** A model with a view, a layout, and a style of the named kind unless that is empty. */
    static WidgetModel control(String name, String style, Map<String, ?> values) {
        var all = new LinkedHashMap<String, Object>();
        all.put("layout", new WidgetModel(BASE, "Layout", BASE, "LayoutView", Map.of()).reference());
        if (!style.isEmpty()) {
            all.put("style", new WidgetModel(CONTROLS, style + "Style", BASE, "StyleView",
                    style.equals("Button") ? Map.of() : Map.of("description_width", "initial")).reference());
        }
        all.putAll(values);
        return new WidgetModel(CONTROLS, name, CONTROLS, name + "View", all);
    }

    static WidgetModel output() {
        return new WidgetModel(OUTPUT, "Output", OUTPUT, "OutputView", Map.of("layout",
                new WidgetModel(BASE, "Layout", BASE, "LayoutView", Map.of()).reference(), "msg_id", "",
                "outputs", List.of()));
    }

    /** A model whose front end is code of ours, which anywidget runs. */
    static WidgetModel own(String name, String code, String style, Map<String, ?> values) {
        var all = new LinkedHashMap<String, Object>();
        all.put("layout", new WidgetModel(BASE, "Layout", BASE, "LayoutView", Map.of()).reference());
        all.put("_anywidget_id", "leibniz." + name);
        all.put("_esm", code);
        all.put("_css", style);
        all.putAll(values);
        return new WidgetModel(ANYWIDGET, "Any", ANYWIDGET, "AnyView", all);
    }

    /** Lets two values be one, also where there is no kernel. */
    static void link(WidgetModel source, WidgetModel target, String property) {
        var _ = new WidgetModel(CONTROLS, "Link", null, null, Map.of("source",
                List.of(source.reference(), property), "target", List.of(target.reference(), property)));
    }

    String id() {
        return comm.id();
    }

    Comm comm() {
        return comm;
    }

    /** How the state of another model names this one. */
    String reference() {
        return "IPY_MODEL_" + comm.id();
    }

    void onUpdate(Consumer<Map<String, @Nullable Object>> callback) {
        onUpdate = callback;
    }

    void onCustom(Consumer<Map<String, @Nullable Object>> callback) {
        onCustom = callback;
    }

    /** Tells all pages something that is no property. */
    void tell(Map<String, ?> content) {
        if (comm.isOpen()) {
            comm.send(Map.of("method", "custom", "content", content));
        }
    }

    void set(String property, Object value) {
        synchronized (state) {
            state.put(property, value);
            if (comm.isOpen()) { // a page without ipywidgets closes what it does not know
                send("update", Map.of(property, value));
            }
        }
    }

    private void send(String method, Map<String, ?> values) {
        var sent = new WidgetBuffers(values);
        comm.send(Map.of("method", method, "state", sent.state(), "buffer_paths", sent.paths), sent.bytes());
    }

    /** What a message changes; empty for one that does not change the state. */
    static Map<String, @Nullable Object> changes(CommMessage message) {
        return "update".equals(message.data().get("method")) ? map(message.data().get("state")) : Map.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(@Nullable Object object) {
        return object instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    private void received(CommMessage message) {
        switch (String.valueOf(message.data().get("method"))) {
            case "update" -> {
                var changes = changes(message);
                WidgetBuffers.restore(changes, message.data().get("buffer_paths"), message.buffers());
                synchronized (state) {
                    state.putAll(changes);
                    send("echo_update", changes);
                }
                onUpdate.accept(changes);
            }
            case "request_state" -> {
                synchronized (state) {
                    send("update", state);
                }
            }
            case "custom" -> onCustom.accept(map(message.data().get("content")));
            default -> {
                // of a later version of the protocol
            }
        }
    }

    private static void sendAll(Comm control) {
        var states = new LinkedHashMap<String, Object>();
        OPEN.forEach((id, model) -> {
            synchronized (model.state) {
                states.put(id, Map.of("model_name", String.valueOf(model.state.get("_model_name")),
                        "model_module", String.valueOf(model.state.get("_model_module")),
                        "model_module_version", String.valueOf(model.state.get("_model_module_version")),
                        "state", new LinkedHashMap<>(model.state)));
            }
        });
        var sent = new WidgetBuffers(states);
        control.send(Map.of("method", "update_states", "states", sent.state(), "buffer_paths", sent.paths),
                sent.bytes());
    }

    static void closeAll() {
        for (WidgetModel model : new ArrayList<>(OPEN.values())) {
            model.comm.close();
        }
        OPEN.clear();
    }
}
