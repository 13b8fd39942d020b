package leibniz.course;

import leibniz.course.Progress.Event;
import leibniz.course.exercises.Exercise;
import leibniz.course.exercises.Exercises;
import leibniz.course.exercises.Text;

/** The notebooks of the course with the exercises to each, as Markdown. */
final class CourseMap {
    private CourseMap() {}

    static String markdown(Progress progress) {
        StringBuilder out = new StringBuilder();
        String lesson = "";
        for (Exercise exercise : Exercises.ALL) {
            if (!exercise.lesson().equals(lesson)) {
                lesson = exercise.lesson();
                out.append(Text.of("\n**%s**\n\n", "\n**%s**\n\n", lesson));
            }
            out.append("- ").append(progress.count(Event.PASSED, exercise.id()) > 0 ? "✓ " : "")
                    .append('`').append(exercise.id()).append("` ").append(exercise.title()).append('\n');
        }
        return out.append(new Text("\n`check(\"id\")` checks an answer, `hint(\"id\")` helps.\n",
                "\n`check(\"id\")` 检查答案，`hint(\"id\")` 给出提示。\n")).toString();
    }
}
