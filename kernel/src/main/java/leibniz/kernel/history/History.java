package leibniz.kernel.history;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import leibniz.kernel.history.HistoryFile.Entry;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Log;
import org.jspecify.annotations.Nullable;

/**
 * The cells that ran in this session and, from the user's file, those of other sessions. Session 0 is this
 * one and negative ones are counted back from it, as in IPython. What cells showed is known for this session
 * only.
 */
public final class History {
    /** What a client gets that does not say how much it wants, as with IPython. */
    private static final int DEFAULT_TAIL = 10;
    private static final int MAX_OUTPUT = 10_000;
    private static final int WAIT_MILLIS = 300;

    /** What Jupyter calls the notebook whose kernel this is. */
    private static final String NOTEBOOK = "JPY_SESSION_NAME";

    private final HistoryFile file;
    private final String notebook;
    private final List<Entry> current = new ArrayList<>();
    private final Map<Integer, String> outputs = new HashMap<>();
    /** A disk may be slow or not answer at all, and no cell should wait for it. */
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "leibniz-history");
        thread.setDaemon(true);
        return thread;
    });
    /** This session's number in the file, or 0 as long as it has no line there. */
    private volatile int session;
    private volatile boolean failureTold;

    public History(HistoryFile file) {
        this.file = file;
        String name = System.getenv(NOTEBOOK);
        this.notebook = name == null ? "" : name;
    }

    /**
     * Where this notebook declared a name before its kernel was started anew, as a sentence; null if it did
     * not, or if nothing is known of the notebook's earlier sessions.
     */
    public synchronized @Nullable String whereDeclared(String name) {
        if (notebook.isEmpty()) {
            return null;
        }
        Pattern declaration = Pattern
                .compile("(?m)(?:^|[;{}]\\s*|\\b(?:class|record|enum|interface)\\s+|[\\w>\\]]\\s+)"
                        + "(?<!return )(?<!new )" + Pattern.quote(name)
                        + "\\s*(?:=(?!=)|\\([^;{}]*\\)\\s*\\{|\\{)");
        return others().stream().filter(entry -> entry.notebook().equals(notebook)
                && declaration.matcher(entry.input()).find()).reduce((first, last) -> last)
                .map(entry -> "The kernel was started anew since cell " + entry.line() + " declared " + name
                        + ". Run that cell again; it begins: "
                        + entry.input().strip().lines().findFirst().orElse(""))
                .orElse(null);
    }

    public synchronized void add(int line, String input) {
        current.add(new Entry(0, line, input));
        writer.execute(() -> {
            try {
                session = file.append(session, line, input, notebook);
            } catch (IOException | RuntimeException e) {
                tell("the cells of this session are not kept for later ones", e);
            }
        });
    }

    /** Notes the text of the value that a cell showed. */
    public synchronized void addOutput(int line, String text) {
        outputs.put(line, text.substring(0, Math.min(text.length(), MAX_OUTPUT)));
    }

    /** Waits a moment for the last lines to be written. */
    public void close() throws InterruptedException {
        writer.shutdown();
        var _ = writer.awaitTermination(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Waits a moment for the lines so far. A future that completes by time would start a thread of Java that
     * stays.
     */
    private void awaitWriter() {
        CountDownLatch written = new CountDownLatch(1);
        writer.execute(written::countDown);
        try {
            var _ = written.await(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The {@code history} list of a reply: triples of session, line and input, or input with output where
     * asked.
     */
    public synchronized JsonArray answer(JsonObject request) {
        awaitWriter();
        boolean output = Json.bool(request, "output", false);
        List<Entry> others = others();
        int own = session > 0 ? session : 1 + others.stream().mapToInt(Entry::session).max().orElse(0);
        List<Entry> found = switch (Json.string(request, "hist_access_type", "")) {
            case "tail" -> last(together(others), Json.integer(request, "n", DEFAULT_TAIL));
            case "range" -> range(request, others, own);
            case "search" -> search(request, together(others));
            default -> List.of();
        };
        JsonArray result = new JsonArray();
        for (Entry entry : found) {
            boolean isOwn = entry.session() == 0;
            JsonArray triple = new JsonArray();
            triple.add(isOwn ? own : entry.session());
            triple.add(entry.line());
            if (output) {
                triple.add(pair(entry.input(), isOwn ? outputs.get(entry.line()) : null));
            } else {
                triple.add(entry.input());
            }
            result.add(triple);
        }
        return result;
    }

    private static JsonArray pair(String input, @Nullable String output) {
        JsonArray pair = new JsonArray();
        pair.add(input);
        pair.add(output);
        return pair;
    }

    private List<Entry> others() {
        try {
            return file.read().stream().filter(e -> e.session() != session)
                    .sorted(Comparator.comparingInt(Entry::session)).toList();
        } catch (IOException | RuntimeException e) {
            tell("the cells of other sessions cannot be found", e);
            return List.of();
        }
    }

    private void tell(String what, Exception reason) {
        if (!failureTold) {
            failureTold = true;
            Log.line(what + ": " + (reason.getMessage() == null ? reason : reason.getMessage()));
        }
    }

    private List<Entry> together(List<Entry> others) {
        List<Entry> all = new ArrayList<>(others);
        all.addAll(current);
        return all;
    }

    private List<Entry> range(JsonObject request, List<Entry> others, int own) {
        int asked = Json.integer(request, "session", 0);
        int number = asked > 0 ? asked : own + asked;
        int start = Json.integer(request, "start", 0);
        int stop = Json.integer(request, "stop", Integer.MAX_VALUE);
        return (number == own ? current.stream() : others.stream().filter(e -> e.session() == number))
                .filter(e -> e.line() >= start && e.line() < stop).toList();
    }

    private static List<Entry> search(JsonObject request, List<Entry> all) {
        Pattern pattern = Glob.pattern(Json.string(request, "pattern", "*"));
        List<Entry> found = all.stream().filter(e -> pattern.matcher(e.input()).matches()).toList();
        if (Json.bool(request, "unique", false)) {
            Map<String, Entry> latest = new LinkedHashMap<>();
            for (Entry entry : found) {
                latest.remove(entry.input());
                latest.put(entry.input(), entry);
            }
            found = List.copyOf(latest.values());
        }
        return last(found, Json.integer(request, "n", Integer.MAX_VALUE));
    }

    private static List<Entry> last(List<Entry> list, int n) {
        return list.subList(Math.max(0, list.size() - Math.max(0, n)), list.size());
    }
}
