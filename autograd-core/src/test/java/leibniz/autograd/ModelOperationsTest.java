package leibniz.autograd;

import static leibniz.autograd.DType.BOOL;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.DType.INT64;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.einsum;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Operations that small models need, at their edges. Values are PyTorch's unless a comment says otherwise.
 */
class ModelOperationsTest {
    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static String error(Runnable call) {
        return assertThrows(RuntimeException.class, call::run).getMessage();
    }

    @Test
    void roundingKeepsDTypesAndInfinities() {
        Tensor x = tensor(-0.5, 1.5, 2.5, -INFINITY, NAN);
        assertEquals("tensor([-1., 1., 2., -inf, nan])", x.floor().toString().replaceAll(" +", " "));
        assertEquals("tensor([-0., 2., 3., -inf, nan])", x.ceil().toString().replaceAll(" +", " "));
        assertEquals("tensor([-0., 2., 2., -inf, nan])", x.round().toString().replaceAll(" +", " "));
        assertEquals(INT64, tensor(3).ceil().dtype());
        assertTrue(error(() -> tensor(true).floor()).startsWith("Floor: not defined for bool"));
        assertEquals("tensor([false, false, false, false, true])",
                x.isnan().toString().replaceAll(" +", " "));
        assertEquals("tensor([ true, true, true, false, false])",
                x.isfinite().toString().replaceAll(" +", " "));
        assertEquals(BOOL, tensor(1, 2).isfinite().dtype());
        assertEquals(0, zeros(0).isnan().numel());
    }

    @Test
    void functionsFarFromZero() {
        assertEquals("tensor([ -1., 1000.])", tensor(-1000.0, 1000.0).elu().toString().replaceAll(" +", " "));
        Tensor x = tensor(1000.0).requiresGrad_(true);
        x.elu().backward();
        assertEquals(1, x.grad().item());
        // by hand: those of alpha (exp(x) - 1); PyTorch's second derivative at 0 is 0
        assertEquals(0.5, Autograd.jacobian(y -> y.elu(0.5), tensor(0.0)).item());
        assertEquals(0.5, Autograd.hessian(y -> y.elu(0.5), tensor(0.0)).item());
        assertEquals(-INFINITY, tensor(-INFINITY).logaddexp(tensor(-INFINITY)).item());
        assertEquals(3, tensor(3.0).logaddexp(tensor(-INFINITY)).item());
        assertTrue(error(() -> tensor(1).elu()).startsWith("elu: the dtype is int64"));
        assertTrue(error(() -> zeros(2).logaddexp(zeros(3))).contains("do not broadcast"));
    }

    @Test
    void productsAndLargestAlongADim() {
        assertEquals("tensor([ 1, 2, 6, 24])", arange(1, 5).cumprod(0).toString().replaceAll(" +", " "));
        assertEquals(INT64, tensor(true, false).cumprod(0).dtype());
        assertEquals(3, tensor(3.0).cumprod(-1).item());
        assertEquals(0, zeros(2, 0).cumprod(1).numel());
        ValuesAndIndices top = tensor(1.0, NAN, 3.0, 3.0).topk(3);
        assertEquals("tensor([nan, 3., 3.])", top.values().toString());
        assertEquals("tensor([1, 2, 3])", top.indices().toString());
        Tensor ties = tensor(2.0, 5.0, 5.0, 5.0).requiresGrad_(true);
        ties.topk(2).values().sum().backward(); // documented: the first of equal elements
        assertEquals("tensor([0., 1., 1., 0.])", ties.grad().toString());
        assertEquals(0, zeros(3).topk(0).values().numel());
        assertTrue(error(() -> zeros(3).topk(4)).contains("dim 0 has size 3"));
        assertTrue(error(() -> zeros(3).topk(-1)).contains("-1 elements"));
    }

    @Test
    void classesAsRows() {
        assertEquals("tensor([[0, 0, 1],\n        [1, 0, 0]])", Tensors.oneHot(tensor(2, 0), 3).toString());
        assertArrayEquals(new int[]{ 0, 3 }, Tensors.oneHot(zeros(INT64, 0), 3).shape());
        assertArrayEquals(new int[]{ 3 }, Tensors.oneHot(tensor(1), 3).shape());
        assertTrue(error(() -> Tensors.oneHot(tensor(3), 3)).contains("0 to 2"));
        assertTrue(error(() -> Tensors.oneHot(tensor(-1), 3)).contains("-1"));
        assertTrue(error(() -> Tensors.oneHot(tensor(1.0), 3)).contains("float32"));
    }

    @Test
    void lossesAtTheirEdges() {
        Tensor p = tensor(0.0, 1.0, 0.0, 1.0).requiresGrad_(true);
        Tensor t = tensor(0.0, 1.0, 1.0, 0.0);
        Tensor losses = p.binaryCrossEntropy(t, LossReduction.NONE);
        assertEquals("tensor([ 0., 0., 100., 100.])", losses.detach().toString().replaceAll(" +", " "));
        losses.sum().backward();
        // PyTorch
        assertEquals("tensor([ 0.0000e+00, 0.0000e+00, -1.0000e+12, 1.0000e+12])",
                p.grad().toString().replaceAll(" +", " "));
        Tensor small = tensor(FLOAT64, 1e-20, 1e-13).requiresGrad_(true);
        Tensor ofSmall = small.binaryCrossEntropy(zeros(FLOAT64, 2), LossReduction.NONE);
        assertArrayEquals(new double[]{ 1e-20, 1e-13 }, (double[]) ofSmall.detach().toArray(), 1e-26);
        ofSmall.sum().backward();
        assertArrayEquals(new double[]{ 1e-8, 0.1 }, (double[]) small.grad().toArray(), 1e-9);
        Tensor far = tensor(FLOAT64, INFINITY, -INFINITY, 0.5).requiresGrad_(true);
        far.huberLoss(zeros(FLOAT64, 3), 1, LossReduction.SUM).backward();
        assertArrayEquals(new double[]{ 1, -1, 0.5 }, (double[]) far.grad().toArray());
        assertTrue(error(() -> tensor(1.5).binaryCrossEntropy(tensor(1.0))).contains("sigmoid()"));
        assertTrue(error(() -> tensor(NAN).binaryCrossEntropy(tensor(1.0))).contains("NaN"));
        assertTrue(error(() -> zeros(2).l1Loss(zeros(2, 1))).contains("reshape or squeeze"));
        assertTrue(error(() -> zeros(2).huberLoss(zeros(2), 0)).contains("delta is 0.0"));
        assertTrue(error(() -> tensor(1).l1Loss(tensor(1))).startsWith("l1Loss: the dtype is int64"));
    }

    /**
     * By hand: where the loss of row i is lᵢ and L the mean of all by the weights w of their classes, the
     * derivative of L by the weight of a class is the sum of lᵢ - L over its rows, by the sum of w. With
     * probabilities from PyTorch, which refuses the gradient of the weights of classes.
     */
    @Test
    void gradientsReachTheWeightsOfClasses() {
        Tensor x = tensor(FLOAT64, new double[][]{ { 0.2, -1, 3 }, { 1, 0.5, -0.5 } });
        Tensor weight = tensor(FLOAT64, 0.2, 0.5, 1.3);
        Tensor labels = tensor(2, 0);
        TensorFunction mean = w -> x.crossEntropy(labels, w, -100, 0, LossReduction.MEAN);
        Tensor rows = x.crossEntropy(labels, LossReduction.NONE);
        Tensor apart = rows.sub(mean.apply(weight)).div(1.5);
        assertTrue(Tensors.stack(0, apart.get(1), tensor(FLOAT64, 0), apart.get(0))
                .allclose(Autograd.jacobian(mean, weight)));
        for (LossReduction reduction : LossReduction.values()) {
            TensorFunction smooth = w -> x.crossEntropy(labels, w, 0, 0.1, reduction).sum();
            assertTrue(Autograd.gradCheck(smooth, weight).passed(), () -> "reduced by " + reduction);
            assertEquals(Autograd.jacobian(smooth, weight).get(2).item(),
                    Autograd.jvp(smooth, weight, tensor(FLOAT64, 0, 0, 1)).derivative().item(), 1e-15);
        }
        Tensor target = tensor(FLOAT64, new double[][]{ { 0.2, 0.3, 0.5 }, { 1, 0, 0 } });
        Tensor found = Autograd.jacobian(w -> x.crossEntropy(target, w, -100, 0.2, LossReduction.MEAN),
                weight);
        assertTrue(tensor(FLOAT64, 0.5877537291129129, 0.6618142007508873, 0.08790629496288546)
                .allclose(found, 1e-12, 0), found.toString());
    }

    @Test
    void classLossesAtTheirEdges() {
        Tensor x = tensor(new double[][]{ { 1, -INFINITY }, { 2, 2 } });
        Tensor classes = tensor(0, 1);
        assertEquals("tensor([0.0000, 0.6931])", x.crossEntropy(classes, LossReduction.NONE).toString()
                .replace("-0.0000", "0.0000").replaceAll(" +", " "));
        assertTrue(Double.isNaN(x.crossEntropy(tensor(1, 1), null, 1, 0, LossReduction.MEAN).item()));
        assertEquals(0, x.crossEntropy(tensor(1, 1), null, 1, 0, LossReduction.SUM).item());
        assertTrue(
                error(() -> x.crossEntropy(classes, ones(3), -100, 0, LossReduction.MEAN)).contains("(2)"));
        assertTrue(error(() -> x.crossEntropy(classes, null, -100, 1.5, LossReduction.MEAN)).contains("1.5"));
        assertTrue(error(() -> x.crossEntropy(x, null, 0, 0, LossReduction.MEAN)).contains("-100"));
        assertTrue(error(() -> x.crossEntropy(tensor(0, 2), LossReduction.SUM)).contains("0 to 1"));
        assertTrue(error(() -> x.nllLoss(x)).contains("int64"));
        assertTrue(error(() -> x.nllLoss(tensor(0, 5))).startsWith("nllLoss: a target is 5"));
        assertTrue(
                error(() -> x.layerNorm(new int[]{ 2 }, ones(3), null, 0)).contains("weight has shape (3)"));
        assertTrue(error(() -> x.layerNorm(new int[]{ 2 }, null, ones(1), 0)).contains("bias has shape (1)"));
    }

    @Test
    void windows() {
        Tensor x = arange(16.0).reshape(1, 4, 4);
        assertEquals("tensor([[[ 5., 7.],\n [13., 15.]]])", x.maxPool2d(2).toString().replaceAll(" +", " "));
        assertEquals("tensor([[[ 2.5000, 4.5000],\n [10.5000, 12.5000]]])",
                x.avgPool2d(2).toString().replaceAll(" +", " "));
        assertEquals("tensor([[19., 25.],\n        [37., 43.]])", Tensors.corr2d(arange(9.0).reshape(3, 3),
                arange(4.0).reshape(2, 2)).toString());
        assertEquals("tensor([[1.]])", tensor(-1.0).reshape(1, 1).pad(0, 0).neg().toString());
        assertEquals(-1, tensor(-1.0).reshape(1, 1).neg().neg().maxPool2d(2, 1, 1).max().item()); // no zero
                                                                                                  // counts
        assertArrayEquals(new int[]{ 0, 2, 3, 3 }, zeros(0, 1, 4, 4).conv2d(zeros(2, 1, 2, 2)).shape());
        assertEquals(INT64, ones(INT64, 1, 2, 2).conv2d(ones(INT64, 1, 1, 2, 2)).dtype());
        assertTrue(error(() -> zeros(4, 4).conv2d(zeros(1, 1, 2, 2))).contains("unsqueeze"));
        assertTrue(error(() -> x.conv2d(zeros(1, 2, 2, 2))).contains("as many channels"));
        assertTrue(error(() -> x.conv2d(zeros(2, 1, 2, 2), ones(3), 1, 0)).contains("a bias of (3)"));
        assertTrue(error(() -> x.conv2d(zeros(2, 1, 5, 2))).contains("5 by 2"));
        assertTrue(error(() -> x.conv2d(zeros(2, 1, 2, 2), null, 0, 0)).contains("stride 0"));
        assertTrue(error(() -> x.maxPool2d(2, 1, 2)).contains("half"));
        assertTrue(error(() -> x.to(INT64).maxPool2d(2)).contains("int64"));
        assertTrue(error(() -> zeros(3).maxPool2d(1)).contains("(3)"));
        assertTrue(error(() -> x.corr2d(x)).contains("two matrices"));
        assertTrue(error(() -> x.pad(1)).contains("two numbers"));
        assertTrue(error(() -> x.pad(-1, 0)).contains("narrow"));
        assertTrue(error(() -> tensor(1.0).pad(1, 1)).contains("()"));
        assertEquals("tensor([-inf, 1., -inf])",
                ones(1).pad(new int[]{ 1, 1 }, -INFINITY).toString().replaceAll(" +", " "));
    }

    @Test
    void pieces() {
        Tensor x = arange(5);
        assertEquals("[tensor([0, 1]), tensor([2, 3]), tensor([4])]", x.split(2).toString());
        assertEquals("[tensor([0, 1, 2]), tensor([3, 4])]", x.chunk(2).toString());
        assertEquals(5, x.chunk(9).size());
        assertEquals(3, zeros(0).chunk(3).size());
        assertEquals(1, zeros(0).split(3).size());
        assertEquals(0, zeros(0, 2).unbind().size());
        assertEquals("[tensor(0), tensor(1)]", arange(2).unbind().toString());
        assertTrue(Tensors.cat(0, x.split(2)).equal(x));
        assertTrue(Tensors.stack(0, x.unbind()).equal(x));
        Tensor y = zeros(2);
        y.chunk(2).get(1).fill_(3);
        assertEquals("tensor([0., 3.])", y.toString()); // the pieces are views
        assertEquals("tensor([0, 0, 1, 1])", arange(2).repeatInterleave(2).toString());
        assertEquals(0, arange(2).repeatInterleave(0).numel());
        assertTrue(error(() -> x.split(0)).contains("at least 1"));
        assertTrue(error(() -> x.split(new int[]{ 1, 2 }, 0)).contains("(1, 2)"));
        assertTrue(error(() -> x.chunk(0)).contains("at least 1"));
        assertTrue(error(() -> x.repeatInterleave(-1, 0)).contains("-1"));
        assertTrue(error(() -> tensor(1.0).unbind()).startsWith("unbind: dim 0"));
        assertTrue(error(() -> Tensors.meshgrid()).startsWith("meshgrid: no tensors"));
        assertTrue(error(() -> Tensors.meshgrid(zeros(1, 1))).contains("flatten()"));
    }

    @Test
    void partsByText() {
        Tensor x = arange(12.0).reshape(3, 4);
        assertEquals("tensor([5., 6.])", x.get("1, 1:3").toString());
        assertEquals("tensor([ 3., 11.])", x.get("::2, -1").toString());
        assertArrayEquals(new int[]{ 3, 1, 4 }, x.get(":, None").shape());
        assertArrayEquals(new int[]{ 3, 4 }, x.get("...").shape());
        assertArrayEquals(new int[]{ 0, 4 }, x.get("2:1").shape());
        assertEquals(11, x.get(" -1 , -1 ").item());
        assertEquals(2, tensor(2.0).get("...").item());
        x.set_(0, "1:, ::2");
        assertEquals("tensor([[0., 1., 2., 3.],\n [0., 5., 0., 7.],\n [0., 9., 0., 11.]])",
                x.toString().replaceAll(" +", " ").replace("[ ", "["));
        x.set_(tensor(1.0, 2.0, 3.0), ":, 0");
        assertEquals("tensor([1., 2., 3.])", x.get(":, 0").toString());
        x.set_(5, "0");
        assertEquals(20, x.get(0).sum().item());
        assertTrue(error(() -> x.get("1:2, a")).contains("\"a\" is neither"));
        assertTrue(error(() -> x.get("")).contains("\"\" is neither"));
        assertTrue(error(() -> x.get("0, 1, 2")).contains("names more dims than the shape (3, 4)"));
        assertTrue(error(() -> x.get("..., ...")).contains("... twice"));
        assertTrue(error(() -> x.get("3")).contains("index 3 is outside dim 0"));
        assertTrue(error(() -> x.get("::-1")).contains("Use flip"));
        assertTrue(error(() -> x.get("99999999999")).contains("neither a number"));
        assertTrue(error(() -> x.set_(zeros(3), "0, 1:3")).startsWith("set_"));
    }

    @Test
    void sumsByEquation() {
        Tensor a = arange(6.0).reshape(2, 3);
        assertEquals("tensor([3., 5., 7.])", einsum("ij -> j", a).toString());
        assertEquals(15, einsum("ij->", a).item());
        assertArrayEquals(new int[]{ 2, 0 }, einsum("ij,jk->ik", a, zeros(3, 0)).shape());
        assertEquals(0, einsum("ij,jk->", zeros(2, 0), zeros(0, 2)).item());
        assertEquals(6, einsum(",", tensor(2), tensor(3)).itemLong());
        assertTrue(error(() -> einsum("ij;jk", a, a)).contains("ij,jk->ik"));
        assertTrue(error(() -> einsum("ij->i->j", a)).contains("is no equation"));
        assertTrue(error(() -> einsum("ij,jk", a)).contains("2 operands, but 1"));
        assertTrue(error(() -> einsum("ijk->i", a)).contains("3 letters"));
        assertTrue(error(() -> einsum("ij,jk->ik", a, a)).contains("the letter j is 3 in one place and 2"));
        assertTrue(error(() -> einsum("ij->ik", a)).contains("the letter k"));
        assertTrue(error(() -> einsum("ij->ii", a)).contains("the letter i"));
    }

    @Test
    void matrices() {
        Tensor x = tensor(FLOAT64, 1, 1, 1, 0).reshape(2, 2);
        assertEquals("tensor([[89., 55.],\n        [55., 34.]], dtype=float64)",
                x.matrixPower(10).toString());
        assertEquals("tensor([[1., 0.],\n        [0., 1.]], dtype=float64)", x.matrixPower(0).toString());
        SignAndLogDet d = x.slogdet();
        assertEquals(-1, d.sign().item());
        assertEquals(0, d.logAbsDet().item(), 1e-15);
        assertEquals(0, zeros(2, 2).slogdet().sign().item());
        assertEquals(-INFINITY, zeros(2, 2).slogdet().logAbsDet().item());
        Tensor tiny = Tensors.eye(400).mul(0.1);
        assertEquals(400 * Math.log(0.1), tiny.slogdet().logAbsDet().item(), 1e-3); // det underflows
        assertEquals(1, tiny.slogdet().sign().item());
        assertTrue(error(() -> zeros(2, 3).matrixPower(2)).startsWith("matrixPower: the shape is (2, 3)"));
        assertTrue(error(() -> zeros(2, 3).slogdet()).startsWith("slogdet: the shape is (2, 3)"));
        assertArrayEquals(new int[]{ 2, 6 }, zeros(1, 2).kron(zeros(2, 3)).shape());
        assertEquals(6, tensor(2).kron(tensor(3)).itemLong());
    }

    /** The columns 1, t, t² are far from orthogonal: the normal equations would lose all digits. */
    @Test
    void leastSquaresKeepTheirDigits() {
        Tensor t = Tensors.linspace(FLOAT64, 1000, 1001, 20);
        Tensor a = Tensors.stack(1, Tensors.onesLike(t), t, t.square());
        Tensor x = a.lstsq(a.mv(tensor(FLOAT64, 3, -2, 1)));
        assertEquals(1, x.get(2).item(), 1e-4);
        assertTrue(error(() -> ones(3, 2).lstsq(ones(3))).contains("combinations"));
        assertTrue(error(() -> ones(2, 3).lstsq(ones(2))).contains("as many rows as columns"));
        assertTrue(error(() -> ones(3, 2).lstsq(ones(2))).contains("(3, 2) and (2)"));
        assertEquals(List.of(0), List.of(zeros(3, 0).lstsq(zeros(3)).numel()));
    }

    @Test
    void inPlace() {
        Tensor x = tensor(-1.0, 4.0);
        assertEquals("tensor([0., 4.])", x.relu_().toString());
        assertEquals("tensor([0., 2.])", x.sqrt_().toString());
        assertEquals("tensor([0., 8.])", x.pow_(3).toString());
        assertEquals("tensor([1.0000e+00, 2.9810e+03])", x.exp_().toString());
        assertEquals("tensor([4, 9])", tensor(2, 3).pow_(2).toString());
        assertTrue(error(() -> tensor(2).exp_()).contains("float32"));
        assertTrue(error(() -> tensor(2).pow_(0.5)).contains("keeps the dtype"));
        Tensor leaf = tensor(1.0).requiresGrad_(true);
        assertTrue(error(() -> leaf.exp_()).contains("leaf"));
    }
}
