package leibniz.course.exercises;

import java.util.List;
import java.util.function.BiPredicate;

/**
 * An answer that learners give, and what to say to it.
 *
 * @param code what a learner writes; a test runs it and expects the diagnosis
 * @param diagnosis what was done, and what would be right
 * @param recognises whether the calls of an answer, and its source, show this mistake
 */
public record Mistake(String code, Text diagnosis, BiPredicate<List<Trial>, String> recognises) {
    /** Recognised by the values that it gives, with tolerance relative to the largest entry. */
    static BiPredicate<List<Trial>, String> gives(Right value, double tolerance) {
        return (trials, source) -> trials.stream().allMatch(trial -> isSame(trial, value, tolerance));
    }

    static BiPredicate<List<Trial>, String> ends(Kind kind) {
        return (trials, source) -> trials.stream().anyMatch(trial -> trial.kind() == kind);
    }

    static BiPredicate<List<Trial>, String> throwing(String word) {
        return (trials, source) -> trials.stream().map(trial -> trial.ended().thrown())
                .anyMatch(thrown -> thrown != null && String.valueOf(thrown.getMessage()).contains(word));
    }

    private static boolean isSame(Trial trial, Right value, double tolerance) {
        Object expected;
        try {
            expected = value.of(trial.args().copy());
        } catch (RuntimeException e) {
            return trial.kind() == Kind.THROWN;
        }
        return trial.ended().value() != null && Values.close(expected, trial.ended().value(), tolerance);
    }
}
