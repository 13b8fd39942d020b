package leibniz.kernel;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import leibniz.display.MimeBundle;

/**
 * What a cell prints and shows, in order. Printed text is gathered for ten milliseconds or 64 kB, whichever comes
 * first, since a message a line would drown any client.
 */
final class CellOutput {
    private static final int FLUSH_BYTES = 1 << 16;
    private static final int FLUSH_MILLIS = 10;
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "leibniz-flush");
        thread.setDaemon(true);
        return thread;
    });

    private final Message request;
    private final Iopub iopub;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private String stream = "stdout";
    private boolean flushScheduled;

    CellOutput(Message request, Iopub iopub) {
        this.request = request;
        this.iopub = iopub;
    }

    /** Adds UTF-8 bytes to the named stream, {@code stdout} or {@code stderr}. */
    synchronized void print(String streamName, byte[] bytes, int offset, int length) {
        if (!streamName.equals(stream)) {
            flush();
            stream = streamName;
        }
        printed.write(bytes, offset, length);
        if (printed.size() >= FLUSH_BYTES) {
            sendPrinted(false);
        } else if (!flushScheduled) {
            flushScheduled = true;
            var _ = TIMER.schedule(this::flushLater, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    synchronized void display(MimeBundle bundle) {
        flush();
        iopub.publish(request, "display_data",
                Json.of("data", Json.of(bundle.data()), "metadata", new JsonObject(),
                        "transient", new JsonObject()));
    }

    /** Sends everything printed so far. */
    synchronized void flush() {
        sendPrinted(true);
    }

    private synchronized void flushLater() {
        flushScheduled = false;
        sendPrinted(false);
    }

    private void sendPrinted(boolean whole) {
        byte[] bytes = printed.toByteArray();
        int length = whole ? bytes.length : completeCharacters(bytes);
        if (length > 0) {
            printed.reset();
            printed.write(bytes, length, bytes.length - length);
            iopub.print(request, stream, new String(bytes, 0, length, StandardCharsets.UTF_8));
        }
    }

    /** The number of bytes up to the last whole character: the rest of one may still be on its way. */
    private static int completeCharacters(byte[] utf8) {
        for (int back = 1; back <= Math.min(4, utf8.length); back++) {
            int b = utf8[utf8.length - back] & 0xff;
            if (b >= 0xc0) {
                int needed = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
                return needed > back ? utf8.length - back : utf8.length;
            }
            if (b < 0x80) {
                break;
            }
        }
        return utf8.length;
    }
}
