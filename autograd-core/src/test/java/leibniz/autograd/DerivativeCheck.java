package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT64;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Derivatives of a function against central differences: both modes, first and second order. */
final class DerivativeCheck {
    private static final SplittableRandom RANDOM = new SplittableRandom(1);

    private DerivativeCheck() {}

    /** An operation under its name, and operands that it takes. */
    record Case(String name, String label, TensorsFunction f, List<Tensor> inputs) {}

    /** One test of each case as it is, and one with strided operands. */
    static Stream<DynamicTest> tests(List<Case> cases) {
        return cases.stream().flatMap(c -> Stream.of(
                DynamicTest.dynamicTest(c.name + ", " + c.label, () -> check(c, c.inputs)),
                DynamicTest.dynamicTest(c.name + ", " + c.label + ", strided",
                        () -> check(c, c.inputs.stream().map(DerivativeCheck::strided).toList()))));
    }

    private static void check(Case c, List<Tensor> inputs) {
        Tensor value = c.f.apply(inputs);
        Tensor cotangent = random(value.shape());
        List<Tensor> tangents = inputs.stream().map(x -> random(x.shape())).toList();
        boolean exactly32 = c.name.equals("to");

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

    static Tensor random(int... shape) {
        Tensor x = Tensors.zeros(FLOAT64, shape);
        for (int i = 0; i < x.numel(); i++) {
            x.storage.setDouble(i, RANDOM.nextDouble(-2, 2));
        }
        return x;
    }

    static Tensor positive(int... shape) {
        return random(shape).abs().add(0.3);
    }
}
