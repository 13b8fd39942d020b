package leibniz.kernel.debug;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import leibniz.display.MimeBundle;
import leibniz.display.Renderers;
import leibniz.kernel.debug.Debugger.Refused;
import leibniz.kernel.debug.Evaluation.NotCompiled;
import leibniz.kernel.debug.Places.Place;
import leibniz.kernel.execution.CellFrame;
import leibniz.kernel.outcome.RuntimeError;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.session.Session;
import org.jspecify.annotations.Nullable;

/** What there is to see: the frames of the stopped thread, their variables, and those of the notebook. */
final class StackView {
    /** What a front end shows of a deep recursion unless it asks for more. */
    private static final int MOST_FRAMES = 200;
    private static final int RENDER_SECONDS = 10;

    final Variables variables = new Variables();
    private final Stops stops;
    private final Places places;
    private final Globals globals;
    private final Copies copies;
    private final Supplier<Session> session;

    StackView(Stops stops, Places places, Globals globals, Copies copies, Supplier<Session> session) {
        this.stops = stops;
        this.places = places;
        this.globals = globals;
        this.copies = copies;
        this.session = session;
    }

    /** Names and values that belong together: the variables of a frame, or of the notebook. */
    private record Scope(@Nullable CellFrame frame) {}

    JsonObject body(String command, JsonObject arguments) throws Refused {
        return switch (command) {
            case "stackTrace" -> stackTrace(arguments);
            case "scopes" -> scopes(arguments);
            case "variables" -> variables(arguments);
            case "inspectVariables" -> inspectVariables();
            case "richInspectVariables" -> rich(arguments);
            case "evaluate" -> evaluate(arguments);
            case "setVariable" -> setVariable(arguments);
            case "copyToGlobals" -> copyToGlobals(arguments);
            case "exceptionInfo" -> exceptionInfo();
            default -> throw new Refused("this debugger has no " + command);
        };
    }

    private StoppedThread stopped() throws Refused {
        StoppedThread stopped = stops.stopped();
        if (stopped == null) {
            throw new Refused("no cell is stopped");
        }
        return stopped;
    }

    private JsonObject stackTrace(JsonObject arguments) {
        StoppedThread stopped = stops.stopped();
        int thread = Json.integer(arguments, "threadId", Stops.CELLS);
        List<CellFrame> frames = stopped == null || Stops.id(stopped.stack.thread) != thread
                ? List.of()
                : stopped.frames;
        int start = Math.clamp(Json.integer(arguments, "startFrame", 0), 0, frames.size());
        int levels = Json.integer(arguments, "levels", 0);
        int end = (int) Math.min(frames.size(), start + (levels > 0 ? levels : (long) MOST_FRAMES));
        JsonArray shown = new JsonArray();
        for (int i = start; i < end; i++) {
            CellFrame frame = frames.get(i);
            Place place = places.of(frame);
            if (place != null) {
                shown.add(Json.of("id", i + 1, "name", Places.method(frame, place), "line", place.line(),
                        "column",
                        1, "source", Json.of("path", place.path(), "name", place.source())));
            }
        }
        return Json.of("stackFrames", shown, "totalFrames", frames.size());
    }

    private CellFrame frame(JsonObject arguments) throws Refused {
        return frame(Json.integer(arguments, "frameId", 1));
    }

    private CellFrame frame(int id) throws Refused {
        List<CellFrame> frames = stopped().frames;
        if (id < 1 || id > frames.size()) {
            throw new Refused("there is no frame " + id + " any more");
        }
        return frames.get(id - 1);
    }

    private JsonObject scopes(JsonObject arguments) throws Refused {
        CellFrame frame = frame(arguments);
        return Json.of("scopes", Json.array(List.of(
                Json.of("name", "Locals", "variablesReference", variables.reference(new Scope(frame)),
                        "expensive",
                        false),
                Json.of("name", "Globals", "variablesReference", variables.reference(new Scope(null)),
                        "expensive", false))));
    }

    private JsonObject variables(JsonObject arguments) throws Refused {
        Object value = referred(arguments);
        Map<String, @Nullable Object> found;
        try {
            found = value instanceof Scope scope ? values(scope) : Children.of(value);
        } catch (RuntimeException e) {
            throw new Refused("it changed while it was read: " + e);
        }
        return Json.of("variables", variables.toJson(found));
    }

    private Object referred(JsonObject arguments) throws Refused {
        int reference = Json.integer(arguments, "variablesReference", 0);
        Object value = variables.referred(reference);
        if (value == null) {
            throw new Refused("there are no variables " + reference + " any more");
        }
        return value;
    }

    private Map<String, @Nullable Object> values(Scope scope) {
        if (scope.frame == null) {
            return notebook();
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        List<String> names = scope.frame.variables();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i).substring(0, names.get(i).indexOf(' ')), scope.frame.values()[i]);
        }
        return values;
    }

    /** The variables of the notebook, also those that it has when the cell has ended. */
    private Map<String, @Nullable Object> notebook() {
        Map<String, @Nullable Object> values = globals.values();
        copies.values().forEach(values::putIfAbsent);
        return values;
    }

    private JsonObject inspectVariables() {
        if (stops.stopped() == null) {
            variables.clear();
        }
        return Json.of("variables", variables.toJson(notebook()));
    }

    private JsonObject rich(JsonObject arguments) throws Refused {
        String name = Json.string(arguments, "variableName", "");
        StoppedThread stopped = stops.stopped();
        Map<String, @Nullable Object> locals = stopped == null || stopped.frames.isEmpty()
                ? Map.of()
                : values(new Scope(arguments.get("frameId") == null || arguments.get("frameId").isJsonNull()
                        ? stopped.frames.getFirst()
                        : frame(arguments)));
        Map<String, @Nullable Object> known = locals.containsKey(name) ? locals : notebook();
        if (!known.containsKey(name)) {
            throw new Refused("there is no variable " + name);
        }
        Object value = known.get(name);
        MimeBundle shown = stopped == null
                ? rendered(value)
                : asked(stopped, () -> Renderers.render(value));
        return Json.of("data", Json.ofForms(shown.data()), "metadata", new JsonObject());
    }

    /** In a thread of its own, since the code of the user that shows the value may not come back. */
    private static MimeBundle rendered(@Nullable Object value) throws Refused {
        CompletableFuture<MimeBundle> shown = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("leibniz-render").start(() -> {
            try {
                shown.complete(Renderers.render(value));
            } catch (Throwable e) {
                shown.completeExceptionally(e);
            }
        });
        try {
            return shown.get(RENDER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Refused("what shows this value takes more than " + RENDER_SECONDS + " seconds");
        } catch (ExecutionException e) {
            throw new Refused(RuntimeError.text(Objects.requireNonNullElse(e.getCause(), e)));
        } catch (InterruptedException e) {
            throw new Refused("interrupted");
        }
    }

    private JsonObject evaluate(JsonObject arguments) throws Refused {
        CellFrame frame = frame(arguments);
        return variables.described(evaluate(Json.string(arguments, "expression", ""), frame), "result");
    }

    private @Nullable Object evaluate(String text, CellFrame frame) throws Refused {
        StoppedThread stopped = stopped();
        if (text.isBlank()) {
            throw new Refused("there is nothing to evaluate");
        }
        try {
            Evaluation evaluation = Evaluation.of(text, frame, session.get(), true);
            boolean isTop = stopped.thrown == null && frame == stopped.frames.getFirst();
            return asked(stopped, () -> {
                try {
                    return evaluation.in(frame, isTop);
                } catch (Error | Exception e) {
                    throw e;
                } catch (Throwable e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (NotCompiled e) {
            throw new Refused(String.valueOf(e.getMessage()));
        }
    }

    private static <T extends @Nullable Object> T asked(StoppedThread stopped, Callable<T> question)
            throws Refused {
        try {
            return stopped.ask(question).get();
        } catch (ExecutionException e) {
            throw new Refused(RuntimeError.text(Objects.requireNonNullElse(e.getCause(), e)));
        } catch (InterruptedException e) {
            throw new Refused("interrupted");
        }
    }

    private JsonObject setVariable(JsonObject arguments) throws Refused {
        String name = Json.string(arguments, "name", "");
        String value = Json.string(arguments, "value", "");
        Object holder = referred(arguments);
        if (!(holder instanceof Scope scope)) {
            throw new Refused(
                    "only variables are set here; evaluate an assignment to set what " + name + " is in");
        }
        CellFrame frame = scope.frame == null ? stopped().frames.getFirst() : scope.frame;
        evaluate(name + " = " + value, frame);
        return variables.described(values(scope).get(name), "value");
    }

    private JsonObject copyToGlobals(JsonObject arguments) throws Refused {
        CellFrame frame = frame(Json.integer(arguments, "srcFrameId", 1));
        String name = Json.string(arguments, "srcVariableName", "");
        List<String> names = frame.variables();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).startsWith(name + " ")) {
                copies.add(Json.string(arguments, "dstVariableName", name),
                        names.get(i).substring(name.length() + 1), frame.values()[i]);
                return new JsonObject();
            }
        }
        throw new Refused("there is no variable " + name + " in this frame");
    }

    private JsonObject exceptionInfo() throws Refused {
        Throwable thrown = stopped().thrown;
        if (thrown == null) {
            throw new Refused("the cell is not stopped at an exception");
        }
        String message = ValueText.message(thrown);
        return Json.of("exceptionId", ValueText.type(thrown), "description", message == null ? "" : message,
                "breakMode", "always", "details",
                Json.of("typeName", ValueText.type(thrown), "message", message == null ? "" : message));
    }
}
