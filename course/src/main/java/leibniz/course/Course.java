package leibniz.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import leibniz.course.Progress.Event;
import leibniz.course.exercises.Examination;
import leibniz.course.exercises.Examination.Result;
import leibniz.course.exercises.Exercise;
import leibniz.course.exercises.Exercises;
import leibniz.course.exercises.Finding;
import leibniz.course.exercises.Text;
import leibniz.display.Displays;
import org.jspecify.annotations.Nullable;

/** What cells call to work the exercises of the course; imported by default. */
public final class Course {
    private static final long SEED = 1;
    private static final @Nullable Notebook NOTEBOOK = ServiceLoader
            .load(Notebook.class, Notebook.class.getClassLoader()).findFirst().orElse(null);
    private static final Progress PROGRESS = Progress.ofUser();

    private Course() {}

    /** Stands in a starter where the answer is to be written: {@code throw notWritten();}. */
    public static RuntimeException notWritten() {
        return new NotWritten(new Text("write your own code in the place of this line",
                "请用自己的代码替换这一行").toString());
    }

    /**
     * Checks the answer to an exercise that the notebook declares. What is wrong with it is shown; nothing of
     * the notebook changes.
     *
     * @throws NotYet if it is not right, or there is none
     */
    public static void check(String id) {
        check(id, SEED);
    }

    /** The same with arguments drawn from another seed. */
    public static void check(String id, long seed) {
        Exercise exercise = exercise(id);
        List<Result> results = examine(exercise, seed);
        if (!tell(exercise, results, seed)) {
            throw notYet(id);
        }
    }

    /**
     * Checks every exercise of which the notebook declares something.
     *
     * @throws NotYet if one of them is not right
     */
    public static void check() {
        Notebook notebook = notebook();
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (Exercise exercise : Exercises.ALL) {
            boolean declared = exercise.names().stream()
                    .anyMatch(name -> !notebook.methods(name).isEmpty() || notebook.type(name) != null);
            if (declared) {
                checked++;
                if (!tell(exercise, examine(exercise, SEED), SEED)) {
                    wrong.add(exercise.id());
                }
            }
        }
        if (checked == 0) {
            throw new NotYet(new Text("this notebook declares no answer yet. course() shows the exercises.",
                    "这个笔记本还没有声明任何答案。course() 会列出所有练习。").toString());
        }
        if (!wrong.isEmpty()) {
            throw new NotYet(Text.of("not solved yet: %s", "还没有解决：%s", String.join(", ", wrong)).toString());
        }
    }

    /**
     * Checks an answer as {@link #check(String, long)} does, for graders: as the value of a cell the points
     * that it earns are shown, in equal shares for the parts of the exercise that are right.
     */
    public static double grade(String id, double points, long seed) {
        Exercise exercise = exercise(id);
        List<Result> results = examine(exercise, seed);
        tell(exercise, results, seed);
        return points * results.stream().filter(Result::passed).count() / exercise.partCount();
    }

    /** Shows the next of the three hints of an exercise. */
    public static void hint(String id) {
        Exercise exercise = exercise(id);
        int seen = PROGRESS.count(Event.HINT, id);
        int number = Math.min(seen, exercise.hints().size() - 1);
        if (seen < exercise.hints().size()) {
            save(Event.HINT, id);
        }
        Displays.display(Text.of("**%s, hint %s of %s.** %s", "**%s，提示 %s / %s。** %s", id, number + 1,
                exercise.hints().size(), exercise.hints().get(number)).toString(), "text/markdown");
    }

    /** Gives an exercise up, so that its solution may be seen. */
    public static void giveUp(String id) {
        exercise(id);
        save(Event.GIVEN_UP, id);
        System.out.println(Text.of("%s is given up for now: solution(\"%s\") shows a solution.",
                "暂时放弃 %s：solution(\"%s\") 会显示解答。", id, id));
    }

    /**
     * Prints a solution of an exercise that was solved or given up.
     *
     * @throws NotYet before that
     */
    public static void solution(String id) {
        Exercise exercise = exercise(id);
        if (PROGRESS.count(Event.PASSED, id) == 0 && PROGRESS.count(Event.GIVEN_UP, id) == 0) {
            throw new NotYet(Text.of(
                    "the solution of %s is shown when check(\"%s\") has passed, or after giveUp(\"%s\"). "
                            + "hint(\"%s\") helps on the way.",
                    "%s 的解答在 check(\"%s\") 通过之后，或 giveUp(\"%s\") 之后显示。hint(\"%s\") 会给出提示。", id, id,
                    id, id).toString());
        }
        System.out.println(exercise.solution());
    }

    /** Shows how far each exercise has come. */
    public static void progress() {
        Displays.display(new ProgressTable(PROGRESS));
    }

    /** Shows the way through the course: its notebooks, and the exercises to each. */
    public static void course() {
        Displays.display(CourseMap.markdown(PROGRESS), "text/markdown");
    }

    private static Exercise exercise(String id) {
        Objects.requireNonNull(id, "an exercise has an id, but this is null");
        return Exercises.find(id).orElseThrow(() -> new NotYet(Text.of(
                "there is no exercise \"%s\". %scourse() shows them all.",
                "没有练习 \"%s\"。%scourse() 会列出全部练习。", id,
                Exercises.nearest(id).map(near -> Text.of("Did you mean \"%s\"? ", "是不是 \"%s\"？", near)
                        .toString()).orElse(""))
                .toString()));
    }

    private static Notebook notebook() {
        if (NOTEBOOK == null) {
            throw new NotYet("checks look for answers in the cells of a notebook, and this is none");
        }
        return NOTEBOOK;
    }

    private static List<Result> examine(Exercise exercise, long seed) {
        try {
            return Examination.of(exercise, notebook(), seed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotYet("the check was interrupted");
        }
    }

    /** Shows what was found, and notes what was passed. */
    private static boolean tell(Exercise exercise, List<Result> results, long seed) {
        String id = exercise.id();
        if (!results.stream().allMatch(Result::passed)) {
            Text help = PROGRESS.count(Event.HINT, id) < exercise.hints().size()
                    ? Text.of("hint(\"%s\") gives a hint.", "hint(\"%s\") 会给出提示。", id)
                    : Text.of("giveUp(\"%s\"), then solution(\"%s\") shows a solution.",
                            "giveUp(\"%s\") 之后，solution(\"%s\") 会显示解答。", id, id);
            Displays.display(new Panel(id, results, help));
            return false;
        }
        StringBuilder tested = new StringBuilder();
        for (Result result : results) {
            if (result.finding() instanceof Finding.Passed passed) {
                String part = result.part().toString();
                tested.append(tested.isEmpty() ? "" : new Text("; ", "；"))
                        .append(part.isEmpty() ? "" : part + new Text(": ", "：").toString())
                        .append(passed.tested());
            }
        }
        System.out.println(Text.of("✓ %s: right on %s (seed %s).", "✓ %s：通过 %s（随机种子 %s）。", id, tested, seed)
                + (exercise.next().en().isEmpty() ? "" : "\n" + exercise.next()));
        if (PROGRESS.count(Event.PASSED, id) == 0) {
            save(Event.PASSED, id);
        }
        return true;
    }

    private static void save(Event event, String id) {
        String problem = PROGRESS.add(event, id);
        if (!problem.isEmpty()) {
            System.out.println(Text.of("(Progress is kept only until the kernel ends: %s.)",
                    "（进度只保留到内核结束：%s。）", problem));
        }
    }

    private static NotYet notYet(String id) {
        return new NotYet(Text.of("%s is not solved yet; see above.", "%s 还没有解决，请看上面的说明。", id).toString());
    }
}
