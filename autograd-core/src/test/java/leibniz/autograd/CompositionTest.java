package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.DerivativeCheck.positive;
import static leibniz.autograd.DerivativeCheck.random;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
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
            assertEquals(leaves.size(), node.inputs().size(), "inputs of " + node.name());
        }));
    }
}
