package leibniz.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sentences of the course: links, LaTeX, terms, and numbers, which a cell must show. */
class NotebookTextTest {
    @Test
    void saysWhatCellsShow() throws IOException {
        Path course = Project.ROOT.resolve("notebooks");
        List<String> line = new ArrayList<>(
                List.of(PythonEnvironment.python().toString(), Project.python("texts.py")));
        for (String page : List.of("README.md", "README.zh.md", "cheat-sheet.md", "cheat-sheet.zh.md")) {
            line.add(course.resolve(page).toString());
        }
        Path exercises = Project.ROOT.resolve("course/src/main/java/leibniz/course/exercises");
        try (Stream<Path> files = Files.list(exercises)) {
            files.sorted().map(Path::toString).forEach(line::add);
        }
        for (String language : List.of("en", "zh")) {
            try (Stream<Path> files = Files.walk(course.resolve(language))) {
                files.filter(file -> file.toString().endsWith(".ipynb"))
                        .filter(file -> !file.toString().contains(".ipynb_checkpoints"))
                        .sorted().map(Path::toString).forEach(line::add);
            }
        }
        assertTrue(line.size() > 20, () -> "the notebooks are missing: " + line);
        Command run = Command.run(Project.ROOT, System.getenv(), line);
        assertEquals(0, run.exit(), () -> run.output() + run.errors());
    }
}
