package leibniz.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Python that compares notebooks has tests of its own. */
class NotebookToolsTest {
    @Test
    void noticeWhatAReaderWouldNotice() throws IOException {
        Path folder = Path.of(Project.python(""));
        Command run = Command.run(folder, System.getenv(),
                List.of(PythonEnvironment.python().toString(), "-m", "unittest"));
        assertEquals(0, run.exit(), () -> run.output() + run.errors());
    }
}
