package leibniz.display;

import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.cat;
import static leibniz.autograd.Tensors.tensor;

import java.util.ArrayList;
import java.util.Random;
import leibniz.autograd.Tensor;

/** Random graphs of numbers and vectors of three elements, of which the test notebook names each value. */
final class RandomGraphs {
    private static final int OPERATIONS = 6;

    private RandomGraphs() {}

    /** Random numbers between 0.5 and 1.5, of which no rule is at a kink. */
    private static Tensor vector(Random random) {
        return tensor(FLOAT64, 0.5 + random.nextDouble(), 0.5 + random.nextDouble(),
                0.5 + random.nextDouble());
    }

    /** A number z that was computed from the leaf w, unless the operations left that out. */
    static Tensor next(Random random) {
        var values = new ArrayList<Tensor>();
        values.add(WithNotebook.leaf("w", vector(random)));
        values.add(WithNotebook.name("c", vector(random)));
        Tensor matrix = WithNotebook.name("A",
                tensor(FLOAT64, 1, 0.5, 0.2, 0, 1, 0.3, 0.4, 0.1, 1).reshape(3, 3));
        for (int i = 0; i < OPERATIONS; i++) {
            Tensor a = values.get(i == 0 ? 0 : values.size() - 1);
            Tensor b = values.get(random.nextInt(values.size()));
            Tensor y = switch (random.nextInt(22)) {
                case 0 -> a.sin();
                case 1 -> a.tanh();
                case 2 -> a.square();
                case 3 -> a.mul(b);
                case 4 -> a.add(b);
                case 5 -> a == b ? a.mul(0.5) : a.sub(b);
                case 6 -> a.div(b.square().add(1));
                case 7 -> a.mul(0.25).exp();
                case 8 -> a.sigmoid();
                case 9 -> a.mul(3);
                case 10 -> a.dim() == 1 ? matrix.matmul(a) : a.neg();
                case 11 -> a.dim() == 1 ? a.get(random.nextInt(3)) : a.mul(b);
                case 12 -> a.dim() == 1 ? a.flip(0) : a.add(b);
                case 13 -> a.dim() == 1 ? cat(0, a.narrow(0, 1, 2), a.narrow(0, 0, 1)) : a.mul(2);
                case 14 -> a.dim() == 1 ? a.softmax(0) : a.cos();
                case 15 -> a.dim() == 1 && b.dim() == 1 ? a.dot(b) : a.mul(b);
                case 16 -> a.square().add(1).log();
                case 17 -> a.dim() == 1 ? a.mul(a.norm()) : a.abs();
                case 18 -> a.dim() == 1 ? a.reshape(3, 1).reshape(3) : a.add(0.5);
                case 19 -> a.dim() == 1 ? a.cumsum(0) : a.square();
                case 20 -> a.dim() == 1 ? a.logSoftmax(0) : a.relu();
                default ->
                    a.dim() == 1 ? a.crossEntropy(tensor((long) random.nextInt(3)).reshape()) : a.neg();
            };
            values.add(WithNotebook.name("v" + (i + 1), y));
        }
        Tensor last = values.getLast();
        return WithNotebook.name("z", last.dim() == 1 ? last.sum() : last.mul(1.5));
    }
}
