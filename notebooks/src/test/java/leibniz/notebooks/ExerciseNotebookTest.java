package leibniz.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import leibniz.course.notebooks.NotebookWriter;
import leibniz.course.notebooks.NotebookWriter.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The notebooks of exercises are those that the exercises make, and run with the solutions in place too. */
class ExerciseNotebookTest {
    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    @Execution(ExecutionMode.CONCURRENT)
    void solutionsPass(boolean chinese, @TempDir Path home) throws IOException {
        Path folder = home.resolve("solutions");
        NotebookWriter.write(Form.SOLUTIONS, chinese, folder, folder);
        NotebookRuns.run(folder, home, "--record");
    }

    @Test
    void theyAreUpToDate(@TempDir Path folder) throws IOException {
        for (String language : List.of("en", "zh")) {
            Path made = folder.resolve(language);
            Path lessons = Project.ROOT.resolve("notebooks").resolve(language);
            NotebookWriter.write(Form.STARTERS, language.equals("zh"), made, lessons);
            Path kept = lessons.resolve("exercises");
            for (Path notebook : NotebookRuns.in(made)) {
                assertEquals(cells(notebook), cells(kept.resolve(notebook.getFileName().toString())),
                        "run course/write-notebooks");
            }
            assertEquals(NotebookRuns.in(made).size(), NotebookRuns.in(kept).size(),
                    "run course/write-notebooks");
        }
    }

    /** The kinds and texts of the cells. */
    private static List<String> cells(Path notebook) throws IOException {
        JsonArray cells = JsonParser.parseString(Files.readString(notebook)).getAsJsonObject()
                .getAsJsonArray("cells");
        List<String> texts = new ArrayList<>();
        for (JsonElement cell : cells) {
            JsonObject object = cell.getAsJsonObject();
            StringBuilder text = new StringBuilder(object.get("cell_type").getAsString()).append('\n');
            JsonElement source = object.get("source");
            if (source.isJsonArray()) {
                source.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
            } else {
                text.append(source.getAsString());
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
