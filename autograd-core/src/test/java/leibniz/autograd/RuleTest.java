package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.DerivativeCheck.positive;
import static leibniz.autograd.DerivativeCheck.random;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.autograd.DerivativeCheck.Case;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every primitive of the rule tables, put through {@link DerivativeCheck}, with operands that broadcast and
 * with empty ones. A primitive without a case fails.
 */
class RuleTest {
    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String rule : List.of("NEG", "SIN", "COS", "EXP", "EXPM1", "SINH", "COSH", "TANH", "SIGMOID",
                "SOFTPLUS", "ERF")) {
            Op op = op(rule);
            cases.add(new Case(rule, "matrix", x -> op.apply(x.get(0)), () -> List.of(random(2, 3))));
            cases.add(new Case(rule, "number", x -> op.apply(x.get(0)), () -> List.of(random())));
            cases.add(new Case(rule, "empty", x -> op.apply(x.get(0)), () -> List.of(random(2, 0))));
        }
        for (String rule : List.of("ASIN", "ACOS")) {
            Op op = op(rule);
            cases.add(new Case(rule, "inside", x -> op.apply(x.get(0)),
                    () -> List.of(Tensors.tensor(FLOAT64, -0.9, -0.3, 0, 0.5))));
            cases.add(new Case(rule, "empty", x -> op.apply(x.get(0)), () -> List.of(random(2, 0))));
        }
        cases.add(new Case("trace", "square", x -> x.get(0).trace(), () -> List.of(random(3, 3))));
        cases.add(new Case("trace", "wide", x -> x.get(0).trace(), () -> List.of(random(2, 3))));
        cases.add(
                new Case("trace", "a view", x -> x.get(0).transpose().trace(), () -> List.of(random(2, 3))));
        cases.add(new Case("trace", "empty", x -> x.get(0).trace(), () -> List.of(random(0, 0))));
        cases.add(new Case("part", "an element", x -> x.get(0).get(1, 2), () -> List.of(random(2, 3))));
        cases.add(new Case("part", "a row", x -> x.get(0).get(1), () -> List.of(random(2, 3))));
        cases.add(new Case("part", "a column", x -> x.get(0).select(1, -1), () -> List.of(random(2, 3))));
        cases.add(new Case("part", "empty", x -> x.get(0).get(1), () -> List.of(random(2, 0))));
        cases.add(new Case("diagonal", "offset", x -> x.get(0).diagonal(1), () -> List.of(random(2, 3))));
        cases.add(new Case("diagonal", "more dims", x -> x.get(0).diagonal(-1, 0, 2),
                () -> List.of(random(3, 2, 2))));
        cases.add(new Case("diagonal", "empty", x -> x.get(0).diagonal(), () -> List.of(random(2, 0))));
        for (String rule : List.of("ABS", "SIGN", "RELU", "FLOOR", "ROUND")) { // away from the kink
            Op op = op(rule);
            cases.add(new Case(rule, "both sides", x -> op.apply(x.get(0)),
                    () -> List.of(Tensors.tensor(FLOAT64, -1.6, 0.7, 2.1, -0.4))));
            cases.add(new Case(rule, "empty", x -> op.apply(x.get(0)), () -> List.of(random(2, 0))));
        }
        for (String rule : List.of("SQRT", "LOG", "LOG1P", "RECIPROCAL")) {
            Op op = op(rule);
            cases.add(new Case(rule, "positive", x -> op.apply(x.get(0)), () -> List.of(positive(2, 3))));
            cases.add(new Case(rule, "empty", x -> op.apply(x.get(0)), () -> List.of(positive(2, 0))));
        }
        for (String rule : List.of("ADD", "SUB", "MUL", "DIV", "POW", "REMAINDER", "ATAN2", "MAXIMUM",
                "MINIMUM")) {
            Op op = op(rule);
            TensorsFunction f = x -> op.apply(x.get(0), x.get(1));
            cases.add(new Case(rule, "same shapes", f, () -> List.of(positive(2, 3), positive(2, 3))));
            cases.add(new Case(rule, "row and column", f, () -> List.of(positive(1, 3), positive(2, 1))));
            cases.add(new Case(rule, "number and vector", f, () -> List.of(positive(), positive(3))));
            cases.add(new Case(rule, "vector and matrix", f, () -> List.of(positive(3), positive(2, 3))));
            cases.add(new Case(rule, "empty", f, () -> List.of(positive(0, 3), positive(3))));
            cases.add(new Case(rule, "numbers", f,
                    () -> List.of(Tensors.tensor(FLOAT64, 2.7), Tensors.tensor(FLOAT64, 1.1))));
            cases.add(new Case(rule, "twice the same", x -> op.apply(x.get(0), x.get(0)),
                    () -> List.of(positive(3))));
        }
        cases.add(new Case("REMAINDER", "both signs", x -> x.get(0).remainder(x.get(1)),
                () -> List.of(Tensors.tensor(FLOAT64, -7.5, 7.5, -7.5), Tensors.tensor(FLOAT64, 2, -2, -2))));
        TensorsFunction entropy = x -> Elementwise.BINARY_CROSS_ENTROPY.apply(x.get(0), x.get(1));
        cases.add(new Case("BINARY_CROSS_ENTROPY", "broadcast", entropy,
                () -> List.of(random(2, 3).sigmoid(), random(3).sigmoid())));
        cases.add(new Case("BINARY_CROSS_ENTROPY", "empty", entropy,
                () -> List.of(positive(0, 3), positive(3))));
        TensorsFunction odds = x -> Elementwise.LOG_ODDS_AGAINST.apply(x.get(0));
        cases.add(new Case("LOG_ODDS_AGAINST", "matrix", odds, () -> List.of(random(2, 3).sigmoid())));
        cases.add(new Case("LOG_ODDS_AGAINST", "empty", odds, () -> List.of(random(2, 0))));
        cases.add(new Case("clamp", "all sides", x -> Elementwise.clamp(-1, 0.5).apply(x.get(0)),
                () -> List.of(Tensors.tensor(FLOAT64, -1.5, -0.7, 0.2, 2.1))));
        cases.add(new Case("clamp", "empty", x -> Elementwise.clamp(-1, 0.5).apply(x.get(0)),
                () -> List.of(random(2, 0))));
        cases.add(new Case("POW", "whole exponents of numbers of both signs", x -> x.get(0)
                .pow(Tensors.tensor(x.get(0).dtype(), 3, 2, 1, 0)),
                () -> List.of(Tensors.tensor(FLOAT64, -1.5, -0.5, 0, 0))));
        cases.add(new Case("POW", "of 0 and others",
                x -> Tensors.tensor(x.get(0).dtype(), 0, 2, 0).pow(x.get(0)),
                () -> List.of(positive(3))));
        cases.add(new Case("POW", "exponents 0", x -> x.get(0).pow(x.get(1)),
                () -> List.of(positive(3), Tensors.zeros(FLOAT64, 3))));
        Tensor condition = Tensors.tensor(new boolean[][]{ { true, false, true }, { false, false, true } });
        cases.add(new Case("WHERE", "broadcast", x -> Tensors.where(condition, x.get(0), x.get(1)),
                () -> List.of(random(3), random(2, 1))));
        cases.add(new Case("WHERE", "empty", x -> Tensors.where(condition, x.get(0), x.get(1)),
                () -> List.of(random(0, 1, 1), random(2, 1))));
        cases.add(new Case("standardize", "last dim", x -> Reduction.standardize(new int[]{ 1 }, 1e-3)
                .apply(x.get(0)), () -> List.of(random(2, 4))));
        cases.add(new Case("standardize", "two dims", x -> Reduction.standardize(new int[]{ 1, 2 }, 1e-3)
                .apply(x.get(0)), () -> List.of(random(2, 2, 3))));
        cases.add(new Case("standardize", "empty", x -> Reduction.standardize(new int[]{ 1 }, 1e-3)
                .apply(x.get(0)), () -> List.of(random(0, 3))));
        for (boolean keep : new boolean[]{ false, true }) {
            for (int[] dims : new int[][]{ { 0 }, { 1 }, { 0, 2 }, { 0, 1, 2 } }) {
                String label = "dims " + Arrays.toString(dims) + (keep ? " kept" : "");
                Supplier<List<Tensor>> x = () -> List.of(random(2, 3, 2));
                int[] shape = { 2, 3, 2 };
                cases.add(new Case("sum", label, t -> Reduction.sum(shape, dims, keep).apply(t.get(0)), x));
                cases.add(new Case("max", label, t -> Reduction.max(shape, dims, keep).apply(t.get(0)), x));
                cases.add(new Case("min", label, t -> Reduction.min(shape, dims, keep).apply(t.get(0)), x));
                cases.add(new Case("norm", label, t -> Reduction.norm(shape, dims, keep).apply(t.get(0)), x));
                cases.add(new Case("vectorNorm", label,
                        t -> Reduction.vectorNorm(3, shape, dims, keep).apply(t.get(0)), x));
                cases.add(new Case("vectorNorm", label + ", order 1.5",
                        t -> Reduction.vectorNorm(1.5, shape, dims, keep).apply(t.get(0)),
                        () -> List.of(positive(2, 3, 2))));
                cases.add(new Case("logsumexp", label,
                        t -> Reduction.logsumexp(shape, dims, keep).apply(t.get(0)), x));
            }
        }
        cases.add(new Case("sum", "empty", t -> t.get(0).sum(0), () -> List.of(random(0, 3))));
        cases.add(new Case("logsumexp", "empty", t -> t.get(0).logsumexp(1), () -> List.of(random(0, 3))));
        cases.add(new Case("norm", "empty", t -> t.get(0).norm(1), () -> List.of(random(0, 3))));
        cases.add(new Case("norm", "of nothing", t -> t.get(0).norm(0), () -> List.of(random(0, 3))));
        cases.add(
                new Case("vectorNorm", "empty", t -> t.get(0).vectorNorm(3, 1), () -> List.of(random(0, 3))));
        cases.add(new Case("max", "empty", t -> t.get(0).max(1), () -> List.of(random(0, 3))));
        cases.add(new Case("min", "empty", t -> t.get(0).min(1), () -> List.of(random(0, 3))));
        for (int dim : new int[]{ 0, 1, -1 }) {
            cases.add(new Case("cumsum", "dim " + dim, t -> t.get(0).cumsum(dim),
                    () -> List.of(random(2, 3, 2))));
            cases.add(new Case("cat", "dim " + dim, t -> Tensors.cat(dim, t.get(0), t.get(1), t.get(0)),
                    () -> List.of(random(2, 2, 2), random(2, 2, 2))));
        }
        cases.add(
                new Case("logSoftmax", "columns", t -> t.get(0).logSoftmax(0), () -> List.of(random(3, 2))));
        cases.add(new Case("logSoftmax", "rows", t -> t.get(0).logSoftmax(1), () -> List.of(random(3, 2))));
        cases.add(new Case("logSoftmax", "empty", t -> t.get(0).logSoftmax(1), () -> List.of(random(0, 2))));
        cases.add(new Case("cumsum", "empty", t -> t.get(0).cumsum(1), () -> List.of(random(0, 3))));
        cases.add(new Case("cat", "different sizes", t -> Tensors.cat(1, t.get(0), t.get(1), t.get(2)),
                () -> List.of(random(2, 1), random(2, 3), random(2, 0))));
        int[] positions = { 5, 0, 5, 2 };
        cases.add(new Case("pick", "one twice", t -> Indexing
                .pick("Pick", new int[]{ 2, 3 }, positions, new int[]{ 2, 2 }).apply(t.get(0)),
                () -> List.of(random(2, 3))));
        cases.add(new Case("pick", "nothing", t -> Indexing
                .pick("Pick", new int[]{ 2, 3 }, new int[0], new int[]{ 0, 2 }).apply(t.get(0)),
                () -> List.of(random(2, 3))));
        cases.add(new Case("pick", "from nothing", t -> Indexing
                .pick("Pick", new int[]{ 0, 3 }, new int[0], new int[]{ 0 }).apply(t.get(0)),
                () -> List.of(random(0, 3))));
        cases.add(new Case("place", "one twice", t -> Indexing
                .place(new int[]{ 2, 2 }, positions, new int[]{ 2, 3 }).apply(t.get(0)),
                () -> List.of(random(2, 2))));
        Tensor mask = Tensors.tensor(true, false, true);
        cases.add(new Case("masked", "broadcast", t -> Indexing.masked("Masked", mask).apply(t.get(0)),
                () -> List.of(random(2, 3))));
        cases.add(new Case("place", "nothing", t -> Indexing
                .place(new int[]{ 0, 2 }, new int[0], new int[]{ 2, 3 }).apply(t.get(0)),
                () -> List.of(random(0, 2))));
        cases.add(new Case("masked", "empty", t -> Indexing.masked("Masked", mask).apply(t.get(0)),
                () -> List.of(random(0, 3))));
        cases.add(new Case("reshape", "empty", t -> t.get(0).reshape(3, 0, 2), () -> List.of(random(0, 4))));
        cases.add(new Case("permute", "empty", t -> t.get(0).permute(1, 0), () -> List.of(random(0, 4))));
        cases.add(new Case("expand", "empty", t -> t.get(0).expand(2, 0, 3), () -> List.of(random(0, 1))));
        cases.add(new Case("expand", "to nothing", t -> t.get(0).expand(0, 3), () -> List.of(random(1, 3))));
        cases.add(new Case("copy", "empty", t -> t.get(0).copy(), () -> List.of(random(0, 4))));
        cases.add(new Case("DOT", "empty", t -> t.get(0).dot(t.get(1)), () -> List.of(random(0), random(0))));
        cases.add(new Case("matmul", "sums of nothing", t -> t.get(0).matmul(t.get(1)),
                () -> List.of(random(2, 0), random(0, 3))));
        cases.add(new Case("slice", "empty", t -> t.get(0).narrow(1, 1, 2), () -> List.of(random(0, 3))));
        cases.add(new Case("slice", "from the end", t -> t.get(0).flip(1), () -> List.of(random(2, 3))));
        cases.add(new Case("unslice", "nothing", t -> Indexing.unslice(new int[]{ 2, 3 }, new int[]{ 1, 0 },
                new int[]{ 0, 2 }, new int[]{ 1, 1 }).apply(t.get(0)), () -> List.of(random(0, 2))));
        cases.add(new Case("reshape", "matrix", t -> t.get(0).reshape(3, 2), () -> List.of(random(2, 3))));
        cases.add(new Case("reshape", "of a view", t -> t.get(0).transpose().reshape(6),
                () -> List.of(random(2, 3))));
        cases.add(
                new Case("permute", "three dims", t -> t.get(0).permute(2, 0, 1),
                        () -> List.of(random(2, 3, 2))));
        cases.add(
                new Case("expand", "new and old dim", t -> t.get(0).expand(2, 3, 2),
                        () -> List.of(random(3, 1))));
        cases.add(new Case("copy", "matrix", t -> t.get(0).copy(), () -> List.of(random(2, 3))));
        for (int[] shape : new int[][]{ { 2, 3 }, { 0, 3 } }) {
            // exact in both precisions, where a FLOAT32 in between would drown the differences in its
            // rounding
            cases.add(new Case("to", Arrays.toString(shape), t -> {
                DType dtype = t.get(0).dtype();
                Tensor wide = Reshaping.to(dtype, FLOAT64).apply(t.get(0));
                return Reshaping.to(FLOAT64, dtype).apply(wide);
            }, () -> List.of(random(shape))));
        }
        int[] start = { 1, 0 };
        int[] length = { 1, 2 };
        int[] step = { 1, 2 };
        cases.add(new Case("slice", "steps",
                t -> Indexing.slice("Slice", new int[]{ 2, 3 }, start, length, step)
                        .apply(t.get(0)),
                () -> List.of(random(2, 3))));
        cases.add(new Case("unslice", "steps", t -> Indexing.unslice(new int[]{ 2, 3 }, start, length, step)
                .apply(t.get(0)), () -> List.of(random(1, 2))));
        cases.add(
                new Case("DOT", "vectors", t -> t.get(0).dot(t.get(1)), () -> List.of(random(4), random(4))));
        cases.add(new Case("DOT", "with itself", t -> t.get(0).dot(t.get(0)), () -> List.of(random(4))));
        int[][][] products = { { { 3 }, { 3 } }, { { 2, 3 }, { 3 } }, { { 3 }, { 3, 2 } },
                { { 2, 3 }, { 3, 4 } },
                { { 2, 2, 3 }, { 3, 2 } }, { { 2, 1, 2, 3 }, { 3, 3, 2 } }, { { 3 }, { 2, 3, 4 } },
                { { 2, 4, 3 }, { 3 } }, { { 0, 3 }, { 3, 2 } }, { { 2, 1, 2, 2 }, { 3, 2, 2 } },
                { { 2 }, { 2, 1, 2, 1 } } };
        for (int[][] shapes : products) {
            cases.add(new Case("matmul", Arrays.deepToString(shapes), t -> t.get(0).matmul(t.get(1)),
                    () -> List.of(random(shapes[0]), random(shapes[1]))));
        }
        int[][][] leastSquares = { { { 3, 2 }, { 3, 2 } }, { { 2, 3, 1 }, { 3, 1 } },
                { { 0, 3, 2 }, { 3, 1 } },
                { { 2, 2 }, { 3, 2, 1 } } };
        for (int[][] shapes : leastSquares) {
            cases.add(new Case("LSTSQ", Arrays.deepToString(shapes),
                    t -> LinearAlgebra.LSTSQ.apply(t.get(0), t.get(1)),
                    () -> List.of(independent(shapes[0]), random(shapes[1])), false));
        }
        for (int[] shape : new int[][]{ { 3, 3 }, { 2, 2, 2 }, { 1, 1 }, { 0, 2, 2 } }) {
            String label = Arrays.toString(shape);
            Supplier<List<Tensor>> x = () -> List.of(definite(shape));
            boolean equalRows = shape.length > 2; // where a row is a whole matrix
            cases.add(new Case("INV", label, t -> t.get(0).inv(), x, equalRows));
            cases.add(new Case("DET", label, t -> t.get(0).det(), x));
            cases.add(new Case("LOGDET", label, t -> t.get(0).logdet(), x, equalRows));
            cases.add(new Case("CHOLESKY", label, t -> t.get(0).cholesky(), x, equalRows));
        }
        Tensor singular = Tensors.tensor(FLOAT64, 1, 2, 3, 2, 4, 6, 1, 0, 1).reshape(3, 3);
        cases.add(new Case("DET", "singular", t -> t.get(0).det(), () -> List.of(singular)));
        cases.add(new Case("DET", "zeros", t -> t.get(0).det(),
                () -> List.of(Tensors.zeros(FLOAT64, 2, 2, 2))));
        int[][][] systems = { { { 3, 3 }, { 3, 2 } }, { { 2, 2, 2 }, { 2, 1 } }, { { 2, 2 }, { 3, 2, 2 } },
                { { 2, 2 }, { 2, 0 } }, { { 2, 1, 2, 2 }, { 3, 2, 1 } }, { { 0, 2, 2 }, { 2, 1 } } };
        for (int[][] shapes : systems) {
            cases.add(new Case("SOLVE", Arrays.deepToString(shapes),
                    t -> LinearAlgebra.SOLVE.apply(t.get(0), t.get(1)),
                    () -> List.of(definite(shapes[0]), random(shapes[1])), shapes[0].length > 2));
        }
        return cases;
    }

    /**
     * The primitives by the names of the fields and methods that give them, wherever in the library these
     * stand.
     */
    private static Set<String> primitives() {
        Set<String> primitives = new TreeSet<>();
        for (Class<?> type : LibraryTypes.all()) {
            if (Op.class.isAssignableFrom(type)) {
                continue;
            }
            for (Field field : type.getDeclaredFields()) {
                if (isRule(field, field.getType())) {
                    primitives.add(field.getName());
                }
            }
            for (Method method : type.getDeclaredMethods()) {
                if (isRule(method, method.getReturnType())) {
                    primitives.add(method.getName());
                }
            }
        }
        assertFalse(primitives.isEmpty());
        return primitives;
    }

    private static boolean isRule(Member member, Class<?> type) {
        return Op.class.isAssignableFrom(type) && Modifier.isStatic(member.getModifiers())
                && !Modifier.isPrivate(member.getModifiers()) && !member.isSynthetic();
    }

    @Test
    void everyPrimitiveHasACase() {
        Set<String> covered = cases().stream().map(Case::name).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(primitives(), covered, "each primitive of the rule tables needs a case here");
    }

    @Test
    void everyPrimitiveHasACaseWithoutElements() {
        Set<String> covered = cases().stream()
                .filter(c -> c.inputs().stream().anyMatch(x -> x.numel() == 0))
                .map(Case::name).collect(Collectors.toCollection(TreeSet::new));
        Set<String> missing = primitives();
        missing.removeAll(covered);
        assertEquals(Set.of(), missing, "these primitives need a case with an operand of no elements");
    }

    @TestFactory
    Stream<DynamicTest> derivatives() {
        return DerivativeCheck.tests(cases());
    }

    /** Symmetric matrices with a positive determinant, and far from singular. */
    private static Tensor definite(int... shape) {
        Tensor x = random(shape);
        return x.matmul(x.transpose(-2, -1)).add(Tensors.eye(shape[shape.length - 1]).to(FLOAT64));
    }

    /** Matrices with independent columns. */
    private static Tensor independent(int... shape) {
        Tensor x = random(shape).mul(0.3);
        return x.add(Tensors.eye(shape[shape.length - 2]).to(FLOAT64).narrow(1, 0, shape[shape.length - 1])
                .mul(2));
    }

    private static Op op(String name) {
        try {
            return (Op) Elementwise.class.getDeclaredField(name).get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
