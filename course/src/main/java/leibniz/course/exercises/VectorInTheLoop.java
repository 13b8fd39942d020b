package leibniz.course.exercises;

import java.util.Arrays;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;

/** The gradient of a function with a loop and a branch, for a vector. */
final class VectorInTheLoop {
    private static final String HEAD = "Tensor loopGradient(Tensor a)";
    private static final String LOOP = """
            double k = 2;
            while (k * a.norm().item() < 1000) {
                k = 2 * k;
            }
            """;

    private static final Check CHECK = new ValueCheck(HEAD, draw -> {
        double[] entries = new double[draw.size(1, 3)];
        Arrays.setAll(entries, i -> draw.nonZero());
        return Args.of(Tensors.tensor(draw.dtype(), entries));
    }, a -> filled(a, k(a, 2) * branch(a)))
            .mistake("""
                    var result = zerosLike(a);
                    for (int i = 0; i < a.numel(); i++) {
                        double k = 2;
                        while (k * Math.abs(a.get(i).item()) < 1000) {
                            k = 2 * k;
                        }
                        result.set_(a.get(i).item() > 0 ? k : 100 * k, i);
                    }
                    return result;""", VectorInTheLoop::perEntry,
                    "each entry has a k of its own: the loop and the branch look at the whole vector, so k is the same everywhere.",
                    "每个元素用了自己的 k：循环和分支看的是整个向量，所以 k 处处相同。")
            .mistake(LOOP + "return onesLike(a) * k;", a -> filled(a, k(a, 2)),
                    "the factor 100 is forgotten: the other branch is taken where the sum is not positive.",
                    "忘了因子 100：和不为正时走另一个分支。")
            .mistake(LOOP + "return k * (a.sum().item() > 0 ? a : 100 * a);",
                    a -> a.tensor(0).mul(k(a, 2) * branch(a)),
                    "that is f(a) itself: f(a) = k·a, so its gradient is k in every entry.",
                    "这是 f(a) 本身：f(a) = k·a，所以梯度在每个元素上都是 k。")
            .mistake(LOOP + "return tensor(a.dtype(), a.sum().item() > 0 ? k : 100 * k);",
                    a -> Tensors.tensor(a.tensor(0).dtype(), k(a, 2) * branch(a)),
                    "k is right, but the gradient has the shape of a: k in every entry.",
                    "k 对了，但梯度的形状与 a 相同：每个元素都是 k。")
            .mistake("""
                    double k = 1;
                    while (k * 2 * a.norm().item() < 1000) {
                        k = 2 * k;
                    }
                    return onesLike(a) * (a.sum().item() > 0 ? k : 100 * k);""",
                    a -> filled(a, k(a, 2) / 2 * branch(a)),
                    "the doubling before the loop is forgotten: f begins with b = 2a.",
                    "忘了循环之前的一次加倍：f 从 b = 2a 开始。")
            .mistake(LOOP + "return onesLike(a) * (a.sum().item() > 0 ? 100 * k : k);",
                    a -> filled(a, k(a, 2) * (branch(a) == 1 ? 100 : 1)),
                    "the branches are exchanged: 100 counts where the sum is not positive.",
                    "分支颠倒了：和不为正时才乘 100。")
            .without("""
                    var v = a.detach().requiresGrad_(true);
                    var b = 2 * v;
                    while (b.norm() < 1000) {
                        b = b * 2;
                    }
                    (b.sum() > 0 ? b : 100 * b).sum().backward();
                    return v.grad();""",
                    "the values are right, but this one is to be found without backward.",
                    "数值正确，但这一题不用 backward。", "backward", "grad", "jacobian", "vjp")
            .picture(Pictures.graph(
                    new Text("What f ran for this a: its factors multiply to k.",
                            "f 对这个 a 实际执行的运算：各个因子相乘就是 k。"),
                    (attempt, shown) -> new Tensor[]{ f(shown.args().tensor(0)).sum() }));

    static final Exercise EXERCISE = new Exercise("vector-in-the-loop", "09-control-flow")
            .title("A vector in the loop", "循环中的向量")
            .task("""
                    The function of the course,

                    ```java
                    Tensor f(Tensor a) {
                        var b = 2 * a;
                        while (b.norm() < 1000) b = b * 2;
                        return b.sum() > 0 ? b : 100 * b;
                    }
                    ```

                    gets a vector. Give the gradient of `f(a).sum()` by `a`, without `backward`: find the factor $k$ that the path taken multiplies with. (No entry is 0.)""",
                    """
                            把课程中的函数

                            ```java
                            Tensor f(Tensor a) {
                                var b = 2 * a;
                                while (b.norm() < 1000) b = b * 2;
                                return b.sum() > 0 ? b : 100 * b;
                            }
                            ```

                            用在向量上。不用 `backward`，求 `f(a).sum()` 对 `a` 的梯度：找出所走路径乘上的因子 $k$。（各个元素都不为 0。）""")
            .declares(HEAD, LOOP + "return onesLike(a) * (a.sum().item() > 0 ? k : 100 * k);")
            .alsoRight("""
                    var b = 2 * a;
                    var k = 2 * onesLike(a);
                    while (b.norm() < 1000) {
                        b = b * 2;
                        k = k * 2;
                    }
                    return b.sum() > 0 ? k : 100 * k;""")
            .alsoRight("""
                    int doublings = 1;
                    for (double norm = 2 * a.norm().item(); norm < 1000; norm *= 2) {
                        doublings++;
                    }
                    double k = Math.pow(2, doublings);
                    if (a.sum().item() <= 0) {
                        k *= 100;
                    }
                    return full(a.dtype(), k, a.shape());""")
            .hint("On its path f only multiplies by numbers: f(a) = k·a, with one k for the whole vector.",
                    "在所走的路径上，f 只是乘以数：f(a) = k·a，整个向量用同一个 k。")
            .hint("Run the loop with the norm alone, and double a number k each time.", "只用范数跑循环，每次把数 k 加倍。")
            .hint("Start at k = 2, since b = 2a; multiply by 100 where the sum of a is not positive.",
                    "从 k = 2 开始，因为 b = 2a；a 的和不为正时再乘 100。")
            .check(CHECK)
            .next("Next: control flow of your own, in `own-control-flow`.", "接下来：`own-control-flow`，自己写控制流。");

    private VectorInTheLoop() {}

    /** The function of the course. */
    private static Tensor f(Tensor a) {
        Tensor b = a.detach().requiresGrad_(true).mul(2);
        while (b.norm().item() < 1000) {
            b = b.mul(2);
        }
        return b.sum().item() > 0 ? b : b.mul(100);
    }

    private static double k(Args a, double first) {
        double norm = a.tensor(0).norm().item();
        double k = first;
        while (k * norm < 1000) {
            k *= 2;
        }
        return k;
    }

    private static double branch(Args a) {
        return a.tensor(0).sum().item() > 0 ? 1 : 100;
    }

    private static Tensor filled(Args a, double value) {
        return Tensors.full(a.tensor(0).dtype(), value, a.tensor(0).shape());
    }

    private static Tensor perEntry(Args a) {
        double[] entries = Values.numbers(a.tensor(0));
        double[] result = new double[entries.length];
        Arrays.setAll(result, i -> {
            Args entry = Args.of(Tensors.tensor(a.tensor(0).dtype(), entries[i]));
            return k(entry, 2) * branch(entry);
        });
        return Tensors.tensor(a.tensor(0).dtype(), result);
    }
}
