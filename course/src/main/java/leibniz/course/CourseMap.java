package leibniz.course;

import java.util.Map;
import java.util.TreeMap;
import leibniz.course.Progress.Event;
import leibniz.course.exercises.Exercise;
import leibniz.course.exercises.Exercises;
import leibniz.course.exercises.Text;

/**
 * The lessons of the course, and the exercises to each with the notebooks that they stand in, as Markdown.
 */
final class CourseMap {
    private CourseMap() {}

    static String markdown(Progress progress) {
        Map<String, StringBuilder> lessons = new TreeMap<>();
        for (Exercises.Sheet sheet : Exercises.SHEETS) {
            for (Exercise exercise : sheet.exercises()) {
                lessons.computeIfAbsent(exercise.lesson(), lesson -> new StringBuilder()).append("- ")
                        .append(progress.count(Event.PASSED, exercise.id()) > 0 ? "✓ " : "")
                        .append(Text.of("`%s` %s (exercises/%s)\n", "`%s` %s（exercises/%s）\n", exercise.id(),
                                exercise.title(), sheet.name()));
            }
        }
        StringBuilder out = new StringBuilder();
        lessons.forEach(
                (lesson, lines) -> out.append("\n**").append(lesson).append("**\n\n").append(lines));
        return out.append(new Text("\n`check(\"id\")` checks an answer, `hint(\"id\")` helps.\n",
                "\n`check(\"id\")` 检查答案，`hint(\"id\")` 给出提示。\n")).toString();
    }
}
