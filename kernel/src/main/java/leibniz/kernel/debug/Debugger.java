package leibniz.kernel.debug;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import leibniz.kernel.execution.CellControl;
import leibniz.kernel.execution.Iopub;
import leibniz.kernel.outcome.SnippetOrigins;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.session.Session;

/**
 * Answers what a debugger's front end asks, in the form of the Debug Adapter Protocol and of what Jupyter
 * adds to it. All requests come from one thread, which is not that of the control channel: an interrupt gets
 * through whatever is asked here.
 */
public final class Debugger {
    private static final List<String> WHILE_STOPPED = List.of("continue", "next", "stepIn", "stepOut");

    private final CellControl control;
    private final Events events;
    private final CellPaths paths = new CellPaths();
    private final Breakpoints breakpoints = new Breakpoints(paths);
    private final Copies copies;
    private final Conditions conditions;
    private final Places places;
    private final Stops stops;
    private final StackView stack;

    /**
     * A debugger that is off.
     *
     * @param session waits until there is one
     */
    public Debugger(Supplier<Session> session, SnippetOrigins origins, CellControl control, Iopub iopub) {
        this.control = control;
        this.events = new Events(iopub);
        Globals globals = new Globals(session);
        this.copies = new Copies(session, globals);
        this.conditions = new Conditions(session);
        this.places = new Places(origins, paths);
        this.stops = new Stops(places, breakpoints, conditions, events);
        this.stack = new StackView(stops, places, globals, copies, session);
    }

    /** What a request cannot be answered for; the message is for the user. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** The reply to a request; one that fails is a reply too. */
    public JsonObject answer(JsonObject request) {
        String command = Json.string(request, "command", "");
        JsonObject reply = Json.of("type", "response", "request_seq", Json.integer(request, "seq", 0), "seq",
                events.nextNumber(), "command", command);
        try {
            reply.add("body", body(command, Json.object(request, "arguments")));
            reply.addProperty("success", true);
        } catch (Refused e) {
            reply.addProperty("success", false);
            reply.addProperty("message", e.getMessage());
            reply.add("body", new JsonObject());
        }
        return reply;
    }

    /** Whatever the cell does has run; what displays its value is no step of it. */
    public void cellEnds() {
        if (stops.isOn()) {
            stops.cellEnds();
        }
    }

    /** The cell has ended, and JShell may declare what was copied while it was stopped. */
    public void cellEnded() {
        copies.declare();
    }

    private JsonObject body(String command, JsonObject arguments) throws Refused {
        return switch (command) {
            case "debugInfo" -> info();
            case "initialize" -> initialize(arguments);
            case "attach" -> attach();
            case "configurationDone" -> new JsonObject();
            case "disconnect" -> disconnect();
            case "dumpCell" -> Json.of("sourcePath", paths.of(Json.string(arguments, "code", "")));
            case "source" -> source(arguments);
            case "modules" -> Json.of("modules", new JsonArray(), "totalModules", 0);
            case "setBreakpoints" -> setBreakpoints(arguments);
            case "setExceptionBreakpoints" -> setExceptionBreakpoints(arguments);
            case "threads" -> Json.of("threads", stops.threads());
            case "pause" -> pause(arguments);
            case String go when WHILE_STOPPED.contains(go) -> resume(go);
            default -> stack.body(command, arguments);
        };
    }

    private JsonObject info() {
        JsonArray threads = new JsonArray();
        StoppedThread stopped = stops.stopped();
        if (stopped != null) {
            threads.add(Stops.id(stopped.stack.thread));
        }
        return Json.of("isStarted", stops.isOn(), "hashMethod", "Murmur2", "hashSeed", CellPaths.SEED,
                "tmpFilePrefix", paths.prefix, "tmpFileSuffix", CellPaths.SUFFIX, "breakpoints",
                breakpoints.toJson(), "stoppedThreads", threads, "richRendering", true, "exceptionPaths",
                new JsonArray(), "copyToGlobals", true);
    }

    private JsonObject initialize(JsonObject arguments) {
        stack.variables.withTypes(!Json.string(arguments, "clientID", "").equals("jupyterlab")
                && Json.bool(arguments, "supportsVariableType", false));
        if (!stops.isOn()) {
            stops.switchOn();
            control.redefiner.weaveLines(true);
        }
        return Json.of("supportsConfigurationDoneRequest", true, "supportsConditionalBreakpoints", true,
                "supportsHitConditionalBreakpoints", true, "supportsSetVariable", true,
                "supportsExceptionInfoRequest", true, "exceptionBreakpointFilters",
                Json.array(List.of(
                        Json.of("filter", Stops.RAISED, "label", "Thrown Exceptions", "default", false),
                        Json.of("filter", Stops.UNCAUGHT, "label", "Uncaught Exceptions", "default",
                                false))));
    }

    private void requireOn() throws Refused {
        if (!stops.isOn()) {
            throw new Refused("the debugger is off: send initialize first");
        }
    }

    private JsonObject attach() throws Refused {
        requireOn();
        events.send("initialized", new JsonObject());
        return new JsonObject();
    }

    /** Cells are as fast as before from the next call of their methods on. */
    private JsonObject disconnect() {
        if (stops.isOn()) {
            breakpoints.clear();
            stops.switchOff();
            control.redefiner.weaveLines(false);
            conditions.forget();
            places.forget();
            stack.variables.clear();
        }
        return new JsonObject();
    }

    private JsonObject source(JsonObject arguments) throws Refused {
        String path = Json.string(Json.object(arguments, "source"), "path", "");
        String text = paths.text(path);
        if (text == null) {
            throw new Refused("the kernel has no source " + path);
        }
        return Json.of("content", text, "mimeType", "text/x-java");
    }

    private JsonObject setBreakpoints(JsonObject arguments) throws Refused {
        requireOn();
        String path = Json.string(Json.object(arguments, "source"), "path", "");
        conditions.forget();
        return Json.of("breakpoints", breakpoints.set(path, arguments.get("breakpoints")));
    }

    private JsonObject setExceptionBreakpoints(JsonObject arguments) {
        Set<String> filters = new HashSet<>();
        if (arguments.get("filters") instanceof JsonArray wanted) {
            for (JsonElement filter : wanted) {
                filters.add(filter.getAsString());
            }
        }
        stops.filter(filters);
        return new JsonObject();
    }

    private JsonObject pause(JsonObject arguments) throws Refused {
        requireOn();
        stops.pause(Json.integer(arguments, "threadId", Stops.CELLS));
        return new JsonObject();
    }

    private JsonObject resume(String command) throws Refused {
        StoppedThread stopped = stops.stopped();
        if (stopped == null) {
            throw new Refused("no cell is stopped");
        }
        int depth = stopped.frames.isEmpty() ? 0 : stopped.frames.getFirst().depth;
        stack.variables.clear();
        stopped.resume(switch (command) {
            case "next" -> new Step(Step.Kind.OVER, depth);
            case "stepIn" -> new Step(Step.Kind.INTO, depth);
            case "stepOut" -> new Step(Step.Kind.OUT, depth);
            default -> null;
        });
        return Json.of("allThreadsContinued", false);
    }
}
