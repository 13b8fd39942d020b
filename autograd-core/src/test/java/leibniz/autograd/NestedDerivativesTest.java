package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.GraphOption.ALLOW_UNUSED;
import static leibniz.autograd.GraphOption.CREATE_GRAPH;
import static leibniz.autograd.Tensors.tensor;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Derivatives within derivatives: what a function captures, and the cotangents and directions, count like its
 * input. Each line of nested.txt is a program with the value that nested torch.func of PyTorch 2.15 gives in
 * float64: an inner derivative of h(a, b) by b, at a place and along a vector that may depend on a, which is
 * then differentiated by a once or twice more.
 */
class NestedDerivativesTest {
    private static final Tensor A = tensor(FLOAT64, .7, -.4);
    private static final Tensor B = tensor(FLOAT64, .5, .9);
    private static final Tensor V = tensor(FLOAT64, 1.2, -.6);
    private static final Tensor U = tensor(FLOAT64, .3, 1.1);
    private static final Tensor W = tensor(FLOAT64, .8, -1.3);

    private static Tensor h(Iterator<String> words, Tensor a, Tensor b) {
        String word = words.next();
        return switch (word) {
            case "a" -> a;
            case "b" -> b;
            case "w" -> W;
            case "add" -> h(words, a, b).add(h(words, a, b));
            case "mul" -> h(words, a, b).mul(h(words, a, b));
            case "dot" -> h(words, a, b).dot(h(words, a, b)).expand(2);
            case "norm" -> h(words, a, b).square().sum().add(1).sqrt().expand(2);
            case "sin" -> h(words, a, b).sin();
            case "tanh" -> h(words, a, b).tanh();
            case "exp" -> h(words, a, b).mul(.5).exp();
            case "square" -> h(words, a, b).square();
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static Tensor inner(String[] kind, String expression, Tensor a) {
        TensorFunction h = b -> h(List.of(expression.split(" ", -1)).iterator(), a, b);
        Tensor at = switch (kind[1]) {
            case "const" -> B;
            case "same" -> a;
            default -> a.sin();
        };
        Tensor v = kind[2].equals("const") ? V : a.mul(a);
        return switch (kind[0]) {
            case "vjp" -> Autograd.vjp(h, at, v).derivative();
            case "vjpvalue" -> Autograd.vjp(h, at, v).value();
            case "jvp" -> Autograd.jvp(h, at, v).derivative();
            case "jvpvalue" -> Autograd.jvp(h, at, v).value();
            case "hvp" -> Autograd.hvp(b -> h.apply(b).mul(W).sum(), at, v);
            case "hessian" -> Autograd.hessian(b -> h.apply(b).mul(W).sum(), at).matmul(v);
            case "jacobian" -> Autograd.jacobian(h, at).matmul(v);
            case "tall" ->
                Autograd.jacobian(b -> Tensors.cat(0, h.apply(b), h.apply(b).mul(v)), at).matmul(v).narrow(0,
                        2, 2);
            default -> throw new IllegalArgumentException(kind[0]);
        };
    }

    private static Tensor outer(String kind, TensorFunction f, Tensor x) {
        return switch (kind) {
            case "none" -> f.apply(x);
            case "jvp" -> Autograd.jvp(f, x, U).derivative();
            case "jacobian" -> Autograd.jacobian(f, x).matmul(U);
            case "grad" -> {
                Tensor y = x.requiresGrad() ? f.apply(x) : null;
                yield y == null
                        ? Autograd.vjp(f, x, U).derivative()
                        : y.requiresGrad()
                                ? Autograd.grad(y, x, U, CREATE_GRAPH, ALLOW_UNUSED)
                                : Tensors.zerosLike(x);
            }
            default -> Autograd.vjp(f, x, U).derivative();
        };
    }

    @Test
    void agreeWithPyTorch() throws IOException {
        List<String> lines;
        try (InputStream in = NestedDerivativesTest.class.getResourceAsStream("/oracle/nested.txt")) {
            lines = new String(in.readAllBytes(), UTF_8).lines().toList();
        }
        assertTrue(lines.size() >= 400, "only " + lines.size() + " programs");
        StringBuilder wrong = new StringBuilder();
        for (String line : lines) {
            List<String> parts = Arrays.asList(line.split("; ", -1));
            String[] kind = parts.get(0).split(" ", -1);
            double[] expected = Arrays.stream(parts.get(2).split(" ", -1)).mapToDouble(Double::parseDouble)
                    .toArray();
            Tensor a = kind[3].equals("grad") || kind[4].equals("grad") ? A.copy().requiresGrad_(true) : A;
            Tensor found = outer(kind[4], x -> outer(kind[3], y -> inner(kind, parts.get(1), y), x), a);
            if (!found.allclose(tensor(FLOAT64, expected))) {
                wrong.append('\n').append(line).append(" but got ").append(found);
            }
        }
        assertEquals("", wrong.toString());
    }

    private static Tensor gradient(TensorFunction f, double x) {
        Tensor leaf = tensor(FLOAT64, x).requiresGrad_(true);
        return Autograd.grad(f.apply(leaf), leaf);
    }

    /** a·d/db (ab)² at b = 2 is 4a³, of which the derivative at 3 is 108; with the second one 2a³ and 54. */
    @Test
    void capturedTensorsAreNoConstants() {
        Tensor two = tensor(FLOAT64, 2);
        Tensor one = tensor(FLOAT64, 1);
        assertEquals(108,
                gradient(a -> a.mul(Autograd.vjp(b -> a.mul(b).square(), two, one).derivative()), 3).item());
        assertEquals(108,
                gradient(a -> a.mul(Autograd.vjp(b -> a.mul(b).square(), two).derivative(one)), 3).item());
        assertEquals(108, gradient(a -> a.mul(Autograd.jacobian(b -> a.mul(b).square(), two)), 3).item());
        assertEquals(54, gradient(a -> a.mul(Autograd.hvp(b -> a.mul(b).square(), two, one)), 3).item());
        assertEquals(54, gradient(a -> a.mul(Autograd.hessian(b -> a.mul(b).square(), two)), 3).item());
        assertEquals(24, gradient(a -> Autograd.vjp(b -> a.mul(b).square(), two, one).value(), 3).item());
        assertEquals(4, gradient(v -> Autograd.vjp(Tensor::square, two, v).derivative(), 3).item());
        assertEquals(2, gradient(v -> Autograd.hvp(Tensor::square, two, v), 3).item());
        // the tangent of a pullback, 2v, by v
        assertEquals(2, gradient(
                v -> Autograd.jvp(x -> Autograd.vjp(Tensor::square, x, one).derivative(), two, v)
                        .derivative(),
                3)
                .item());
    }

    @Test
    void whatDependsOnNothingElseIsConstant() {
        Tensor a = tensor(FLOAT64, 3).requiresGrad_(true);
        Tensor x = tensor(FLOAT64, 2);
        ValueAndDerivative result = Autograd.vjp(b -> a.add(b.square()), x, Tensors.onesLike(x));
        assertTrue(result.value().requiresGrad());
        assertFalse(result.derivative().requiresGrad(), "2b does not depend on a");
        assertFalse(Autograd.vjp(Tensor::square, x, Tensors.onesLike(x)).value().requiresGrad());
        assertFalse(
                Autograd.noGrad(() -> Autograd.vjp(a::mul, x, Tensors.onesLike(x))).value().requiresGrad());
        assertEquals(0, Autograd.grad(result.value().mul(result.derivative()), a).sub(4).item());
    }
}
