package leibniz.autograd;

import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The whole text of each message that a learner meets. */
class ErrorsTest {
    @AfterEach
    void noOrigin() {
        TestOrigin.set(null);
    }

    private static void assertMessage(String expected, Executable call) {
        assertEquals(expected, assertThrows(RuntimeException.class, call).getMessage());
    }

    private static Tensor leaf() {
        return arange(4.0).requiresGrad_(true);
    }

    @Test
    void nonScalarBackward() {
        Tensor x = leaf();
        assertMessage(
                "backward: the tensor has shape (4), and only a single number has a gradient of its own. "
                        + "Reduce it, usually y.sum().backward(), or say how much each element counts: "
                        + "y.backward(gradient) with a gradient of shape (4).",
                () -> x.mul(x).backward());
        assertMessage(
                "grad: the tensor to differentiate has shape (4), and only a single number has a gradient. Reduce "
                        + "it first, usually with sum().",
                () -> Autograd.grad(x.mul(x), x));
    }

    @Test
    void secondBackward() {
        TestOrigin.set("cell 3");
        Tensor x = leaf();
        Tensor y = x.add(1);
        Tensor z = y.sum();
        TestOrigin.set("cell 4");
        z.backward();
        TestOrigin.set("cell 5");
        assertMessage(
                "backward: the graph has been freed. An earlier backward() of <Sum> in cell 4 already ran "
                        + "through <Sum> in cell 3. Run the computation again, or give the earlier call the option "
                        + "RETAIN_GRAPH.",
                z::backward);
        TestOrigin.set(null);
        Tensor again = leaf().sum();
        again.backward();
        assertMessage(
                "backward: the graph has been freed. An earlier backward() of <Sum> already ran through "
                        + "<Sum>. Run the computation again, or give the earlier call the option RETAIN_GRAPH.",
                again::backward);
    }

    @Test
    void nothingRequiresGrad() {
        assertMessage("backward: nothing that this tensor was computed from requires a gradient. Call "
                + "requiresGrad_(true) on the inputs before computing with them. Where one has it, a number taken "
                + "out with item() has broken the path: compute with tensors.",
                () -> arange(4.0).sum().backward());
        Tensor plain = Autograd.grad(leaf().pow(3).sum(), leaf(), GraphOption.ALLOW_UNUSED);
        assertMessage("grad: nothing that this tensor was computed from requires a gradient. Call "
                + "requiresGrad_(true) on the inputs before computing with them. If it came out of grad itself, "
                + "give that call the option CREATE_GRAPH.",
                () -> Autograd.grad(plain.sum(), leaf()));
        TestOrigin.set("cell 2");
        Tensor x = leaf();
        Tensor y = x.mul(x);
        TestOrigin.set("cell 3");
        Tensor u = y.detach().mul(2);
        assertMessage(
                "backward: nothing that this tensor was computed from requires a gradient. The path ends at "
                        + "detach() in cell 3, called on <Mul> in cell 2. Leave detach() out where a gradient shall flow.",
                () -> u.sum().backward());
        Tensor v = Autograd.noGrad(() -> y.norm()).mul(3);
        assertMessage(
                "backward: nothing that this tensor was computed from requires a gradient. The path ends at "
                        + "Norm in cell 3, computed from <Mul> in cell 2 while noGrad had switched recording off. Compute "
                        + "it outside noGrad.",
                v::backward);
        Tensor w = y.to(DType.INT64).sum().to(DType.FLOAT32);
        assertMessage(
                "backward: nothing that this tensor was computed from requires a gradient. The path ends at "
                        + "To in cell 3, computed from <Mul> in cell 2: integers and truth values have no derivative.",
                w::backward);
        assertMessage(
                "retainGrad: this tensor requires no gradient. The path ends at detach() in cell 3, called on "
                        + "<Mul> in cell 2. Leave detach() out where a gradient shall flow.",
                u::retainGrad);
    }

    @Test
    void inPlaceOnALeaf() {
        assertMessage(
                "sub_: the tensor of shape (4) is a leaf that requires a gradient, and changing it in place "
                        + "would make the recorded graph wrong. To update it, as an optimiser does, write noGrad(() -> { "
                        + "... }) around; to compute with it, use the form without _.",
                () -> leaf().sub_(1));
        for (Executable call : List.<Executable>of(() -> leaf().set_(1, 0), () -> leaf().zero_(),
                () -> leaf().fill_(1), () -> leaf().copy_(zeros(4)), () -> leaf().normal_(0, 1),
                () -> leaf().uniform_(0, 1))) { // there is no form of these without _
            String message = assertThrows(IllegalStateException.class, call).getMessage();
            assertTrue(message.endsWith("to compute with it, do this to a copy of it, clone()."), message);
        }
    }

    @Test
    void inPlaceElsewhere() {
        Tensor w = leaf();
        Tensor y = w.mul(2);
        assertMessage(
                "add_: gradients would have to flow through a tensor of shape (2) that shares its elements with another "
                        + "one but was cut off from it (detach(), a view made under noGrad, or by a custom function). "
                        + "copy() it first, or use the form without _: y = y.add(...).",
                () -> y.detach().narrow(0, 0, 2).add_(w.narrow(0, 0, 2)));
        assertMessage(
                "set_: gradients would have to flow through a tensor of shape (4) that shares its elements with another "
                        + "one but was cut off from it (detach(), a view made under noGrad, or by a custom function). "
                        + "copy() it first, or use the form without _: make a new tensor.",
                () -> y.detach().set_(w.get(0), 0));
        Tensor p = leaf();
        assertMessage(
                "sub_: the tensor of shape () shares its elements with a leaf of shape (4) that requires a gradient, "
                        + "and changing them in place would make the recorded graph wrong. To update them, as an "
                        + "optimiser does, write noGrad(() -> { ... }) around; to compute with other values there, make "
                        + "a new tensor.",
                () -> p.get(0).sub_(1));
        Autograd.noGrad(() -> {
            p.get(0).sub_(1);
        });
        assertEquals(leaf().get(0).item() - 1, p.get(0).item());
        assertMessage(
                "add_: the tensor is int64, but the result would be float32, and an operation in place keeps "
                        + "the dtype. Use the form without _, or convert the tensor with to(...) first.",
                () -> tensor(1, 2).add_(0.5));
        assertMessage(
                "add_: the tensor has shape (2), but the result would have (3, 2), and an operation in place "
                        + "keeps the shape. Use the form without _.",
                () -> zeros(2).add_(zeros(3, 2)));
        assertMessage(
                "fill_: the tensor of shape (3) repeats elements (expand), so one place would be written "
                        + "several times. copy() it first.",
                () -> zeros(1).expand(3).fill_(1));
    }

    @Test
    void savedValueModified() {
        TestOrigin.set("cell 1");
        Tensor x = leaf();
        Tensor y = x.exp();
        Tensor z = y.mul(y).sum();
        TestOrigin.set("cell 2");
        y.add_(1);
        assertMessage(
                "backward: <Mul> in cell 1 needs its operand 1 of shape (4) as it was then, at version 0, but "
                        + "a later operation in place in cell 2 changed it to version 1. Use the form without _ for that "
                        + "operation, or copy() the tensor before.",
                z::backward);
        Tensor s = x.sigmoid();
        s.add_(1);
        s.detach().mul_(2);
        assertMessage(
                "backward: <Sigmoid> in cell 2 needs its result of shape (4) as it was then, at version 0, "
                        + "but a later operation in place in cell 2 changed it to version 2. Use the form without _ for "
                        + "that operation, or copy() the tensor before.",
                () -> s.sum().backward());
        assertNull(x.grad());
    }

    @Test
    void integers() {
        assertMessage(
                "requiresGrad_: the dtype is int64, and only floating tensors have gradients. Write numbers "
                        + "with a point, such as arange(4.0), or convert with to(FLOAT32) first.",
                () -> arange(4).requiresGrad_(true));
        assertMessage("mean: the dtype is int64, but a floating one is needed. Convert with to(FLOAT32).",
                () -> arange(4).mean());
        assertMessage(
                "Sub: not defined for bool. Convert with to(INT64) to count true as 1, or use and, or, not.",
                () -> tensor(true).sub(tensor(true)));
        assertMessage(
                "And: the dtype is float32, but bool is needed. Make truth values by a comparison, such as "
                        + "ne(0).",
                () -> ones(2).and(ones(2)));
        assertMessage(
                "Pow: 2 to the power of -1 is no integer, and both operands are int64. Convert one of them "
                        + "with to(FLOAT32).",
                () -> tensor(2).pow(-1));
    }

    @Test
    void gradOfAResult() {
        PrintStream stderr = System.err;
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
        try {
            assertNull(leaf().mul(2).grad());
            assertNull(leaf().grad());
            assertNull(arange(3).grad());
        } finally {
            System.setErr(stderr);
        }
        assertEquals(
                "grad: this tensor is the result of <Mul>, and backward() keeps gradients of leaves only,\n"
                        + "so the answer is null. Call retainGrad() on it before backward()."
                        + System.lineSeparator(),
                caught.toString(StandardCharsets.UTF_8));
        assertMessage(
                "requiresGrad_(false): this tensor is the result of <Mul>, and only a leaf can be switched "
                        + "off. Use detach() to go on without gradient.",
                () -> leaf().mul(2).requiresGrad_(false));
    }

    @Test
    void whyNoGrad() {
        Tensor x = leaf();
        assertEquals("It is a leaf that requires a gradient, but no backward() has reached it yet.",
                Autograd.whyNoGrad(x));
        x.sum().backward();
        assertEquals("It has a gradient.", Autograd.whyNoGrad(x));
        assertEquals(
                "It does not require a gradient: call requiresGrad_(true) on it before computing with it.",
                Autograd.whyNoGrad(arange(4.0)));
        assertEquals(
                "Its dtype is int64, and only floating tensors have gradients: convert it with to(FLOAT32).",
                Autograd.whyNoGrad(arange(4)));
        assertEquals(
                "The path ends at Gt, computed from <Leaf>: integers and truth values have no derivative.",
                Autograd.whyNoGrad(x.gt(1)));
        assertEquals("The path ends at zero_, which replaced the values of <Mul> by constants.",
                Autograd.whyNoGrad(x.mul(2).zero_()));
        assertEquals("It is a derivative that does not depend on the inputs: its own derivative is 0.",
                Autograd.whyNoGrad(Autograd.grad(x.mul(2).sum(), x, GraphOption.CREATE_GRAPH)));
        Tensor cut = leaf().mul(2).detach();
        for (int i = 0; i < 100 && !Autograd.whyNoGrad(cut).contains("a tensor"); i++) {
            System.gc();
        }
        assertEquals(
                "The path ends at detach(), called on a tensor that required one. Leave detach() out where a gradient "
                        + "shall flow.",
                Autograd.whyNoGrad(cut));
    }

    @Test
    void gradientArgumentAndInputs() {
        Tensor x = leaf();
        assertMessage(
                "backward: the gradient has shape (3), the tensor (4). The gradient says for each element how "
                        + "much it counts, so both shapes must be the same.",
                () -> x.mul(2).backward(ones(3)));
        assertMessage(
                "grad: <Sum> was not computed from the input of shape (4), so it has no gradient there. Check "
                        + "that the computation uses this very tensor, not a copy or a detached one.",
                () -> Autograd.grad(x.sum(), leaf()));
        assertMessage(
                "grad: an input of shape (4) does not require a gradient. Call requiresGrad_(true) on it "
                        + "before computing with it.",
                () -> Autograd.grad(x.sum(), arange(4.0)));
        assertMessage("jvp: the tangent has shape (3), the input (4); they must be the same.",
                () -> Autograd.jvp(t -> t, x, ones(3)));
    }

    @Test
    void shapes() {
        assertMessage(
                "Add: the shapes (2, 3) and (2) do not broadcast: counted from the end, dim 1 is 3 here and 2 "
                        + "there. Aligned at the last dim, sizes must be equal or one of them 1; reshape or unsqueeze one "
                        + "of the operands.",
                () -> zeros(2, 3).add(zeros(2)));
        assertMessage(
                "matmul: the shapes (2, 3) and (2, 3) do not fit: the last dim of the left operand is 3, the "
                        + "last but one of the right operand is 2, and they must be equal. With transpose() on "
                        + "the left or the right operand they would fit.",
                () -> zeros(2, 3).matmul(zeros(2, 3)));
        assertMessage(
                "matmul: the shapes (3) and (2, 3) do not fit: the last dim of the left operand is 3, the last "
                        + "but one of the right operand is 2, and they must be equal. With transpose() on the right "
                        + "operand they would fit.",
                () -> zeros(3).matmul(zeros(2, 3)));
        assertMessage(
                "matmul: the shapes (2, 3) and (2) do not fit: the last dim of the left operand is 3, the dim "
                        + "of the right operand is 2, and they must be equal. With transpose() on the left operand they "
                        + "would fit.",
                () -> zeros(2, 3).matmul(zeros(2)));
        assertMessage(
                "matmul: the shapes (2, 3) and (4, 2) do not fit: the last dim of the left operand is 3, the "
                        + "last but one of the right operand is 4, and they must be equal. Rows of 4 elements on the "
                        + "left would fit; the other order would too, but is another product.",
                () -> zeros(2, 3).matmul(zeros(4, 2)));
        assertMessage(
                "matmul: the shapes (5, 2, 3) and (2, 4) do not fit: the last dim of the left operand is 3, the "
                        + "last but one of the right operand is 2, and they must be equal. Check where these shapes come "
                        + "from.",
                () -> zeros(5, 2, 3).matmul(zeros(2, 4)));
        assertMessage(
                "matmul: the shapes (2, 3) and (4) do not fit: the last dim of the left operand is 3, the dim "
                        + "of the right operand is 4, and they must be equal. Check where these shapes come from.",
                () -> zeros(2, 3).matmul(zeros(4)));
        assertMessage(
                "matmul: the shapes are (2, 3) and (), but both operands need at least 1 dim. Use mul for the "
                        + "product with a number.",
                () -> zeros(2, 3).matmul(tensor(2.0)));
        assertMessage(
                "dot: the shapes are (3) and (4), but it takes two vectors of the same length. Use matmul for "
                        + "matrices, or mul(...).sum() for any shape.",
                () -> zeros(3).dot(zeros(4)));
        assertMessage(
                "reshape: the 6 elements of shape (2, 3) do not fit into shape (4, -1). The product of the "
                        + "sizes must stay the same; one size may be -1 and is then computed.",
                () -> zeros(2, 3).reshape(4, -1));
        assertMessage(
                "view: shape (3, 2) cannot be seen as (6) without copying, because its elements do not lie in "
                        + "row-major order. Use reshape, which copies where it must.",
                () -> zeros(2, 3).transpose().view(6));
        assertMessage(
                "expand: shape (2) cannot be repeated to (3). Only dims of size 1 can grow, and new dims come "
                        + "in front; -1 keeps a size.",
                () -> zeros(2).expand(3));
        assertMessage(
                "item: the tensor has 4 elements (shape (4)), but only a tensor with one can become a Java "
                        + "value. Pick one with get(...), reduce with sum() or mean(), or take all with toArray().",
                () -> arange(4.0).item());
        assertMessage(
                "transpose: without dims it is for a matrix, but the shape is (2, 3, 4). Say which two dims to "
                        + "swap, for instance transpose(-2, -1).",
                () -> zeros(2, 3, 4).transpose());
    }

    @Test
    void dimsAndIndices() {
        assertMessage(
                "sum: dim 2 does not exist, the tensor has 2 dims: use 0 to 1, or -1 to -2 counted from the "
                        + "end.",
                () -> zeros(2, 3).sum(2));
        assertMessage("sum: dim 1 does not exist, the tensor is a single number without dims.",
                () -> tensor(1.0).sum(1));
        assertMessage("sum: a dim is named twice in (0, -2); name each once.", () -> zeros(2, 3).sum(0, -2));
        assertMessage("permute: the order (0) names 1 dims, but the shape (2, 3) has 2; name each dim once.",
                () -> zeros(2, 3).permute(0));
        assertMessage("get: index 3 is outside dim 1, which has size 3 in shape (2, 3).",
                () -> zeros(2, 3).get(0, 3));
        assertMessage("get: 3 indices (0, 0, 0), but the shape (2, 3) has only 2 dims.",
                () -> zeros(2, 3).get(0, 0, 0));
        assertMessage("select: index -3 is outside dim 0, which has size 2 in shape (2, 3).",
                () -> zeros(2, 3).select(0, -3));
        assertMessage(
                "narrow: 2 indices from 2 on do not lie within dim 1, which has size 3 in shape (2, 3).",
                () -> zeros(2, 3).narrow(1, 2, 2));
        assertMessage(
                "max: dim 0 of shape (0, 3) is empty, and of no elements none is the largest or smallest.",
                () -> zeros(0, 3).max());
    }

    @Test
    void creation() {
        assertMessage("zeros: the shape (2, -1) has a negative size.", () -> zeros(2, -1));
        assertMessage("ones: the shape (65536, 65536) has 2^31 elements or more; a tensor holds fewer.",
                () -> ones(65536, 65536));
        assertMessage(
                "tensor: rows of a nested array must have the same length, but one has 2 and another 1.",
                () -> tensor(new double[][]{ { 1, 2 }, { 3 } }));
        assertMessage(
                "tensor: a String[] is no array of numbers. Use nested arrays of boolean, int, long, float or "
                        + "double, such as double[][].",
                () -> tensor(new String[]{ "1" }));
        assertMessage(
                "arange: from 0.0 to 3.0 in steps of 0.0 gives no vector. The step must not be 0, must lead "
                        + "from the start towards the end, and there must be fewer than 2^31 values.",
                () -> arange(0.0, 3.0, 0.0));
        assertMessage(
                "arange: from 3 to 0 in steps of 1 gives no vector. The step must not be 0, must lead from "
                        + "the start towards the end, and there must be fewer than 2^31 values.",
                () -> arange(3, 0));
    }

    @Test
    void remainderByZero() {
        assertMessage(
                "Remainder: 7 by 0 has no remainder in int64. Convert one of the operands with to(FLOAT32) to get "
                        + "NaN there, or choose other values with where.",
                () -> tensor(4, 7).remainder(tensor(3, 0)));
    }

    @Test
    void partsAndPlaces() {
        Tensor x = zeros(2, 3);
        assertMessage("slice: the step is -1, but it must be at least 1. Use flip to turn an order round.",
                () -> x.slice(0, 2, 0, -1));
        assertMessage(
                "indexSelect: the index has dtype bool, but indices are int64. For a mask of truth values use "
                        + "maskedSelect.",
                () -> x.indexSelect(0, tensor(true, false)));
        assertMessage(
                "indexSelect: the index has shape (1, 1), but it must be a vector. Use gather to choose each element "
                        + "by an index of its own, or select for a single index.",
                () -> x.indexSelect(0, tensor(new int[][]{ { 1 } })));
        assertMessage(
                "indexSelect: the index holds 4294967296 at (1), but dim 1 has size 3 in shape (2, 3): use 0 to 2, or "
                        + "-1 to -3 counted from the end.",
                () -> x.indexSelect(1, tensor(0L, 1L << 32)));
        assertMessage(
                "gather: an index of shape (3, 1) does not fit a tensor of shape (2, 3) in dim 1. Both need as many "
                        + "dims, and except in dim 1 the index may not be larger.",
                () -> x.gather(1, tensor(new int[][]{ { 0 }, { 0 }, { 0 } })));
        assertMessage("set_: 3 indices (0, 0, 0), but the shape (2, 3) has only 2 dims.",
                () -> x.set_(1, 0, 0, 0));
        assertMessage("set_: index 2 is outside dim 0, which has size 2 in shape (2, 3).",
                () -> x.set_(1, 2));
        assertMessage(
                "set_: the tensor has shape (3), but the result would have (2, 3), and an operation in place keeps "
                        + "the shape. Use the form without _.",
                () -> x.set_(ones(2, 1), 0));
        assertEquals(0, x.storage.version());
    }

    @Test
    void joiningAndMatrices() {
        assertMessage("cat: no tensors are given; it needs at least one.", () -> Tensors.cat(0));
        assertMessage("stack: no tensors are given; it needs at least one.", () -> Tensors.stack(0));
        assertMessage("cat: the first part is a single number, which has no dim to join in. Use stack.",
                () -> Tensors.cat(0, tensor(1), tensor(2)));
        assertMessage(
                "cat: part 0 has shape (2, 3) and part 1 has shape (3, 2), but except in dim 0 they must be the same. "
                        + "Use reshape or expand on one of them, or stack for a new dim.",
                () -> Tensors.cat(0, zeros(2, 3), zeros(3, 2)));
        assertMessage(
                "stack: part 0 has shape (2) and part 1 has shape (3), but all must have the same. Use expand on one "
                        + "of them, or cat to join in an existing dim.",
                () -> Tensors.stack(0, zeros(2), zeros(3)));
        assertMessage(
                "repeat: the counts (2) do not fit shape (2, 3). Give a count of 0 or more for each dim, and perhaps "
                        + "more in front for new dims.",
                () -> zeros(2, 3).repeat(2));
        assertMessage(
                "outer: the shapes are (2) and (1, 2), but it takes two vectors. Make vectors of them with "
                        + "reshape(-1).",
                () -> zeros(2).outer(zeros(1, 2)));
        assertMessage("tril: the shape is (2), but a matrix, with at least 2 dims, is needed.",
                () -> zeros(2).tril());
        assertMessage(
                "diag: the shape is (), but it takes a vector or a matrix. Use diagonal() for more dims.",
                () -> tensor(1).diag());
        assertMessage(
                "trace: the shape is (2), but it takes one matrix. Use diagonal().sum(-1) for more dims.",
                () -> zeros(2).trace());
        assertMessage("vectorNorm: the order is NaN, but it must be a number, or infinite.",
                () -> zeros(2).vectorNorm(Double.NaN));
        assertMessage(
                "argmax: dim 0 of shape (0) is empty, and of no elements none is the largest or smallest.",
                () -> zeros(0).argmax());
    }

    @Test
    void squareMatrices() {
        assertMessage(
                "inv: the shape is (2, 3), but a square matrix is needed: the last two dims must be equal.",
                () -> zeros(2, 3).inv());
        assertMessage(
                "inv: the matrix of shape (2, 2) is singular: a column is a combination of others, so there is no "
                        + "inverse and no unique solution. Check the data for repeated or constant columns, or add a "
                        + "small multiple of eye(2).",
                () -> ones(2, 2).inv());
        assertMessage(
                "solve: matrix 1 of those in shape (2, 1, 1) is singular: a column is a combination of others, so "
                        + "there is no inverse and no unique solution. Check the data for repeated or constant "
                        + "columns, or add a small multiple of eye(1).",
                () -> tensor(1.0, 0.0).reshape(2, 1, 1).solve(ones(1)));
        assertMessage(
                "solve: the shapes (2, 2) and (3) do not fit: the matrix has 2 rows, and the right side must have as "
                        + "many, as a vector or as a matrix with a column for each solution.",
                () -> zeros(2, 2).solve(zeros(3)));
        assertMessage("det: the dtype is int64, but a floating one is needed. Convert with to(FLOAT32).",
                () -> tensor(new int[][]{ { 1 } }).det());
        assertMessage(
                "cholesky: the matrix of shape (2, 2) is not symmetric: at (1, 0) it has 3.0 and at (0, 1) 2.0. Take "
                        + "x.add(x.transpose()).div(2) if its symmetric part is meant.",
                () -> tensor(new double[][]{ { 9, 2 }, { 3, 9 } }).cholesky());
        assertMessage(
                "cholesky: the matrix of shape (2, 2) is not positive definite: pivot 1 is -3.0, and must be above 0. "
                        + "Add a small multiple of eye(2) where it should be.",
                () -> tensor(new double[][]{ { 1, 2 }, { 2, 1 } }).cholesky());
    }

    @Test
    void leftOverFiles() {
        assertEquals("save: the unfinished file .x.npy.1.part could not be deleted: IOException.",
                FileErrors.leftOver(Path.of(".x.npy.1.part"), new IOException()));
    }

    @Test
    void lossTargets() {
        assertMessage(
                "mseLoss: the shapes are (3) and (3, 1), but each value needs its own target, so they must be the "
                        + "same. Use reshape or squeeze on one of them.",
                () -> zeros(3).mseLoss(zeros(3, 1)));
        assertMessage(
                "crossEntropy: the target has shape (3) and dtype int64, which does not fit scores of shape (2, 4) "
                        + "with 4 classes. Give the number of the class for each row, int64 of shape (2), or "
                        + "probabilities of the scores' shape.",
                () -> zeros(2, 4).crossEntropy(tensor(0, 1, 2)));
        assertMessage("crossEntropy: a target is 4, but with 4 classes they count from 0 to 3.",
                () -> zeros(2, 4).crossEntropy(tensor(0, 4)));
        assertMessage(
                "layerNorm: the shape (2, 4) does not end in (2). Give the sizes of the last dims, at least one.",
                () -> zeros(2, 4).layerNorm(2));
    }
}
