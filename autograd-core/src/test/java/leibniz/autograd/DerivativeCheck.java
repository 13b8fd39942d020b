package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT32;
import static leibniz.autograd.DType.FLOAT64;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * What must hold for every operation: the gradient checker finds nothing in first and second order, forward
 * mode gives what reverse mode gives, and FLOAT32 what FLOAT64 gives, however operands, results and
 * cotangents lie in memory.
 */
final class DerivativeCheck {
    /** That of the case for which operands are being drawn. */
    private static @Nullable SplittableRandom random;

    private DerivativeCheck() {}

    /**
     * An operation under its name, and operands that it takes. Where the operation has no derivative at
     * operands with equal rows, as the inverse of a matrix, these are not tried.
     */
    record Case(String name, String label, TensorsFunction f, List<Tensor> inputs, boolean equalRows) {
        Case(String name, String label, TensorsFunction f, List<Tensor> inputs) {
            this(name, label, f, inputs, true);
        }

        /** With operands that are the same wherever, and in whatever order, cases are made. */
        Case(String name, String label, TensorsFunction f, Supplier<List<Tensor>> draw) {
            this(name, label, f, draw, true);
        }

        Case(String name, String label, TensorsFunction f, Supplier<List<Tensor>> draw, boolean equalRows) {
            this(name, label, f, drawn(name + ", " + label, draw), equalRows);
        }

        private static List<Tensor> drawn(String seed, Supplier<List<Tensor>> draw) {
            random = new SplittableRandom(seed.hashCode());
            try {
                return draw.get();
            } finally {
                random = null;
            }
        }
    }

    /**
     * How operands lie in memory: how one is made of a tensor in row-major order, and which such tensor gives
     * it.
     */
    private enum View {
        ROW_MAJOR {
            @Override
            Tensor base(Tensor x) {
                return x;
            }

            @Override
            Tensor of(Tensor base, Tensor x) {
                return base;
            }

            @Override
            Tensor result(Tensor y) {
                return y;
            }
        },
        TRANSPOSED {
            @Override
            Tensor base(Tensor x) {
                return reversed(x).copy();
            }

            @Override
            Tensor of(Tensor base, Tensor x) {
                return reversed(base);
            }

            @Override
            Tensor result(Tensor y) {
                return reversed(y); // so the cotangent is transposed too
            }
        },
        STRIDED {
            @Override
            Tensor base(Tensor x) {
                Tensor wide = Tensors.zeros(x.dtype(), Shapes.append(x.shape(), 2));
                wide.select(-1, 1).copy_(x);
                return x.dim() == 0 ? wide : wide.reshape(withTwice(x.shape()));
            }

            @Override
            Tensor of(Tensor base, Tensor x) {
                return x.dim() == 0 ? base.get(1) : base.slice(-1, 1, base.size(-1), 2);
            }

            @Override
            Tensor result(Tensor y) {
                return y;
            }
        },
        EXPANDED {
            @Override
            Tensor base(Tensor x) {
                return x.dim() == 0 || x.size(0) == 0 ? x : x.narrow(0, 0, 1).copy();
            }

            @Override
            Tensor of(Tensor base, Tensor x) {
                return base.expand(x.shape());
            }

            @Override
            Tensor result(Tensor y) {
                return y.dim() == 0 ? y : y.sum(0); // so the cotangent is expanded too
            }
        };

        abstract Tensor base(Tensor x);

        /** The operand, of the shape of x. */
        abstract Tensor of(Tensor base, Tensor x);

        abstract Tensor result(Tensor y);
    }

    /** One test for each case and each way in which its operands may lie. */
    static Stream<DynamicTest> tests(List<Case> cases) {
        return cases.stream().flatMap(c -> Stream.of(View.values())
                .filter(view -> c.equalRows || view != View.EXPANDED)
                .map(view -> DynamicTest.dynamicTest(c.name + ", " + c.label + ", " + view,
                        () -> check(c, view))));
    }

    private static void check(Case c, View view) {
        List<Tensor> bases = c.inputs.stream().map(view::base).toList();
        TensorsFunction f = in -> {
            Tensor[] operands = new Tensor[in.size()];
            Arrays.setAll(operands, i -> view.of(in.get(i), c.inputs.get(i)));
            return view.result(c.f.apply(List.of(operands)));
        };
        agree(Autograd.gradCheck(2, f, bases));
        agree(Autograd.gradCheck(in -> Autograd.jvp(f, in, weights(in)).derivative(), bases));
        inBothPrecisions(f, bases);
    }

    /** Both modes with differences, and far more closely with each other. */
    private static void agree(GradCheckReport report) {
        assertTrue(report.passed(), report.toString());
        List<GradCheckEntry> entries = report.entries();
        for (int i = 0; i < entries.size(); i += 2) {
            double reverse = entries.get(i).analytic();
            assertEquals(reverse, entries.get(i + 1).analytic(), 1e-9 * Math.max(1, Math.abs(reverse)),
                    "reverse against forward: " + entries.get(i));
        }
    }

    private static void inBothPrecisions(TensorsFunction f, List<Tensor> bases) {
        List<Tensor> narrow = bases.stream().map(x -> x.to(FLOAT32)).toList();
        List<Tensor> wide = narrow.stream().map(x -> x.to(FLOAT64)).toList();
        Tensor value = f.apply(wide);
        assertClose("value", value, f.apply(narrow));
        Tensor cotangent = weights(value);
        assertClose("jvp", Autograd.jvp(f, wide, weights(wide)).derivative(),
                Autograd.jvp(f, narrow, weights(narrow)).derivative());
        for (int i = 0; i < bases.size(); i++) {
            int input = i;
            TensorsFunction gradient = in -> Autograd.vjp(f, in, cotangent).derivatives().get(input);
            assertArrayEquals(bases.get(i).shape(), gradient.apply(wide).shape(), "shape of the vjp");
            assertClose("vjp", gradient.apply(wide), gradient.apply(narrow));
            assertClose("second order", Autograd.jvp(gradient, wide, weights(wide)).derivative(),
                    Autograd.jvp(gradient, narrow, weights(narrow)).derivative());
        }
    }

    private static void assertClose(String what, Tensor expected, Tensor actual) {
        assertEquals(FLOAT32, actual.dtype(), "dtype of the " + what);
        assertArrayEquals(expected.shape(), actual.shape(), "shape of the " + what);
        double[] want = (double[]) expected.reshape(-1).toArray();
        float[] got = (float[]) actual.reshape(-1).toArray();
        for (int i = 0; i < want.length; i++) {
            assertEquals(want[i], got[i], 1e-5 * Math.max(1, Math.abs(want[i])), what + " in FLOAT32");
        }
    }

    private static List<Tensor> weights(List<Tensor> xs) {
        return xs.stream().map(DerivativeCheck::weights).toList();
    }

    /** Different numbers, so that errors do not cancel. */
    private static Tensor weights(Tensor x) {
        return Tensors.linspace(x.dtype(), 1.5, -0.7, x.numel()).reshape(x.shape());
    }

    private static Tensor reversed(Tensor x) {
        int[] order = new int[x.dim()];
        Arrays.setAll(order, d -> x.dim() - 1 - d);
        return x.permute(order);
    }

    private static int[] withTwice(int... shape) {
        int[] twice = shape.clone();
        twice[shape.length - 1] *= 2;
        return twice;
    }

    /** Within a case alone: what is drawn elsewhere would depend on the order of the tests. */
    static Tensor random(int... shape) {
        return random(Objects.requireNonNull(random, "draw operands in the supplier of a case"), shape);
    }

    static Tensor random(SplittableRandom source, int... shape) {
        Tensor x = Tensors.zeros(FLOAT64, shape);
        for (int i = 0; i < x.numel(); i++) {
            x.storage.setDouble(i, source.nextDouble(-2, 2));
        }
        return x;
    }

    static Tensor positive(int... shape) {
        return random(shape).abs().add(0.3);
    }
}
