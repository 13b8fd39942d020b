package leibniz.course.exercises;

import leibniz.autograd.Tensor;

/** The adjoint of broadcasting: sums over what was repeated. */
final class UndoBroadcast {
    private static final String HEAD = "Tensor undoBroadcast(Tensor cotangent, int[] shape)";
    private static final String LEADING = """
            var c = cotangent;
            while (c.dim() > shape.length) {
                c = c.sum(0);
            }
            """;
    private static final String ONES = """
            for (int i = 0; i < shape.length; i++) {
                if (shape[i] == 1) {
                    c = c.sum(true, i);
                }
            }
            """;

    private static final Check CHECK = new ValueCheck(HEAD, draw -> {
        int dims = draw.size(0, 3);
        int more = draw.size(0, 2);
        int[] shape = new int[dims];
        int[] large = new int[dims + more];
        for (int i = 0; i < large.length; i++) {
            large[i] = draw.size(1, 3);
            if (i >= more) {
                shape[i - more] = draw.yes() ? 1 : large[i];
            }
        }
        return Args.of(draw.tensor(large), shape);
    }, a -> undo(a, true, true, true))
            .mistake(LEADING + "return c;", a -> undo(a, true, false, true),
                    "only the leading dims are summed: a dim of size 1 in shape was repeated too, so sum over it and keep it.",
                    "只对前面多出的维求了和：shape 中大小为 1 的维也被重复过，也要求和并保留该维。")
            .mistake(
                    LEADING + ONES
                            .replace("int i = 0; i < shape.length; i++",
                                    "int i = shape.length - 1; i >= 0; i--")
                            .replace("c.sum(true, i)", "c.sum(i)") + "return c;",
                    a -> undo(a, true, true, false),
                    "dims of size 1 are dropped: sum(true, i) keeps them, so that the result has the shape asked for.",
                    "大小为 1 的维被去掉了：sum(true, i) 会保留它，结果才有要求的形状。")
            .mistake("var c = cotangent;\n" + ONES + "return c;", UndoBroadcast::onesOnly,
                    "the leading dims that shape does not have are still there: sum over them too.",
                    "shape 里没有的、前面多出的维还在：也要对它们求和。")
            .mistake(LEADING.replace("sum", "mean") + ONES.replace("sum", "mean") + "return c;",
                    a -> undo(a, true, true, true).mul(undo(a, true, true, true).numel())
                            .div(a.tensor(0).numel()),
                    "means are taken: each copy contributes its whole cotangent, so they are added up.",
                    "取了平均值：每个副本的梯度都要完整地算进去，应当相加。")
            .mistake("return cotangent;", a -> a.tensor(0),
                    "nothing is summed: what was repeated gets the sum of the cotangents of its copies.",
                    "没有求和：被重复的元素应得到各副本的梯度之和。")
            .mistake("return cotangent.sum();", a -> a.tensor(0).sum(),
                    "everything is summed: sum only over the dims that were added or repeated.",
                    "全部求和了：只对增加的或重复的维求和。");

    static final Exercise EXERCISE = new Exercise("undo-broadcast", "07-non-scalar-backward")
            .title("Undo a broadcast", "广播的反向")
            .task("""
                    In `a + b` a tensor of the shape `shape` was broadcast to a larger one: dims were put in front, and dims of size 1 were repeated. Backward brings a `cotangent` in the large shape. Give the gradient of the small tensor: sum over what was repeated, until the shape is `shape`.""",
                    """
                            在 `a + b` 中，一个形状为 `shape` 的张量被广播成更大的形状：前面添了维，大小为 1 的维被重复。反向传播时传来的梯度 `cotangent` 是大的形状。求小张量的梯度：对重复过的部分求和，直到形状变成 `shape`。""")
            .declares(HEAD, LEADING + ONES + "return c;")
            .alsoRight(
                    """
                            int more = cotangent.dim() - shape.length;
                            var dims = new ArrayList<Integer>();
                            for (int i = 0; i < cotangent.dim(); i++) {
                                if (i < more || shape[i - more] == 1) {
                                    dims.add(i);
                                }
                            }
                            var sum = dims.isEmpty() ? cotangent : cotangent.sum(dims.stream().mapToInt(i -> i).toArray());
                            return sum.reshape(shape);""")
            .alsoRight("""
                    var small = zeros(cotangent.dtype(), shape).requiresGrad_(true);
                    small.expand(cotangent.shape()).backward(cotangent);
                    return small.grad();""")
            .hint("What was used several times gets the sum of the gradients of its copies.",
                    "用了多次的量，得到各副本梯度之和。")
            .hint("First sum over dim 0 as long as there are more dims than in `shape`.",
                    "先对第 0 维求和，直到维数与 `shape` 相同。")
            .hint("Then `c.sum(true, i)` for each dim i with `shape[i] == 1`; `true` keeps the dim.",
                    "再对每个 `shape[i] == 1` 的维 i 用 `c.sum(true, i)`；`true` 表示保留该维。")
            .check(CHECK)
            .next("Next: to cut a part out of the graph, in `detach-half`.", "接下来：`detach-half`，从图中切掉一部分。");

    private UndoBroadcast() {}

    private static Tensor undo(Args a, boolean leading, boolean ones, boolean keep) {
        Tensor c = a.tensor(0);
        int[] shape = a.integers(1);
        while (leading && c.dim() > shape.length) {
            c = c.sum(0);
        }
        for (int i = shape.length - 1; ones && i >= 0; i--) {
            if (shape[i] == 1) {
                c = keep ? c.sum(true, i) : c.sum(i);
            }
        }
        return c;
    }

    /** What comes of it where the leading dims are forgotten, and shape is read from the left. */
    private static Tensor onesOnly(Args a) {
        Tensor c = a.tensor(0);
        int[] shape = a.integers(1);
        for (int i = 0; i < shape.length; i++) {
            if (shape[i] == 1) {
                c = c.sum(true, i);
            }
        }
        return c;
    }
}
