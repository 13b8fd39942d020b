package leibniz.display;

import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.Tensors.cat;
import static leibniz.autograd.Tensors.maximum;
import static leibniz.autograd.Tensors.minimum;
import static leibniz.autograd.Tensors.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;

/** Random graphs of numbers and vectors of three elements, of which the test notebook names each value. */
final class RandomGraphs {
    private static final int OPERATIONS = 6;

    /** The next value from the last one, a, and some earlier one, b. No rule is at a kink there. */
    private interface Step {
        Tensor of(Tensor a, Tensor b, Random random);
    }

    private static final List<Step> OF_ANY = List.of((a, b, r) -> a.sin(), (a, b, r) -> a.cos(),
            (a, b, r) -> a.tanh(), (a, b, r) -> a.square(), (a, b, r) -> a.mul(b), (a, b, r) -> a.add(b),
            (a, b, r) -> a == b ? a.mul(0.5) : a.sub(b), (a, b, r) -> a.div(b.square().add(1)),
            (a, b, r) -> a.mul(0.25).exp(), (a, b, r) -> a.sigmoid(), (a, b, r) -> a.mul(3),
            (a, b, r) -> a.square().add(1).log(), (a, b, r) -> a.abs(), (a, b, r) -> a.relu(),
            (a, b, r) -> a.neg(), (a, b, r) -> a.add(0.5), (a, b, r) -> a.mul(0.25).expm1(),
            (a, b, r) -> a.square().log1p(), (a, b, r) -> a.sin().mul(0.9).asin(),
            (a, b, r) -> a.sin().mul(0.9).acos(), (a, b, r) -> a.tanh().tan(), (a, b, r) -> a.atan(),
            (a, b, r) -> a.mul(0.25).sinh(), (a, b, r) -> a.mul(0.25).cosh(), (a, b, r) -> a.softplus(),
            (a, b, r) -> a.erf(), (a, b, r) -> a.square().add(1).sqrt(),
            (a, b, r) -> a.square().add(1).rsqrt(), (a, b, r) -> a.square().add(1).reciprocal(),
            (a, b, r) -> a.sign().mul(b), (a, b, r) -> Tensors.atan2(a, b.square().add(1)),
            (a, b, r) -> maximum(a, constant(r)), (a, b, r) -> minimum(a, constant(r)),
            (a, b, r) -> a.remainder(b.square().add(1)), (a, b, r) -> a.square().add(1).pow(1.5),
            (a, b, r) -> a.square().add(1).pow(b.sin()), (a, b, r) -> a.copy());

    private static final List<Step> OF_VECTORS = List.of((a, b, r) -> matrix().matmul(a),
            (a, b, r) -> a.get(r.nextInt(3)), (a, b, r) -> a.select(0, r.nextInt(3)), (a, b, r) -> a.flip(0),
            (a, b, r) -> cat(0, a.narrow(0, 1, 2), a.narrow(0, 0, 1)), (a, b, r) -> a.softmax(0),
            (a, b, r) -> b.dim() == 1 ? a.dot(b) : a.mul(b), (a, b, r) -> a.mul(a.norm()),
            (a, b, r) -> a.reshape(3, 1).reshape(3), (a, b, r) -> a.cumsum(0), (a, b, r) -> a.logSoftmax(0),
            (a, b, r) -> a.crossEntropy(tensor((long) r.nextInt(3)).reshape()), (a, b, r) -> a.max(),
            (a, b, r) -> a.min(), (a, b, r) -> a.logsumexp(), (a, b, r) -> a.vectorNorm(3),
            (a, b, r) -> a.slice(0, 0, 3, 2).sum(), (a, b, r) -> matrix().mul(a).t().matmul(a),
            (a, b, r) -> matrix().mul(a.square().add(1)).det(), (a, b, r) -> matrix().mul(a).trace(),
            (a, b, r) -> matrix().mul(a).sum(r.nextInt(2)), (a, b, r) -> a.var(), (a, b, r) -> a.prod(),
            (a, b, r) -> a.mean().mul(b),
            (a, b, r) -> matrix().mul(a.square().add(1)).logdet(),
            (a, b, r) -> matrix().mul(a.square().add(1)).inv().matmul(a));

    private RandomGraphs() {}

    /** Random numbers between 0.5 and 1.5, of which no rule is at a kink. */
    private static Tensor vector(Random random) {
        return tensor(FLOAT64, 0.5 + random.nextDouble(), 0.5 + random.nextDouble(),
                0.5 + random.nextDouble());
    }

    private static Tensor constant(Random random) {
        return tensor(FLOAT64, 0.5 + random.nextInt(100) / 100.0);
    }

    /** Of a determinant above 0. */
    private static Tensor matrix() {
        Tensor known = (Tensor) TestNotebook.VARIABLES.get("A");
        return known != null
                ? known
                : WithNotebook.name("A",
                        tensor(FLOAT64, 1, 0.5, 0.2, 0, 1, 0.3, 0.4, 0.1, 1).reshape(3, 3));
    }

    /** A number z that was computed from the leaf w, unless the operations left that out. */
    static Tensor next(Random random) {
        var values = new ArrayList<Tensor>();
        values.add(WithNotebook.leaf("w", vector(random)));
        values.add(WithNotebook.name("c", vector(random)));
        for (int i = 0; i < OPERATIONS; i++) {
            Tensor a = values.get(i == 0 ? 0 : values.size() - 1);
            Tensor b = values.get(random.nextInt(values.size()));
            int step = random.nextInt(OF_ANY.size() + (a.dim() == 1 ? OF_VECTORS.size() : 0));
            Tensor y = (step < OF_ANY.size() ? OF_ANY.get(step) : OF_VECTORS.get(step - OF_ANY.size()))
                    .of(a, b, random);
            values.add(WithNotebook.name("v" + (i + 1), y));
        }
        Tensor last = values.getLast();
        return WithNotebook.name("z", last.dim() == 1 ? last.sum() : last.mul(1.5));
    }
}
