package leibniz.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import leibniz.autograd.ExpressionGraph.Part;
import org.jspecify.annotations.Nullable;

/**
 * Draws expression graphs: random leaves, and random operations on what is there already, whose domains they
 * respect. Each attempt to add an operation asks every operation for a number, from a seed of its own, and
 * the best is taken: a new operation changes only the graphs in which it is the best.
 */
final class RandomExpressions {
    private static final double ALL = Double.POSITIVE_INFINITY;

    /** An operation on one tensor whose elements lie within bounds. */
    private record Unary(String text, double from, double to, UnaryOperator<Tensor> f) {}

    /** An operation on two tensors that broadcast, with bounds for the elements of both. */
    private record Binary(String text, double from, double ofSecond, BinaryOperator<Tensor> f) {}

    /** Draws an operation on the parts there are, or nothing where none of them fits. */
    @FunctionalInterface
    private interface Draw {
        @Nullable
        Part from(RandomExpressions drawn);
    }

    /** Something to draw, which comes in proportion to its weight. */
    private record Choice(String name, double weight, Draw draw) {}

    private static final List<Unary> UNARY = List.of(
            new Unary("neg()", -ALL, ALL, Tensor::neg), new Unary("exp()", -ALL, 2, Tensor::exp),
            new Unary("expm1()", -ALL, 2, Tensor::expm1), new Unary("log()", 0.2, ALL, Tensor::log),
            new Unary("log1p()", -0.7, ALL, Tensor::log1p), new Unary("sin()", -ALL, ALL, Tensor::sin),
            new Unary("cos()", -ALL, ALL, Tensor::cos), new Unary("tan()", -1.1, 1.1, Tensor::tan),
            new Unary("asin()", -0.8, 0.8, Tensor::asin), new Unary("acos()", -0.8, 0.8, Tensor::acos),
            new Unary("atan()", -ALL, ALL, Tensor::atan), new Unary("sinh()", -2, 2, Tensor::sinh),
            new Unary("cosh()", -2, 2, Tensor::cosh), new Unary("tanh()", -ALL, ALL, Tensor::tanh),
            new Unary("sigmoid()", -ALL, ALL, Tensor::sigmoid), new Unary("relu()", -ALL, ALL, Tensor::relu),
            new Unary("softplus()", -ALL, ALL, Tensor::softplus),
            new Unary("sqrt()", 0.2, ALL, Tensor::sqrt),
            new Unary("rsqrt()", 0.3, ALL, Tensor::rsqrt),
            new Unary("reciprocal()", 0.3, ALL, Tensor::reciprocal),
            new Unary("square()", -4, 4, Tensor::square), new Unary("abs()", -ALL, ALL, Tensor::abs),
            new Unary("sign()", -ALL, ALL, Tensor::sign), new Unary("erf()", -ALL, ALL, Tensor::erf),
            new Unary("gelu()", -ALL, ALL, Tensor::gelu), new Unary("silu()", -ALL, ALL, Tensor::silu),
            new Unary("clamp(-0.5, 1.5)", -ALL, ALL, x -> x.clamp(-0.5, 1.5)),
            new Unary("mul(0.7)", -ALL, ALL, x -> x.mul(0.7)), new Unary("add(1)", -ALL, ALL, x -> x.add(1)),
            new Unary("pow(3)", -2, 2, x -> x.pow(3)), new Unary("pow(-1.5)", 0.4, ALL, x -> x.pow(-1.5)),
            new Unary("remainder(0.9)", -ALL, ALL, x -> x.remainder(0.9)),
            new Unary("copy()", -ALL, ALL, Tensor::copy), new Unary("squeeze()", -ALL, ALL, Tensor::squeeze),
            new Unary("reshape(-1)", -ALL, ALL, x -> x.reshape(-1)),
            new Unary("contiguous()", -ALL, ALL, Tensor::contiguous),
            new Unary("unsqueeze(-1)", -ALL, ALL, x -> x.unsqueeze(-1)),
            new Unary("flip()", -ALL, ALL, x -> x.flip()),
            new Unary("mul({0})", -4, 4, x -> x.mul(x)),
            new Unary("leakyRelu(0.1)", -ALL, ALL, x -> x.leakyRelu(0.1)),
            new Unary("elu()", -ALL, ALL, Tensor::elu), new Unary("prod()", -1.5, 1.5, Tensor::prod),
            new Unary("maskedSelect({0}.gt(0.3))", -ALL, ALL, x -> x.maskedSelect(x.gt(0.3))));

    private static final List<Binary> BINARY = List.of(
            new Binary("{0}.add({1})", -ALL, -ALL, Tensor::add),
            new Binary("{0}.sub({1})", -ALL, -ALL, Tensor::sub),
            new Binary("{0}.mul({1})", -ALL, -ALL, Tensor::mul),
            new Binary("{0}.div({1})", -ALL, 0.3, Tensor::div),
            new Binary("{0}.pow({1})", 0.3, -2, Tensor::pow),
            new Binary("{0}.remainder({1})", -ALL, 0.4, Tensor::remainder),
            new Binary("maximum({0}, {1})", -ALL, -ALL, Tensors::maximum),
            new Binary("minimum({0}, {1})", -ALL, -ALL, Tensors::minimum),
            new Binary("{0}.logaddexp({1})", -ALL, -ALL, Tensor::logaddexp),
            new Binary("{0}.clampMin({1})", -ALL, -ALL, Tensor::clampMin),
            new Binary("atan2({0}, {1})", -ALL, 0.2, Tensors::atan2),
            new Binary("where({0}.gt({1}), {0}, {1})", -ALL, -ALL, (a, b) -> Tensors.where(a.gt(b), a, b)),
            new Binary("where({0}.lt(0.4), {1}, 1)", -ALL, -ALL,
                    (a, b) -> Tensors.where(a.lt(0.4), b, Tensors.onesLike(b))));

    private static final List<Choice> CHOICES = choices();

    private static List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        UNARY.forEach(operation -> choices
                .add(new Choice(operation.text, 1, drawn -> drawn.unary(operation))));
        BINARY.forEach(operation -> choices
                .add(new Choice(operation.text, 4, drawn -> drawn.binary(operation))));
        choices.add(new Choice("matmul", 12, RandomExpressions::matmul));
        choices.add(new Choice("reduction", 12, RandomExpressions::reduction));
        choices.add(new Choice("along a dim", 6, RandomExpressions::alongDim));
        choices.add(new Choice("part", 12, RandomExpressions::part));
        choices.add(new Choice("turned", 6, RandomExpressions::turned));
        choices.add(new Choice("joined", 6, RandomExpressions::joined));
        choices.add(new Choice("of a matrix", 6, RandomExpressions::ofMatrix));
        choices.add(new Choice("of a definite matrix", 6, RandomExpressions::ofDefiniteMatrix));
        choices.add(new Choice("chosen", 6, RandomExpressions::chosen));
        choices.add(new Choice("loss", 6, RandomExpressions::loss));
        choices.add(new Choice("in place", 6, RandomExpressions::inPlace));
        choices.add(new Choice("through a view", 10, RandomExpressions::throughView));
        choices.add(new Choice("pieces", 8, RandomExpressions::pieces));
        choices.add(new Choice("windows", 8, RandomExpressions::windows));
        return choices;
    }

    private final long seed;
    /** Of the leaves, then of the operation that is being drawn. */
    private SplittableRandom random;
    private final List<Part> parts = new ArrayList<>();
    private final List<Tensor> values = new ArrayList<>();
    private final List<Double> leafValues = new ArrayList<>();

    private RandomExpressions(long seed) {
        this.seed = seed;
        random = seeded(0, "leaves");
    }

    private SplittableRandom seeded(int attempt, String name) {
        SplittableRandom mixed = new SplittableRandom(seed + attempt * 0x9E3779B97F4A7C15L);
        return new SplittableRandom(mixed.nextLong() ^ name.hashCode() * 0xBF58476D1CE4E5B9L);
    }

    /**
     * The choice with the earliest of exponentially distributed times, as a queue for each would give them.
     */
    private Choice choice(int attempt) {
        Choice best = CHOICES.get(0);
        double earliest = ALL;
        for (Choice choice : CHOICES) {
            SplittableRandom own = seeded(attempt, choice.name);
            double time = -Math.log1p(-own.nextDouble()) / choice.weight;
            if (time < earliest) {
                earliest = time;
                best = choice;
                random = own;
            }
        }
        return best;
    }

    static ExpressionGraph graph(long seed) {
        return new RandomExpressions(seed).draw();
    }

    private ExpressionGraph draw() {
        int leaves = random.nextInt(1, 4);
        for (int i = 0; i < leaves; i++) {
            int[] shape = random.ints(random.nextInt(4), 1, 4).toArray();
            Tensor leaf = Tensors.zeros(DType.FLOAT64, shape);
            if (leaf.numel() > 6) {
                leaf = Tensors.zeros(DType.FLOAT64, shape[0], 2);
            }
            for (int k = 0; k < leaf.numel(); k++) {
                leaf.storage.setDouble(k, leafValue());
            }
            add(Part.leaf(leaf), leaf);
        }
        int wanted = leaves + random.nextInt(3, 9);
        for (int attempt = 1; parts.size() < wanted; attempt++) {
            Part part = choice(attempt).draw.from(this);
            if (part != null) {
                Tensor value = part.function().apply(part.operands().stream().map(values::get).toList());
                if (value.numel() > 0 && value.numel() <= 36 && value.dim() <= 4 && within(value, -20, 20)) {
                    add(part, value);
                }
            }
        }
        return new ExpressionGraph(List.copyOf(parts));
    }

    /** No two leaves are equal, and none is near a number at which an operation has a kink or a jump. */
    private double leafValue() {
        double value;
        do {
            value = random.nextInt(-2000, 2000) / 1000.0;
        } while (isNearLeafOrThreshold(value));
        leafValues.add(value);
        return value;
    }

    private boolean isNearLeafOrThreshold(double value) {
        double toTenth = Math.abs(value * 10 - Math.rint(value * 10)) / 10;
        return toTenth < 0.01 || leafValues.stream().anyMatch(other -> Math.abs(value - other) < 0.01);
    }

    private void add(Part part, Tensor value) {
        parts.add(part);
        values.add(value);
    }

    private static boolean within(Tensor x, double from, double to) {
        return x.ge(from).and(x.le(to)).all().itemBoolean();
    }

    /** A part there is, later ones more often, so that graphs grow deep. */
    private int any() {
        int one = random.nextInt(parts.size());
        int other = random.nextInt(parts.size());
        return Math.max(one, other);
    }

    private static Part part(String text, TensorsFunction f, Integer... operands) {
        return new Part(text, List.of(operands), f, null);
    }

    private @Nullable Part unary(Unary operation) {
        int x = any();
        return within(values.get(x), operation.from, operation.to)
                ? part("{0}." + operation.text, in -> operation.f.apply(in.get(0)), x)
                : null;
    }

    private @Nullable Part binary(Binary operation) {
        int a = any();
        int b = any();
        boolean fits = broadcast(values.get(a).shape(), values.get(b).shape())
                && within(values.get(a), operation.from, ALL)
                && within(values.get(b), operation.ofSecond, 3);
        return fits ? part(operation.text, in -> operation.f.apply(in.get(0), in.get(1)), a, b) : null;
    }

    private static boolean broadcast(int[] a, int[] b) {
        for (int i = 1; i <= Math.min(a.length, b.length); i++) {
            int m = a[a.length - i];
            int n = b[b.length - i];
            if (m != n && m != 1 && n != 1) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Part matmul() {
        int a = any();
        int b = any();
        int[] left = values.get(a).shape();
        int[] right = values.get(b).shape();
        if (left.length == 0 || right.length == 0
                || left[left.length - 1] != right[Math.max(right.length - 2, 0)]
                || !broadcast(Arrays.copyOf(left, Math.max(left.length - 2, 0)),
                        Arrays.copyOf(right, Math.max(right.length - 2, 0)))) {
            return null;
        }
        boolean vectors = left.length == 1 && right.length == 1;
        return vectors && random.nextBoolean()
                ? part("{0}.dot({1})", in -> in.get(0).dot(in.get(1)), a, b)
                : part("{0}.matmul({1})", in -> in.get(0).matmul(in.get(1)), a, b);
    }

    private @Nullable Part reduction() {
        int x = any();
        int dim = values.get(x).dim();
        int[] dims = random.ints(0, dim + 1).limit(dim).distinct().filter(d -> d < dim).toArray();
        boolean keep = random.nextBoolean();
        String arguments = "(" + keep + Arrays.stream(dims).mapToObj(d -> ", " + d)
                .collect(Collectors.joining()) + ")";
        int count = 1;
        for (int d : dims.length == 0 ? Shapes.range(dim) : dims) {
            count *= values.get(x).size(d);
        }
        boolean several = count > 1;
        return switch (random.nextInt(11)) {
            case 0 -> part("{0}.sum" + arguments, in -> in.get(0).sum(keep, dims), x);
            case 1 -> part("{0}.mean" + arguments, in -> in.get(0).mean(keep, dims), x);
            case 2 -> part("{0}.norm" + arguments, in -> in.get(0).norm(keep, dims), x);
            case 3 -> part("{0}.max" + arguments, in -> in.get(0).max(keep, dims), x);
            case 4 -> part("{0}.min" + arguments, in -> in.get(0).min(keep, dims), x);
            case 5 -> part("{0}.prod" + arguments, in -> in.get(0).prod(keep, dims), x);
            case 6 -> part("{0}.logsumexp" + arguments, in -> in.get(0).logsumexp(keep, dims), x);
            case 7 -> several ? part("{0}.var" + arguments, in -> in.get(0).var(keep, dims), x) : null;
            case 8 -> several ? part("{0}.std" + arguments, in -> in.get(0).std(keep, dims), x) : null;
            case 9 -> part("{0}.vectorNorm(3)", in -> in.get(0).vectorNorm(3), x);
            default -> part("{0}.vectorNorm(Double.POSITIVE_INFINITY)",
                    in -> in.get(0).vectorNorm(Double.POSITIVE_INFINITY), x);
        };
    }

    private @Nullable Part alongDim() {
        int x = any();
        if (values.get(x).dim() == 0) {
            return null;
        }
        int dim = random.nextInt(-values.get(x).dim(), values.get(x).dim());
        return switch (random.nextInt(6)) {
            case 0 -> part("{0}.softmax(" + dim + ")", in -> in.get(0).softmax(dim), x);
            case 1 -> part("{0}.logSoftmax(" + dim + ")", in -> in.get(0).logSoftmax(dim), x);
            case 2 -> part("{0}.cumsum(" + dim + ")", in -> in.get(0).cumsum(dim), x);
            case 3 -> part("{0}.sort(" + dim + ")", in -> in.get(0).sort(dim), x);
            case 4 -> part("{0}.flip(" + dim + ")", in -> in.get(0).flip(dim), x);
            default -> values.get(x).size(-1) > 1
                    ? part("{0}.layerNorm({0}.size(-1))", in -> in.get(0).layerNorm(in.get(0).size(-1)), x)
                    : null;
        };
    }

    private @Nullable Part part() {
        int x = any();
        if (values.get(x).dim() == 0) {
            return null;
        }
        int dim = random.nextInt(values.get(x).dim());
        int size = values.get(x).size(dim);
        int at = random.nextInt(size);
        int length = random.nextInt(1, size - at + 1);
        return switch (random.nextInt(4)) {
            case 0 -> part("{0}.select(" + dim + ", " + at + ")", in -> in.get(0).select(dim, at), x);
            case 1 -> part("{0}.narrow(" + dim + ", " + at + ", " + length + ")",
                    in -> in.get(0).narrow(dim, at, length), x);
            case 2 -> part("{0}.slice(" + dim + ", " + at % 2 + ", 9, 2)",
                    in -> in.get(0).slice(dim, at % 2, 9, 2), x);
            default -> part("{0}.get(-1)", in -> in.get(0).get(-1), x);
        };
    }

    private @Nullable Part turned() {
        int x = any();
        int dim = values.get(x).dim();
        if (dim == 0) {
            return null;
        }
        int a = random.nextInt(dim);
        int[] order = new int[dim];
        Arrays.setAll(order, d -> (d + a) % dim);
        String dims = Arrays.stream(order).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        int[] expanded = values.get(x).shape();
        Arrays.setAll(expanded, d -> expanded[d] == 1 ? 2 : expanded[d]);
        String sizes = Arrays.stream(expanded).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        int[] counts = new int[dim];
        Arrays.setAll(counts, d -> d == a ? 2 : 1);
        String times = Arrays.stream(counts).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        return switch (random.nextInt(4)) {
            case 0 -> part("{0}.transpose(0, -1)", in -> in.get(0).transpose(0, -1), x);
            case 1 -> part("{0}.permute(" + dims + ")", in -> in.get(0).permute(order), x);
            case 2 -> part("{0}.repeat(" + times + ")", in -> in.get(0).repeat(counts), x);
            default -> part("{0}.expand(" + sizes + ")", in -> in.get(0).expand(expanded), x);
        };
    }

    private @Nullable Part joined() {
        int a = any();
        int b = any();
        Tensor left = values.get(a);
        Tensor right = values.get(b);
        if (left.dim() == 1 && right.dim() == 1) {
            return random.nextBoolean()
                    ? part("{0}.outer({1})", in -> in.get(0).outer(in.get(1)), a, b)
                    : part("cat(0, {0}, {1})", in -> Tensors.cat(0, in.get(0), in.get(1)), a, b);
        }
        if (!Arrays.equals(left.shape(), right.shape())) {
            return null;
        }
        return left.dim() == 0 || random.nextBoolean()
                ? part("stack(-1, {0}, {1})", in -> Tensors.stack(-1, in.get(0), in.get(1)), a, b)
                : part("cat(-1, {0}, {1}, {0})", in -> Tensors.cat(-1, in.get(0), in.get(1), in.get(0)), a,
                        b);
    }

    private @Nullable Part ofMatrix() {
        int x = any();
        if (values.get(x).dim() == 1) {
            return part("{0}.diag()", in -> in.get(0).diag(), x);
        }
        if (values.get(x).dim() != 2) {
            return null;
        }
        return switch (random.nextInt(6)) {
            case 0 -> part("{0}.tril()", in -> in.get(0).tril(), x);
            case 1 -> part("{0}.triu()", in -> in.get(0).triu(), x);
            case 2 -> part("{0}.diagonal()", in -> in.get(0).diagonal(), x);
            case 3 -> part("{0}.trace()", in -> in.get(0).trace(), x);
            case 4 -> part("{0}.diag()", in -> in.get(0).diag(), x);
            default -> part("{0}.transpose()", in -> in.get(0).transpose(), x);
        };
    }

    private @Nullable Part ofDefiniteMatrix() {
        int x = any();
        if (values.get(x).dim() < 2) {
            return null;
        }
        String text = "{0}.matmul({0}.transpose(-2, -1)).add(eye({0}.size(-2)))";
        return switch (random.nextInt(5)) {
            case 0 -> part(text + ".inv()", in -> definite(in.get(0)).inv(), x);
            case 1 -> part(text + ".det()", in -> definite(in.get(0)).det(), x);
            case 2 -> part(text + ".logdet()", in -> definite(in.get(0)).logdet(), x);
            case 3 -> part(text + ".cholesky()", in -> definite(in.get(0)).cholesky(), x);
            default -> part(text + ".solve({0})", in -> definite(in.get(0)).solve(in.get(0)), x);
        };
    }

    private static Tensor definite(Tensor x) {
        return x.matmul(x.transpose(-2, -1)).add(Tensors.eye(x.size(-2)));
    }

    private @Nullable Part chosen() {
        int x = any();
        Tensor value = values.get(x);
        if (value.dim() == 0) {
            return null;
        }
        int dim = random.nextInt(value.dim());
        if (random.nextBoolean()) {
            long[] index = random.longs(3, 0, value.size(dim)).toArray();
            String numbers = Arrays.stream(index).mapToObj(i -> i + "L").collect(Collectors.joining(", "));
            return part("{0}.indexSelect(" + dim + ", tensor(" + numbers + "))",
                    in -> in.get(0).indexSelect(dim, Tensors.tensor(index)), x);
        }
        return part("{0}.gather(" + dim + ", {0}.argsort(" + dim + ").flip(" + dim + "))",
                in -> in.get(0).gather(dim, in.get(0).argsort(dim).flip(dim)), x);
    }

    private @Nullable Part loss() {
        int x = any();
        int target = any();
        Tensor value = values.get(x);
        if (value.dim() == 2 && random.nextBoolean()) {
            return part("{0}.crossEntropy({0}.detach().argmin(1))",
                    in -> in.get(0).crossEntropy(in.get(0).detach().argmin(1)), x);
        }
        if (!Arrays.equals(value.shape(), values.get(target).shape())) {
            return null;
        }
        return random.nextBoolean()
                ? part("{0}.mseLoss({1})", in -> in.get(0).mseLoss(in.get(1)), x, target)
                : part("{0}.binaryCrossEntropyWithLogits({1})",
                        in -> in.get(0).binaryCrossEntropyWithLogits(in.get(1)), x, target);
    }

    private @Nullable Part inPlace() {
        int x = any();
        int y = any();
        int[] shape = values.get(x).shape();
        int[] other = values.get(y).shape();
        if (!broadcast(shape, other) || !Arrays.equals(Shapes.broadcast("", shape, other), shape)) {
            return null;
        }
        return switch (random.nextInt(3)) {
            case 0 -> part("{0}.copy().mul_({1})", in -> in.get(0).copy().mul_(in.get(1)), x, y);
            case 1 -> part("{0}.copy().sub_({1})", in -> in.get(0).copy().sub_(in.get(1)), x, y);
            default -> shape.length > 0
                    ? part("{0}.copy().set_({1}.sum(), 0)", in -> in.get(0).copy().set_(in.get(1).sum(), 0),
                            x, y)
                    : null;
        };
    }

    private @Nullable Part throughView() {
        int x = any();
        int y = any();
        int dim = values.get(x).dim();
        if (dim == 0 || values.get(x).size(0) == 0) {
            return null;
        }
        return switch (random.nextInt(5)) {
            case 0 -> written("y.get(0).mul_({1}.mean())", (to, by) -> to.get(0).mul_(by.mean()), x, y);
            case 1 -> written("y.reshape(-1).narrow(0, 0, 1).copy_({1}.mean())",
                    (to, by) -> to.reshape(-1).narrow(0, 0, 1).copy_(by.mean()), x, y);
            case 2 -> written("y.get(0).flatten().set_({1}.mean(), 0)",
                    (to, by) -> to.get(0).flatten().set_(by.mean(), 0), x, y);
            case 3 -> dim == 2
                    ? written("y.t().diagonal().add_({1}.mean())",
                            (to, by) -> to.t().diagonal().add_(by.mean()),
                            x, y)
                    : null;
            default -> written("{ var v = y.get(-1); y.mul_({1}.mean()); y.get(0).add_(v.mul(0.5)); }",
                    (to, by) -> {
                        Tensor view = to.get(-1);
                        to.mul_(by.mean());
                        to.get(0).add_(view.mul(0.5));
                    }, x, y);
        };
    }

    /** A copy of the first operand, into which a view of it is written. */
    private static Part written(String text, BiConsumer<Tensor, Tensor> write, int x, int y) {
        return part("written({0}.copy(), y -> " + text + ")", in -> {
            Tensor copy = in.get(0).copy();
            write.accept(copy, in.get(1));
            return copy;
        }, x, y);
    }

    private @Nullable Part pieces() {
        int x = any();
        Tensor value = values.get(x);
        if (value.dim() == 0) {
            return null;
        }
        int dim = random.nextInt(value.dim());
        return switch (random.nextInt(6)) {
            case 0 -> part("{0}.pad(1, 0)", in -> in.get(0).pad(1, 0), x);
            case 1 -> within(value, -1.5, 1.5)
                    ? part("{0}.cumprod(" + dim + ")", in -> in.get(0).cumprod(dim), x)
                    : null;
            case 2 -> part("{0}.topk(1, " + dim + ").values()", in -> in.get(0).topk(1, dim).values(), x);
            case 3 -> part("{0}.chunk(2, " + dim + ").get(0)", in -> in.get(0).chunk(2, dim).get(0), x);
            case 4 -> part("{0}.repeatInterleave(2, " + dim + ")", in -> in.get(0).repeatInterleave(2, dim),
                    x);
            default -> part("{0}.unbind(" + dim + ").getLast()", in -> in.get(0).unbind(dim).getLast(), x);
        };
    }

    private @Nullable Part windows() {
        int x = any();
        Tensor value = values.get(x);
        if (value.dim() != 2 || value.size(0) < 2 || value.size(1) < 2) {
            return null;
        }
        int h = value.size(0);
        int w = value.size(1);
        String image = "{0}.reshape(1, 1, " + h + ", " + w + ")";
        return switch (random.nextInt(6)) {
            case 0 -> part("corr2d({0}, {0}.narrow(0, 0, 1))",
                    in -> Tensors.corr2d(in.get(0), in.get(0).narrow(0, 0, 1)), x);
            case 1 -> part(image + ".maxPool2d(2, 1, 0).flatten()",
                    in -> in.get(0).reshape(1, 1, h, w).maxPool2d(2, 1, 0).flatten(), x);
            case 2 -> part(image + ".avgPool2d(2, 1, 1).flatten()",
                    in -> in.get(0).reshape(1, 1, h, w).avgPool2d(2, 1, 1).flatten(), x);
            case 3 -> part("einsum(\"ij,kj->ik\", {0}, {0})", in -> Tensors.einsum("ij,kj->ik", in.get(0),
                    in.get(0)), x);
            case 4 -> h == w && within(value, -2, 2)
                    ? part("{0}.matrixPower(2)", in -> in.get(0).matrixPower(2), x)
                    : null;
            default -> part("{0}.get(0).kron({0}.get(1))", in -> in.get(0).get(0).kron(in.get(0).get(1)), x);
        };
    }
}
