package leibniz.course;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import leibniz.course.Progress.Event;
import leibniz.course.exercises.Exercise;
import leibniz.course.exercises.Exercises;
import leibniz.course.exercises.Text;
import leibniz.display.Displayable;
import leibniz.display.MimeBundle;

/** How far each exercise has come, as a table. */
final class ProgressTable implements Displayable {
    private static final String CELL = "border:1px solid rgba(128,128,128,0.35);padding:3px 8px;text-align:left";

    private final List<List<String>> rows = new ArrayList<>();
    private final String summary;

    ProgressTable(Progress progress) {
        int passed = 0;
        for (Exercise exercise : Exercises.ALL) {
            boolean solved = progress.count(Event.PASSED, exercise.id()) > 0;
            passed += solved ? 1 : 0;
            rows.add(List.of(state(progress, exercise.id()).mark, exercise.id(), exercise.title().toString(),
                    state(progress, exercise.id()).text));
        }
        summary = Text.of("%s of %s exercises are solved.", "已完成 %s / %s 个练习。", passed, rows.size())
                .toString();
    }

    private record State(String mark, String text) {}

    private static State state(Progress progress, String id) {
        int hints = progress.count(Event.HINT, id);
        String after = hints == 0 ? "" : Text.of(", hints: %s", "，提示：%s", hints).toString();
        if (progress.count(Event.PASSED, id) > 0) {
            return new State("✓", new Text("solved", "已完成") + after);
        }
        return progress.count(Event.GIVEN_UP, id) > 0
                ? new State("–", new Text("given up", "已放弃") + after)
                : new State(" ", hints == 0 ? "" : new Text("begun", "进行中") + after);
    }

    @Override
    public MimeBundle toMimeBundle() {
        int width = rows.stream().mapToInt(row -> row.get(1).length()).max().orElse(0);
        String text = rows.stream()
                .map(row -> (row.get(0) + " " + row.get(1) + " ".repeat(width - row.get(1).length()) + "  "
                        + row.get(3)).stripTrailing())
                .collect(Collectors.joining("\n", "", "\n" + summary));
        String html = rows.stream()
                .map(row -> row.stream().map(cell -> "<td style=\"" + CELL + "\">" + cell + "</td>")
                        .collect(Collectors.joining("", "<tr style=\"background:none\">", "</tr>")))
                .collect(Collectors.joining("",
                        "<table style=\"border-collapse:collapse;border:none;font-size:13px\">",
                        "</table><div>" + summary + "</div>"));
        return MimeBundle.of(text).with("text/html", html);
    }
}
