package leibniz.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import leibniz.course.Progress.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
    @TempDir
    Path folder;

    @Test
    void survivesARestart() {
        Path file = folder.resolve("deep/progress.txt");
        assertEquals("", new Progress(file).add(Event.PASSED, "tangent"));
        assertEquals(1, new Progress(file).count(Event.PASSED, "tangent"));
        assertEquals(0, new Progress(file).count(Event.PASSED, "slope"));
        assertEquals(0, new Progress(file).count(Event.HINT, "tangent"));
    }

    @Test
    void writersAtTheSameTimeLoseNothing() throws InterruptedException {
        Path file = folder.resolve("progress.txt");
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Progress own = new Progress(file);
            writers.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; n < 50; n++) {
                    own.add(Event.HINT, "tangent");
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertEquals(400, new Progress(file).count(Event.HINT, "tangent"));
    }

    @Test
    void whatCannotBeReadHarmsNothingElse() throws IOException {
        Path file = folder.resolve("progress.txt");
        Files.write(file, new byte[]{ 'p', 'a', 's', (byte) 0xff, 0, 'x' });
        Progress progress = new Progress(file);
        progress.add(Event.PASSED, "tangent");
        assertEquals(1, progress.count(Event.PASSED, "tangent"));
    }

    @Test
    void whatCannotBeWrittenIsKeptAndSaid() throws IOException {
        Path file = Files.createFile(folder.resolve("a file")).resolve("progress.txt");
        Progress progress = new Progress(file);
        String problem = progress.add(Event.PASSED, "tangent");
        assertTrue(problem.contains("progress.txt cannot be written"), problem);
        assertEquals(1, progress.count(Event.PASSED, "tangent"));
    }
}
