package leibniz.kernel;

import java.util.List;

/** Changes of solutions that leave them right, each with the reason. */
final class EquivalentAnswers {
    /** @param original what stands in the solution in the place of {@code changed} */
    private record Equivalent(String id, String original, String changed, String reason) {}

    private static final String EVEN = "the cosine is even";
    private static final String SHAPE = "only its shape and dtype count";
    private static final String SIZE = "the norm does not know the sign";
    private static final String ABSOLUTE = "an absolute value does not know the sign";
    private static final String MEASURE = "either derivative is a measure of the size";

    private static final List<Equivalent> ALL = List.of(
            new Equivalent("chain-slope", "x * x)", "(-(x)) * x)", EVEN),
            new Equivalent("chain-slope", "x * x)", "x * (-(x)))", EVEN),
            new Equivalent("quadratic-form", ", x)", ", ((x) / 1))", "nothing is divided"),
            new Equivalent("quadratic-form", ", x)", ", ((x) * 1))", "nothing is multiplied"),
            new Equivalent("example-1", "dot(x, w)", "dot(w, x)", "the inner product is symmetric"),
            new Equivalent("norm-gradient", "zerosLike(x)", "zerosLike((-(x)))", SHAPE),
            new Equivalent("norm-gradient", "zerosLike(x)", "zerosLike((2 * (x)))", SHAPE),
            new Equivalent("norm-gradient", "zerosLike(x)", "zerosLike(((x) + 1))", SHAPE),
            new Equivalent("norm-gradient", "zerosLike(x)", "zerosLike((+(x)))", SHAPE),
            new Equivalent("norm-gradient", "x.norm().item() ==", "(-(x)).norm().item() ==", SIZE),
            new Equivalent("norm-gradient", "x.norm().item() ==", "(2 * (x)).norm().item() ==",
                    "twice the norm is 0 where the norm is"),
            new Equivalent("norm-gradient", "/ x.norm()", "/ (-(x)).norm()", SIZE),
            new Equivalent("tangent", "(x - 1)", "(((x) + 1) - 2)", "the two changes cancel"),
            new Equivalent("numeric-derivative", "1e-5", "3.0000000000000004E-5", "3e-5 is a good step too"),
            new Equivalent("bind-later", "2 * symbol(\"a\") + symbol(\"b\")",
                    "(-((-(2 * symbol(\"a\") + symbol(\"b\")))))", "the two signs cancel"),
            new Equivalent("bind-later", "2 * symbol(\"a\") + symbol(\"b\")",
                    "(+(2 * symbol(\"a\") + symbol(\"b\")))", "a plus changes nothing"),
            new Equivalent("tiny-autograd", "i >= 0", "i >= 1",
                    "the first in the order is a leaf, whose rule does nothing"),
            new Equivalent("weighted-gradient", "return v.grad()", "return (-((-(v.grad()))))",
                    "the two signs cancel"),
            new Equivalent("weighted-gradient", "return v.grad()", "return (+(v.grad()))",
                    "a plus changes nothing"),
            new Equivalent("backward-by-hand", "Math.cos(x)", "Math.cos((-(x)))", EVEN),
            new Equivalent("jacobian-by-rows", "[y.numel()]", "[(-(y)).numel()]", SHAPE),
            new Equivalent("jacobian-by-rows", "[y.numel()]", "[((y) + 1).numel()]", SHAPE),
            new Equivalent("jacobian-by-rows", "[y.numel()]", "[(2 * (y)).numel()]", SHAPE),
            new Equivalent("jacobian-by-rows", "y.get(i)", "((y) + 1).get(i)",
                    "constants have no derivative"),
            new Equivalent("undo-broadcast", "(c.dim()", "((-(c)).dim()", SHAPE),
            new Equivalent("undo-broadcast", "(c.dim()", "(((c) + 1).dim()", SHAPE),
            new Equivalent("undo-broadcast", "(c.dim()", "((2 * (c)).dim()", SHAPE),
            new Equivalent("vector-in-the-loop", "< 1000", "< 1001",
                    "no norm drawn doubles to between 1000 and 1001"),
            new Equivalent("vector-in-the-loop", "< 1000", "<= 1000", "no norm drawn doubles to 1000"),
            new Equivalent("vector-in-the-loop", "a.sum()", "a.mean()", "only the sign counts"),
            new Equivalent("vector-in-the-loop", "a.sum()", "(2 * (a)).sum()", "only the sign counts"),
            new Equivalent("vector-in-the-loop", "a.norm()", "(-(a)).norm()", SIZE),
            new Equivalent("vector-in-the-loop", "onesLike(a)", "onesLike((-(a)))", SHAPE),
            new Equivalent("vector-in-the-loop", "onesLike(a)", "onesLike(((a) + 1))", SHAPE),
            new Equivalent("vector-in-the-loop", "onesLike(a)", "onesLike((2 * (a)))", SHAPE),
            new Equivalent("sine-slope", "xs.detach()", "(-(xs)).detach()", EVEN),
            new Equivalent("check-gradients", "1e-5", "3.0000000000000004E-5", "3e-5 is a good step too"),
            new Equivalent("check-gradients", "Math.abs(numeric), Math.abs(exact)",
                    "Math.abs(exact), Math.abs(exact)", MEASURE),
            new Equivalent("check-gradients", "Math.abs(numeric), Math.abs(exact)",
                    "Math.abs(numeric), Math.abs(numeric)", MEASURE),
            new Equivalent("check-gradients", "Math.abs(numeric),", "Math.abs((-(numeric))),", ABSOLUTE),
            new Equivalent("check-gradients", "Math.abs(exact))", "Math.abs((-(exact))))", ABSOLUTE),
            new Equivalent("check-gradients", "p.numel()", "(-(p)).numel()", SHAPE),
            new Equivalent("check-gradients", "p.numel()", "(2 * (p)).numel()", SHAPE),
            new Equivalent("check-gradients", "p.numel()", "((p) + 1).numel()", SHAPE),
            new Equivalent("linear-regression", "300", "301", "one step more harms nothing"),
            new Equivalent("linear-regression", "300", "900", "more steps harm nothing"),
            new Equivalent("linear-regression", "X.dtype()", "(-(X)).dtype()", SHAPE),
            new Equivalent("linear-regression", "X.dtype()", "((X) + 1).dtype()", SHAPE),
            new Equivalent("linear-regression", "X.dtype()", "(2 * (X)).dtype()", SHAPE),
            new Equivalent("linear-regression", "X.size(1)", "(-(X)).size(1)", SHAPE),
            new Equivalent("linear-regression", "X.size(1)", "((X) + 1).size(1)", SHAPE),
            new Equivalent("linear-regression", "X.size(1)", "(2 * (X)).size(1)", SHAPE),
            new Equivalent("second-derivative", "g.sum()", "((g) + 1).sum()", "constants have no derivative"),
            new Equivalent("second-derivative", "= x.detach()", "= ((x) / 1).detach()", "nothing is divided"),
            new Equivalent("cost-of-second", "grad(y,", "grad((2 * (y)),",
                    "a factor of the cotangent is a constant, which is no operation of the graph"));

    /** Where so much is left to the learner that a change makes another right answer. */
    private static final String FREE = "own-control-flow";

    private EquivalentAnswers() {}

    /** Whether a change is listed, or several that leave the solution right each by itself. */
    static boolean isListed(String id, String solution, String mutant) {
        String undone = mutant;
        for (Equivalent equivalent : ALL) {
            if (equivalent.id.equals(id)) {
                undone = undone.replace(equivalent.changed, equivalent.original);
            }
        }
        return id.equals(FREE) || undone.equals(solution);
    }
}
