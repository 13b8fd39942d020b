package leibniz.course.exercises;

import java.util.Map;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;

/** A graph that is built before there are numbers. */
final class BindLater {
    private static final String HEAD = "Tensor bindLater()";

    private static final Check CHECK = new ValueCheck("double bindLater(double a, double b)",
            draw -> Args.of(draw.number(), draw.number()), a -> 2 * a.number(0) + a.number(1))
            .within(Values.TOLERANCE_FLOAT32)
            .calledBy((attempt, args) -> attempt.run(() -> bound(attempt, args)))
            .throwing("return 2 * tensor(1.0) + tensor(3.0);", "numbers instead of symbols",
                    "the result has numbers already: build it on symbol(\"a\") and symbol(\"b\"), which get data later.",
                    "结果里已经有数值了：请用 symbol(\"a\") 和 symbol(\"b\") 来构造，数据以后再绑定。")
            .mistake("return symbol(\"a\") + 2 * symbol(\"b\");", a -> a.number(0) + 2 * a.number(1),
                    "a and b are exchanged: a is doubled, not b.", "a 和 b 颠倒了：加倍的是 a，不是 b。")
            .mistake("return 2 * (symbol(\"a\") + symbol(\"b\"));", a -> 2 * (a.number(0) + a.number(1)),
                    "b is doubled too: only a is.", "b 也加倍了：只有 a 要加倍。")
            .mistake("return symbol(\"a\") + symbol(\"b\");", a -> a.number(0) + a.number(1),
                    "the 2 is lost.", "丢了系数 2。")
            .mistake("return 2 * symbol(\"a\") * symbol(\"b\");", a -> 2 * a.number(0) * a.number(1),
                    "the terms are multiplied: they are to be added.", "两项相乘了：应当相加。")
            .throwing("return 2 * symbol(\"x\") + symbol(\"y\");", "other names",
                    "the symbols have other names: they are to be called \"a\" and \"b\", since data is bound by name.",
                    "符号的名字不对：应当叫 \"a\" 和 \"b\"，因为数据是按名字绑定的。")
            .throwing("return 2 * symbol(\"a\", 3) + symbol(\"b\", 3);", "not single numbers",
                    "the symbols are vectors: symbol(\"a\") with a name alone is a single number.",
                    "符号是向量：symbol(\"a\") 只写名字才是标量。")
            .picture(Pictures.graph(new Text("The graph of your answer:", "你的答案的计算图："),
                    (attempt, shown) -> new Tensor[]{ (Tensor) attempt.invoke("bindLater") }));

    static final Exercise EXERCISE = new Exercise("bind-later", "04-symbolic-numeric-automatic")
            .title("First the graph, then the data", "先有图，后有数据")
            .task("""
                    Build the graph of $c = 2a + b$ without data: `symbol("a")` and `symbol("b")` are single numbers to be bound later. Return $c$.

                    Afterwards `bindLater().bind(Map.of("a", tensor(1.0), "b", tensor(2.0)))` gives its value.""",
                    """
                            不用数据，先构造 $c = 2a + b$ 的计算图：`symbol("a")` 和 `symbol("b")` 是以后再绑定的标量。返回 $c$。

                            之后 `bindLater().bind(Map.of("a", tensor(1.0), "b", tensor(2.0)))` 就给出它的值。""")
            .declares(HEAD, "return 2 * symbol(\"a\") + symbol(\"b\");")
            .alsoRight("var a = symbol(\"a\");\nvar b = symbol(\"b\");\nreturn a.mul(2).add(b);")
            .alsoRight("var a = symbol(\"a\");\nreturn a + a + symbol(\"b\");")
            .hint("`symbol(\"a\")` is a tensor without a number; all operations work on it.",
                    "`symbol(\"a\")` 是没有数值的张量，所有运算都能用在它上面。")
            .hint("Write the formula as it stands, with symbols for the letters.", "照着公式写，字母用符号代替。")
            .hint("`var a = symbol(\"a\");` and the same for b, then `return 2 * a + b;`.",
                    "`var a = symbol(\"a\");`，b 也一样，然后 `return 2 * a + b;`。")
            .check(CHECK)
            .next("Next: a backward pass by hand, in `backward-by-hand`.",
                    "接下来：`backward-by-hand`，手工做一次反向传播。");

    private BindLater() {}

    private static Object bound(Attempt attempt, Args args) throws Exception {
        Tensor c = (Tensor) attempt.invoke("bindLater");
        if (c == null) {
            throw new IllegalStateException("it returned null");
        }
        if (!c.isSymbolic()) {
            throw new IllegalStateException("numbers instead of symbols");
        }
        if (c.dim() != 0) {
            throw new IllegalStateException("not single numbers");
        }
        Map<String, Tensor> data = Map.of("a", Tensors.tensor(args.number(0)), "b",
                Tensors.tensor(args.number(1)));
        try {
            return c.bind(data).item();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("other names: " + e.getMessage(), e);
        }
    }
}
