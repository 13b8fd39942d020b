package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.DerivativeCheck.positive;
import static leibniz.autograd.DerivativeCheck.random;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.autograd.DerivativeCheck.Case;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The operations that are composed of primitives: their derivatives, and that they are one node to the user.
 */
class CompositionTest {
    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        Tensor inside = Tensors.tensor(FLOAT64, -0.9, -0.1, 0, 0.6);
        cases.add(new Case("asin", "vector", x -> x.get(0).asin(), () -> List.of(inside)));
        cases.add(new Case("acos", "vector", x -> x.get(0).acos(), () -> List.of(inside)));
        cases.add(new Case("atan", "matrix", x -> x.get(0).atan(), () -> List.of(random(2, 3))));
        cases.add(new Case("atan", "empty", x -> x.get(0).atan(), () -> List.of(random(0, 3))));
        cases.add(new Case("tan", "vector", x -> x.get(0).tan(), () -> List.of(inside)));
        cases.add(new Case("gelu", "matrix", x -> x.get(0).gelu(), () -> List.of(random(2, 3))));
        cases.add(new Case("silu", "matrix", x -> x.get(0).silu(), () -> List.of(random(2, 3))));
        cases.add(new Case("rsqrt", "matrix", x -> x.get(0).rsqrt(), () -> List.of(positive(2, 3))));
        for (boolean keep : new boolean[]{ false, true }) {
            for (int[] dims : new int[][]{ { 0 }, { -1 }, { 0, 2 }, {} }) {
                String label = "dims " + Arrays.toString(dims) + (keep ? " kept" : "");
                Supplier<List<Tensor>> x = () -> List.of(random(2, 3, 2));
                cases.add(new Case("mean", label, t -> t.get(0).mean(keep, dims), x));
                cases.add(new Case("var", label, t -> t.get(0).var(keep, dims), x));
                // of equal rows the deviation is 0, where it has no second derivative
                boolean acrossRows = Arrays.equals(dims, new int[]{ 0 });
                cases.add(new Case("std", label, t -> t.get(0).std(keep, dims), x, !acrossRows));
                cases.add(new Case("prod", label, t -> t.get(0).prod(keep, dims),
                        () -> List.of(positive(2, 3, 2).mul(0.7))));
            }
        }
        cases.add(new Case("prod", "of zeros", x -> x.get(0).prod(1),
                () -> List.of(Tensors.tensor(FLOAT64, 0, 2, 0, 0, 3, 4, 5, 6, 7).reshape(3, 3))));
        cases.add(new Case("prod", "of nothing", x -> x.get(0).prod(0), () -> List.of(random(0, 3))));
        for (double ord : new double[]{ 1, 2, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 3,
                -1 }) {
            cases.add(new Case("vectorNorm", "order " + ord, x -> x.get(0).vectorNorm(ord, 1),
                    () -> List.of(random(2, 3))));
        }
        for (int dim : new int[]{ 0, 1 }) {
            Supplier<List<Tensor>> x = () -> List.of(random(3, 4));
            cases.add(new Case("softmax", "dim " + dim, t -> t.get(0).softmax(dim), x));
            cases.add(new Case("logSoftmax", "dim " + dim, t -> t.get(0).logSoftmax(dim), x));
            cases.add(new Case("sort", "dim " + dim, t -> t.get(0).sort(dim), x));
            cases.add(new Case("flip", "dim " + dim, t -> t.get(0).flip(dim), x));
            cases.add(new Case("stack", "dim " + dim, t -> Tensors.stack(dim, t.get(0), t.get(1)),
                    () -> List.of(random(2, 3), random(2, 3))));
        }
        cases.add(new Case("flip", "empty", x -> x.get(0).flip(), () -> List.of(random(0, 3))));
        cases.add(new Case("repeat", "new dim", x -> x.get(0).repeat(2, 1, 3), () -> List.of(random(2, 3))));
        cases.add(new Case("repeat", "none", x -> x.get(0).repeat(0, 2), () -> List.of(random(2, 3))));
        for (int[] shape : new int[][]{ { 3, 3 }, { 2, 4 }, { 4, 2 }, { 0, 3 } }) {
            String label = Arrays.toString(shape);
            cases.add(new Case("tril", label, x -> x.get(0).tril(), () -> List.of(random(shape))));
            cases.add(new Case("triu", label, x -> x.get(0).triu(), () -> List.of(random(shape))));
            cases.add(new Case("diagonal", label, x -> x.get(0).diagonal(), () -> List.of(random(shape))));
            cases.add(new Case("diag", label, x -> x.get(0).diag(), () -> List.of(random(shape))));
            cases.add(new Case("trace", label, x -> x.get(0).trace(), () -> List.of(random(shape))));
        }
        cases.add(new Case("tril", "batch", x -> x.get(0).tril(), () -> List.of(random(2, 3, 3))));
        cases.add(
                new Case("diagonal", "more dims", x -> x.get(0).diagonal(), () -> List.of(random(3, 2, 2))));
        cases.add(new Case("diag", "vector", x -> x.get(0).diag(), () -> List.of(random(3))));
        for (int[] shape : new int[][]{ { 2, 3 }, { 2, 0 } }) {
            Supplier<List<Tensor>> x = () -> List.of(random(shape));
            String label = Arrays.toString(shape);
            cases.add(new Case("square", label, t -> t.get(0).square(), x));
            cases.add(new Case("transpose", label, t -> t.get(0).transpose(), x));
            cases.add(new Case("transpose", label + ", dims", t -> t.get(0).transpose(-1, 0), x));
            cases.add(new Case("unsqueeze", label, t -> t.get(0).unsqueeze(1), x));
            cases.add(new Case("view", label, t -> t.get(0).copy().view(shape[1], 2), x));
            cases.add(new Case("get", label, t -> t.get(0).get(-1), x));
            cases.add(new Case("select", label, t -> t.get(0).select(0, 1), x));
            cases.add(new Case("narrow", label, t -> t.get(0).narrow(0, 1, 1), x));
        }
        cases.add(new Case("contiguous", "of a view", t -> t.get(0).copy().transpose().contiguous(),
                () -> List.of(random(2, 3))));
        cases.add(new Case("get", "number", t -> t.get(0).get(1, -1), () -> List.of(random(2, 3))));
        cases.add(new Case("squeeze", "all", t -> t.get(0).squeeze(), () -> List.of(random(1, 3, 1))));
        cases.add(new Case("squeeze", "one dim", t -> t.get(0).squeeze(-1), () -> List.of(random(1, 3, 1))));
        cases.add(new Case("squeeze", "none", t -> t.get(0).squeeze(1), () -> List.of(random(1, 3, 1))));
        cases.add(new Case("outer", "vectors", x -> x.get(0).outer(x.get(1)),
                () -> List.of(random(2), random(3))));
        cases.add(new Case("outer", "empty", x -> x.get(0).outer(x.get(1)),
                () -> List.of(random(0), random(3))));
        cases.add(new Case("slice", "step", x -> x.get(0).slice(1, 1, -1, 2), () -> List.of(random(2, 6))));
        cases.add(new Case("slice", "nothing", x -> x.get(0).slice(1, 4, 2, 1), () -> List.of(random(2, 6))));
        cases.add(new Case("indexSelect", "one twice", x -> x.get(0).indexSelect(1, Tensors.tensor(2, 0, 2)),
                () -> List.of(random(2, 3))));
        Tensor index = Tensors.tensor(new long[][]{ { 0, 2 }, { 1, 1 } });
        cases.add(new Case("gather", "dim 1", x -> x.get(0).gather(1, index), () -> List.of(random(3, 3))));
        cases.add(new Case("gather", "dim 0", x -> x.get(0).gather(0, index), () -> List.of(random(3, 3))));
        cases.add(new Case("maskedSelect", "broadcast",
                x -> x.get(0)
                        .maskedSelect(Tensors.tensor(new boolean[][]{ { true, false }, { true, true } })),
                () -> List.of(random(2))));
        Tensor target = Tensors.tensor(2, 0, 1);
        cases.add(new Case("crossEntropy", "classes", x -> x.get(0).crossEntropy(target),
                () -> List.of(random(3, 4))));
        cases.add(new Case("crossEntropy", "one row", x -> x.get(0).crossEntropy(Tensors.tensor(2)),
                () -> List.of(random(4))));
        cases.add(new Case("crossEntropy", "probabilities", x -> x.get(0).crossEntropy(x.get(1)),
                () -> List.of(random(3, 4), positive(3, 4))));
        cases.add(new Case("mseLoss", "matrix", x -> x.get(0).mseLoss(x.get(1)),
                () -> List.of(random(2, 3), random(2, 3))));
        cases.add(new Case("binaryCrossEntropyWithLogits", "matrix",
                x -> x.get(0).binaryCrossEntropyWithLogits(x.get(1)),
                () -> List.of(random(2, 3), positive(2, 3))));
        cases.add(new Case("layerNorm", "last dim", x -> x.get(0).layerNorm(4), () -> List.of(random(3, 4))));
        cases.add(new Case("layerNorm", "two dims", x -> x.get(0).layerNorm(new int[]{ 2, 3 }, 1e-3),
                () -> List.of(random(2, 2, 3))));
        cases.add(new Case("solve", "vector", x -> x.get(0).solve(x.get(1)),
                () -> List.of(Tensors.tensor(FLOAT64, 2, 1, 0, 3).reshape(2, 2), random(2)), false));
        cases.add(new Case("solve", "vectors", x -> x.get(0).solve(x.get(1)),
                () -> List.of(Tensors.tensor(FLOAT64, 2, 1, 0, 3, 1, 0, 0, 1).reshape(2, 2, 2),
                        random(2, 2))));
        cases.addAll(EverydayCases.cases());
        cases.addAll(ModelCases.cases());
        return cases;
    }

    /**
     * Changes in place, each of a copy, since inputs are leaves; they show the nodes of what they are made
     * of.
     */
    static List<Case> inPlaceCases() {
        List<Case> cases = new ArrayList<>();
        for (int[] shape : new int[][]{ { 2, 3 }, { 3 }, {} }) {
            String label = "by " + Arrays.toString(shape);
            Supplier<List<Tensor>> x = () -> List.of(positive(2, 3), positive(shape));
            cases.add(new Case("add_", label, t -> t.get(0).copy().add_(t.get(1)), x));
            cases.add(new Case("sub_", label, t -> t.get(0).copy().sub_(t.get(1)), x));
            cases.add(new Case("mul_", label, t -> t.get(0).copy().mul_(t.get(1)), x));
            cases.add(new Case("div_", label, t -> t.get(0).copy().div_(t.get(1)), x));
            cases.add(new Case("copy_", label, t -> t.get(0).copy().copy_(t.get(1)), x));
            cases.add(new Case("set_", label,
                    t -> t.get(0).copy().set_(t.get(1), shape.length == 2 ? new int[0] : new int[]{ -1 }),
                    x));
        }
        Supplier<List<Tensor>> x = () -> List.of(random(2, 3));
        cases.add(new Case("clamp_", "both bounds", t -> t.get(0).copy().clamp_(-1, 0.5),
                () -> List.of(Tensors.tensor(FLOAT64, -1.5, -0.7, 0.2, 2.1))));
        cases.add(new Case("zero_", "matrix", t -> t.get(0).neg().zero_(), x));
        cases.add(new Case("fill_", "matrix", t -> t.get(0).neg().fill_(2.5), x));
        cases.add(new Case("set_", "number", t -> t.get(0).neg().set_(2.5, 1, 0), x));
        cases.addAll(EverydayCases.inPlaceCases());
        cases.addAll(ModelCases.inPlaceCases());
        return cases;
    }

    @TestFactory
    Stream<DynamicTest> derivatives() {
        return DerivativeCheck.tests(cases());
    }

    @TestFactory
    Stream<DynamicTest> derivativesOfChangesInPlace() {
        return DerivativeCheck.tests(inPlaceCases());
    }

    @AfterEach
    void keepNothing() {
        Graph.keepValues(false);
    }

    @TestFactory
    Stream<DynamicTest> oneNodeEach() {
        Graph.keepValues(true); // so that constants are shown as far as they can be
        return cases().stream().map(c -> DynamicTest.dynamicTest(c.name() + ", " + c.label(), () -> {
            List<Tensor> leaves = c.inputs().stream().map(x -> x.copy().requiresGrad_(true)).toList();
            Tensor result = c.f().apply(leaves);
            GraphNode node = result.gradFn();
            assertEquals(c.name().toLowerCase(Locale.ROOT), node.name().toLowerCase(Locale.ROOT));
            Graph graph = Graph.of(result);
            leaves.forEach(x -> assertNotNull(graph.find(x), "an input is missing from " + node.name()));
            assertEquals(Set.of(), graph.nodes().stream().map(GraphNode::kind)
                    .filter(kind -> kind != GraphNode.Kind.LEAF && kind != GraphNode.Kind.OPERATION)
                    .collect(Collectors.toSet()), "a tensor that the user did not give is shown");
        }));
    }
}
