package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import leibniz.course.exercises.Exercise;
import leibniz.course.exercises.Exercises;
import leibniz.course.exercises.Mistake;
import leibniz.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** What checks say of starters, solutions, answers in other styles, and known mistakes, in a real kernel. */
class ExercisesIT {
    private static final int SEEDS = 20;
    private static final int LEAST_MISTAKES = 4;

    private static KernelProcess kernel;

    @BeforeAll
    static void start() throws IOException {
        kernel = KernelProcess.start();
    }

    @AfterAll
    static void end() {
        kernel.close();
    }

    private static Stream<DynamicTest> each(Function<Exercise, List<Executable>> tests) {
        return Exercises.ALL.stream()
                .map(exercise -> DynamicTest.dynamicTest(exercise.id(), () -> {
                    if (exercise.before() != null) {
                        declare(exercise.before());
                    }
                    assertAll(tests.apply(exercise));
                }));
    }

    @TestFactory
    Stream<DynamicTest> startersAreNotWrittenYet() {
        return each(exercise -> List.of(() -> {
            declare(exercise.starter());
            assertFails(exercise,
                    "it is not written yet: put your own code in the place of throw notWritten();");
        }));
    }

    @TestFactory
    Stream<DynamicTest> solutionsPassWithTwentySeeds() {
        return each(exercise -> List.of(() -> {
            declare(exercise.solution());
            assertPasses(exercise,
                    "for (int seed = 1; seed <= " + SEEDS + "; seed++) { check(\"" + exercise.id()
                            + "\", seed); }");
        }));
    }

    @TestFactory
    Stream<DynamicTest> answersInOtherStylesPass() {
        return each(exercise -> {
            List<Executable> tests = new ArrayList<>();
            tests.add(() -> assertEquals(2, exercise.alsoRight().size(), "other styles beside the solution"));
            for (String code : exercise.alsoRight()) {
                tests.add(() -> {
                    declare(code);
                    assertPasses(exercise, "check(\"" + exercise.id() + "\")");
                });
            }
            return tests;
        });
    }

    @TestFactory
    Stream<DynamicTest> eachMistakeGetsItsDiagnosis() {
        return each(exercise -> {
            List<Executable> tests = new ArrayList<>();
            List<Mistake> mistakes = exercise.mistakes();
            Set<String> diagnoses = new HashSet<>();
            mistakes.forEach(mistake -> diagnoses.add(mistake.diagnosis().en()));
            tests.add(() -> assertEquals(mistakes.size(), diagnoses.size(), "different diagnoses"));
            tests.add(() -> assertTrue(mistakes.size() >= LEAST_MISTAKES, "mistakes: " + mistakes.size()));
            for (Mistake mistake : mistakes) {
                tests.add(() -> {
                    declare(mistake.code());
                    assertFails(exercise, mistake.diagnosis().en());
                });
            }
            return tests;
        });
    }

    private static void declare(String code) {
        Answer answer = kernel.run(code);
        assertEquals("ok", answer.status(), () -> code + "\n" + answer.traceback());
    }

    private static void assertPasses(Exercise exercise, String check) {
        Answer answer = kernel.run(check);
        assertTrue(answer.printed("stdout").startsWith("✓ " + exercise.id() + ":"),
                () -> check + "\n" + answer.published());
        assertEquals("ok", answer.status());
        assertEquals("", answer.printed("stderr"));
    }

    private static void assertFails(Exercise exercise, String diagnosis) {
        Answer answer = kernel.run("check(\"" + exercise.id() + "\")");
        List<String> panels = answer.contents("display_data").stream()
                .map(content -> Answer.data(content, "text/plain")).toList();
        assertEquals(1, panels.size(), () -> answer.published().toString());
        assertTrue(panels.getFirst().startsWith("✗ " + exercise.id()), panels.getFirst());
        assertTrue(panels.getFirst().contains(diagnosis),
                () -> panels.getFirst() + "\nwas to contain: " + diagnosis);
        assertEquals("NotYet", answer.reply().get("ename").getAsString());
        assertEquals("NotYet: " + exercise.id() + " is not solved yet; see above.", answer.traceback());
    }
}
