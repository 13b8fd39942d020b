package leibniz.kernel;

import java.util.List;

/** Changes of solutions that leave them right, each with the reason. */
final class EquivalentAnswers {
    /** @param original what stands in the solution in the place of {@code changed} */
    private record Equivalent(String id, String original, String changed, String reason) {}

    private static final List<Equivalent> ALL = List.of(
            new Equivalent("example-1", "dot(x, w)", "dot(w, x)", "the inner product is symmetric"),
            new Equivalent("numeric-derivative", "1e-5", "3.0000000000000004E-5", "3e-5 is a good step too"),
            new Equivalent("vector-in-the-loop", "< 1000", "< 1001",
                    "no norm drawn doubles to between 1000 and 1001"),
            new Equivalent("vector-in-the-loop", "< 1000", "<= 1000", "no norm drawn doubles to 1000"),
            new Equivalent("vector-in-the-loop", "a.sum()", "a.mean()", "only the sign counts"),
            new Equivalent("check-gradients", "1e-5", "3.0000000000000004E-5", "3e-5 is a good step too"),
            new Equivalent("check-gradients", "Math.abs(numeric), Math.abs(exact)",
                    "Math.abs(exact), Math.abs(exact)",
                    "either derivative is a measure of the size"),
            new Equivalent("linear-regression", "300", "301", "one step more harms nothing"),
            new Equivalent("linear-regression", "300", "900", "more steps harm nothing"));

    /** Where so much is left to the learner that a change makes another right answer. */
    private static final String FREE = "own-control-flow";

    private EquivalentAnswers() {}

    static boolean isListed(String id, String solution, String mutant) {
        return id.equals(FREE) || ALL.stream()
                .anyMatch(e -> e.id.equals(id) && mutant.replace(e.changed, e.original).equals(solution));
    }
}
