package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leibniz.kernel.history.HistoryFile;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cells of one user's kernels, also of several at once. */
class HistoryIT {
    @TempDir
    Path data;

    private KernelProcess start() throws IOException {
        return KernelProcess.start(Map.of("XDG_DATA_HOME", data.toString()));
    }

    private static List<String> history(KernelProcess kernel, JsonObject request) {
        List<String> found = new ArrayList<>();
        for (var triple : kernel.request("history_request", request).reply().getAsJsonArray("history")) {
            JsonArray parts = triple.getAsJsonArray();
            found.add(parts.get(0) + ":" + parts.get(1) + ":"
                    + (parts.get(2).isJsonArray() ? parts.get(2).toString() : parts.get(2).getAsString()));
        }
        return found;
    }

    private static JsonObject tail(int n) {
        return Json.of("hist_access_type", "tail", "n", n);
    }

    private static JsonObject range(int session) {
        return Json.of("hist_access_type", "range", "session", session);
    }

    private static JsonObject search(String pattern, boolean unique) {
        return Json.of("hist_access_type", "search", "pattern", pattern, "unique", unique);
    }

    /**
     * Waits until the file has so many lines of cells: a kernel waits for the disk no longer than a moment.
     */
    private void untilWritten(int cells) throws IOException {
        HistoryFile file = new HistoryFile(data.resolve("leibniz/history.jsonl"), 1 << 20);
        while (file.read().size() < cells) {
            Thread.onSpinWait();
        }
    }

    private static void shutDown(KernelProcess kernel) throws InterruptedException {
        kernel.send(kernel.control, "shutdown_request", new JsonObject());
        assertTrue(kernel.ends(), "the kernel still runs although it was shut down");
    }

    @Test
    void aNameFromBeforeARestartIsToldWithItsCell() throws IOException, InterruptedException {
        Map<String, String> notebook = Map.of("XDG_DATA_HOME", data.toString(), "JPY_SESSION_NAME",
                "/home/x/first.ipynb");
        try (KernelProcess first = KernelProcess.start(notebook)) {
            first.run("int unused = 1;");
            first.run("var weights = ones(3);\nint twice(int n) { return 2 * n; }");
            untilWritten(2);
            shutDown(first);
        }
        try (KernelProcess again = KernelProcess.start(notebook)) {
            for (String code : List.of("weights.sum()", "weights.sum();", "twice(2)")) {
                String told = again.run(code).reply().get("evalue").getAsString();
                assertTrue(told.endsWith("\nThe kernel was started anew since cell 2 declared "
                        + (code.startsWith("w") ? "weights" : "twice")
                        + ". Run that cell again; it begins: var weights = ones(3);"), told);
            }
            String unknown = again.run("biases.sum()").reply().get("evalue").getAsString();
            assertTrue(!unknown.contains("started anew"), unknown);
        }
        try (KernelProcess other = KernelProcess
                .start(Map.of("XDG_DATA_HOME", data.toString(), "JPY_SESSION_NAME",
                        "/home/x/second.ipynb"))) {
            String told = other.run("weights.sum()").reply().get("evalue").getAsString();
            assertTrue(!told.contains("started anew"), told);
        }
    }

    @Test
    void earlierSessionsAreFound() throws IOException, InterruptedException {
        try (KernelProcess first = start()) {
            first.run("int a = 1;");
            first.run("a + 1");
            untilWritten(2);
            shutDown(first);
        }
        try (KernelProcess second = start()) {
            assertEquals(List.of("1:1:int a = 1;", "1:2:a + 1"), history(second, tail(10)));
            second.run("int b = 2;");
            second.run("a + 1");
            untilWritten(4);
            assertEquals(List.of("1:2:a + 1", "2:1:int b = 2;", "2:2:a + 1"), history(second, tail(3)));
            assertEquals(List.of("1:1:int a = 1;", "1:2:a + 1"), history(second, range(-1)));
            assertEquals(List.of("1:1:int a = 1;", "1:2:a + 1"), history(second, range(1)));
            assertEquals(List.of("2:1:int b = 2;", "2:2:a + 1"), history(second, range(0)));
            assertEquals(List.of(), history(second, range(-2)));
            assertEquals(List.of(), history(second, range(99)));
            assertEquals(List.of("1:1:int a = 1;", "2:1:int b = 2;"), history(second, search("int*", false)));
            assertEquals(List.of("1:2:a + 1", "2:2:a + 1"), history(second, search("a [+] 1", false)));
            assertEquals(List.of("1:1:int a = 1;", "2:1:int b = 2;", "2:2:a + 1"),
                    history(second, search("*", true)));
        }
    }

    @Test
    void questionsStartNoThreadThatStays() throws IOException {
        String threads = """
                Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                        .filter(name -> name.contains("delayScheduler")).toList()""";
        try (KernelProcess kernel = start()) {
            for (int i = 0; i < 200; i++) {
                history(kernel, tail(1));
            }
            assertEquals("[]", kernel.run(threads).result(),
                    "a question waits for the history with a timed future, for which Java keeps a thread");
        }
    }

    @Test
    void twoKernelsAtOnceWriteOneFile() throws IOException, InterruptedException {
        int cells = 40;
        try (KernelProcess one = start(); KernelProcess two = start()) {
            for (int i = 0; i < cells; i++) {
                Message first = one.send(one.shell, "execute_request",
                        KernelProcess.execution("\"one " + i + "\""));
                two.run("\"two " + i + "\"");
                one.answer(first);
            }
            untilWritten(2 * cells);
            List<String> ofTwo = history(two, range(0));
            List<String> seenByOne = history(one, search("\"two*", false));
            assertEquals(cells, ofTwo.size());
            assertEquals(ofTwo, seenByOne);
            assertEquals(history(one, range(0)), history(two, search("\"one*", false)));
            shutDown(one);
            shutDown(two);
        }
        List<String> lines = Files.readAllLines(data.resolve("leibniz").resolve("history.jsonl"));
        assertEquals(2 * cells + 1, lines.size());
        assertEquals(2 * cells,
                new HistoryFile(data.resolve("leibniz/history.jsonl"), 1 << 20).read().size());
    }

    @Test
    void onlyStoredCellsAreKeptAndOutputIsGivenWhereAsked() throws IOException {
        try (KernelProcess kernel = start()) {
            JsonObject silent = KernelProcess.execution("1");
            silent.addProperty("silent", true);
            kernel.request("execute_request", silent);
            kernel.run("40 + 2");
            JsonObject unstored = KernelProcess.execution("3");
            unstored.addProperty("store_history", false);
            kernel.request("execute_request", unstored);
            kernel.run("int quiet = 4;");
            JsonObject withOutput = tail(10);
            withOutput.addProperty("output", true);
            assertEquals(List.of("1:1:[\"40 + 2\",\"42\"]", "1:2:[\"int quiet = 4;\",null]"),
                    history(kernel, withOutput));
            assertEquals(List.of(), history(kernel, Json.of("hist_access_type", "by colour")));
            assertEquals(List.of(), history(kernel, tail(0)));
            assertEquals(List.of(), history(kernel, tail(-3)));
            Message onControl = kernel.send(kernel.control, "history_request", tail(1));
            Message reply = kernel.receive(kernel.control);
            assertTrue(KernelProcess.answers(reply, onControl));
            assertEquals("int quiet = 4;",
                    reply.content().getAsJsonArray("history").get(0).getAsJsonArray().get(2)
                            .getAsString());
        }
    }

    @Test
    void withoutAUsableFileTheSessionGoesOnAndOneLineSaysSo() throws IOException {
        Files.writeString(data.resolve("leibniz"), "a file where the folder should be");
        try (KernelProcess kernel = start()) {
            kernel.run("int a = 1;");
            assertEquals("2", kernel.run("a + 1").result());
            assertEquals(List.of("1:1:int a = 1;", "1:2:a + 1"), history(kernel, tail(10)));
            List<String> lines = kernel.log().lines().filter(line -> line.startsWith("leibniz: ")).toList();
            assertEquals(1, lines.size(), kernel.log());
            assertTrue(lines.get(0).contains("of this session are not kept"), lines.get(0));
            assertTrue(lines.get(0).contains(data.toString()), lines.get(0));
        }
    }
}
