package leibniz.kernel.execution;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import leibniz.display.MimeBundle;
import leibniz.kernel.protocol.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a cell prints and shows, in order. Printed text is gathered for ten milliseconds or 64 kB, whichever
 * comes first, since a message a line would drown any client.
 */
public final class CellOutput {
    private static final int FLUSH_BYTES = 1 << 16;
    private static final int FLUSH_MILLIS = 10;
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "leibniz-flush");
        thread.setDaemon(true);
        return thread;
    });

    private final Cell cell;
    private final Iopub iopub;
    private ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private String stream = "stdout";
    private boolean flushScheduled;
    private @Nullable String shownId;

    CellOutput(Cell cell, Iopub iopub) {
        this.cell = cell;
        this.iopub = iopub;
    }

    /** Adds UTF-8 bytes to the named stream, {@code stdout} or {@code stderr}. */
    public synchronized void print(String streamName, byte[] bytes, int offset, int length) {
        if (cell.silent || StopCheck.isLeftBehind()) {
            return;
        }
        if (!streamName.equals(stream)) {
            flush();
            stream = streamName;
        }
        int end = offset + length;
        for (int next = offset; next < end;) {
            // No room is left where stopping the cell ended the wait for a slow client: what had been printed
            // is kept.
            int part = Math.min(end - next, FLUSH_BYTES - printed.size());
            printed.write(bytes, next, part);
            next += part;
            if (printed.size() == FLUSH_BYTES) {
                sendPrinted(completeCharacters(printed.toByteArray()));
            }
        }
        scheduleFlush();
    }

    public synchronized void display(MimeBundle bundle, String id) {
        shownId = id;
        publish("display_data", shown(bundle, id));
    }

    /** Replaces what was shown with this id, also under another cell. */
    public synchronized void updateDisplay(String id, MimeBundle bundle) {
        publish("update_display_data", shown(bundle, id));
    }

    private static JsonObject shown(MimeBundle bundle, String id) {
        return Json.of("data", Json.ofForms(bundle.data()), "metadata", new JsonObject(), "transient",
                Json.of("display_id", id));
    }

    /** Has the client take away what was shown so far when the next output comes. */
    public synchronized void clear() {
        publish("clear_output", Json.of("wait", true));
    }

    private void publish(String type, JsonObject content) {
        if (!cell.silent && !StopCheck.isLeftBehind()) {
            flush();
            iopub.publishFor(cell, cell.request, type, content);
        }
    }

    /** Whether a value is the id of what was shown last, which a cell returns without wanting to see it. */
    public synchronized boolean isShownId(@Nullable Object value) {
        return value != null && value == shownId;
    }

    /** Sends everything printed so far. */
    public synchronized void flush() {
        sendPrinted(printed.size());
    }

    private void sendPrinted(int length) {
        if (length > 0) {
            iopub.publishFor(cell, cell.request, "stream", content(length));
            keepFrom(length);
        }
    }

    private void scheduleFlush() {
        if (!flushScheduled && printed.size() > 0) {
            flushScheduled = true;
            var _ = TIMER.schedule(this::flushLater, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** The timer serves all cells and must not wait; while there is no room it comes again. */
    private synchronized void flushLater() {
        flushScheduled = false;
        int length = completeCharacters(printed.toByteArray());
        if (length > 0) {
            if (iopub.offer(cell.request, "stream", content(length))) {
                keepFrom(length);
            } else {
                scheduleFlush();
            }
        }
    }

    private JsonObject content(int length) {
        return Json.of("name", stream, "text",
                new String(printed.toByteArray(), 0, length, StandardCharsets.UTF_8));
    }

    private void keepFrom(int length) {
        byte[] bytes = printed.toByteArray();
        // A new one, so that a cell that has ended does not hold on to the memory of what it printed.
        printed = new ByteArrayOutputStream();
        printed.write(bytes, length, bytes.length - length);
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
