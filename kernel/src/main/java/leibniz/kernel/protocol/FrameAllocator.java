package leibniz.kernel.protocol;

import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Makes the room for what comes in, of the size that the other side announces. JeroMQ asks for it on the one
 * thread that serves all channels, and would be lost for good if that failed: with a size that is negative,
 * as JeroMQ takes one of more than 63 bits, or with one that the memory has no room for.
 */
final class FrameAllocator implements MsgAllocator {
    /** The longest frame that is taken; a connection that announces a longer one is closed. */
    static final long MAX_BYTES = Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 16);

    @Override
    public Msg allocate(int size) {
        try {
            if (size >= 0 && size <= MAX_BYTES) {
                return new Msg(size);
            }
            Log.line("a client announced a message of " + Integer.toUnsignedString(size)
                    + " bytes; it is dropped");
        } catch (OutOfMemoryError e) {
            Memory.releaseIfFull(e);
            Log.line("no memory is left for a message of " + size + " bytes; it is dropped");
        }
        return new Msg();
    }
}
