package leibniz.course.exercises;

import static leibniz.autograd.Tensors.cat;
import static leibniz.autograd.Tensors.stack;

import leibniz.autograd.Autograd;
import leibniz.autograd.Tensor;

/** A Jacobian from as many backward passes as it has rows. */
final class JacobianByRows {
    private static final String HEAD = "Tensor jacobianByRows(TensorFunction f, Tensor x)";

    private static final Check CHECK = new ValueCheck(HEAD, draw -> {
        NamedFunction f = draw.oneOf(new NamedFunction("t -> t * t", t -> t.mul(t)),
                new NamedFunction("t -> cat(0, t, t.square())", t -> cat(0, t, t.square())),
                new NamedFunction("t -> t * t.sum()", t -> t.mul(t.sum())),
                new NamedFunction("t -> stack(0, t.sum(), dot(t, t))", t -> stack(0, t.sum(), t.dot(t))));
        return Args.of(f, draw.tensor(draw.size(1, 3)));
    }, JacobianByRows::jacobian)
            .mistake(rows("rows[i] = grad(y.get(i), v, RETAIN_GRAPH);", "return stack(0, rows).transpose();"),
                    a -> jacobian(a).transpose(),
                    "the Jacobian is transposed: row i is the gradient of entry i of y.",
                    "雅可比矩阵转置了：第 i 行是 y 的第 i 个元素的梯度。")
            .throwing(rows("rows[i] = grad(y.get(i), v);", "return stack(0, rows);"), "graph has been freed",
                    "the first backward frees the graph of y, and the second row needs it: pass RETAIN_GRAPH, or compute y anew for each row.",
                    "第一遍反向传播之后 y 的计算图被释放了，而第二行还要用：请传 RETAIN_GRAPH，或每一行重新计算 y。")
            .mistake(
                    rows("y.get(i).backward(RETAIN_GRAPH);\n    rows[i] = v.grad().copy();",
                            "return stack(0, rows);"),
                    a -> jacobian(a).cumsum(0),
                    "the rows are added up: backward adds to v.grad(), so clear it before each row.",
                    "各行累加起来了：backward 会加到 v.grad() 上，每一行之前要清零。")
            .mistake(rows("rows[i] = grad(y.get(i), v, RETAIN_GRAPH);", "return stack(0, rows).sum(0);"),
                    a -> jacobian(a).sum(0),
                    "the rows are summed: that is the gradient of y.sum(); stack them instead.",
                    "各行被加在一起了：这是 y.sum() 的梯度；应当把它们叠成矩阵。")
            .mistake(
                    rows("y.get(i).backward(RETAIN_GRAPH);\n    rows[i] = v.grad();",
                            "return stack(0, rows);"),
                    a -> {
                        Tensor sum = jacobian(a).sum(true, 0);
                        return sum.expand(jacobian(a).shape());
                    },
                    "all rows are the same object v.grad(), which keeps changing: copy it, and clear it before each row.",
                    "每一行都是同一个对象 v.grad()，它一直在变：请复制，并在每一行之前清零。")
            .without("return jacobian(f, x);",
                    "the values are right, but this one is to be built from grad or backward alone.",
                    "数值正确，但这一题只能用 grad 或 backward 来构造。", "jacobian", "jvp", "vjp");

    static final Exercise EXERCISE = new Exercise("jacobian-by-rows", "07-non-scalar-backward")
            .title("A Jacobian, row by row", "逐行求雅可比矩阵")
            .task("""
                    `f` leads from a vector of $n$ to a vector of $m$ entries. Build its Jacobian at `x`, of shape $(m, n)$, with `grad` or `backward` alone: one pass for each row.""",
                    """
                            `f` 把 $n$ 维向量变成 $m$ 维向量。只用 `grad` 或 `backward`，求它在 `x` 处的雅可比矩阵，形状是 $(m, n)$：每一行做一遍反向传播。""")
            .declares(HEAD, rows("rows[i] = grad(y.get(i), v, RETAIN_GRAPH);", "return stack(0, rows);"))
            .alsoRight("""
                    var v = x.detach().requiresGrad_(true);
                    int m = f.apply(v).numel();
                    var rows = new Tensor[m];
                    for (int i = 0; i < m; i++) {
                        var w = x.detach().requiresGrad_(true);
                        f.apply(w).get(i).backward();
                        rows[i] = w.grad();
                    }
                    return stack(0, rows);""")
            .alsoRight("""
                    var v = x.detach().requiresGrad_(true);
                    var y = f.apply(v);
                    var units = eye(y.numel()).to(y.dtype());
                    var rows = new ArrayList<Tensor>();
                    for (int i = 0; i < y.numel(); i++) {
                        if (v.grad() != null) {
                            v.grad().zero_();
                        }
                        y.backward(units.get(i), RETAIN_GRAPH);
                        rows.add(v.grad().copy());
                    }
                    return stack(0, rows.toArray(new Tensor[0]));""")
            .hint("Row i is the gradient of the number `y.get(i)`.", "第 i 行是标量 `y.get(i)` 的梯度。")
            .hint("`grad(y.get(i), v, RETAIN_GRAPH)` gives it and keeps the graph for the next row.",
                    "`grad(y.get(i), v, RETAIN_GRAPH)` 给出它，并保留计算图给下一行用。")
            .hint("`stack(0, rows)` makes a matrix of an array of vectors.", "`stack(0, rows)` 把向量数组叠成矩阵。")
            .check(CHECK)
            .next("Next: the way back through a broadcast, in `undo-broadcast`.",
                    "接下来：`undo-broadcast`，广播的反向。");

    private JacobianByRows() {}

    private static String rows(String line, String result) {
        return """
                var v = x.detach().requiresGrad_(true);
                var y = f.apply(v);
                var rows = new Tensor[y.numel()];
                for (int i = 0; i < rows.length; i++) {
                    %s
                }
                %s""".formatted(line, result);
    }

    private static Tensor jacobian(Args a) {
        return Autograd.jacobian(a.function(0), a.tensor(1));
    }
}
