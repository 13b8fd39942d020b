package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.outer;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Writes in place where several tensors share elements. Values of PyTorch 2.15. */
class ViewWritesTest {
    /**
     * Of s, the sum of the squares of what a program makes of a and b, times 1, 2, 3, ...: its gradient, and
     * its second derivative times the direction (1, ..., 6), (1, 2, 3).
     */
    private record Program(String name, BinaryOperator<Tensor> of, Tensor value, Tensor a, Tensor b,
            Tensor secondA, Tensor secondB) {
        Tensor s(List<Tensor> ab) {
            Tensor y = of.apply(ab.get(0), ab.get(1));
            return y.square().mul(arange(FLOAT64, 1, y.numel() + 1, 1).reshape(y.shape())).sum();
        }
    }

    private static Tensor a() {
        return arange(FLOAT64, 1, 7, 1);
    }

    private static Tensor b() {
        return tensor(FLOAT64, 0.5, -1, 2);
    }

    private static final Tensor NO = zeros(FLOAT64, 3);

    private static Tensor v(double... values) {
        return tensor(FLOAT64, values);
    }

    private static final List<Program> PROGRAMS = List.of(
            new Program("elements of rows", (a, b) -> {
                Tensor y = zeros(FLOAT64, 2, 3);
                y.get(0).set_(a.get(0).mul(a.get(0)), 1);
                y.get(1).set_(b.get(1).mul(a.get(3)), 2);
                return y;
            }, v(0, 1, 0, 0, 0, -4), v(8, 0, 0, 48, 0, 0), v(0, -192, 0), v(24, 0, 0, -144, 0, 0), NO),
            new Program("a row from another one", (a, b) -> {
                Tensor y = a.mul(1).reshape(2, 3).mul(1);
                y.set_(y.get(0).mul(2), 1);
                y.get(0).set_(b.get(0), 0);
                return y;
            }, v(0.5, 2, 3, 2, 4, 6), v(32, 88, 162, 0, 0, 0), v(1, 0, 0), v(32, 88, 162, 0, 0, 0),
                    v(2, 0, 0)),
            new Program("arithmetic on elements and rows", (a, b) -> {
                Tensor y = zeros(FLOAT64, 2, 3);
                y.get(0).get(1).add_(a.get(1));
                y.get(0).get(1).add_(a.get(1).mul(b.get(0)));
                y.get(1).mul_(2);
                y.get(1).add_(b);
                return y;
            }, v(0, 3, 0, 0.5, -1, 2), v(0, 18, 0, 0, 0, 0), v(28, -10, 24), v(0, 42, 0, 0, 0, 0),
                    v(72, 20, 36)),
            new Program("a view that is older than the writes", (a, b) -> {
                Tensor y = a.mul(a).reshape(2, 3).mul(1);
                Tensor view = y.get(0);
                y.mul_(2);
                y.get(0).set_(b.get(2).mul(b.get(2)), 2);
                return view.mul(b);
            }, v(1, -8, 8), v(4, 256, 0, 0, 0, 0), v(4, -256, 576), v(28, -256, 0, 0, 0, 0),
                    v(24, -512, 4320)),
            new Program("a view of a constant that is one no more", (a, b) -> {
                Tensor y = zeros(FLOAT64, 2, 3);
                Tensor row = y.get(1);
                y.set_(b, 0);
                y.set_(y.get(0).mul(2), 1);
                return row.mul(a.narrow(0, 0, 3));
            }, v(1, -4, 12), v(2, 32, 288, 0, 0, 0), v(4, -64, 432), v(10, -96, 1152, 0, 0, 0),
                    v(16, 0, 1512)),
            new Program("a diagonal", (a, b) -> {
                Tensor y = outer(b, b).mul(1);
                y.diagonal().copy_(a.narrow(0, 0, 3).mul(a.narrow(0, 3, 3)));
                return y;
            }, v(4, -0.5, 1, -0.5, 10, -2, 1, -2, 18), v(32, 500, 1944, 8, 200, 972), v(46, -115, 66),
                    v(96, 1500, 5832, 24, 600, 2916), v(188, -118, -85)),
            new Program("a diagonal of a transpose", (a, b) -> {
                Tensor y = a.mul(2).reshape(2, 3).mul(1);
                y.t().diagonal(-1).mul_(b.narrow(0, 0, 2));
                return y;
            }, v(2, 2, 6, 8, 10, -12), v(8, 8, 72, 128, 200, 288), v(32, -1728, 0),
                    v(8, 40, 72, 128, 200, -864), v(128, 0, 0)),
            new Program("several views of one base", (a, b) -> {
                Tensor y = a.mul(1);
                Tensor m = y.reshape(3, 2);
                Tensor t = m.t();
                m.get(1).zero_();
                t.get(0).mul_(b);
                y.narrow(0, 5, 1).add_(a.get(0));
                return t.mul(m.sum());
            }, v(9.75, 0, 195, 39, 0, 136.5), v(67830.75, 29883.75, 0, 0, 93229.5, 55740.75),
                    v(24180, 0, 233073.75), v(362781, 154302.25, 0, 0, 672191.75, 274305.25),
                    v(152771.5, 0, 1563942.5)),
            new Program("selections and ranges", (a, b) -> {
                Tensor y = zeros(FLOAT64, 2, 2, 3);
                y.select(1, 0).select(0, 1).copy_(b);
                y.set_(a.narrow(0, 0, 4).reshape(2, 2), ":, 1, ::2");
                return y;
            }, v(0, 0, 0, 1, 0, 2, 0.5, -1, 2, 3, 0, 4), v(8, 24, 60, 96, 0, 0), v(7, -16, 36),
                    v(8, 24, 60, 96, 0, 0), v(14, 32, 54)),
            new Program("a correlation in two loops", (a, b) -> {
                Tensor x = arange(FLOAT64, 1, 10, 1).reshape(3, 3);
                Tensor kernel = a.narrow(0, 0, 4).reshape(2, 2);
                Tensor y = zeros(FLOAT64, 2, 2);
                for (int i = 0; i < 2; i++) {
                    for (int j = 0; j < 2; j++) {
                        y.get(i).set_(x.narrow(0, i, 2).narrow(1, j, 2).mul(kernel).sum(), j);
                    }
                }
                return y;
            }, v(37, 47, 67, 77), v(5138, 6418, 8978, 10258, 0, 0), NO, v(5138, 6418, 8978, 10258, 0, 0), NO),
            new Program("two halves that change places", (a, b) -> {
                Tensor y = a.mul(a);
                Tensor first = y.narrow(0, 0, 3);
                Tensor second = y.narrow(0, 3, 3);
                Tensor kept = first.clone();
                first.copy_(second);
                second.copy_(kept.mul(b));
                return y;
            }, v(16, 25, 36, 0.5, -4, 18), v(4, 160, 2592, 256, 1000, 2592), v(4, -160, 1944),
                    v(28, -160, 15552, 768, 3000, 7776), v(24, -320, 10692)),
            new Program("functions in place", (a, b) -> {
                Tensor y = a.mul(1);
                Tensor view = y.narrow(0, 1, 2);
                y.narrow(0, 0, 2).pow_(2);
                view.exp_();
                return y;
            }, v(1, 54.598150033144236, 20.085536923187668, 4, 5, 6),
                    v(4, 47695.327792667646, 2420.572760956411, 32, 50, 72), NO,
                    v(12, 810820.57247535, 14523.436565738466, 32, 50, 72), NO),
            new Program("places that a mask and an index name", (a, b) -> {
                Tensor y = a.mul(a);
                y.narrow(0, 0, 3).maskedFill_(tensor(true, false, true), b.get(0));
                y.narrow(0, 3, 3).indexAdd_(0, tensor(0, 0), b.narrow(0, 0, 2));
                return y;
            }, v(0.5, 4, 0.5, 15.5, 25, 36), v(0, 64, 0, 992, 2500, 5184), v(128, 124, 0),
                    v(0, 192, 0, 3232, 7500, 15552), v(288, 280, 0)),
            new Program("views of views, and their base again", (a, b) -> {
                Tensor y = a.mul(b.get(0));
                Tensor z = y.reshape(2, 3).t().narrow(0, 1, 2);
                z.set_(b.narrow(0, 0, 2), 0);
                z.get(1).get(1).mul_(a.get(0));
                return y.reshape(2, 3).add(z.sum());
            }, v(4.5, 4.5, 5.5, 6, 3, 7), v(922.5, 0, 127.5, 24, 0, 153), v(3042, 252, 0),
                    v(7113, 0, 859.5, 150, 0, 1180.5), v(18928, 1280, 0)));

    private static void assertValues(Tensor expected, Tensor actual) {
        double[] wanted = (double[]) expected.flatten().toArray();
        double[] found = (double[]) actual.flatten().toArray();
        for (int i = 0; i < wanted.length; i++) {
            assertEquals(wanted[i], found[i], 1e-12 * Math.max(1, Math.abs(wanted[i])), "element " + i);
        }
        assertEquals(wanted.length, found.length);
    }

    @TestFactory
    Stream<DynamicTest> backward() {
        return PROGRAMS.stream().map(program -> DynamicTest.dynamicTest(program.name, () -> {
            Tensor a = a().requiresGrad_(true);
            Tensor b = b().requiresGrad_(true);
            assertValues(program.value, program.of.apply(a, b));
            program.s(List.of(a, b)).backward();
            assertValues(program.a, a.grad() == null ? zeros(FLOAT64, 6) : a.grad());
            assertValues(program.b, b.grad() == null ? zeros(FLOAT64, 3) : b.grad());
        }));
    }

    @TestFactory
    Stream<DynamicTest> vjpAndJvp() {
        return PROGRAMS.stream().map(program -> DynamicTest.dynamicTest(program.name, () -> {
            List<Tensor> ab = List.of(a(), b());
            List<Tensor> pulled = Autograd.vjp(program::s, ab, tensor(FLOAT64, 1.0)).derivatives();
            assertValues(program.a, pulled.get(0));
            assertValues(program.b, pulled.get(1));
            for (int i = 0; i < 6; i++) {
                Tensor pushed = Autograd.jvp(program::s, ab,
                        List.of(Tensors.eye(6).toDouble().get(i), zeros(FLOAT64, 3))).derivative();
                assertValues(program.a.get(i), pushed);
            }
            for (int i = 0; i < 3; i++) {
                Tensor pushed = Autograd.jvp(program::s, ab,
                        List.of(zeros(FLOAT64, 6), Tensors.eye(3).toDouble().get(i))).derivative();
                assertValues(program.b.get(i), pushed);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> secondDerivatives() {
        List<Tensor> direction = List.of(arange(FLOAT64, 1, 7, 1), arange(FLOAT64, 1, 4, 1));
        return PROGRAMS.stream().map(program -> DynamicTest.dynamicTest(program.name, () -> {
            List<Tensor> forwardOverReverse = Autograd.hvp(program::s, List.of(a(), b()), direction);
            assertValues(program.secondA, forwardOverReverse.get(0));
            assertValues(program.secondB, forwardOverReverse.get(1));
            Tensor a = a().requiresGrad_(true);
            Tensor b = b().requiresGrad_(true);
            List<Tensor> first = Autograd.grad(program.s(List.of(a, b)), List.of(a, b),
                    GraphOption.CREATE_GRAPH, GraphOption.ALLOW_UNUSED);
            List<Tensor> second = Autograd.grad(
                    first.get(0).dot(direction.get(0)).add(first.get(1).dot(direction.get(1))), List.of(a, b),
                    GraphOption.ALLOW_UNUSED);
            assertValues(program.secondA, second.get(0));
            assertValues(program.secondB, second.get(1));
            List<Tensor> pushed = List.of(a(), b());
            Tensor reverseOverForward = Autograd.jvp(xs -> Autograd.jvp(program::s, xs, direction)
                    .derivative(), pushed, direction).derivative();
            assertValues(program.secondA.dot(direction.get(0)).add(program.secondB.dot(direction.get(1))),
                    reverseOverForward);
        }));
    }

    @TestFactory
    Stream<DynamicTest> withinACheckpoint() {
        return PROGRAMS.stream().map(program -> DynamicTest.dynamicTest(program.name, () -> {
            Tensor a = a().requiresGrad_(true);
            Tensor b = b().requiresGrad_(true);
            Autograd.checkpoint(x -> program.s(List.of(x, b)), a).backward();
            assertValues(program.a, a.grad() == null ? zeros(FLOAT64, 6) : a.grad());
            assertValues(program.b, b.grad() == null ? zeros(FLOAT64, 3) : b.grad());
        }));
    }

    @Test
    void lookingAtATensorChangesNothing() {
        Tensor x = tensor(1.0, 2.0).requiresGrad_(true);
        Tensor y = x.mul(3);
        assertEquals("tensor(3., gradFn=<Get>)", y.get(0).toString());
        Tensor shaped = y.reshape(2, 1);
        Tensor detached = y.detach();
        y.add_(1);
        y.mul_(x);
        assertEquals("tensor([ 4., 14.])", detached.toString());
        assertEquals("tensor([[ 4.],\n        [14.]], gradFn=<Reshape>)", shaped.toString());
        y.sum().backward();
        assertArrayEquals(new float[]{ 7, 13 }, (float[]) x.grad().toArray());
    }

    @Test
    void lookingAtATensorChangesNothingInForwardMode() {
        Tensor derivative = Autograd.jvp(x -> {
            Tensor y = x.mul(3);
            Tensor first = y.get(0);
            Tensor detached = y.detach();
            y.add_(1);
            y.mul_(x);
            return Tensors.stack(0, first, y.get(1), detached.get(1));
        }, tensor(1.0, 2.0), tensor(1.0, 1.0)).derivative();
        assertArrayEquals(new float[]{ 7, 13, 0 }, (float[]) derivative.toArray());
    }

    @Test
    void aValueThatARuleReadsMustStay() {
        Tensor x = tensor(1.0, 2.0).requiresGrad_(true);
        Tensor y = x.mul(3);
        Tensor z = y.get(0).square();
        y.add_(1); // square saved y[0], which shares its elements
        assertThrows(IllegalStateException.class, z::backward);
        Tensor u = x.mul(3);
        Tensor w = u.get(1).mul(u.detach().get(0));
        u.get(0).zero_();
        assertThrows(IllegalStateException.class, w::backward);
    }

    @Test
    void aValueThatARuleReadsMustStayInACheckpointToo() {
        Tensor x = tensor(1.0, 2.0).requiresGrad_(true);
        Tensor y = Autograd.checkpoint(in -> {
            Tensor u = in.mul(3);
            Tensor z = u.square().add(u.exp());
            u.get(0).add_(1);
            return z.add(u);
        }, x);
        assertThrows(IllegalStateException.class, () -> y.sum().backward());
        assertTrue(x.grad() == null);
    }

    @Test
    void viewsOfLeavesAndCutViewsAreRefused() {
        Tensor leaf = tensor(1.0, 2.0).requiresGrad_(true);
        assertThrows(IllegalStateException.class, () -> leaf.get(0).zero_());
        assertThrows(IllegalStateException.class, () -> leaf.reshape(2, 1).get(0).set_(1, 0));
        Tensor early = tensor(1.0, 2.0);
        Tensor view = early.get(0);
        early.requiresGrad_(true);
        assertThrows(IllegalStateException.class, () -> view.add_(1));
        Tensor y = leaf.mul(2);
        Tensor cut = y.detach();
        assertThrows(IllegalStateException.class, () -> cut.mul_(leaf));
        assertThrows(IllegalStateException.class, () -> cut.get(0).mul_(leaf.get(0)));
        Tensor without = Autograd.noGrad(() -> y.get(0));
        assertThrows(IllegalStateException.class, () -> without.mul_(leaf.get(0)));
        assertEquals("tensor([2., 4.], gradFn=<Mul>)", y.toString());
        cut.mul_(2);
        without.add_(1);
        assertEquals("tensor([5., 8.], gradFn=<Mul>)", y.toString());
    }

    @Test
    void aViewBecomesALeafAndAConstantAgain() {
        Tensor base = zeros(2, 2);
        Tensor row = base.get(0).requiresGrad_(true);
        Tensor x = tensor(3.0).requiresGrad_(true);
        base.set_(x, 1, 0);
        assertTrue(row.isLeaf());
        row.mul(2).sum().backward();
        assertArrayEquals(new float[]{ 2, 2 }, (float[]) row.grad().toArray());
        row.requiresGrad_(false);
        assertFalse(row.requiresGrad());
        row.set_(x, 1);
        base.sum().backward();
        assertEquals(2, x.grad().item());
    }

    @Test
    void overwritingAllOfATensorCutsItsViewsOff() {
        Tensor x = tensor(1.0, 2.0).requiresGrad_(true);
        Tensor y = x.mul(3);
        Tensor view = y.get(0);
        y.zero_();
        assertTrue(Autograd.whyNoGrad(view).contains("zero_"), Autograd.whyNoGrad(view));
        assertTrue(view.isLeaf());
    }

    @Test
    void aViewKeepsItsGradientAfterAWriteToo() {
        Tensor x = tensor(1.0, 2.0).requiresGrad_(true);
        Tensor y = x.mul(3);
        Tensor view = y.get(0);
        view.retainGrad();
        y.mul_(2);
        view.square().backward();
        assertEquals(12, view.grad().item());
        assertArrayEquals(new float[]{ 72, 0 }, (float[]) x.grad().toArray());
    }

    @Test
    void anUpdateWithoutRecordingLeavesTheGraph() {
        Tensor w = tensor(1.0, 2.0).requiresGrad_(true);
        Tensor row = w.get(0);
        Autograd.noGrad(() -> {
            w.get(1).sub_(1);
            w.mul_(2);
        });
        row.square().backward();
        assertArrayEquals(new float[]{ 4, 0 }, (float[]) w.grad().toArray());
    }

    /** By hand: the part belongs to the leaf, whatever the leaf is a part of. */
    @Test
    void aPartOfALeafThatIsAViewStaysInItsGraph() {
        Tensor row = tensor(new double[][]{ { 1, 3 }, { 5, 7 } }).get(0).requiresGrad_(true);
        Tensor first = row.get(0);
        Autograd.noGrad(() -> row.mul_(2));
        first.square().backward();
        assertArrayEquals(new float[]{ 4, 0 }, (float[]) row.grad().toArray());
    }

    /** By hand: what was overwritten has tangent 0, through a view that is older too. */
    @Test
    void anOverwrittenViewLosesItsTangent() {
        Tensor derivative = Autograd.jvp(x -> {
            Tensor y = x.mul(3);
            Tensor first = y.get(0);
            y.zero_();
            return first.add(x.get(1));
        }, tensor(1.0, 2.0), tensor(10.0, 1.0)).derivative();
        assertEquals(1, derivative.item());
    }

    @Test
    void aViewOfAnotherDtypeTakesConvertedValues() {
        Tensor v = v(1.5).requiresGrad_(true);
        Tensor y = zeros(2, 2);
        y.get(0).set_(v.get(0), 1);
        y.get(1).copy_(tensor(1, 2));
        y.get(1).mul_(tensor(FLOAT64, 2));
        assertEquals("tensor([[0.0000, 1.5000],\n        [2.0000, 4.0000]], gradFn=<Set>)", y.toString());
        y.sum().backward();
        assertEquals("tensor([1.], dtype=float64)", v.grad().toString());
    }

    @Test
    void aLongChainOfViewsIsNoRecursion() {
        Tensor x = tensor(1.0, 2.0).requiresGrad_(true);
        Tensor y = x.mul(1);
        Tensor view = y;
        for (int i = 0; i < 20_000; i++) {
            view = view.unsqueeze(0).squeeze(0);
        }
        view.get(0).mul_(3);
        view.sum().backward();
        assertArrayEquals(new float[]{ 3, 1 }, (float[]) x.grad().toArray());
    }

    @Test
    void threadsSeeTheSameView() {
        Tensor x = arange(FLOAT64, 0, 64, 1).requiresGrad_(true);
        Tensor y = x.mul(1);
        Tensor view = y.reshape(8, 8);
        y.mul_(2);
        IntStream.range(0, 64).parallel()
                .mapToObj(i -> view.get(i / 8).get(i % 8).square()).reduce(Tensor::add).orElseThrow()
                .backward();
        assertValues(x.detach().mul(8), x.grad());
    }

    /** PyTorch 2.15: a view takes part in the gradients of its base, also one that was taken before. */
    @Test
    void aViewIsOfALeafAlsoWhenItWasTakenBefore() {
        Tensor base = Tensors.tensor(1.0, 2.0, 3.0);
        Tensor view = base.get("0:2");
        Tensor column = view.reshape(2, 1);
        Tensor apart = base.detach();
        Tensor unseen = Autograd.noGrad(() -> base.get("1:3"));
        assertFalse(view.requiresGrad());
        base.requiresGrad_(true);
        assertTrue(view.requiresGrad());
        assertFalse(view.isLeaf());
        assertFalse(apart.requiresGrad());
        assertFalse(unseen.requiresGrad());
        view.mul(column.reshape(2)).sum().backward(GraphOption.RETAIN_GRAPH);
        assertEquals("tensor([2., 4., 0.])", base.grad().toString());
        assertThrows(IllegalStateException.class, () -> view.mul_(2));

        Autograd.noGrad(() -> {
            base.mul_(2);
        });
        base.clearGrad();
        view.square().sum().backward();
        assertEquals("tensor([4., 8., 0.])", base.grad().toString());
    }

    /** A leaf of its own stays one when its base becomes another. */
    @Test
    void aViewThatIsALeafStaysOne() {
        Tensor base = Tensors.tensor(1.0, 2.0, 3.0);
        Tensor view = base.get("0:2").requiresGrad_(true);
        base.requiresGrad_(true);
        view.square().sum().backward();
        assertEquals("tensor([2., 4.])", view.grad().toString());
        assertNull(base.grad());
    }

    /** By hand: what was overwritten with a constant depends on nothing any more, nor does a part of it. */
    @Test
    void aPartOfWhatWasOverwrittenIsConstant() {
        Tensor x = tensor(3.0).requiresGrad_(true);
        Tensor y = x.mul(tensor(1.0, 2.0));
        Tensor part = y.get(0);
        assertTrue(part.requiresGrad());
        y.zero_();
        assertFalse(part.requiresGrad());
    }

    /** By hand: the part is x · x after the write. */
    @Test
    void aPartOfWhatWasWrittenInForwardMode() {
        Tensor derivative = Autograd.jvp(x -> {
            Tensor y = x.mul(tensor(1.0, 2.0));
            Tensor part = y.get(0);
            y.mul_(x);
            return part.add(0);
        }, tensor(3.0), tensor(1.0)).derivative();
        assertEquals(6, derivative.item());
    }

    /**
     * By hand: a leaf stays one in a step, so the part keeps its hooks, which see 2 · 5; PyTorch loses them.
     */
    @Test
    void aPartOfALeafKeepsItsHooksAcrossAStep() {
        Tensor leaf = tensor(3.0, 4.0).requiresGrad_(true);
        Tensor part = leaf.get(0);
        double[] seen = new double[1];
        part.registerHook(gradient -> {
            seen[0] = gradient.item();
            return gradient;
        });
        Autograd.noGrad(() -> leaf.add_(2));
        part.square().backward();
        assertEquals(10, seen[0]);
        assertEquals("tensor([10.,  0.])", leaf.grad().toString());
    }

    private static String places(UnaryOperator<Tensor> part) {
        return places(zeros(2, 3), part);
    }

    private static String places(Tensor zeros, UnaryOperator<Tensor> part) {
        Tensor x = zeros.mul(tensor(1.0).requiresGrad_(true));
        part.apply(x).add_(tensor(2.0).requiresGrad_(true));
        GraphNode set = Objects.requireNonNull(x.gradFn());
        assertEquals("Set", set.name());
        return set.arguments();
    }

    /**
     * By hand: the index by which the part was taken, one after the other, and none where no index says it.
     */
    @Test
    void aWriteSaysToWhichPart() {
        assertEquals("[1, :]", places(x -> x.get(1)));
        assertEquals("[:, 0:2]", places(x -> x.narrow(1, 0, 2)));
        assertEquals("[1, :][2]", places(x -> x.get(1).get(2)));
        assertEquals("[1, :]", places(x -> x.get(1).reshape(3, 1)));
        assertEquals("", places(x -> x.reshape(3, 2).get(0)));
        assertEquals("", places(x -> x.transpose().get(0)));
        assertEquals("", places(x -> x.get(1).reshape(3, 1).get(2)));
        assertEquals("", places(x -> x.diagonal()));
        assertEquals("", places(x -> x.reshape(6)));
        assertEquals("", places(zeros(2, 3, 1), x -> x.permute(2, 0, 1)));
        assertEquals("", places(zeros(2, 3, 1), x -> x.permute(2, 0, 1).get(0)));
    }

    /** By hand: the part was computed from the leaf, and left the graph where recording was off. */
    @Test
    void aPartThatWasTakenWithoutRecordingIsShownAsCutOff() {
        Tensor x = tensor(3.0, 4.0).requiresGrad_(true);
        Tensor squares = x.square();
        Tensor part = Autograd.noGrad(() -> squares.get(0));
        Graph graph = Graph.of(x.sum().mul(part));
        assertEquals(GraphNode.Kind.DETACHED, graph.results().get(0).inputs().get(1).kind());
    }
}
