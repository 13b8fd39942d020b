package leibniz.course.exercises;

import static leibniz.autograd.Autograd.grad;

import leibniz.autograd.GraphOption;
import leibniz.autograd.Tensor;

/** The derivative of a derivative. */
final class SecondDerivative {
    private static final String HEAD = "Tensor secondDerivative(TensorFunction f, Tensor x)";
    private static final String LEAF = "var v = x.detach().requiresGrad_(true);\n";

    private static final Check CHECK = new ValueCheck(HEAD, draw -> {
        NamedFunction f = draw.oneOf(new NamedFunction("t -> t * t * t", t -> t.mul(t).mul(t)),
                new NamedFunction("t -> t.sin()", Tensor::sin),
                new NamedFunction("t -> (2 * t).exp()", t -> t.mul(2).exp()),
                new NamedFunction("t -> t * t", t -> t.mul(t)),
                new NamedFunction("t -> t * t.sigmoid()", t -> t.mul(t.sigmoid())));
        return Args.of(f, draw.tensor(draw.size(1, 4)));
    }, SecondDerivative::second)
            .mistake(LEAF + """
                    var y = f.apply(v).sum();
                    y.backward(RETAIN_GRAPH);
                    y.backward();
                    return v.grad();""", a -> first(a).mul(2),
                    "the graph is only retained, so the first derivative was added twice: differentiate the gradient itself, with CREATE_GRAPH.",
                    "只是保留了计算图，一阶导数被加了两次：要用 CREATE_GRAPH 对梯度本身求导。")
            .mistake(LEAF + """
                    f.apply(v).sum().backward(CREATE_GRAPH);
                    v.grad().sum().backward();
                    return v.grad().detach();""", a -> first(a).add(second(a)),
                    "first and second derivative are added up in v.grad(): use grad(...), or clear it in between.",
                    "一阶和二阶导数在 v.grad() 里相加了：请用 grad(...)，或在中间清零。")
            .mistake(LEAF + "return grad(f.apply(v).sum(), v);", SecondDerivative::first,
                    "that is the first derivative: differentiate it once more.", "这是一阶导数：还要再求一次导。")
            .mistake(LEAF + """
                    var g = grad(f.apply(v).sum(), v, CREATE_GRAPH);
                    return grad(g.square().sum(), v);""", a -> first(a).mul(second(a)).mul(2),
                    "the derivative of the wrong sum: take that of g.sum(), not of Σg².",
                    "对错了和求导：应对 g.sum() 求导，而不是 Σg²。")
            .mistake(LEAF + """
                    var g = grad(f.apply(v).sum(), v);
                    return g * g;""", a -> first(a).square(),
                    "that is the square of the first derivative, not its derivative.", "这是一阶导数的平方，不是它的导数。")
            .throwing(LEAF + """
                    var g = grad(f.apply(v).sum(), v);
                    return grad(g.sum(), v);""", "grad",
                    "the first derivative has no graph of its own: pass CREATE_GRAPH where it is computed.",
                    "一阶导数自己没有计算图：计算它时请传 CREATE_GRAPH。")
            .curves(1, -2, 2);

    static final Exercise EXERCISE = new Exercise("second-derivative", "12-higher-derivatives")
            .title("The second derivative", "二阶导数")
            .task("""
                    `f` works entry by entry. Give its second derivative at each entry of `x`, by differentiating twice.""",
                    """
                            `f` 逐元素计算。用两次求导，求它在 `x` 每个元素处的二阶导数。""")
            .declares(HEAD, LEAF + """
                    var g = grad(f.apply(v).sum(), v, CREATE_GRAPH);
                    return grad(g.sum(), v);""")
            .alsoRight("return hvp(t -> f.apply(t).sum(), x, onesLike(x));")
            .alsoRight(LEAF + """
                    f.apply(v).sum().backward(CREATE_GRAPH);
                    var g = v.grad();
                    return grad(g.sum(), v);""")
            .hint("A derivative can be differentiated again only if it has a graph: CREATE_GRAPH.",
                    "只有导数自己有计算图时，才能再求导：CREATE_GRAPH。")
            .hint("`var g = grad(f.apply(v).sum(), v, CREATE_GRAPH);` is the first derivative, with a graph.",
                    "`var g = grad(f.apply(v).sum(), v, CREATE_GRAPH);` 是带计算图的一阶导数。")
            .hint("Then `grad(g.sum(), v)`: the sum again, since each entry depends on its own xᵢ alone.",
                    "然后 `grad(g.sum(), v)`：还是求和，因为每个元素只依赖自己的 xᵢ。")
            .check(CHECK)
            .next("Next: what that costs, in `cost-of-second`.", "接下来：`cost-of-second`，二阶导数的代价。");

    private SecondDerivative() {}

    private static Tensor leaf(Args a) {
        return a.tensor(1).detach().requiresGrad_(true);
    }

    private static Tensor first(Args a) {
        Tensor v = leaf(a);
        return grad(a.function(0).apply(v).sum(), v);
    }

    private static Tensor second(Args a) {
        Tensor v = leaf(a);
        Tensor g = grad(a.function(0).apply(v).sum(), v, GraphOption.CREATE_GRAPH);
        return grad(g.sum(), v);
    }
}
