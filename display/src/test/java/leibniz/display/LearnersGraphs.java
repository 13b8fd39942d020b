package leibniz.display;

import static leibniz.autograd.Autograd.checkpoint;
import static leibniz.autograd.Autograd.customFunction;
import static leibniz.autograd.Autograd.grad;
import static leibniz.autograd.Autograd.noGrad;
import static leibniz.autograd.Tensors.cat;
import static leibniz.autograd.Tensors.full;
import static leibniz.autograd.Tensors.maximum;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.stack;
import static leibniz.autograd.Tensors.symbol;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.where;
import static leibniz.autograd.Tensors.zeros;
import static leibniz.display.WithNotebook.leaf;
import static leibniz.display.WithNotebook.name;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import leibniz.autograd.GraphOption;
import leibniz.autograd.Tensor;

/** Graphs as learners make them, each under a line that says what it is. */
final class LearnersGraphs {
    /**
     * What is looked at.
     *
     * @param w what to differentiate by
     */
    record Case(List<Tensor> results, Tensor w) {}

    record Layer(Tensor w, Tensor b) {
        Tensor of(Tensor x) {
            return x.matmul(w).add(b);
        }
    }

    private final Map<String, Supplier<Case>> cases = new LinkedHashMap<>();

    private LearnersGraphs() {
        numbers();
        vectors();
        matrices();
        losses();
        networks();
        loops();
        views();
        cuts();
        writes();
        functions();
        more();
    }

    static Map<String, Supplier<Case>> all() {
        return new LearnersGraphs().cases;
    }

    private void add(String title, Supplier<Case> made) {
        if (cases.put(title, made) != null) {
            throw new IllegalStateException("twice: " + title);
        }
    }

    private static Case of(Tensor z, Tensor w) {
        return new Case(List.of(z), w);
    }

    private static Tensor matrix(double... rows) {
        return tensor(rows).reshape(2, rows.length / 2).detach();
    }

    private static Tensor column(double... entries) {
        return tensor(entries).reshape(entries.length, 1).detach();
    }

    private void numbers() {
        add("z = x\u00b2 at x = 3", () -> {
            Tensor x = leaf("x", tensor(3.0));
            return of(name("z", x.square()), x);
        });
        add("z = x * x + 3x at x = 2", () -> {
            Tensor x = leaf("x", tensor(2.0));
            return of(name("z", x.mul(x).add(x.mul(3))), x);
        });
        add("z = sin(x\u00b2) e^(-x)", () -> {
            Tensor x = leaf("x", tensor(0.5));
            return of(name("z", x.square().sin().mul(x.neg().exp())), x);
        });
        add("z = x\u00b3 / (1 + x)", () -> {
            Tensor x = leaf("x", tensor(2.0));
            return of(name("z", x.pow(3).div(x.add(1))), x);
        });
        add("z = a b + c, by b", () -> {
            Tensor a = leaf("a", tensor(2.0));
            Tensor b = leaf("b", tensor(-3.0));
            Tensor c = leaf("c", tensor(10.0));
            return of(name("z", a.mul(b).add(c)), b);
        });
        add("z = u v with u = x + y and v = x - y", () -> {
            Tensor x = leaf("x", tensor(5.0));
            Tensor y = leaf("y", tensor(2.0));
            Tensor u = name("u", x.add(y));
            Tensor v = name("v", x.sub(y));
            return of(name("z", u.mul(v)), x);
        });
        add("z = sqrt(x\u00b2 + y\u00b2)", () -> {
            Tensor x = leaf("x", tensor(3.0));
            Tensor y = leaf("y", tensor(4.0));
            return of(name("z", x.square().add(y.square()).sqrt()), y);
        });
        add("z = ln(1 + e^x), and its sigmoid", () -> {
            Tensor x = leaf("x", tensor(0.0));
            return of(name("z", x.exp().add(1).log()), x);
        });
        add("z = |x| at 0", () -> {
            Tensor x = leaf("x", tensor(0.0));
            return of(name("z", x.abs()), x);
        });
        add("z = 1e-8 x", () -> {
            Tensor x = leaf("x", tensor(3.0));
            return of(name("z", x.mul(1e-8)), x);
        });
        add("z = 2^x and x^x", () -> {
            Tensor x = leaf("x", tensor(2.0));
            return of(name("z", tensor(2.0).pow(x).add(x.pow(x))), x);
        });
    }

    private void vectors() {
        add("z = <x, w>", () -> {
            Tensor x = name("x", tensor(1.0, 2, 3));
            Tensor w = leaf("w", tensor(0.5, -1, 2));
            return of(name("z", x.dot(w)), w);
        });
        add("z = (<x, w> + b - y)\u00b2", () -> {
            Tensor x = name("x", tensor(1.0, 2));
            Tensor w = leaf("w", tensor(0.5, -1));
            Tensor b = leaf("b", tensor(0.25));
            Tensor y = name("y", tensor(1.0));
            return of(name("z", x.dot(w).add(b).sub(y).square()), w);
        });
        add("z = sum of w\u00b2, and half of it", () -> {
            Tensor w = leaf("w", tensor(1.0, -2, 3));
            return of(name("z", w.square().sum().mul(0.5)), w);
        });
        add("z = mean of 3x", () -> {
            Tensor x = leaf("x", tensor(1.0, 2, 3, 4));
            return of(name("z", x.mul(3).mean()), x);
        });
        add("y = x\u00b2, a vector", () -> {
            Tensor x = leaf("x", tensor(1.0, 2, 3));
            return of(name("y", x.square()), x);
        });
        add("z = the norm of x - a", () -> {
            Tensor x = leaf("x", tensor(4.0, 6));
            Tensor a = name("a", tensor(1.0, 2));
            return of(name("z", x.sub(a).norm()), x);
        });
        add("z = the norm at 0", () -> {
            Tensor x = leaf("x", tensor(0.0, 0));
            return of(name("z", x.norm()), x);
        });
        add("z = the largest of x, with a tie", () -> {
            Tensor x = leaf("x", tensor(1.0, 3, 3));
            return of(name("z", x.max()), x);
        });
        add("z = the product of x", () -> {
            Tensor x = leaf("x", tensor(2.0, 3, 4));
            return of(name("z", x.prod()), x);
        });
        add("z = the variance of x", () -> {
            Tensor x = leaf("x", tensor(1.0, 2, 6));
            return of(name("z", x.var()), x);
        });
        add("z = <softmax(x), c>", () -> {
            Tensor x = leaf("x", tensor(0.0, 1, 2));
            Tensor c = name("c", tensor(1.0, 0, -1));
            return of(name("z", x.softmax(0).dot(c)), x);
        });
        add("z = x[0] x[1]", () -> {
            Tensor x = leaf("x", tensor(3.0, 5));
            return of(name("z", x.get(0).mul(x.get(1))), x);
        });
        add("z = a vector of one element, times itself", () -> {
            Tensor x = leaf("x", tensor(new double[]{ 3 }));
            return of(name("z", x.mul(x)), x);
        });
    }

    private void matrices() {
        add("z = the sum of A x", () -> {
            Tensor a = name("A", matrix(1, 2, 3, 4));
            Tensor x = leaf("x", tensor(1.0, -1));
            return of(name("z", a.matmul(x).sum()), x);
        });
        add("z = x' A x", () -> {
            Tensor a = name("A", matrix(2, 1, 0, 3));
            Tensor x = leaf("x", tensor(1.0, 2));
            return of(name("z", x.dot(a.matmul(x))), x);
        });
        add("z = the sum of (X W + b)\u00b2, by W", () -> {
            Tensor x = name("X", matrix(1, 0, 2, -1));
            Tensor w = leaf("W", matrix(0.5, 1, -1, 2));
            Tensor b = leaf("b", tensor(0.1, 0.2));
            return of(name("z", x.matmul(w).add(b).square().sum()), w);
        });
        add("z = the sum of (X W + b)\u00b2, by b", () -> {
            Tensor x = name("X", matrix(1, 0, 2, -1));
            Tensor w = leaf("W", matrix(0.5, 1, -1, 2));
            Tensor b = leaf("b", tensor(0.1, 0.2));
            return of(name("z", x.matmul(w).add(b).square().sum()), b);
        });
        add("z = the sum of a matrix of one row", () -> {
            Tensor x = name("x", tensor(1.0, 2, 3).reshape(1, 3).detach());
            Tensor w = leaf("w", column(1, 0, -1));
            return of(name("z", x.matmul(w).sum()), w);
        });
        add("z = det A", () -> {
            Tensor a = leaf("A", matrix(2, 1, 1, 3));
            return of(name("z", a.det()), a);
        });
        add("z = the trace of A'A", () -> {
            Tensor a = leaf("A", matrix(1, 2, 3, 4));
            return of(name("z", a.t().matmul(a).trace()), a);
        });
        add("z = the sum of the column sums, squared", () -> {
            Tensor a = leaf("A", matrix(1, 2, 3, 4));
            return of(name("z", a.sum(0).square().sum()), a);
        });
        add("a batch of matrices times a vector", () -> {
            Tensor a = leaf("A", ones(2, 2, 2).detach());
            Tensor x = name("x", tensor(1.0, 2));
            return of(name("z", a.matmul(x).sum()), a);
        });
    }

    private void losses() {
        add("mean squared error", () -> {
            Tensor x = name("X", matrix(1, 2, 3, 4));
            Tensor w = leaf("w", tensor(0.5, -0.5));
            Tensor y = name("y", tensor(1.0, 0));
            return of(name("loss", x.matmul(w).mseLoss(y)), w);
        });
        add("cross entropy with labels", () -> {
            Tensor logits = leaf("logits", matrix(1, 2, 3, 0));
            Tensor labels = name("labels", tensor(1L, 0));
            return of(name("loss", logits.crossEntropy(labels)), logits);
        });
        add("cross entropy by hand", () -> {
            Tensor logits = leaf("o", tensor(1.0, 2, 0));
            Tensor y = name("y", tensor(0.0, 1, 0));
            return of(name("loss", logits.logSoftmax(0).mul(y).sum().neg()), logits);
        });
        add("binary cross entropy with logits", () -> {
            Tensor x = leaf("x", tensor(0.5, -1));
            Tensor y = name("y", tensor(1.0, 0));
            return of(name("loss", x.binaryCrossEntropyWithLogits(y)), x);
        });
        add("huber loss", () -> {
            Tensor x = leaf("x", tensor(0.5, 3));
            Tensor y = name("y", tensor(0.0, 0));
            return of(name("loss", x.huberLoss(y, 1)), x);
        });
        add("a loss with weight decay", () -> {
            Tensor w = leaf("w", tensor(1.0, 2));
            Tensor x = name("x", tensor(3.0, -1));
            Tensor loss = name("loss", x.dot(w).sub(2).square());
            Tensor penalty = name("penalty", w.square().sum().mul(0.1));
            return of(name("total", loss.add(penalty)), w);
        });
        add("a hinge", () -> {
            Tensor w = leaf("w", tensor(0.5, -0.5));
            Tensor x = name("x", tensor(1.0, 1));
            return of(name("loss", x.dot(w).mul(-1).add(1).relu()), w);
        });
    }

    private void networks() {
        add("one hidden layer, in records in a list", () -> {
            var net = List.of(new Layer(matrix(1, 0, -1, 1).requiresGrad_(true),
                    tensor(0.0, 0.5).requiresGrad_(true)),
                    new Layer(column(1, -1).requiresGrad_(true), tensor(new double[]{ 0.1 })
                            .requiresGrad_(true)));
            TestNotebook.VARIABLES.put("net", net);
            Tensor x = name("X", matrix(1, 2, 3, 4));
            Tensor y = name("y", net.get(1).of(net.get(0).of(x).tanh()));
            return of(name("loss", y.square().mean()), net.get(0).w());
        });
        add("parameters in a map", () -> {
            Map<String, Tensor> p = new LinkedHashMap<>();
            p.put("w", tensor(2.0).requiresGrad_(true));
            p.put("b", tensor(1.0).requiresGrad_(true));
            TestNotebook.VARIABLES.put("p", p);
            Tensor x = name("x", tensor(3.0));
            return of(name("loss", p.get("w").mul(x).add(p.get("b")).square()), p.get("w"));
        });
        add("a residual connection", () -> {
            Tensor x = leaf("x", tensor(1.0, -1));
            Tensor w = name("W", matrix(0.5, 0, 0, 2));
            return of(name("z", x.add(w.matmul(x).relu()).sum()), x);
        });
        add("a step of a recurrent network, twice", () -> {
            Tensor w = leaf("w", tensor(0.5));
            Tensor h = name("h0", tensor(1.0));
            Tensor h1 = name("h1", h.mul(w).tanh());
            Tensor h2 = name("h2", h1.mul(w).tanh());
            return of(h2, w);
        });
        add("a convolution of an image of one channel", () -> {
            Tensor x = name("image", tensor(1.0, 2, 3, 4, 5, 6, 7, 8, 9).reshape(1, 1, 3, 3).detach());
            Tensor k = leaf("kernel", tensor(1.0, 0, 0, -1).reshape(1, 1, 2, 2).detach());
            return of(name("z", x.conv2d(k).sum()), k);
        });
        add("layer normalisation", () -> {
            Tensor x = leaf("x", tensor(1.0, 2, 6));
            return of(name("z", x.layerNorm(3).square().mul(tensor(1.0, 0, 0)).sum()), x);
        });
    }

    private void loops() {
        add("doubling in a loop", () -> {
            Tensor x = leaf("x", tensor(0.75));
            Tensor y = x;
            for (int i = 0; i < 6; i++) {
                y = y.mul(2);
            }
            return of(name("y", y), x);
        });
        add("while the norm is small", () -> {
            Tensor a = leaf("a", tensor(-0.5));
            Tensor b = a.mul(2);
            while (b.norm().item() < 10) {
                b = b.mul(2);
            }
            Tensor c = b.sum().item() > 0 ? b : b.mul(100);
            return of(name("d", c), a);
        });
        add("Newton's square root", () -> {
            Tensor a = leaf("a", tensor(2.0));
            Tensor x = tensor(1.0);
            for (int i = 0; i < 3; i++) {
                x = x.add(a.div(x)).mul(0.5);
            }
            return of(name("root", x), a);
        });
        add("sum over a list", () -> {
            Tensor w = leaf("w", tensor(2.0));
            Tensor total = tensor(0.0);
            for (double x : new double[]{ 1, 2, 3 }) {
                total = total.add(w.mul(x).square());
            }
            return of(name("total", total), w);
        });
        add("a branch over data", () -> {
            Tensor x = leaf("x", tensor(-2.0));
            Tensor y = x.item() > 0 ? x.square() : x.neg();
            return of(name("y", y.mul(3)), x);
        });
        add("where over data", () -> {
            Tensor x = leaf("x", tensor(-1.0, 2, 3));
            return of(name("z", where(x.gt(0), x.square(), x.mul(0.1)).sum()), x);
        });
    }

    private void views() {
        add("rows of a matrix", () -> {
            Tensor a = leaf("A", matrix(1, 2, 3, 4));
            return of(name("z", a.get(0).dot(a.get(1))), a);
        });
        add("a column by a string", () -> {
            Tensor a = leaf("A", matrix(1, 2, 3, 4));
            return of(name("z", a.get(":, 1").square().sum()), a);
        });
        add("differences of neighbours", () -> {
            Tensor x = leaf("x", tensor(1.0, 4, 9));
            return of(name("z", x.narrow(0, 1, 2).sub(x.narrow(0, 0, 2)).square().sum()), x);
        });
        add("joined and reshaped", () -> {
            Tensor x = leaf("x", tensor(1.0, 2));
            Tensor y = leaf("y", tensor(3.0, 4));
            Tensor m = name("M", cat(0, x, y).reshape(2, 2));
            return of(name("z", m.matmul(m).sum()), x);
        });
        add("stacked results", () -> {
            Tensor x = leaf("x", tensor(2.0));
            Tensor y = name("y", stack(0, x, x.square(), x.pow(3)));
            return of(name("z", y.sum()), x);
        });
        add("reversed and summed up", () -> {
            Tensor x = leaf("x", tensor(1.0, 2, 3));
            return of(name("z", x.flip(0).cumsum(0).mul(tensor(1.0, 0, 2)).sum()), x);
        });
        add("broadcast of a column with a row", () -> {
            Tensor x = leaf("x", column(1, 2));
            Tensor y = name("y", tensor(3.0, 4, 5));
            return of(name("z", x.mul(y).sum()), x);
        });
    }

    private void cuts() {
        add("a detached factor", () -> {
            Tensor x = leaf("x", tensor(3.0));
            Tensor y = name("y", x.square());
            Tensor u = name("u", y.detach());
            return of(name("z", u.mul(x)), x);
        });
        add("computed from a detached tensor", () -> {
            Tensor x = leaf("x", tensor(3.0));
            Tensor u = name("u", x.detach().mul(2));
            return of(name("z", u.mul(x)), x);
        });
        add("a factor from noGrad", () -> {
            Tensor x = leaf("x", tensor(3.0));
            Tensor scale = name("scale", noGrad(() -> x.norm().add(1)));
            return of(name("z", x.div(scale)), x);
        });
        add("everything detached", () -> {
            Tensor x = leaf("x", tensor(3.0));
            return of(name("z", x.square().detach()), x);
        });
        add("a tensor without requiresGrad_", () -> {
            Tensor x = name("x", tensor(3.0));
            return of(name("z", x.square()), x);
        });
        add("a leaf that the result does not use", () -> {
            Tensor x = leaf("x", tensor(3.0));
            Tensor y = leaf("y", tensor(1.0));
            return of(name("z", x.mul(2)), y);
        });
        add("an argmax takes part", () -> {
            Tensor x = leaf("x", tensor(1.0, 5, 2));
            return of(name("z", x.get((int) x.argmax().item()).mul(2)), x);
        });
    }

    private void writes() {
        add("a step of descent, then the old graph", () -> {
            Tensor w = leaf("w", tensor(1.0, 2));
            Tensor loss = name("loss", w.square().sum());
            loss.backward();
            noGrad(() -> w.sub_(w.grad().mul(0.5)));
            return of(loss, w);
        });
        add("a result changed in place", () -> {
            Tensor x = leaf("x", tensor(1.0, 2));
            Tensor y = name("y", x.mul(3));
            y.add_(1);
            return of(name("z", y.square().sum()), x);
        });
        add("one element is set", () -> {
            Tensor x = leaf("x", tensor(1.0, 2));
            Tensor y = name("y", x.mul(3));
            y.set_(0.0, 0);
            return of(name("z", y.sum()), x);
        });
        add("a freed graph", () -> {
            Tensor x = leaf("x", tensor(2.0));
            Tensor z = name("z", x.pow(3).sin());
            z.backward();
            return of(z, x);
        });
        add("gradients that add up over two passes", () -> {
            Tensor x = leaf("x", tensor(2.0));
            Tensor z = name("z", x.square());
            z.backward(GraphOption.RETAIN_GRAPH);
            z.backward();
            return of(z, x);
        });
        add("a buffer that is filled row by row", () -> {
            Tensor x = leaf("x", tensor(1.0, 2));
            Tensor out = name("out", zeros(2, 2));
            out.set_(x, 0);
            out.set_(x.square(), 1);
            return of(name("z", out.sum()), x);
        });
    }

    private void functions() {
        add("a function with a rule of one's own", () -> {
            var cube = customFunction("Cube", in -> in.get(0).pow(3),
                    (g, in, out) -> List.of(g.mul(in.get(0).square()).mul(3)));
            Tensor x = leaf("x", tensor(2.0));
            return of(name("z", cube.apply(List.of(x)).mul(2)), x);
        });
        add("a checkpoint", () -> {
            Tensor x = leaf("x", tensor(0.5));
            return of(name("z", checkpoint(v -> v.sin().exp(), x).mul(2)), x);
        });
        add("the second derivative of x\u00b3", () -> {
            Tensor x = leaf("x", tensor(2.0));
            Tensor first = name("first", grad(x.pow(3), x, GraphOption.CREATE_GRAPH));
            return of(first, x);
        });
        add("a penalty on the gradient", () -> {
            Tensor x = leaf("x", tensor(1.0, 2));
            Tensor g = name("g", grad(x.square().sum(), x, GraphOption.CREATE_GRAPH));
            return of(name("penalty", g.square().sum()), x);
        });
        add("a formula of symbols", () -> {
            Tensor a = name("a", symbol("a"));
            Tensor b = name("b", symbol("b"));
            return of(name("c", a.mul(2).add(b.square())), b);
        });
        add("a formula, bound to data", () -> {
            Tensor c = symbol("a").mul(2).add(symbol("b").square());
            Tensor b = leaf("start", tensor(3.0));
            return of(name("c", c.bind(Map.of("a", tensor(1.0), "b", b))), b);
        });
    }

    private void more() {
        add("two results", () -> {
            Tensor x = leaf("x", tensor(1.0, 2));
            Tensor s = name("s", x.sum());
            Tensor p = name("p", x.prod());
            return new Case(List.of(s, p), x);
        });
        add("two results of different graphs", () -> {
            Tensor x = leaf("x", tensor(1.0));
            Tensor y = leaf("y", tensor(2.0));
            return new Case(List.of(name("s", x.mul(2)), name("t", y.mul(3))), x);
        });
        add("one tensor under two names", () -> {
            Tensor x = leaf("x", tensor(2.0));
            name("same", x);
            return of(name("z", x.mul(x)), x);
        });
        add("a shared part", () -> {
            Tensor x = leaf("x", tensor(0.5));
            Tensor s = name("s", x.sin());
            return of(name("z", s.mul(s).add(s)), x);
        });
        add("NaN", () -> {
            Tensor x = leaf("x", tensor(-1.0));
            return of(name("z", x.log().mul(2)), x);
        });
        add("a vector of a hundred ones", () -> {
            Tensor x = leaf("x", full(1, 100));
            return of(name("z", x.mul(2).square().sum()), x);
        });
        add("a list of learned scales", () -> {
            var scales = new ArrayList<Tensor>();
            for (int i = 0; i < 3; i++) {
                scales.add(tensor(i + 1.0).requiresGrad_(true));
            }
            TestNotebook.VARIABLES.put("scales", scales);
            Tensor x = name("x", tensor(2.0));
            Tensor y = x;
            for (var scale : scales) {
                y = y.mul(scale);
            }
            return of(name("y", y), scales.get(1));
        });
        add("a maximum of two functions", () -> {
            Tensor x = leaf("x", tensor(1.0));
            return of(name("z", maximum(x.square(), x.mul(0.5))), x);
        });
    }
}
