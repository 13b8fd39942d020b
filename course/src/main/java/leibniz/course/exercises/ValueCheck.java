package leibniz.course.exercises;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Function;
import leibniz.course.Notebook.Ended;
import leibniz.course.exercises.Finding.Failed;
import leibniz.course.exercises.Finding.Passed;
import leibniz.course.exercises.Finding.Row;
import org.jspecify.annotations.Nullable;

/** Compares what a method gives with the right values, for arguments that are drawn. */
final class ValueCheck implements Check {
    private static final int DRAWS = 30;
    private static final int CALLED_TWICE = 3;
    private static final int CALLS_TO_SHRINK = 100;
    private static final int SIMPLER = 6;

    private final Signature signature;
    private final Function<Draw, Args> draws;
    private final Right right;
    private final List<Args> examples = new ArrayList<>();
    private final List<Mistake> mistakes = new ArrayList<>();
    private final List<String> forbidden = new ArrayList<>();
    private @Nullable Text forbiddenDiagnosis;
    private double tolerance = Values.TOLERANCE;
    private int count = DRAWS;
    private Caller caller;
    private @Nullable Drawing picture;

    ValueCheck(String head, Function<Draw, Args> draws, Right right) {
        this.signature = Signature.of(head);
        this.draws = draws;
        this.right = right;
        this.caller = (attempt, args) -> attempt.call(signature.name(), args);
    }

    /** How far an answer may be from the right one, relative to the largest entry. */
    ValueCheck within(double relative) {
        tolerance = relative;
        return this;
    }

    /** So many arguments are drawn, where an answer takes long. */
    ValueCheck draws(int arguments) {
        count = arguments;
        return this;
    }

    /** Arguments that are always tried, before those that are drawn. */
    ValueCheck example(Object... args) {
        examples.add(Args.of(args));
        return this;
    }

    /** A mistake recognised by the values that it gives. */
    ValueCheck mistake(String code, Right value, String en, String zh) {
        return mistakeWhere(code,
                (trials, source) -> Mistake.gives(value, tolerance).test(trials, source), en, zh);
    }

    /** A mistake recognised by how calls end. */
    ValueCheck mistake(String code, Kind kind, String en, String zh) {
        return mistakeWhere(code, Mistake.ends(kind), en, zh);
    }

    /** A mistake recognised by a word in the message of what it throws. */
    ValueCheck throwing(String code, String word, String en, String zh) {
        return mistakeWhere(code, Mistake.throwing(word), en, zh);
    }

    /** A mistake recognised by the calls and the source of the answer. */
    ValueCheck mistakeWhere(String code, BiPredicate<List<Trial>, String> recognises, String en,
            String zh) {
        mistakes.add(new Mistake(code, new Text(en, zh), recognises));
        return this;
    }

    /** Words that must not stand in the answer, even if its values are right. */
    ValueCheck without(String code, String en, String zh, String... words) {
        forbidden.addAll(List.of(words));
        forbiddenDiagnosis = new Text(en, zh);
        mistakes.add(new Mistake(code, forbiddenDiagnosis, (trials, source) -> false));
        return this;
    }

    /** How the answer is called where that is more than handing it the arguments. */
    ValueCheck calledBy(Caller other) {
        caller = other;
        return this;
    }

    /** What a wrong call is shown with. */
    ValueCheck picture(Drawing drawing) {
        picture = drawing;
        return this;
    }

    /** A wrong call is shown with both functions of the argument of this number, drawn between two places. */
    ValueCheck curves(int place, double from, double to) {
        return picture(
                (attempt, shown) -> Pictures.curves(attempt, shown, caller, right, place, from, to));
    }

    @Override
    public List<Mistake> mistakes() {
        return mistakes;
    }

    @Override
    public Finding run(Attempt attempt) throws InterruptedException {
        List<Trial> trials = new ArrayList<>();
        for (Args args : examples) {
            trials.add(trial(attempt, args, trials.size()));
            if (stops(trials.getLast())) {
                return failed(attempt, trials, trials.getLast());
            }
        }
        Random random = attempt.random();
        List<List<Integer>> choices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Draw draw = Draw.random(random);
            trials.add(trial(attempt, draws.apply(draw), trials.size()));
            choices.add(draw.choices());
            if (stops(trials.getLast())) {
                return failed(attempt, trials, trials.getLast());
            }
        }
        for (int i = 0; i < trials.size(); i++) {
            Trial wrong = trials.get(i);
            if (!wrong.isRight()) {
                int drawn = i - examples.size();
                return failed(attempt, trials,
                        drawn < 0 ? wrong : smallest(attempt, wrong, choices.get(drawn)));
            }
        }
        String source = attempt.source(signature.name());
        if (forbiddenDiagnosis != null
                && forbidden.stream().anyMatch(word -> source.matches("(?s).*\\b" + word + "\\b.*"))) {
            return Failed.because(forbiddenDiagnosis);
        }
        String calls = trials.size() == 1 ? "%s call" : "%s calls";
        return new Passed(Text.of(calls, "%s 次调用", trials.size()));
    }

    private static boolean stops(Trial trial) {
        return trial.kind() == Kind.ENDLESS || trial.kind() == Kind.NOT_WRITTEN;
    }

    private Trial trial(Attempt attempt, Args args, int number) throws InterruptedException {
        Args given = args.copy();
        Ended ended = caller.call(attempt, given);
        Trial trial = Trial.of(args, right.of(args.copy()), ended, given, tolerance);
        if (number < CALLED_TWICE && (trial.isRight() || trial.kind() == Kind.RECORDING)) {
            Ended second = caller.call(attempt, given);
            if (Trial.of(args, trial.right(), second, given, tolerance).kind() != trial.kind()) {
                return trial.as(Kind.REPEATED, second);
            }
        }
        return trial;
    }

    /** Makes a wrong call smaller as long as it stays wrong in the same way. */
    private Trial smallest(Attempt attempt, Trial wrong, List<Integer> choices)
            throws InterruptedException {
        Trial smallest = wrong;
        List<Integer> current = new ArrayList<>(choices);
        int calls = 0;
        for (int i = 0; i < current.size(); i++) {
            for (int simpler = 0; simpler < Math.min(SIMPLER, current.get(i)); simpler++) {
                if (calls++ == CALLS_TO_SHRINK) {
                    return smallest;
                }
                List<Integer> attempted = new ArrayList<>(current);
                attempted.set(i, simpler);
                Draw draw = Draw.again(attempted);
                Trial trial = trial(attempt, draws.apply(draw), 0);
                if (trial.kind() == smallest.kind()) {
                    smallest = trial;
                    current = new ArrayList<>(draw.choices());
                    break;
                }
            }
        }
        return smallest;
    }

    private Failed failed(Attempt attempt, List<Trial> trials, Trial shown)
            throws InterruptedException {
        Text diagnosis = mistakes.stream()
                .filter(mistake -> !stops(shown)
                        && mistake.recognises().test(trials, attempt.source(signature.name())))
                .map(Mistake::diagnosis).findFirst()
                .orElseGet(() -> Problems.of(shown, signature, attempt));
        List<Row> rows = new ArrayList<>();
        if (shown.kind() != Kind.NOT_WRITTEN) {
            for (int i = 0; i < signature.names().size(); i++) {
                rows.add(Row.of(signature.names().get(i), shown.args().values()[i]));
            }
        }
        if (shown.ended().thrown() == null && !shown.ended().endless()) {
            rows.add(Row.given(Values.differing(shown.ended().value(), shown.right(), tolerance)));
            rows.add(Row.right(Values.differing(shown.right(), shown.ended().value(), tolerance)));
        }
        return new Failed(diagnosis, rows,
                picture == null || stops(shown) ? null : picture.of(attempt, shown));
    }
}
