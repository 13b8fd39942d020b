package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bars and curves that change while a cell runs: one display, whose last state comes before the idle status.
 */
class ProgressIT extends WithKernel {
    /** The last state of the only display among messages. */
    private static String last(List<Message> published) {
        List<Message> shown = published.stream().filter(m -> m.type().endsWith("display_data")).toList();
        assertEquals("display_data", shown.getFirst().type());
        assertTrue(shown.stream().skip(1).allMatch(m -> m.type().equals("update_display_data")),
                shown::toString);
        assertEquals(1, shown.stream().map(m -> m.content().get("transient")).distinct().count());
        return Answer.data(shown.getLast().content(), "text/plain").replaceAll("(in|after) [\\d.]+ s.*",
                "$1 _");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            for (int i : track(1000)) { } | [####################] 1,000 of 1,000 in _
            for (int i : track(8)) { if (i == 4) break; } | [##########          ] left in round 5 of 8 after _
            for (int i : track(8)) { if (i == 4) throw new Error(); } | [##########          ] left in round 5 of 8 after _
            for (int i : track(8)) { if (i == 4) System.exit(0); } | [##########          ] left in round 5 of 8 after _""")
    void theLastStateIsThatOfTheLoop(String cell, String expected) {
        assertEquals(expected, last(kernel.run(cell).published()));
    }

    @Test
    void anInterruptedLoopIsLeft() {
        Message cell = kernel.send(kernel.shell, "execute_request", KernelProcess.execution(
                "for (int i : track(8)) { if (i == 4) { System.out.println(\"go\"); while (true) { } } }"));
        List<Message> published = new ArrayList<>();
        kernel.publishedUntil(published, all -> KernelProcess.printed(all).contains("go"));
        kernel.send(kernel.control, "interrupt_request", new JsonObject());
        kernel.receive(kernel.control);
        kernel.publishedUntil(published, all -> KernelProcess.isEnd(all.getLast(), cell));
        kernel.receive(kernel.shell);
        assertEquals("[##########          ] left in round 5 of 8 after _",
                last(KernelProcess.under(published, cell)));
        assertEquals("2", kernel.run("1 + 1").result());
    }

    /** What a thread counts after its cell has ended still changes the display of that cell. */
    @Test
    void aThreadGoesOnCountingAfterItsCell() {
        Message cell = kernel.send(kernel.shell, "execute_request", KernelProcess.execution("""
                var gate = new CountDownLatch(1);
                var counting = new Thread(() -> {
                    for (int i : track(4)) {
                        if (i == 2) try { gate.await(); } catch (InterruptedException e) { }
                    }
                });
                counting.start();"""));
        Answer started = kernel.answer(cell);
        assertEquals("ok", started.status());
        kernel.run("gate.countDown(); counting.join();");
        List<Message> published = new ArrayList<>(started.published());
        kernel.publishedUntil(published, all -> KernelProcess.under(all, cell).stream()
                .anyMatch(m -> m.type().equals("update_display_data")
                        && Answer.data(m.content(), "text/plain").contains("4 of 4")));
    }

    @Test
    void aCurveIsDrawnWithAllItsValues() {
        Answer answer = kernel.run(
                "var live = plotLive(\"loss\");\nfor (int i = 0; i < 5000; i++) live.add(tensor(i));");
        assertTrue(last(answer.published()).contains("Plot of loss, 5,000 values from 0 to 4999"),
                () -> answer.published().toString());
        Answer next = kernel.run("live.add(-1);");
        assertTrue(last(next.published()).contains("least -1"), "under the cell that goes on");
    }
}
