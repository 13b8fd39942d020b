package leibniz.autograd;

import static leibniz.autograd.TextAssertions.assertText;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.cat;
import static leibniz.autograd.Tensors.stack;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Taking tensors apart and putting them together. */
class PartsTest {
    @Test
    void slices() {
        Tensor x = arange(6);
        assertText("tensor([1, 3])", x.slice(0, 1, 5, 2));
        assertText("tensor([0, 1, 2, 3, 4])", x.slice(0, -100, -1, 1));
        assertText("tensor([4, 5])", x.slice(-1, -2, Integer.MAX_VALUE, 1));
        assertEquals(0, x.slice(0, 4, 2, 1).numel());
        assertEquals(0, x.slice(0, 9, 12, 1).numel());
        assertSame(x.storage, x.slice(0, 0, 6, 3).storage);
    }

    @Test
    void selectionByTensors() {
        Tensor x = arange(6).reshape(2, 3);
        assertText("tensor([[2, 0, 2],\n        [5, 3, 5]])", x.indexSelect(1, tensor(2, 0, -1)));
        assertText("tensor([[3, 4, 5]])", x.indexSelect(0, tensor(new long[]{ 1 })));
        assertArrayEquals(new int[]{ 0, 3 }, x.indexSelect(0, arange(0)).shape());
        assertText("tensor([[3, 1],\n        [0, 4]])",
                x.gather(0, tensor(new int[][]{ { 1, 0 }, { 0, 1 } })));
        assertText("tensor([[2],\n        [3]])", x.gather(1, tensor(new int[][]{ { 2 }, { 0 } })));
        assertText("tensor([1, 5])", x.maskedSelect(x.remainder(4).eq(1)));
        assertText("tensor([0, 2, 3, 5])", x.maskedSelect(tensor(true, false, true)));
        assertText("tensor([true])", tensor(true, false).maskedSelect(tensor(true, false)));
        assertEquals(0, x.maskedSelect(x.lt(0)).numel());
        Tensor index = tensor(1, 1);
        Tensor w = tensor(1.0, 2.0).requiresGrad_(true);
        Tensor y = w.indexSelect(0, index);
        index.zero_();
        y.sum().backward();
        assertText("tensor([0., 2.])", w.grad());
    }

    @Test
    void assignment() {
        Tensor x = arange(6.0).reshape(2, 3);
        assertText("tensor([[0., 9., 2.],\n        [3., 4., 5.]])", x.set_(9, 0, 1));
        assertText("tensor([[0., 9., 2.],\n        [1., 1., 1.]])", x.set_(1.0, -1));
        assertText("tensor([[0., 9., 2.],\n        [0., 9., 2.]])", x.set_(x.select(0, 0), 1));
        assertText("tensor([[7., 7., 7.],\n        [7., 7., 7.]])", x.set_(tensor(7)));
        assertText("tensor([[7., 7.],\n        [7., 7.],\n        [7., 8.]])", x.transpose().set_(8, 2, 1));
        assertText("tensor(8.)", x.get(1, 2));
        assertEquals(1, arange(3).set_(5, 0).storage.version());
    }

    @Test
    void assignmentUnderGradient() {
        Tensor w = tensor(1.0, 2.0, 3.0).requiresGrad_(true);
        Tensor v = tensor(5.0).requiresGrad_(true);
        Tensor y = w.square();
        y.set_(v.mul(2), 1);
        assertText("tensor([ 1., 10.,  9.], gradFn=<Set>)", y);
        y.sum().backward();
        assertText("tensor([2., 0., 6.])", w.grad());
        assertText("tensor(2.)", v.grad());
        assertThrows(IllegalStateException.class, () -> w.set_(0, 0));
        Autograd.noGrad(() -> {
            w.set_(0, 0);
        });
        assertText("tensor([0., 2., 3.], requiresGrad=true)", w);
    }

    @Test
    void joining() {
        assertText("tensor([1., 2., 3.])", cat(0, tensor(1, 2), tensor(new double[]{ 3 })));
        assertText("tensor([[0, 1, 5],\n        [2, 3, 6]])",
                cat(-1, arange(4).reshape(2, 2), tensor(new int[][]{ { 5 }, { 6 } })));
        assertText("tensor([[1, 2],\n        [3, 4]])", stack(0, tensor(1, 2), tensor(3, 4)));
        assertText("tensor([[1, 3],\n        [2, 4]])", stack(-1, tensor(1, 2), tensor(3, 4)));
        assertText("tensor([1, 2])", stack(0, tensor(1), tensor(2)));
        assertArrayEquals(new int[]{ 2, 0 }, cat(1, zeros(2, 0), zeros(2, 0)).shape());
        Tensor[] many = new Tensor[40];
        Arrays.fill(many, tensor(1.0, 2.0).requiresGrad_(true));
        cat(0, many).square().sum().backward();
        assertText("tensor([ 80., 160.])", many[0].grad());
    }

    @Test
    void repetitionAndOrder() {
        Tensor x = tensor(new int[][]{ { 1, 2 } });
        assertText("tensor([[1, 2, 1, 2],\n        [1, 2, 1, 2]])", x.repeat(2, 2));
        assertArrayEquals(new int[]{ 3, 1, 2 }, x.repeat(3, 1, 1).shape());
        assertText("tensor([1, 1])", tensor(1).repeat(2));
        assertText("tensor([2, 1, 0])", arange(3).flip(0));
        assertText("tensor([[3, 2],\n        [1, 0]])", arange(4).reshape(2, 2).flip());
        assertText("tensor([[2, 3],\n        [0, 1]])", arange(4).reshape(2, 2).flip(-2));
        Tensor y = arange(3);
        y.flip(0).zero_();
        assertText("tensor([0, 1, 2])", y);
    }

    @Test
    void diagonalsAndTriangles() {
        Tensor x = arange(6).reshape(2, 3);
        assertText("tensor([0, 4])", x.diagonal());
        assertText("tensor([0, 4])", x.transpose().diagonal());
        assertText("tensor([0, 4])", x.diag());
        assertText("tensor([[1, 0],\n        [0, 2]])", tensor(1, 2).diag());
        assertText("tensor(4)", x.trace());
        assertText("tensor(4)", Tensors.trace(x));
        assertText("tensor([[0, 0, 0],\n        [3, 4, 0]])", x.tril());
        assertText("tensor([[0, 1, 2],\n        [0, 4, 5]])", x.triu());
        assertText("tensor([[1., inf],\n        [0., 1.]])",
                tensor(1.0, Double.POSITIVE_INFINITY, Double.NaN, 1.0).reshape(2, 2).triu());
        assertArrayEquals(new int[]{ 4, 2 }, zeros(2, 3, 4).diagonal().shape());
        assertArrayEquals(new int[]{ 0, 0 }, zeros(0).diag().shape());
        assertText("tensor([[3, 4],\n        [6, 8]])", tensor(1, 2).outer(tensor(3, 4)));
        assertText("tensor([[3, 4],\n        [6, 8]])", Tensors.outer(tensor(1, 2), tensor(3, 4)));
    }
}
