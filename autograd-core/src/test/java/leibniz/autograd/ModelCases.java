package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.DerivativeCheck.positive;
import static leibniz.autograd.DerivativeCheck.random;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import leibniz.autograd.DerivativeCheck.Case;

/** Cases for {@link CompositionTest}: what a small model needs. */
final class ModelCases {
    private ModelCases() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        elementwise(cases);
        losses(cases);
        images(cases);
        pieces(cases);
        matrices(cases);
        return cases;
    }

    private static void elementwise(List<Case> cases) {
        Tensor sides = Tensors.tensor(FLOAT64, -1.5, 0.7, 2.2, -0.4);
        for (Tensor x : List.of(sides, Tensors.zeros(FLOAT64, 0, 3))) {
            String label = Shapes.text(x.shape());
            cases.add(new Case("ceil", label, t -> t.get(0).ceil(), () -> List.of(x)));
            cases.add(new Case("leakyRelu", label, t -> t.get(0).leakyRelu(0.1), () -> List.of(x)));
            cases.add(new Case("elu", label, t -> t.get(0).elu(0.7), () -> List.of(x)));
            cases.add(new Case("cumprod", label, t -> t.get(0).cumprod(-1), () -> List.of(x)));
        }
        cases.add(new Case("cumprod", "of zeros", t -> t.get(0).cumprod(0),
                () -> List.of(Tensors.tensor(FLOAT64, 2, 0, 3, 0, 1))));
        cases.add(new Case("logAddExp", "broadcast", t -> t.get(0).logaddexp(t.get(1)),
                () -> List.of(random(2, 3), random(3))));
        cases.add(new Case("logAddExp", "equal", t -> t.get(0).logaddexp(t.get(1)),
                () -> List.of(sides, sides)));
        cases.add(new Case("topk", "two", t -> t.get(0).topk(2).values(), () -> List.of(random(2, 4))));
    }

    private static void losses(List<Case> cases) {
        Tensor classes = Tensors.tensor(2, 0, 2);
        for (LossReduction reduction : LossReduction.values()) {
            String label = reduction.toString();
            Supplier<List<Tensor>> x = () -> List.of(random(2, 3), random(2, 3));
            cases.add(new Case("mseLoss", label, t -> t.get(0).mseLoss(t.get(1), reduction), x));
            cases.add(new Case("l1Loss", label, t -> t.get(0).l1Loss(t.get(1), reduction), x));
            cases.add(new Case("huberLoss", label, t -> t.get(0).huberLoss(t.get(1), 0.7, reduction), x));
            cases.add(new Case("binaryCrossEntropyWithLogits", label,
                    t -> t.get(0).binaryCrossEntropyWithLogits(t.get(1), reduction), x));
            cases.add(new Case("binaryCrossEntropy", label,
                    t -> t.get(0).binaryCrossEntropy(t.get(1), reduction),
                    () -> List.of(random(2, 3).sigmoid(), random(2, 3))));
            cases.add(new Case("nllLoss", label, t -> t.get(0).nllLoss(classes, reduction),
                    () -> List.of(random(3, 4))));
            cases.add(new Case("crossEntropy", label,
                    t -> t.get(0).crossEntropy(classes, null, 0, 0.2, reduction),
                    () -> List.of(random(3, 4))));
        }
        cases.add(new Case("layerNorm", "weight and bias",
                t -> t.get(0).layerNorm(new int[]{ 4 }, t.get(1), t.get(2), 1e-5),
                () -> List.of(random(3, 4), random(4), random(4))));
    }

    private static void images(List<Case> cases) {
        cases.add(new Case("conv2d", "plain", t -> t.get(0).conv2d(t.get(1)),
                () -> List.of(random(1, 2, 3, 4), random(2, 2, 2, 3))));
        cases.add(new Case("conv2d", "all", t -> t.get(0).conv2d(t.get(1), t.get(2), 2, 1),
                () -> List.of(random(2, 3, 3), random(2, 2, 2, 2), random(2))));
        cases.add(new Case("conv2d", "no images", t -> t.get(0).conv2d(t.get(1)),
                () -> List.of(random(0, 1, 3, 3), random(1, 1, 2, 2))));
        cases.add(new Case("corr2d", "matrix", t -> t.get(0).corr2d(t.get(1)),
                () -> List.of(random(3, 4), random(2, 2))));
        cases.add(new Case("maxPool2d", "padding", t -> t.get(0).maxPool2d(3, 2, 1),
                () -> List.of(random(1, 4, 3))));
        cases.add(new Case("avgPool2d", "padding", t -> t.get(0).avgPool2d(2, 1, 1),
                () -> List.of(random(2, 2))));
        cases.add(
                new Case("avgPool2d", "side by side", t -> t.get(0).avgPool2d(2),
                        () -> List.of(random(1, 2, 4))));
        cases.add(new Case("pad", "two dims", t -> t.get(0).pad(1, 0, 0, 2), () -> List.of(random(2, 3))));
        cases.add(new Case("pad", "empty", t -> t.get(0).pad(1, 1), () -> List.of(random(2, 0))));
    }

    private static void pieces(List<Case> cases) {
        Supplier<List<Tensor>> x = () -> List.of(random(3, 4));
        cases.add(new Case("split", "last", t -> t.get(0).split(3, 1).get(1), x));
        cases.add(new Case("split", "sizes", t -> t.get(0).split(new int[]{ 1, 0, 3 }, 1).get(2), x));
        cases.add(new Case("chunk", "first", t -> t.get(0).chunk(2).get(0), x));
        cases.add(new Case("unbind", "columns", t -> t.get(0).unbind(1).get(2), x));
        cases.add(new Case("meshgrid", "second", t -> Tensors.meshgrid(Tensors.zeros(2), t.get(0)).get(1),
                () -> List.of(random(3))));
        cases.add(new Case("repeatInterleave", "columns", t -> t.get(0).repeatInterleave(2, 1), x));
        cases.add(new Case("repeatInterleave", "none", t -> t.get(0).repeatInterleave(0, 0), x));
        cases.add(new Case("get", "text", t -> t.get(0).get("::2, None, 1:3"), x));
        cases.add(new Case("cat", "of a list", t -> Tensors.cat(1, t),
                () -> List.of(random(2, 1), random(2, 2))));
    }

    private static void matrices(List<Case> cases) {
        cases.add(new Case("einsum", "matrices", t -> Tensors.einsum("ij,jk->ik", t.get(0), t.get(1)),
                () -> List.of(random(2, 3), random(3, 2))));
        cases.add(
                new Case("einsum", "three", t -> Tensors.einsum("bij,bj,i->b", t.get(0), t.get(1), t.get(2)),
                        () -> List.of(random(2, 3, 2), random(2, 2), random(3))));
        cases.add(new Case("einsum", "trace", t -> Tensors.einsum("iji->j", t.get(0)),
                () -> List.of(random(2, 3, 2))));
        cases.add(new Case("einsum", "as it is", t -> Tensors.einsum("ij", t.get(0)),
                () -> List.of(random(0, 2))));
        cases.add(new Case("kron", "matrix and vector", t -> t.get(0).kron(t.get(1)),
                () -> List.of(random(2, 2), random(3))));
        Tensor matrix = Tensors.tensor(FLOAT64, 1.2, 0.3, -0.4, 0.9).reshape(2, 2);
        for (int n : new int[]{ -2, 1, 3 }) {
            cases.add(new Case("matrixPower", "" + n, t -> t.get(0).matrixPower(n), () -> List.of(matrix),
                    n > 0));
        }
        Tensor tall = Tensors.tensor(FLOAT64, 1, 2, 0.5, -1, 1, 0, 2, 0.3).reshape(4, 2);
        cases.add(
                new Case("lstsq", "vector", t -> t.get(0).lstsq(t.get(1)), () -> List.of(tall, random(4)),
                        false));
    }

    /** Changes in place, as {@link CompositionTest#inPlaceCases}. */
    static List<Case> inPlaceCases() {
        List<Case> cases = new ArrayList<>();
        Supplier<List<Tensor>> x = () -> List.of(positive(2, 3));
        cases.add(new Case("relu_", "matrix", t -> t.get(0).copy().relu_(), x));
        cases.add(new Case("exp_", "matrix", t -> t.get(0).copy().exp_(), x));
        cases.add(new Case("sqrt_", "matrix", t -> t.get(0).copy().sqrt_(), x));
        cases.add(new Case("pow_", "tensor", t -> t.get(0).copy().pow_(t.get(1)),
                () -> List.of(positive(2, 3), positive(3))));
        cases.add(new Case("set_", "text", t -> t.get(0).copy().set_(t.get(1), "::2, 1:"),
                () -> List.of(random(3, 3), random(2))));
        return cases;
    }
}
