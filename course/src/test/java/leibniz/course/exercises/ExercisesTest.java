package leibniz.course.exercises;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExercisesTest {
    /** The names that are fixed: notebooks, answers and progress rely on them. */
    private static final List<String> IDS = List.of("chain-slope", "factor-shapes", "inner-product-rule",
            "quadratic-form", "example-1", "example-2", "x-to-the-x", "two-variables", "norm-gradient",
            "tangent", "inverse-slope", "numeric-derivative", "bind-later", "backward-by-hand",
            "four-gradients", "dual-numbers", "bracketing", "tiny-autograd", "weighted-gradient",
            "jacobian-by-rows", "undo-broadcast", "detach-half", "vector-in-the-loop", "own-control-flow",
            "sine-slope", "write-a-vjp", "check-gradients", "find-the-wrong-one", "linear-regression",
            "second-derivative", "cost-of-second");

    @Test
    void allAreThere() {
        assertEquals(IDS, Exercises.ALL.stream().map(Exercise::id).toList());
    }

    @Test
    void eachHasThreeHintsAndTextsInBothLanguages() {
        for (Exercise exercise : Exercises.ALL) {
            assertEquals(3, exercise.hints().size(), exercise.id());
            for (Text text : List.of(exercise.title(), exercise.task(), exercise.next())) {
                assertFalse(text.en().isBlank(), exercise.id());
                assertTrue(text.zh().matches("(?s).*\\p{IsHan}.*"), exercise.id() + ": " + text.zh());
            }
        }
    }

    @Test
    void startersHoldNothingOfTheSolution() {
        for (Exercise exercise : Exercises.ALL) {
            assertTrue(exercise.starter().contains("throw notWritten();"), exercise.id());
            assertFalse(exercise.starter().contains("SOLUTION"), exercise.starter());
            assertFalse(exercise.solution().contains("SOLUTION"), exercise.solution());
        }
    }

    @Test
    void namesOfAnswersDoNotMeet() {
        Set<String> names = new HashSet<>();
        Exercises.ALL.forEach(exercise -> exercise.names()
                .forEach(name -> assertTrue(names.add(name), exercise.id() + ": " + name)));
    }

    @Test
    void theNearestIdIsFound() {
        assertEquals(Optional.of("example-1"), Exercises.nearest("exmaple-1"));
        assertEquals(Optional.of("tangent"), Exercises.nearest("tangens"));
        assertEquals(Optional.empty(), Exercises.nearest("zzz"));
        assertEquals(Optional.empty(), Exercises.nearest(""));
    }

    @Test
    void headsAreRead() {
        Signature signature = Signature
                .of("List<Tensor> swishVjp(Tensor cotangent, List<Tensor> inputs, Tensor output)");
        assertEquals("List", signature.result());
        assertEquals(List.of("Tensor", "List", "Tensor"), signature.types());
        assertEquals(List.of("cotangent", "inputs", "output"), signature.names());
        assertEquals("Map", Signature.of("Map<String, Double> backwardByHand(double x)").result());
        assertEquals(List.of(), Signature.of("Tensor bindLater()").types());
    }
}
