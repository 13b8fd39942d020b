package leibniz.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import leibniz.course.exercises.Exercise;
import leibniz.course.exercises.Exercises;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseMapTest {
    @TempDir
    Path folder;

    @Test
    void namesEachLessonOnceAndTheNotebookOfEachExercise() {
        String map = CourseMap.markdown(new Progress(folder.resolve("progress.txt")));
        List<String> lessons = map.lines().filter(line -> line.startsWith("**")).toList();
        assertEquals(Exercises.ALL.stream().map(Exercise::lesson).distinct().sorted()
                .map(lesson -> "**" + lesson + "**").toList(), lessons);
        assertTrue(map.contains("- `chain-slope` The slope of a chain (exercises/01-chain-rule)\n"), map);
        assertTrue(map.contains("(exercises/03-derivatives)"), map);
    }
}
