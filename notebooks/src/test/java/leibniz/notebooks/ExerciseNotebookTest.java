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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import leibniz.course.notebooks.NotebookWriter;
import leibniz.course.notebooks.NotebookWriter.Form;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The notebooks of exercises are those that the exercises make, and run with the solutions in place too. */
class ExerciseNotebookTest {
    @TestFactory
    List<DynamicTest> solutionsPass(@TempDir Path home) throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String language : List.of("en", "zh")) {
            Path folder = home.resolve(language);
            NotebookWriter.write(Form.SOLUTIONS, language.equals("zh"), folder, folder);
            for (Path notebook : files(folder)) {
                tests.add(DynamicTest.dynamicTest(home.relativize(notebook).toString(),
                        () -> run(notebook, home)));
            }
        }
        return tests;
    }

    private static void run(Path notebook, Path home) throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("HOME", home.toString());
        Command run = Command.run(Project.ROOT, environment,
                List.of(PythonEnvironment.python().toString(), Project.python("run_notebook.py"),
                        notebook.toString(), "--record", "--jupyter", InstalledKernel.jupyter().toString()));
        assertEquals(0, run.exit(), () -> run.output() + run.errors());
    }

    @Test
    void theyAreUpToDate(@TempDir Path folder) throws IOException {
        for (String language : List.of("en", "zh")) {
            Path made = folder.resolve(language);
            Path lessons = Project.ROOT.resolve("notebooks").resolve(language);
            NotebookWriter.write(Form.STARTERS, language.equals("zh"), made, lessons);
            Path kept = lessons.resolve("exercises");
            for (Path notebook : files(made)) {
                assertEquals(cells(notebook), cells(kept.resolve(notebook.getFileName().toString())),
                        "run course/write-notebooks");
            }
            assertEquals(files(made).size(), files(kept).size(), "run course/write-notebooks");
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
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
