package leibniz.notebooks;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each notebook of the course, run from top to bottom, shows what is stored in it. */
class NotebookTest {
    @ParameterizedTest
    @ValueSource(strings = { "en", "zh", "en/exercises", "zh/exercises" })
    @Execution(ExecutionMode.CONCURRENT)
    void showsWhatIsStored(String folder, @TempDir Path home) throws IOException {
        NotebookRuns.run(Project.ROOT.resolve("notebooks").resolve(folder), home);
    }
}
