package leibniz.autograd;

import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static leibniz.autograd.DType.BOOL;
import static leibniz.autograd.DType.INT64;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.cat;
import static leibniz.autograd.Tensors.eye;
import static leibniz.autograd.Tensors.full;
import static leibniz.autograd.Tensors.linspace;
import static leibniz.autograd.Tensors.maximum;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.rand;
import static leibniz.autograd.Tensors.randint;
import static leibniz.autograd.Tensors.randn;
import static leibniz.autograd.Tensors.stack;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.where;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What an operation cannot do is an error that says so, whole: never a wrong number, never a half-changed
 * tensor.
 */
class BadInputTest {
    private static DynamicTest fault(String expected, Supplier<Object> call) {
        int line = StackWalker.getInstance()
                .walk(frames -> frames
                        .filter(frame -> frame.getClassName().equals(BadInputTest.class.getName()))
                        .reduce((inner, outer) -> outer).orElseThrow().getLineNumber());
        return DynamicTest.dynamicTest("line " + line + ": " + expected,
                () -> assertEquals(expected, assertThrows(RuntimeException.class, call::get).getMessage()));
    }

    private static DynamicTest noDim(String operation, int dim, Supplier<Object> call) {
        return fault(operation + ": dim " + dim + " does not exist, the tensor has 1 dim: use 0 or -1.",
                call);
    }

    private static DynamicTest tooLarge(String operation, String shape, Supplier<Object> call) {
        return fault(operation + ": the shape " + shape + " has 2^31 elements or more; a tensor holds fewer.",
                call);
    }

    private static DynamicTest noLargest(String operation, int dim, String shape, Supplier<Object> call) {
        return fault(operation + ": dim " + dim + " of shape " + shape
                + " is empty, and of no elements none is the largest or smallest.", call);
    }

    private static DynamicTest noRange(String start, String end, String step, Supplier<Object> call) {
        return fault("arange: from " + start + " to " + end + " in steps of " + step
                + " gives no vector. The step must not be 0, must lead from the start towards the end, and there must be fewer than 2^31 values.",
                call);
    }

    private static DynamicTest noInteger(String value, Supplier<Object> call) {
        return fault(value
                + " is no integer that int64 can hold. Keep a floating dtype, or replace such values first, for instance with where or clamp.",
                call);
    }

    private static DynamicTest notEven(int steps, String start, String end, Supplier<Object> call) {
        return fault("linspace: " + steps + " numbers from " + start + " to " + end
                + " cannot be evenly spaced. The ends must be finite, and the count 0 or more.", call);
    }

    private static DynamicTest noBroadcast(String operation, String a, String b, int dim, int left, int right,
            Supplier<Object> call) {
        return fault(operation + ": the shapes " + a + " and " + b
                + " do not broadcast: counted from the end, dim " + dim + " is "
                + left + " here and " + right
                + " there. Aligned at the last dim, sizes must be equal or one of them 1; reshape or unsqueeze one of the operands.",
                call);
    }

    @TestFactory
    Stream<DynamicTest> shapesThatDoNotFit() {
        return Stream.of(
                noBroadcast("Add", "(0)", "(2)", 1, 0, 2, () -> zeros(0).add(zeros(2))),
                fault("crossEntropy: a target is 0, but the scores have no classes: their dim of classes is empty.",
                        () -> zeros(2, 0).crossEntropy(zeros(INT64, 2))),
                noBroadcast("Add", "(3)", "(4)", 1, 3, 4, () -> ones(3).add(ones(4))),
                noBroadcast("Add", "(2, 3)", "(3, 2)", 1, 3, 2, () -> ones(2, 3).add(ones(3, 2))),
                fault("mseLoss: the shapes are (3) and (3, 1), but each value needs its own target, so they must be the same. Use reshape or squeeze on one of them.",
                        () -> ones(3).mseLoss(ones(3, 1))),
                fault("binaryCrossEntropyWithLogits: the shapes are (3, 1) and (3), but each value needs its own target, so they must be the same. Use reshape or squeeze on one of them.",
                        () -> ones(3, 1).binaryCrossEntropyWithLogits(ones(3))),
                fault("sub_: the tensor has shape (3), but the result would have (3, 3), and an operation in place keeps the shape. Use the form without _.",
                        () -> ones(3).sub_(ones(3, 1))),
                noBroadcast("Where", "(2)", "(3)", 1, 2, 3,
                        () -> where(tensor(true, false), ones(3), ones(1))),
                noBroadcast("Maximum", "(3)", "(2)", 1, 3, 2, () -> maximum(ones(3), ones(2))),
                fault("expand: shape (1) cannot be repeated to (-1, -1). Only dims of size 1 can grow, and new dims come in front; -1 keeps a size.",
                        () -> ones(1).expand(-1, -1)),
                fault("repeat: the counts (-1, 2) do not fit shape (2, 3). Give a count of 0 or more for each dim, and perhaps more in front for new dims.",
                        () -> zeros(2, 3).repeat(-1, 2)),
                fault("view: shape (3, 2) cannot be seen as (6) without copying, because its elements do not lie in row-major order. Use reshape, which copies where it must.",
                        () -> zeros(2, 3).transpose().view(6)),
                fault("matmul: the shapes (2, 3) and (2) do not fit: the last dim of the left operand is 3, the dim of the right operand is 2, and they must be equal. With transpose() on the left operand they would fit.",
                        () -> zeros(2, 3).matmul(zeros(2))));
    }

    @TestFactory
    Stream<DynamicTest> dimsAndIndices() {
        return Stream.of(
                fault("get: index 0 is outside dim 0, which has size 0 in shape (0).",
                        () -> zeros(0).get(0)),
                fault("get: index 0 is outside dim 0, which has size 0 in shape (0, 3).",
                        () -> zeros(0, 3).get(0)),
                fault("indexSelect: the index holds 0 at (), but dim 0 is empty in shape (0, 3), so there is nothing to choose.",
                        () -> zeros(0, 3).indexSelect(0, tensor(0))),
                noDim("sum", 1, () -> zeros(2).sum(1)),
                noDim("mean", -2, () -> zeros(2).mean(-2)),
                noDim("softmax", 1, () -> zeros(2).softmax(1)),
                noDim("sort", -3, () -> zeros(2).sort(-3)),
                noDim("cumsum", 5, () -> zeros(2).cumsum(5)),
                noDim("argmax", 1, () -> zeros(2).argmax(1)),
                fault("unsqueeze: a new dim in shape (2) cannot stand at 2: use 0 to 1, or -1 to -2 counted from the end.",
                        () -> zeros(2).unsqueeze(2)),
                noDim("squeeze", 1, () -> zeros(2).squeeze(1)),
                noDim("select", 1, () -> zeros(2).select(1, 0)),
                noDim("narrow", 1, () -> zeros(2).narrow(1, 0, 1)),
                noDim("slice", 2, () -> zeros(2).slice(2, 0, 1, 1)),
                noDim("indexSelect", 1, () -> zeros(2).indexSelect(1, tensor(0))),
                noDim("gather", 1, () -> zeros(2).gather(1, tensor(0, 1))),
                noDim("transpose", 1, () -> zeros(2).transpose(0, 1)),
                noDim("permute", 1, () -> zeros(2).permute(1)),
                noDim("flip", 1, () -> zeros(2).flip(1)),
                noDim("var", 1, () -> zeros(2).var(1)),
                noDim("norm", 1, () -> zeros(2).norm(1)),
                noDim("logsumexp", 1, () -> zeros(2).logsumexp(1)),
                noDim("vectorNorm", 1, () -> zeros(2).vectorNorm(3, 1)),
                noDim("prod", 1, () -> zeros(2).prod(1)),
                noDim("size", 1, () -> zeros(2).size(1)),
                noDim("cat", 1, () -> cat(1, zeros(2), zeros(2))),
                fault("stack: a new dim in shape (2) cannot stand at 2: use 0 to 1, or -1 to -2 counted from the end.",
                        () -> stack(2, zeros(2), zeros(2))),
                noDim("indexFill_", 1, () -> zeros(2).indexFill_(1, tensor(0), 1)),
                noDim("scatter_", 1, () -> zeros(2).scatter_(1, tensor(0, 1), 1)),
                fault("unsqueeze: a new dim in shape (2) cannot stand at -3: use 0 to 1, or -1 to -2 counted from the end.",
                        () -> zeros(2).unsqueeze(-3)),
                fault("sum: dim 1 does not exist, the tensor is a single number without dims.",
                        () -> tensor(1.0).sum(1)),
                fault("select: dim 0 does not exist, the tensor is a single number without dims.",
                        () -> tensor(1.0).select(0, 0)),
                fault("sum: a dim is named twice in (1, -1); name each once.",
                        () -> zeros(2, 3).sum(1, -1)),
                fault("permute: a dim is named twice in (0, 0); name each once.",
                        () -> zeros(2, 3).permute(0, 0)));
    }

    @TestFactory
    Stream<DynamicTest> nothingToTake() {
        return Stream.of(
                noLargest("max", 0, "(0, 3)", () -> zeros(0, 3).max()),
                noLargest("max", 0, "(0, 3)", () -> zeros(0, 3).max(0)),
                noLargest("min", 0, "(0, 3)", () -> zeros(0, 3).min()),
                noLargest("argmax", 0, "(0, 3)", () -> zeros(0, 3).argmax()),
                noLargest("argmin", 0, "(0, 3)", () -> zeros(0, 3).argmin(0)),
                noLargest("vectorNorm", 0, "(0)", () -> zeros(0).vectorNorm(POSITIVE_INFINITY)),
                fault("matmul: the shapes (0, 2, 3) and (5, 3, 2) do not fit: the last two dims are matrices, and those before, aligned at their end, must be equal or 1.",
                        () -> zeros(0, 2, 3).matmul(zeros(5, 3, 2))),
                fault("cat: part 0 has shape (0) and part 1 has shape (2, 3), but except in dim 0 they must be the same. Use reshape or expand on one of them, or stack for a new dim.",
                        () -> cat(0, zeros(0), ones(2, 3))),
                fault("cat: part 0 has shape (0, 2) and part 1 has shape (2, 3), but except in dim 0 they must be the same. Use reshape or expand on one of them, or stack for a new dim.",
                        () -> cat(0, zeros(0, 2), ones(2, 3))),
                fault("reshape: the 0 elements of shape (0, 3) do not fit into shape (0, -1). The product of the sizes must stay the same; one size may be -1 and is then computed.",
                        () -> zeros(0, 3).reshape(0, -1)),
                fault("reshape: the 0 elements of shape (0) do not fit into shape (65536, 65536, 65536, 65536). The product of the sizes must stay the same; one size may be -1 and is then computed.",
                        () -> zeros(0).reshape(65536, 65536, 65536, 65536)),
                fault("expand: shape (0) cannot be repeated to (2). Only dims of size 1 can grow, and new dims come in front; -1 keeps a size.",
                        () -> zeros(0).expand(2)),
                fault("item: the tensor has 0 elements (shape (0)), but only a tensor with one can become a Java value. Pick one with get(...), reduce with sum() or mean(), or take all with toArray().",
                        () -> zeros(0).item()));
    }

    @TestFactory
    Stream<DynamicTest> moreElementsThanATensorHolds() {
        return Stream.of(
                fault("eye: the shape (-1, -1) has a negative size.",
                        () -> eye(-1)),
                tooLarge("zeros", "(65536, 32768)", () -> zeros(1 << 16, 1 << 15)),
                tooLarge("zeros", "(65536, 65536, 65536, 65536)",
                        () -> zeros(1 << 16, 1 << 16, 1 << 16, 1 << 16)),
                tooLarge("result", "(65536, 65536)", () -> zeros(1 << 16, 1 << 16, 0).sum(2)),
                tooLarge("result", "(65536, 65536)", () -> zeros(0, 1 << 16, 1 << 16).prod(0)),
                tooLarge("result", "(65536, 65536)", () -> zeros(0, 1 << 16, 1 << 16).logsumexp(0)),
                tooLarge("expand", "(65536, 32768)", () -> ones(1).expand(1 << 16, 1 << 15)),
                tooLarge("expand", "(65536, 65536, 65536, 65536)",
                        () -> ones(1).expand(1 << 16, 1 << 16, 1 << 16, 1 << 16)),
                tooLarge("outer", "(65536, 32768)", () -> zeros(1 << 16).outer(zeros(1 << 15))),
                tooLarge("Add", "(65536, 32768)", () -> zeros(1 << 16, 1).add(zeros(1 << 15))),
                tooLarge("matmul", "(65536, 32768)", () -> zeros(1 << 16, 0).matmul(zeros(0, 1 << 15))),
                tooLarge("matmul", "(65536, 32768)", () -> zeros(1 << 16, 1).matmul(zeros(1, 1 << 15))),
                tooLarge("diag", "(65536, 65536)", () -> zeros(1 << 16).diag()),
                fault("repeat: shape (65536) repeated (32768) times has 2^31 elements or more; a tensor holds fewer.",
                        () -> zeros(1 << 16).repeat(1 << 15)),
                fault("repeat: shape (65536) repeated (1073741824, 1073741824) times has 2^31 elements or more; a tensor holds fewer.",
                        () -> zeros(1 << 16).repeat(1 << 30, 1 << 30)),
                fault("cat: together the parts have size 2147483648 in dim 0; a tensor holds fewer than 2^31 elements.",
                        () -> cat(0, zeros(1).expand(1 << 30), zeros(1).expand(1 << 30))),
                tooLarge("stack", "(1073741824, 2)",
                        () -> stack(0, zeros(1).expand(1 << 30), zeros(1).expand(1 << 30))),
                tooLarge("eye", "(65536, 65536)", () -> eye(1 << 16)),
                tooLarge("rand", "(65536, 65536)", () -> rand(1 << 16, 1 << 16)),
                fault("randn: the shape (-1) has a negative size.",
                        () -> randn(-1)),
                tooLarge("full", "(65536, 65536)", () -> full(1, 1 << 16, 1 << 16)),
                tooLarge("randint", "(65536, 65536)", () -> randint(0, 5, 1 << 16, 1 << 16)),
                tooLarge("indexSelect", "(32768, 65536)",
                        () -> zeros(1, 1 << 16).indexSelect(0, zeros(INT64, 1).expand(1 << 15))),
                tooLarge("expand", "(1073741824, 2)",
                        () -> zeros(1, 1).gather(0, zeros(INT64, 1, 1).expand(1 << 30, 2))),
                tooLarge("solve", "(65536, 1, 32768)", () -> zeros(1 << 16, 1, 1).solve(zeros(1, 1 << 15))),
                tooLarge("Where", "(65536, 32768)",
                        () -> where(ones(BOOL, 1 << 16, 1), ones(1 << 15), ones(1))),
                tooLarge("Eq", "(65536, 32768)", () -> zeros(1 << 16, 1).eq(zeros(1 << 15))),
                tooLarge("allclose", "(65536, 32768)", () -> zeros(1 << 16, 1).allclose(zeros(1 << 15))),
                fault("repeat: shape (65536, 0) repeated (65536, 1) times has 2^31 elements or more; a tensor holds fewer.",
                        () -> zeros(1 << 16, 0).repeat(1 << 16, 1)),
                fault("reshape: only one -1 is possible, but the shape (-1, -1) has more: a single size can be computed from the "
                        + "others.",
                        () -> zeros(2, 3).reshape(-1, -1)),
                fault("reshape: the shape (-2, 3) has a negative size.",
                        () -> zeros(2, 3).reshape(-2, 3)));
    }

    @TestFactory
    Stream<DynamicTest> ranges() {
        return Stream.of(
                notEven(-1, "0.0", "1.0", () -> linspace(0, 1, -1)),
                notEven(3, "NaN", "1.0", () -> linspace(NaN, 1, 3)),
                notEven(3, "0.0", "Infinity", () -> linspace(0, POSITIVE_INFINITY, 3)),
                noRange("0", "-3", "1", () -> arange(-3)),
                noRange("0", "1", "-1", () -> arange(0, 1, -1)),
                noRange("0", "3", "0", () -> arange(0, 3, 0)),
                noRange("0", "2147483648", "1", () -> arange(0L, 1L << 31)),
                noRange("-9223372036854775808", "9223372036854775807", "1",
                        () -> arange(Long.MIN_VALUE, Long.MAX_VALUE)),
                noRange("9223372036854775807", "-9223372036854775808", "-1",
                        () -> arange(Long.MAX_VALUE, Long.MIN_VALUE, -1)),
                noRange("3.0", "0.0", "1.0", () -> arange(3.0, 0.0)),
                noRange("0.5", "0.0", "1.0", () -> arange(0.5, 0.0)),
                noRange("0.0", "Infinity", "1.0", () -> arange(0.0, POSITIVE_INFINITY)),
                noRange("NaN", "3.0", "1.0", () -> arange(NaN, 3.0)),
                noRange("0.0", "NaN", "1.0", () -> arange(0.0, NaN)),
                noRange("0.0", "1.0", "NaN", () -> arange(0.0, 1.0, NaN)),
                noRange("0.0", "1.0", "Infinity", () -> arange(0.0, 1.0, POSITIVE_INFINITY)),
                noRange("0.0", "1.0", "1.0E-10", () -> arange(0.0, 1.0, 1e-10)),
                fault("arange: from 0.0 to 3.0 in steps of 0.5 does not fit the dtype int64. Give whole numbers for int64, or take float32 or float64.",
                        () -> arange(INT64, 0, 3, 0.5)),
                fault("arange: from 0.0 to 2.0 in steps of 1.0 does not fit the dtype bool. Give whole numbers for int64, or take float32 or float64.",
                        () -> arange(BOOL, 0, 2, 1)));
    }

    @TestFactory
    Stream<DynamicTest> numbersWithoutAValue() {
        return Stream.of(
                noInteger("1.0E30", () -> arange(INT64, 0, 1e30, 1e29)),
                fault("Remainder: 5 by 0 has no remainder in int64. Convert one of the operands with to(FLOAT32) to get NaN there, or choose other values with where.",
                        () -> tensor(5).remainder(0)),
                fault("Pow: 0 to the power of -1 is no integer, and both operands are int64. Convert one of them with to(FLOAT32).",
                        () -> tensor(0).pow(-1)),
                fault("cholesky: the matrix of shape (2, 2) is not positive definite: pivot 0 is NaN, and must be above 0. Add a small multiple of eye(2) where it should be.",
                        () -> tensor(new double[][]{ { NaN, 1 }, { 1, 1 } }).cholesky()),
                noInteger("NaN", () -> tensor(NaN).to(INT64)),
                noInteger("Infinity", () -> tensor(POSITIVE_INFINITY).to(INT64)),
                noInteger("9.300000300729369E18", () -> tensor(9.3e18).to(INT64)),
                noInteger("NaN", () -> tensor(NaN).itemLong()),
                noInteger("NaN", () -> tensor(INT64, NaN)),
                noInteger("1.0E30", () -> full(INT64, 1e30, 2)),
                noInteger("NaN", () -> tensor(1).fill_(NaN)),
                noInteger("NaN", () -> tensor(1, 2).copy_(tensor(5, NaN))),
                noInteger("NaN", () -> tensor(1, 2).set_(NaN, 0)),
                noInteger("NaN", () -> tensor(1, 2).maskedFill_(tensor(true, false), NaN)),
                fault("add_: the tensor is int64, but the result would be float32, and an operation in place keeps the dtype. Use the form without _, or convert the tensor with to(...) first.",
                        () -> tensor(1, 2).add_(NaN)));
    }

    @Test
    void nothingIsHalfChanged() {
        Tensor whole = tensor(1, 2);
        for (Supplier<Tensor> change : List.<Supplier<Tensor>>of(() -> whole.copy_(tensor(5, NaN)),
                () -> whole.set_(tensor(5, NaN)), () -> whole.remainder(tensor(1, 0)),
                () -> whole.sub_(ones(INT64, 2, 1)),
                () -> whole.set_(ones(3)), () -> whole.fill_(1e30), () -> whole.mul_(0.5),
                () -> whole.clamp_(0.5, 2),
                () -> whole.maskedScatter_(tensor(true, true), tensor(5, NaN)),
                () -> whole.indexFill_(0, tensor(0, 2), 5), () -> whole.div_(2))) {
            assertThrows(RuntimeException.class, change::get);
            assertEquals("tensor([1, 2])", whole.toString());
            assertEquals(0, whole.storage.version());
        }
    }
}
