package leibniz.kernel.protocol;

import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Makes the sockets of a kernel, which serve only clients that hold the keys where there are keys. */
public record Sockets(ZContext context, @Nullable CurveKeys curve) {
    ZMQ.Socket open(SocketType type) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setMaxMsgSize(FrameAllocator.MAX_BYTES);
        socket.setMsgAllocator(new FrameAllocator());
        if (curve != null) {
            curve.serve(socket);
        }
        return socket;
    }
}
