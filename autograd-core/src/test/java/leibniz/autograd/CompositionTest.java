package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.DerivativeCheck.positive;
import static leibniz.autograd.DerivativeCheck.random;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import leibniz.autograd.DerivativeCheck.Case;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The operations that are composed of primitives: their derivatives, and that they are one node to the user. */
class CompositionTest {
    private static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        Tensor inside = Tensors.tensor(FLOAT64, -0.9, -0.1, 0, 0.6);
        cases.add(new Case("asin", "vector", x -> x.get(0).asin(), List.of(inside)));
        cases.add(new Case("acos", "vector", x -> x.get(0).acos(), List.of(inside)));
        cases.add(new Case("atan", "matrix", x -> x.get(0).atan(), List.of(random(2, 3))));
        cases.add(new Case("atan", "empty", x -> x.get(0).atan(), List.of(random(0, 3))));
        cases.add(new Case("tan", "vector", x -> x.get(0).tan(), List.of(inside)));
        cases.add(new Case("gelu", "matrix", x -> x.get(0).gelu(), List.of(random(2, 3))));
        cases.add(new Case("silu", "matrix", x -> x.get(0).silu(), List.of(random(2, 3))));
        cases.add(new Case("rsqrt", "matrix", x -> x.get(0).rsqrt(), List.of(positive(2, 3))));
        for (boolean keep : new boolean[]{ false, true }) {
            for (int[] dims : new int[][]{ { 0 }, { -1 }, { 0, 2 }, {} }) {
                String label = "dims " + Arrays.toString(dims) + (keep ? " kept" : "");
                List<Tensor> x = List.of(random(2, 5, 3));
                cases.add(new Case("mean", label, t -> t.get(0).mean(keep, dims), x));
                cases.add(new Case("var", label, t -> t.get(0).var(keep, dims), x));
                cases.add(new Case("std", label, t -> t.get(0).std(keep, dims), x));
                cases.add(new Case("prod", label, t -> t.get(0).prod(keep, dims),
                        List.of(positive(2, 5, 3).mul(0.7))));
            }
        }
        cases.add(new Case("prod", "of zeros", x -> x.get(0).prod(1),
                List.of(Tensors.tensor(FLOAT64, 0, 2, 0, 0, 3, 4, 5, 6, 7).reshape(3, 3))));
        cases.add(new Case("prod", "of nothing", x -> x.get(0).prod(0), List.of(random(0, 3))));
        for (double ord : new double[]{ 1, 2, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 3,
                -1 }) {
            cases.add(new Case("vectorNorm", "order " + ord, x -> x.get(0).vectorNorm(ord, 1),
                    List.of(random(2, 3))));
        }
        for (int dim : new int[]{ 0, 1 }) {
            List<Tensor> x = List.of(random(3, 4));
            cases.add(new Case("softmax", "dim " + dim, t -> t.get(0).softmax(dim), x));
            cases.add(new Case("logSoftmax", "dim " + dim, t -> t.get(0).logSoftmax(dim), x));
            cases.add(new Case("sort", "dim " + dim, t -> t.get(0).sort(dim), x));
            cases.add(new Case("flip", "dim " + dim, t -> t.get(0).flip(dim), x));
            cases.add(new Case("stack", "dim " + dim, t -> Tensors.stack(dim, t.get(0), t.get(1)),
                    List.of(random(2, 3), random(2, 3))));
        }
        cases.add(new Case("flip", "empty", x -> x.get(0).flip(), List.of(random(0, 3))));
        cases.add(new Case("repeat", "new dim", x -> x.get(0).repeat(2, 1, 3), List.of(random(2, 3))));
        cases.add(new Case("repeat", "none", x -> x.get(0).repeat(0, 2), List.of(random(2, 3))));
        for (int[] shape : new int[][]{ { 3, 3 }, { 2, 4 }, { 4, 2 }, { 0, 3 } }) {
            String label = Arrays.toString(shape);
            cases.add(new Case("tril", label, x -> x.get(0).tril(), List.of(random(shape))));
            cases.add(new Case("triu", label, x -> x.get(0).triu(), List.of(random(shape))));
            cases.add(new Case("diagonal", label, x -> x.get(0).diagonal(), List.of(random(shape))));
            cases.add(new Case("diag", label, x -> x.get(0).diag(), List.of(random(shape))));
            cases.add(new Case("trace", label, x -> x.get(0).trace(), List.of(random(shape))));
        }
        cases.add(new Case("tril", "batch", x -> x.get(0).tril(), List.of(random(2, 3, 3))));
        cases.add(new Case("diagonal", "more dims", x -> x.get(0).diagonal(), List.of(random(3, 2, 2))));
        cases.add(new Case("diag", "vector", x -> x.get(0).diag(), List.of(random(3))));
        cases.add(new Case("outer", "vectors", x -> x.get(0).outer(x.get(1)), List.of(random(2), random(3))));
        cases.add(new Case("outer", "empty", x -> x.get(0).outer(x.get(1)), List.of(random(0), random(3))));
        cases.add(new Case("slice", "step", x -> x.get(0).slice(1, 1, -1, 2), List.of(random(2, 6))));
        cases.add(new Case("slice", "nothing", x -> x.get(0).slice(1, 4, 2, 1), List.of(random(2, 6))));
        cases.add(new Case("indexSelect", "one twice", x -> x.get(0).indexSelect(1, Tensors.tensor(2, 0, 2)),
                List.of(random(2, 3))));
        Tensor index = Tensors.tensor(new long[][]{ { 0, 2 }, { 1, 1 } });
        cases.add(new Case("gather", "dim 1", x -> x.get(0).gather(1, index), List.of(random(3, 3))));
        cases.add(new Case("gather", "dim 0", x -> x.get(0).gather(0, index), List.of(random(3, 3))));
        cases.add(new Case("maskedSelect", "broadcast",
                x -> x.get(0)
                        .maskedSelect(Tensors.tensor(new boolean[][]{ { true, false }, { true, true } })),
                List.of(random(2))));
        cases.add(new Case("set", "row", x -> x.get(0).copy().set_(x.get(1), 1),
                List.of(random(2, 3), random(3))));
        cases.add(new Case("set", "broadcast", x -> x.get(0).copy().set_(x.get(1), 1),
                List.of(random(2, 3), random())));
        return cases;
    }

    @TestFactory
    Stream<DynamicTest> derivatives() {
        return DerivativeCheck.tests(cases());
    }

    @TestFactory
    Stream<DynamicTest> oneNodeEach() {
        return cases().stream().map(c -> DynamicTest.dynamicTest(c.name() + ", " + c.label(), () -> {
            List<Tensor> leaves = c.inputs().stream().map(x -> x.copy().requiresGrad_(true)).toList();
            GraphNode node = c.f().apply(leaves).gradFn();
            assertEquals(c.name().toLowerCase(Locale.ROOT), node.name().toLowerCase(Locale.ROOT));
            List<Tensor> known = leaves.stream().filter(x -> Graph.of(c.f().apply(leaves)).find(x) != null)
                    .toList();
            assertEquals(leaves.size(), known.size(), "inputs of " + node.name());
        }));
    }
}
