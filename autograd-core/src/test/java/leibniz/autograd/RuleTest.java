package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT64;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every primitive of the rule tables: vjp and jvp against central differences, first and second order, on
 * row-major and on strided operands, broadcast and empty. A primitive without a case fails.
 */
class RuleTest {
    private static final Class<?>[] TABLES = { Elementwise.class, Reduction.class, Reshaping.class,
            Indexing.class,
            Matrix.class };

    /** A primitive under its place in the table, and operands it takes. */
    private record Case(String rule, String label, TensorsFunction f, List<Tensor> inputs) {}

    private static final SplittableRandom RANDOM = new SplittableRandom(1);

    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String rule : List.of("NEG", "SIN", "COS", "EXP", "TANH", "SIGMOID")) {
            Op op = op(rule);
            cases.add(new Case(rule, "matrix", x -> op.apply(x.get(0)), List.of(random(2, 3))));
            cases.add(new Case(rule, "number", x -> op.apply(x.get(0)), List.of(random())));
        }
        for (String rule : List.of("ABS", "SIGN", "RELU")) { // away from the kink
            Op op = op(rule);
            cases.add(new Case(rule, "both sides", x -> op.apply(x.get(0)),
                    List.of(Tensors.tensor(FLOAT64, -1.5, 0.7, 2.1, -0.4))));
        }
        for (String rule : List.of("SQRT", "LOG", "RECIPROCAL")) {
            Op op = op(rule);
            cases.add(new Case(rule, "positive", x -> op.apply(x.get(0)), List.of(positive(2, 3))));
        }
        for (String rule : List.of("ADD", "SUB", "MUL", "DIV", "POW")) {
            Op op = op(rule);
            TensorsFunction f = x -> op.apply(x.get(0), x.get(1));
            cases.add(new Case(rule, "same shapes", f, List.of(positive(2, 3), positive(2, 3))));
            cases.add(new Case(rule, "row and column", f, List.of(positive(1, 3), positive(2, 1))));
            cases.add(new Case(rule, "number and vector", f, List.of(positive(), positive(3))));
            cases.add(new Case(rule, "vector and matrix", f, List.of(positive(3), positive(2, 3))));
            cases.add(new Case(rule, "empty", f, List.of(positive(0, 3), positive(3))));
            cases.add(new Case(rule, "twice the same", x -> op.apply(x.get(0), x.get(0)),
                    List.of(positive(3))));
        }
        Tensor condition = Tensors.tensor(new boolean[][]{ { true, false, true }, { false, false, true } });
        cases.add(new Case("WHERE", "broadcast", x -> Tensors.where(condition, x.get(0), x.get(1)),
                List.of(random(3), random(2, 1))));
        for (boolean keep : new boolean[]{ false, true }) {
            for (int[] dims : new int[][]{ { 0 }, { 1 }, { 0, 2 }, { 0, 1, 2 } }) {
                String label = "dims " + Arrays.toString(dims) + (keep ? " kept" : "");
                List<Tensor> x = List.of(random(2, 3, 2));
                int[] shape = { 2, 3, 2 };
                cases.add(new Case("sum", label, t -> Reduction.sum(shape, dims, keep).apply(t.get(0)), x));
                cases.add(new Case("max", label, t -> Reduction.max(shape, dims, keep).apply(t.get(0)), x));
                cases.add(new Case("min", label, t -> Reduction.min(shape, dims, keep).apply(t.get(0)), x));
                cases.add(new Case("norm", label, t -> Reduction.norm(shape, dims, keep).apply(t.get(0)), x));
            }
        }
        cases.add(new Case("sum", "empty", t -> t.get(0).sum(0), List.of(random(0, 3))));
        cases.add(new Case("reshape", "matrix", t -> t.get(0).reshape(3, 2), List.of(random(2, 3))));
        cases.add(new Case("reshape", "of a view", t -> t.get(0).transpose().reshape(6),
                List.of(random(2, 3))));
        cases.add(
                new Case("permute", "three dims", t -> t.get(0).permute(2, 0, 1), List.of(random(2, 3, 4))));
        cases.add(
                new Case("expand", "new and old dim", t -> t.get(0).expand(2, 3, 2), List.of(random(3, 1))));
        cases.add(new Case("copy", "matrix", t -> t.get(0).copy(), List.of(random(2, 3))));
        cases.add(new Case("to", "there and back", t -> t.get(0).to(DType.FLOAT32).to(FLOAT64),
                List.of(Tensors.tensor(FLOAT64, 0.5, -2))));
        int[] start = { 1, 0 };
        int[] length = { 1, 2 };
        int[] step = { 1, 2 };
        cases.add(new Case("slice", "steps",
                t -> Indexing.slice("Slice", new int[]{ 2, 3 }, start, length, step)
                        .apply(t.get(0)),
                List.of(random(2, 3))));
        cases.add(new Case("unslice", "steps", t -> Indexing.unslice(new int[]{ 2, 3 }, start, length, step)
                .apply(t.get(0)), List.of(random(1, 2))));
        cases.add(new Case("DOT", "vectors", t -> t.get(0).dot(t.get(1)), List.of(random(4), random(4))));
        cases.add(new Case("DOT", "with itself", t -> t.get(0).dot(t.get(0)), List.of(random(4))));
        int[][][] products = { { { 3 }, { 3 } }, { { 2, 3 }, { 3 } }, { { 3 }, { 3, 2 } },
                { { 2, 3 }, { 3, 4 } },
                { { 2, 2, 3 }, { 3, 2 } }, { { 2, 1, 2, 3 }, { 3, 3, 2 } }, { { 3 }, { 2, 3, 4 } },
                { { 2, 4, 3 }, { 3 } }, { { 0, 3 }, { 3, 2 } } };
        for (int[][] shapes : products) {
            cases.add(new Case("matmul", Arrays.deepToString(shapes), t -> t.get(0).matmul(t.get(1)),
                    List.of(random(shapes[0]), random(shapes[1]))));
        }
        return cases;
    }

    @Test
    void everyPrimitiveHasACase() throws IllegalAccessException {
        Set<String> primitives = new TreeSet<>();
        for (Class<?> table : TABLES) {
            for (Field field : table.getDeclaredFields()) {
                if (field.getType() == Op.class && !Modifier.isPrivate(field.getModifiers())) {
                    primitives.add(field.getName());
                }
            }
            for (Method method : table.getDeclaredMethods()) {
                if (method.getReturnType() == Op.class && !Modifier.isPrivate(method.getModifiers())) {
                    primitives.add(method.getName());
                }
            }
        }
        Set<String> covered = cases().stream().map(Case::rule).collect(Collectors.toCollection(TreeSet::new));
        assertFalse(primitives.isEmpty());
        assertEquals(primitives, covered, "each primitive of the rule tables needs a case here");
    }

    @TestFactory
    Stream<DynamicTest> derivatives() {
        return cases().stream().flatMap(c -> Stream.of(
                DynamicTest.dynamicTest(c.rule + ", " + c.label, () -> check(c, c.inputs)),
                DynamicTest.dynamicTest(c.rule + ", " + c.label + ", strided",
                        () -> check(c, c.inputs.stream().map(RuleTest::strided).toList()))));
    }

    private static void check(Case c, List<Tensor> inputs) {
        Tensor value = c.f.apply(inputs);
        Tensor cotangent = random(value.shape());
        List<Tensor> tangents = inputs.stream().map(x -> random(x.shape())).toList();
        boolean exactly32 = c.rule.equals("to");

        // first order: <v, J t> by differences, forward mode and reverse mode
        double h = exactly32 ? 0.25 : 1e-5;
        Tensor slope = c.f.apply(shifted(inputs, tangents, h)).sub(c.f.apply(shifted(inputs, tangents, -h)))
                .div(2 * h);
        double tolerance = exactly32 ? 1e-6 : 1e-7;
        Tensor forward = Autograd.jvp(c.f, inputs, tangents).derivative();
        assertArrayEquals(value.shape(), forward.shape(), "shape of the jvp");
        assertEquals(0, largest(forward.sub(slope)), tolerance, "jvp: " + forward + " differences: " + slope);
        List<Tensor> reverse = Autograd.vjp(c.f, inputs, cotangent).derivatives();
        for (int i = 0; i < inputs.size(); i++) {
            assertArrayEquals(inputs.get(i).shape(), reverse.get(i).shape(), "shape of the vjp");
        }
        assertEquals(cotangent.mul(slope).sum().item(), inner(reverse, tangents), 10 * tolerance, "vjp");

        // second order: derivative of the vjp along the tangents, by differences and forward over reverse
        if (!exactly32) {
            for (int i = 0; i < inputs.size(); i++) {
                int input = i;
                TensorsFunction gradient = x -> Autograd.vjp(c.f, x, cotangent).derivatives().get(input);
                Tensor curvature = gradient.apply(shifted(inputs, tangents, h))
                        .sub(gradient.apply(shifted(inputs, tangents, -h))).div(2 * h);
                Tensor found = Autograd.jvp(gradient, inputs, tangents).derivative();
                assertEquals(0, largest(found.sub(curvature)), 1e-6,
                        "second order: " + found + " " + curvature);
            }
        }
    }

    private static double inner(List<Tensor> a, List<Tensor> b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.get(i).mul(b.get(i)).sum().item();
        }
        return sum;
    }

    private static double largest(Tensor x) {
        return x.numel() == 0 ? 0 : x.abs().max().item();
    }

    private static List<Tensor> shifted(List<Tensor> xs, List<Tensor> directions, double h) {
        List<Tensor> result = new ArrayList<>();
        for (int i = 0; i < xs.size(); i++) {
            result.add(xs.get(i).add(directions.get(i).mul(h)));
        }
        return result;
    }

    /** The same values at odd places of a larger storage, last dim first. */
    private static Tensor strided(Tensor x) {
        Tensor reversed = x
                .permute(Shapes.keptThenReduced(x.dim(), x.dim() > 0 ? new int[]{ 0 } : new int[0]));
        Tensor wide = Tensors.zeros(FLOAT64, Shapes.append(reversed.shape(), 2));
        wide.select(-1, 1).copy_(reversed);
        int[] back = new int[x.dim()];
        for (int d = 0; d < back.length; d++) {
            back[d] = d == 0 ? x.dim() - 1 : d - 1;
        }
        return wide.select(-1, 1).permute(back);
    }

    private static Op op(String name) {
        try {
            return (Op) Elementwise.class.getDeclaredField(name).get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static Tensor random(int... shape) {
        Tensor x = Tensors.zeros(FLOAT64, shape);
        for (int i = 0; i < x.numel(); i++) {
            x.storage.setDouble(i, RANDOM.nextDouble(-2, 2));
        }
        return x;
    }

    private static Tensor positive(int... shape) {
        return random(shape).abs().add(0.3);
    }
}
