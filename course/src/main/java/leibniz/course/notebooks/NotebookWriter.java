package leibniz.course.notebooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import leibniz.course.exercises.Exercise;
import leibniz.course.exercises.Exercises;
import leibniz.course.exercises.Exercises.Sheet;
import leibniz.course.exercises.Language;
import leibniz.course.exercises.Text;
import leibniz.display.Displays;

/** Writes the notebooks of the exercises, so that their texts stand in one place. */
public final class NotebookWriter {
    /** The points of an exercise with one part; one with several has as many times more as it has parts. */
    private static final int POINTS = 2;
    /** Not the seed that learners see. */
    private static final long HIDDEN_SEED = 20_011;

    /** Whom a notebook is for. */
    public enum Form {
        /** For learners: what they write is left open. */
        STARTERS,
        /** With the solutions, which a test runs. */
        SOLUTIONS,
        /** For nbgrader, which makes the learners' version of it. */
        NBGRADER
    }

    private final Form form;
    private final Path lessons;
    private final List<Object> cells = new ArrayList<>();

    private NotebookWriter(Form form, Path lessons) {
        this.form = form;
        this.lessons = lessons;
    }

    /** Writes the notebooks in a form ({@code starters}, {@code solutions}) and language into a folder. */
    public static void main(String[] args) throws IOException {
        if (args.length != 3 || !List.of("en", "zh").contains(args[1])) {
            throw new IllegalArgumentException(
                    "needs a form (starters, solutions, nbgrader), a language (en, zh) and a folder, but was given "
                            + Arrays.toString(args));
        }
        write(Form.valueOf(args[0].toUpperCase(Locale.ROOT)), args[1].equals("zh"), Path.of(args[2]),
                Path.of(args[2]).resolve(".."));
    }

    /**
     * Writes all of them into the folder, one below for each with nbgrader; existing ones are replaced.
     *
     * @param lessons the folder of the course's notebooks, to which learners' notebooks lead
     */
    public static void write(Form form, boolean chinese, Path folder, Path lessons) throws IOException {
        boolean before = Language.isChinese();
        Language.setChinese(chinese);
        try {
            for (Sheet sheet : Exercises.SHEETS) {
                Path place = form == Form.NBGRADER ? folder.resolve(sheet.name()) : folder;
                Files.createDirectories(place);
                Files.writeString(place.resolve(sheet.name() + ".ipynb"),
                        new NotebookWriter(form, lessons).notebook(sheet) + "\n");
            }
        } finally {
            Language.setChinese(before);
        }
    }

    private String notebook(Sheet sheet) {
        // With its name, since a book of all notebooks wants each cell to have an id of its own.
        markdown("title-" + sheet.name(), "# " + sheet.title() + "\n\n" + introduction(sheet));
        code("language-" + sheet.name(), "language(\"" + Displays.language() + "\");", Map.of(), false);
        sheet.exercises().forEach(this::exercise);
        Map<String, Object> kernel = map("display_name", "Java (Leibniz)", "language", "java", "name",
                "leibniz");
        Map<String, Object> language = map("codemirror_mode", "text/x-java", "file_extension", ".java",
                "mimetype", "text/x-java", "name", "java");
        return Json.of(map("cells", cells, "metadata", map("kernelspec", kernel, "language_info", language),
                "nbformat", 4, "nbformat_minor", 5), 0);
    }

    private String introduction(Sheet sheet) {
        if (form == Form.NBGRADER) {
            return new Text(
                    "Write your answers in the place of `throw notWritten();`. `check(\"...\")` says what is "
                            + "wrong with one, `hint(\"...\")` helps. The other cells are graded with other numbers.",
                    "请用自己的代码替换 `throw notWritten();`。`check(\"...\")` 会指出哪里不对，`hint(\"...\")` 给出提示。"
                            + "评分时会用另外的数。")
                    .toString();
        }
        String links = sheet.exercises().stream().map(Exercise::lesson).distinct().map(this::link)
                .collect(Collectors.joining(new Text(", ", "、").toString()));
        return Text.of(
                "Exercises on %s. Each has a cell to write your answer in, in the place of `throw notWritten();`, "
                        + "and one that checks it. A wrong answer is shown with a counterexample; `hint(\"...\")` helps, "
                        + "`progress()` shows how far you are.",
                "配合 %s 的练习。每个练习有一个写答案的单元格（替换 `throw notWritten();`）和一个检查它的单元格。"
                        + "答案不对时会给出反例；`hint(\"...\")` 给出提示，`progress()` 显示进度。",
                links).toString();
    }

    /** A link to a notebook of the course, or its name where it is not there. */
    private String link(String lesson) {
        String file = lesson + ".ipynb";
        return Files.exists(lessons.resolve(file)) ? "[" + lesson + "](../" + file + ")" : "`" + lesson + "`";
    }

    private void exercise(Exercise exercise) {
        String id = exercise.id();
        markdown(id, "## " + exercise.title() + "\n\n" + exercise.task());
        if (exercise.before() != null) {
            code(id + "-before", exercise.before(), Map.of(), true);
        }
        switch (form) {
            case STARTERS -> {
                code(id + "-answer", exercise.starter(), Map.of(), false);
                code(id + "-check", check(id), map("tags", List.of("raises-exception")), false);
                code(id + "-try", "", Map.of(), false);
            }
            case SOLUTIONS -> {
                code(id + "-answer", exercise.solution(), Map.of(), false);
                code(id + "-check", check(id), Map.of(), false);
            }
            case NBGRADER -> {
                code(id + "-answer", exercise.marked(), nbgrader(id + "-answer", 0, true, false), false);
                // Right after the answer, where nbgrader can put it back if somebody deletes it.
                int points = POINTS * exercise.partCount();
                code(id + "-grade",
                        "// Graded here.\n/// BEGIN HIDDEN TESTS\nleibniz.course.Course.grade(\"" + id
                                + "\", " + points + ", " + HIDDEN_SEED + ")\n/// END HIDDEN TESTS",
                        nbgrader(id + "-grade", points, false, true), true);
                code(id + "-check", check(id), Map.of(), true);
            }
        }
    }

    private static String check(String id) {
        return "check(\"" + id + "\")";
    }

    private void markdown(String id, String source) {
        cells.add(map("cell_type", "markdown", "id", id, "metadata", metadata(id, Map.of(), true), "source",
                lines(source)));
    }

    private void code(String id, String source, Map<String, Object> metadata, boolean locked) {
        cells.add(map("cell_type", "code", "execution_count", Json.None.NULL, "id", id, "metadata",
                metadata(id, metadata, locked), "outputs", List.of(), "source", lines(source)));
    }

    private Map<String, Object> metadata(String id, Map<String, Object> given, boolean locked) {
        return form == Form.NBGRADER && locked && given.isEmpty() ? nbgrader(id, 0, false, false) : given;
    }

    private static Map<String, Object> nbgrader(String id, int points, boolean solution, boolean grade) {
        Map<String, Object> settings = map("grade", grade, "grade_id", id, "locked", !solution,
                "schema_version", 3, "solution", solution, "task", false);
        if (grade) {
            settings.put("points", points);
        }
        return map("nbgrader", settings);
    }

    private static List<String> lines(String source) {
        List<String> lines = new ArrayList<>(Arrays.asList(source.split("(?<=\n)")));
        return source.isEmpty() ? List.of() : lines;
    }

    private static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }
}
