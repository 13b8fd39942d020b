package leibniz.kernel;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import leibniz.kernel.execution.Iopub;
import leibniz.kernel.outcome.Ansi;
import leibniz.kernel.outcome.Outcome;
import leibniz.kernel.outcome.RuntimeError;
import leibniz.kernel.protocol.Channel;
import leibniz.kernel.protocol.Log;
import leibniz.kernel.protocol.Memory;
import leibniz.kernel.protocol.Message;
import leibniz.kernel.protocol.Sockets;
import leibniz.kernel.protocol.Wire;
import org.zeromq.SocketType;

/**
 * A channel on which clients ask. Each request is bracketed by a busy and an idle status, and whatever fails
 * while it is answered becomes an error reply: every client gets an answer.
 */
final class Requests {
    private static final String REQUEST = "_request";

    private final String name;
    private final Wire wire;
    private final Channel channel;
    private final Iopub iopub;

    Requests(Sockets sockets, String name, Wire wire, String address, Iopub iopub,
            Consumer<Message> receiver) {
        this.name = name;
        this.wire = wire;
        this.iopub = iopub;
        this.channel = new Channel(sockets, name, SocketType.ROUTER, address, wire.reading(name, receiver));
    }

    void start() {
        channel.start();
    }

    void close() throws InterruptedException {
        channel.close();
    }

    void serve(Message request, Consumer<Message> answer) {
        iopub.status(request, "busy");
        try {
            answer.accept(request);
        } catch (Throwable e) {
            Memory.releaseIfFull(e);
            String text = RuntimeError.text(e);
            Log.line(request.type() + " failed: " + text);
            refuse(request, new Outcome.Failure(e.getClass().getName(), text,
                    List.of(Ansi.error("The kernel failed on this request") + ": " + text)));
        }
        iopub.status(request, "idle");
    }

    /** Answers with an error, if the message is one that is answered at all. */
    void refuse(Message request, Outcome.Failure failure) {
        if (request.type().equals("execute_request")) {
            iopub.publish(request, "error", failure.content());
        }
        if (request.type().endsWith(REQUEST)) {
            JsonObject error = failure.content();
            error.addProperty("status", "error");
            reply(request, error);
        }
    }

    void refuseUnknown(Message request) {
        Log.line("unknown message on " + name + ": " + request.type());
        String message = "this kernel answers no " + request.type() + " on its " + name + " channel";
        refuse(request, new Outcome.Failure("UnknownRequest", message, List.of(message)));
    }

    void reply(Message request, JsonObject content) {
        String type = request.type().replaceFirst(REQUEST + "$", "_reply");
        channel.send(wire.write(wire.answer(request, request.identities(), type, content)));
    }
}
