package leibniz.autograd;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static leibniz.autograd.DType.BOOL;
import static leibniz.autograd.DType.FLOAT32;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.DType.INT64;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.cat;
import static leibniz.autograd.Tensors.eye;
import static leibniz.autograd.Tensors.linspace;
import static leibniz.autograd.Tensors.maximum;
import static leibniz.autograd.Tensors.minimum;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.stack;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Values at the edges: no elements, sizes of 0, NaN, infinities, and integers that wrap around. They are
 * those of PyTorch 2.15, but for true and false, which are written as in Java, and for ranges so wide that
 * their length overflows, which PyTorch gives as an error, as NaN, or empty.
 */
class EdgeValuesTest {
    private static DynamicTest row(String expected, Supplier<Object> call) {
        int line = StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
        return DynamicTest.dynamicTest("line " + line + ": " + expected,
                () -> assertEquals(expected, String.valueOf(call.get())));
    }

    @Test
    void aSingleNumberHasOneDimToReduce() {
        Tensor x = tensor(2.0);
        assertEquals("tensor(2.)", x.sum(0).toString());
        assertEquals("tensor(2.)", x.max(-1).toString());
        assertEquals("tensor(2.)", x.cumsum(0).toString());
        assertEquals("tensor(1.)", x.softmax(-1).toString());
        assertEquals("tensor(0.)", x.logSoftmax(0).toString());
        assertEquals("tensor(2.)", x.squeeze(0).toString());
    }

    @TestFactory
    Stream<DynamicTest> nothingAtAll() {
        return Stream.of(
                row("tensor(0.)", () -> zeros(0, 3).sum()),
                row("tensor([0., 0., 0.])", () -> zeros(0, 3).sum(0)),
                row("tensor([[0., 0., 0.]])", () -> zeros(0, 3).sum(true, 0)),
                row("tensor(nan)", () -> zeros(0, 3).mean()),
                row("tensor([nan, nan, nan])", () -> zeros(0, 3).mean(0)),
                row("tensor(1.)", () -> zeros(0, 3).prod()),
                row("tensor([1., 1., 1.])", () -> zeros(0, 3).prod(0)),
                row("tensor([])", () -> zeros(0, 3).max(1)),
                row("tensor([], dtype=int64)", () -> zeros(0, 3).argmax(1)),
                row("tensor([], dtype=int64)", () -> zeros(2, 0).argmax(0)),
                row("tensor(0.)", () -> zeros(0).norm()),
                row("tensor([0., 0., 0.])", () -> zeros(0, 3).norm(0)),
                row("tensor(0.)", () -> zeros(0).vectorNorm(3)),
                row("tensor(nan)", () -> zeros(0, 3).var()),
                row("tensor([nan, nan, nan])", () -> zeros(0, 3).var(0)),
                row("tensor(nan)", () -> zeros(1).var()),
                row("tensor(nan)", () -> zeros(0).std()),
                row("tensor([nan, nan, nan])", () -> zeros(0, 3).std(0)),
                row("tensor(-inf)", () -> zeros(0).logsumexp()),
                row("tensor([])", () -> zeros(0, 3).logsumexp(1)),
                row("tensor([-inf, -inf, -inf])", () -> zeros(0, 3).logsumexp(0)),
                row("tensor([], size=(0, 3))", () -> zeros(0, 3).softmax(0)),
                row("tensor([], size=(0, 3))", () -> zeros(0, 3).softmax(1)),
                row("tensor([], size=(0, 3))", () -> zeros(0, 3).logSoftmax(0)),
                row("tensor([])", () -> zeros(0).sort(0)),
                row("tensor([], size=(0, 3))", () -> zeros(0, 3).sort(0)),
                row("tensor([], size=(0, 3), dtype=int64)", () -> zeros(0, 3).argsort(1)),
                row("tensor([])", () -> zeros(0).cumsum(0)),
                row("tensor([], size=(2, 0))", () -> zeros(2, 0).cumsum(0)),
                row("tensor([[0., 0., 0.],\n        [0., 0., 0.]])", () -> zeros(2, 0).matmul(zeros(0, 3))),
                row("tensor([], size=(0, 3))", () -> zeros(0, 2).matmul(zeros(2, 3))),
                row("tensor(0.)", () -> zeros(0).matmul(zeros(0))),
                row("tensor(0.)", () -> zeros(0).dot(zeros(0))),
                row("tensor([0., 0.])", () -> zeros(2, 0).matmul(zeros(0))),
                row("tensor([[[0., 0.],\n         [0., 0.],\n         [0., 0.]],\n\n        [[0., 0.],\n         [0., 0.],\n         [0., 0.]]])",
                        () -> zeros(2, 3, 0).matmul(zeros(0, 2))),
                row("tensor([], size=(0, 2, 2))", () -> zeros(0, 2, 3).matmul(zeros(3, 2))),
                row("tensor([], size=(0, 2, 2))", () -> zeros(1, 2, 3).matmul(zeros(0, 3, 2))),
                row("tensor([[0],\n        [0]])", () -> zeros(INT64, 2, 0).matmul(zeros(INT64, 0, 1))),
                row("tensor([[1., 1., 1.],\n        [1., 1., 1.]])", () -> cat(0, zeros(0, 3), ones(2, 3))),
                row("tensor([])", () -> cat(0, zeros(0), zeros(0))),
                row("tensor([], size=(2, 0))", () -> stack(0, zeros(0), zeros(0))),
                row("tensor(1.)", () -> zeros(0, 0).det()),
                row("tensor([1., 1., 1.])", () -> zeros(3, 0, 0).det()),
                row("tensor([], size=(0, 0))", () -> zeros(0, 0).inv()),
                row("tensor(0.)", () -> zeros(0, 0).logdet()),
                row("tensor([])", () -> zeros(0, 0).solve(zeros(0))),
                row("tensor([], size=(0, 2))", () -> zeros(0, 0).solve(zeros(0, 2))),
                row("tensor([], size=(0, 0))", () -> zeros(0, 0).cholesky()),
                row("tensor(0.)", () -> zeros(0, 0).trace()),
                row("tensor([], size=(0, 0))", () -> zeros(0, 0).tril()),
                row("tensor([], size=(0, 0))", () -> zeros(0).diag()),
                row("tensor([])", () -> zeros(0, 3).diag()),
                row("tensor([])", () -> zeros(0, 3).diagonal()),
                row("tensor(false)", () -> zeros(0).any()),
                row("tensor(true)", () -> zeros(0).all()),
                row("true", () -> zeros(0).equal(zeros(0))),
                row("false", () -> zeros(0).equal(zeros(0, 1))),
                row("true", () -> zeros(0).allclose(zeros(0))),
                row("tensor([], size=(0, 3))", () -> zeros(0, 1).add(zeros(1, 3))),
                row("tensor([])", () -> zeros(0).add(zeros(1))),
                row("tensor([])", () -> zeros(0).exp()),
                row("tensor([], dtype=bool)", () -> zeros(0).eq(zeros(0))),
                row("tensor([])", () -> zeros(0).clamp(0, 1)),
                row("tensor([])", () -> zeros(0, 3).reshape(-1)),
                row("tensor([], size=(3, 0))", () -> zeros(0, 3).reshape(3, -1)),
                row("tensor([], size=(5, 0))", () -> zeros(0, 3).reshape(5, 0)),
                row("tensor([], size=(3, 0))", () -> zeros(0).expand(3, 0)),
                row("tensor([])", () -> zeros(1).expand(0)),
                row("tensor([])", () -> zeros(0).repeat(3)),
                row("tensor([])", () -> zeros(3).repeat(0)),
                row("tensor([])", () -> zeros(0).flip(0)),
                row("tensor([], size=(3, 0))", () -> zeros(0, 3).transpose()),
                row("tensor([], size=(1, 0))", () -> zeros(0).unsqueeze(0)),
                row("tensor([])", () -> zeros(0, 1).squeeze()),
                row("tensor([], size=(0, 2))", () -> zeros(0).outer(zeros(2))),
                row("float[]", () -> zeros(0).toArray().getClass().getSimpleName()),
                row("tensor([])", () -> zeros(0, 3).select(1, 2)),
                row("tensor([])", () -> zeros(0).narrow(0, 0, 0)),
                row("tensor([])", () -> zeros(0).slice(0, 0, 5, 2)),
                row("tensor([], size=(0, 2))", () -> zeros(0, 3).indexSelect(1, tensor(0, 2))),
                row("tensor([], size=(0, 3))", () -> zeros(2, 3).indexSelect(0, arange(0))),
                row("tensor([], size=(2, 0))", () -> zeros(2, 0).gather(1, zeros(INT64, 2, 0))),
                row("tensor([], size=(0, 3))", () -> zeros(0, 3).gather(0, zeros(INT64, 0, 3))),
                row("tensor([])", () -> zeros(0).maskedSelect(zeros(BOOL, 0))),
                row("tensor([])", () -> zeros(0).maskedFill(zeros(BOOL, 0), 1)),
                row("tensor([])", () -> zeros(0).add_(1)),
                row("tensor([])", () -> zeros(0).copy_(zeros(1))),
                row("tensor([], size=(0, 3))", () -> zeros(0, 3).set_(1)),
                row("tensor(nan)", () -> zeros(0).mseLoss(zeros(0))),
                row("tensor(nan)", () -> zeros(0, 3).crossEntropy(zeros(INT64, 0))),
                row("tensor([], size=(0, 3))", () -> zeros(0, 3).layerNorm(3)),
                row("tensor([], size=(2, 0))", () -> zeros(2, 0).layerNorm(0)),
                row("tensor(nan)", () -> zeros(0).binaryCrossEntropyWithLogits(zeros(0))),
                row("tensor([[2., 2., 2.],\n        [2., 2., 2.],\n        [2., 2., 2.]])",
                        () -> ones(3).add(ones(3, 1))),
                row("tensor([], size=(65536, 65536, 0))", () -> zeros(1 << 16, 1 << 16, 0)),
                row("tensor([], size=(0, 65536, 65536))", () -> zeros(0, 1 << 16, 1 << 16)),
                row("tensor([], size=(65536, 0))", () -> zeros(1 << 16, 1 << 16, 0).sum(1)),
                row("tensor([], size=(0, 65536))", () -> zeros(0, 0).solve(zeros(0, 1 << 16))));
    }

    @TestFactory
    Stream<DynamicTest> countedNumbers() {
        return Stream.of(
                row("tensor([], size=(0, 0))", () -> eye(0)),
                row("tensor([])", () -> linspace(0, 1, 0)),
                row("tensor([0.])", () -> linspace(0, 1, 1)),
                row("tensor([1.0000, 0.5000, 0.0000])", () -> linspace(1, 0, 3)),
                row("tensor([-1.7977e+308,   0.0000e+00,  1.7977e+308], dtype=float64)",
                        () -> linspace(FLOAT64, -Double.MAX_VALUE, Double.MAX_VALUE, 3)),
                row("tensor([], dtype=int64)", () -> arange(0, 0)),
                row("tensor([], dtype=int64)", () -> arange(0L)),
                row("tensor([1])", () -> arange(1, 0, -1)),
                row("tensor([], dtype=int64)", () -> arange(3, 3, -1)),
                row("tensor([-9223372036854775808,                   -1,  9223372036854775806])",
                        () -> arange(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE)),
                row("tensor([9223372036854775807,                  -1])",
                        () -> arange(Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE)),
                row("tensor([9223372036854775805, 9223372036854775806])",
                        () -> arange(Long.MAX_VALUE - 2, Long.MAX_VALUE, 1)),
                row("tensor([])", () -> arange(0.0, 0.0)),
                row("tensor([-1.0000e+308,   0.0000e+00], dtype=float64)",
                        () -> arange(FLOAT64, -1e308, 1e308, 1e308)),
                row("tensor([0, 1, 2])", () -> arange(INT64, 0, 3, 1)));
    }

    @TestFactory
    Stream<DynamicTest> specialNumbers() {
        return Stream.of(
                row("tensor(nan)", () -> tensor(1, NaN, 3).max()),
                row("tensor(nan)", () -> tensor(1, NaN, 3).min()),
                row("tensor(1)", () -> tensor(1, NaN, 3).argmax()),
                row("tensor(1)", () -> tensor(1, NaN, 3).argmin()),
                row("tensor(0)", () -> tensor(NaN, NaN).argmax()),
                row("tensor([-inf, 1., 3., inf, nan])",
                        () -> tensor(3, NaN, 1, POSITIVE_INFINITY, NEGATIVE_INFINITY).sort(0)),
                row("tensor([4, 2, 0, 3, 1])",
                        () -> tensor(3, NaN, 1, POSITIVE_INFINITY, NEGATIVE_INFINITY).argsort(0)),
                row("tensor([nan, 1., 2.])", () -> tensor(NaN, 1, POSITIVE_INFINITY).clamp(0, 2)),
                row("tensor([nan, nan, nan])", () -> tensor(NaN, 1, POSITIVE_INFINITY).clamp(NaN, 2)),
                row("tensor([1., 1.])", () -> tensor(0.0, 1.0).clamp(2, 1)),
                row("tensor([nan, nan, nan])",
                        () -> maximum(tensor(NaN, 1, POSITIVE_INFINITY), tensor(1, NaN, NaN))),
                row("tensor([nan, nan, nan])",
                        () -> minimum(tensor(NaN, 1, NEGATIVE_INFINITY), tensor(1, NaN, NaN))),
                row("tensor(false)", () -> tensor(NaN).eq(tensor(NaN))),
                row("tensor(true)", () -> tensor(NaN).ne(tensor(NaN))),
                row("tensor([false, false])", () -> tensor(NaN, 1).lt(tensor(1, NaN))),
                row("tensor(false)", () -> tensor(NaN).ge(NaN)),
                row("tensor(true)", () -> tensor(POSITIVE_INFINITY).eq(POSITIVE_INFINITY)),
                row("false", () -> tensor(NaN).equal(tensor(NaN))),
                row("tensor([nan, nan])", () -> tensor(1, NaN).softmax(0)),
                row("tensor([nan, nan])", () -> tensor(1, POSITIVE_INFINITY).softmax(0)),
                row("tensor([nan, nan])", () -> tensor(NEGATIVE_INFINITY, NEGATIVE_INFINITY).softmax(0)),
                row("tensor([0., 1.])", () -> tensor(NEGATIVE_INFINITY, 1).softmax(0)),
                row("tensor([nan, nan])", () -> tensor(POSITIVE_INFINITY, POSITIVE_INFINITY).softmax(0)),
                row("tensor(inf)", () -> tensor(1, POSITIVE_INFINITY).logsumexp()),
                row("tensor(-inf)", () -> tensor(NEGATIVE_INFINITY, NEGATIVE_INFINITY).logsumexp()),
                row("tensor(inf)", () -> tensor(POSITIVE_INFINITY, NEGATIVE_INFINITY).logsumexp()),
                row("tensor(nan)", () -> tensor(1, NaN).logsumexp()),
                row("tensor([nan, nan])", () -> tensor(1, POSITIVE_INFINITY).logSoftmax(0)),
                row("tensor([-inf, 0.])", () -> tensor(NEGATIVE_INFINITY, 1).logSoftmax(0)),
                row("tensor([nan, nan])", () -> tensor(NaN, 1).logSoftmax(0)),
                row("tensor(nan)", () -> tensor(NaN, 1).sum()),
                row("tensor(nan)", () -> tensor(POSITIVE_INFINITY, NEGATIVE_INFINITY).sum()),
                row("tensor([nan, nan, nan])", () -> tensor(NaN, 1, 2).cumsum(0)),
                row("tensor(nan)", () -> tensor(NaN, 1).norm()),
                row("tensor(inf)", () -> tensor(POSITIVE_INFINITY, 1).norm()),
                row("tensor(nan)", () -> tensor(POSITIVE_INFINITY, NaN).norm()),
                row("tensor([inf, nan])", () -> tensor(POSITIVE_INFINITY, NaN).relu()),
                row("tensor([0., 1., nan])",
                        () -> tensor(NEGATIVE_INFINITY, POSITIVE_INFINITY, NaN).sigmoid()),
                row("tensor([0., inf, nan])",
                        () -> tensor(NEGATIVE_INFINITY, POSITIVE_INFINITY, NaN).softplus()),
                row("tensor(true)", () -> tensor(NaN, 0).any()),
                row("tensor(true)", () -> tensor(NaN).all()),
                row("false", () -> tensor(POSITIVE_INFINITY, NaN).allclose(tensor(POSITIVE_INFINITY, NaN))),
                row("true", () -> tensor(POSITIVE_INFINITY).allclose(tensor(POSITIVE_INFINITY))),
                row("false", () -> tensor(POSITIVE_INFINITY).allclose(tensor(1.0))),
                row("false", () -> tensor(1.0).allclose(tensor(POSITIVE_INFINITY))),
                row("tensor([nan, nan, -inf])", () -> tensor(NEGATIVE_INFINITY, -1, 0).log()),
                row("tensor([nan, 0.])", () -> tensor(-1.0, 0.0).sqrt()),
                row("tensor(inf)", () -> tensor(0.0).reciprocal()),
                row("tensor(nan)", () -> tensor(0.0).div(0)),
                row("tensor(inf)", () -> tensor(1).div(0)),
                row("tensor(nan)", () -> tensor(5.0).remainder(0)),
                row("tensor(nan)", () -> tensor(POSITIVE_INFINITY).remainder(2)),
                row("tensor([5., inf])", () -> tensor(5.0, -5.0).remainder(POSITIVE_INFINITY)),
                row("tensor([nan, nan])", () -> tensor(0.0, POSITIVE_INFINITY).remainder(0.0)),
                row("tensor([inf, -inf])", () -> tensor(-5.0, 5.0)
                        .remainder(tensor(POSITIVE_INFINITY, NEGATIVE_INFINITY))),
                row("tensor(inf)", () -> tensor(NEGATIVE_INFINITY).pow(tensor(0.5))),
                row("tensor([1., 1.])", () -> tensor(0.0, NaN).pow(0)),
                row("tensor(1.)", () -> tensor(1.0).pow(NaN)),
                row("tensor(nan)", () -> tensor(-8.0).pow(1 / 3.0)),
                row("tensor(0)", () -> tensor(Long.MIN_VALUE).remainder(-1)),
                row("tensor(-9223372036854775808)", () -> tensor(Long.MIN_VALUE).abs()),
                row("tensor(-9223372036854775808)", () -> tensor(Long.MIN_VALUE).neg()),
                row("tensor(-3237885987332494933)", () -> tensor(3).pow(63)),
                row("tensor(-9223372036854775808)", () -> tensor(Long.MAX_VALUE).add(1)),
                row("tensor(4.6117e+18)", () -> tensor(1L << 62).to(FLOAT32)),
                row("tensor(nan)", () -> tensor(POSITIVE_INFINITY).std()),
                row("tensor(inf)", () -> tensor(new double[][]{ { POSITIVE_INFINITY, 1 }, { 1, 1 } }).det()),
                row("tensor(nan)", () -> tensor(new double[][]{ { NaN, 1 }, { 1, 1 } }).det()),
                row("tensor([[nan, nan],\n        [nan, nan]])",
                        () -> tensor(new double[][]{ { NaN, 1 }, { 1, 1 } }).inv()),
                row("tensor(nan)",
                        () -> tensor(POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN)
                                .binaryCrossEntropyWithLogits(tensor(1, 0, 0))),
                row("tensor([ true, false])", () -> tensor(NaN, 0).to(BOOL)),
                row("tensor(2)", () -> tensor(1).fill_(2.7)),
                row("tensor([1., 1., 1.])", () -> tensor(1.0, -1.0, -1.0)
                        .pow(tensor(NaN, POSITIVE_INFINITY, NEGATIVE_INFINITY))));
    }
}
