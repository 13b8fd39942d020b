package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import leibniz.course.exercises.Exercise;
import leibniz.course.exercises.Exercises;
import leibniz.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Solutions with something changed at random do not pass, unless the change means nothing. The build tries
 * some; thirty an exercise take minutes and are asked for with {@code -Dleibniz.mutants=30}.
 */
class ExerciseMutantsIT {
    private static final int RUN = Integer.getInteger("leibniz.mutants", 5);
    private static final int MADE = 400;
    private static final long SEED = 7;

    private static KernelProcess kernel;

    @BeforeAll
    static void start() throws IOException {
        kernel = KernelProcess
                .start(Map.of("LEIBNIZ_JVM_OPTS", "-Dleibniz.course.seconds=2 -XX:TieredStopAtLevel=1"));
    }

    @AfterAll
    static void end() {
        kernel.close();
    }

    @TestFactory
    Stream<DynamicTest> mutantsFail() {
        return Exercises.ALL.stream()
                .map(exercise -> DynamicTest.dynamicTest(exercise.id(), () -> mutantsFail(exercise)));
    }

    private static void mutantsFail(Exercise exercise) {
        if (exercise.before() != null) {
            kernel.run(exercise.before());
        }
        List<String> passed = new ArrayList<>();
        int run = 0;
        for (String mutant : Mutants.of(exercise.solution(), MADE, SEED)) {
            if (run == RUN) {
                break;
            }
            if (kernel.run(mutant).status().equals("ok")) {
                run++;
                Answer answer = kernel.run("check(\"" + exercise.id() + "\")");
                if (answer.status().equals("ok")
                        && !EquivalentAnswers.isListed(exercise.id(), exercise.solution(), mutant)) {
                    passed.add(mutant);
                }
            }
        }
        assertTrue(passed.isEmpty(),
                () -> "seed " + SEED + ": these passed, and none is listed as equivalent:\n"
                        + String.join("\n\n", passed));
        int count = run;
        assertTrue(count >= Math.min(RUN, LEAST.getOrDefault(exercise.id(), RUN)),
                () -> count + " mutants ran");
    }

    /** Where the solution is too short for thirty different ones. */
    private static final Map<String, Integer> LEAST = Map.of("find-the-wrong-one", 5);
}
