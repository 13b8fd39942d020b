package leibniz.course.exercises;

/** Which of five reverse rules is wrong. */
final class FindTheWrongOne {
    private static final String HEAD = "String wrongOne()";
    private static final String WRONG = "tanhshrink";

    private static final String FUNCTIONS = """
            TensorFunction own(String name, TensorFunction f, BinaryOperator<Tensor> rule) {
                var made = customFunction(name, xs -> f.apply(xs.get(0)),
                        (c, xs, y) -> List.of(c * rule.apply(xs.get(0), y)));
                return x -> made.apply(List.of(x));
            }
            var functions = new LinkedHashMap<String, TensorFunction>();
            functions.put("softsign", own("softsign", x -> x / (1 + x.abs()), (x, y) -> (1 + x.abs()).pow(-2)));
            functions.put("logistic", own("logistic", x -> x.sigmoid(), (x, y) -> y * (1 - y)));
            functions.put("tanhshrink", own("tanhshrink", x -> x - x.tanh(), (x, y) -> y * y));
            functions.put("gauss", own("gauss", x -> (-x * x).exp(), (x, y) -> -2 * x * y));
            functions.put("cubic", own("cubic", x -> x * x * x - x, (x, y) -> 3 * x * x - 1));""";

    private static final Check CHECK = new ValueCheck(HEAD, draw -> Args.of(), a -> WRONG).draws(1)
            .mistake("return \"softsign\";", a -> "softsign",
                    "the rule of softsign is right: with s = 1 + |x| the derivative of x/s is 1/s². Check all five with gradCheck.",
                    "softsign 的规则是对的：令 s = 1 + |x|，x/s 的导数是 1/s²。请用 gradCheck 检查全部五个。")
            .mistake("return \"logistic\";", a -> "logistic",
                    "the rule of logistic is right: the derivative is y(1 − y). Check all five with gradCheck.",
                    "logistic 的规则是对的：导数是 y(1 − y)。请用 gradCheck 检查全部五个。")
            .mistake("return \"gauss\";", a -> "gauss",
                    "the rule of gauss is right: the derivative of e^(−x²) is −2x·y. Check all five with gradCheck.",
                    "gauss 的规则是对的：e^(−x²) 的导数是 −2x·y。请用 gradCheck 检查全部五个。")
            .mistake("return \"cubic\";", a -> "cubic",
                    "the rule of cubic is right: the derivative of x³ − x is 3x² − 1. Check all five with gradCheck.",
                    "cubic 的规则是对的：x³ − x 的导数是 3x² − 1。请用 gradCheck 检查全部五个。");

    static final Exercise EXERCISE = new Exercise("find-the-wrong-one", "10-gradient-checks")
            .title("Find the wrong one", "找出错误的一个")
            .task("""
                    The next cell makes five functions, each with a reverse rule that somebody wrote by hand. One of the rules is wrong. Find out which, for instance with `gradCheck(functions.get("gauss"), tensor(FLOAT64, 0.5, -1.2))`, and let `wrongOne()` return its name.""",
                    """
                            下面的单元格给出五个函数，各有一条手写的反向规则，其中一条是错的。找出是哪一条，比如用 `gradCheck(functions.get("gauss"), tensor(FLOAT64, 0.5, -1.2))`，并让 `wrongOne()` 返回它的名字。""")
            .before(FUNCTIONS)
            .declares(HEAD, "return \"" + WRONG + "\";")
            .alsoRight("return List.of(\"softsign\", \"logistic\", \"tanhshrink\").get(2);")
            .alsoRight("String name = \"tanh\";\nreturn name + \"shrink\";")
            .hint("`gradCheck(f, x)` compares the rule with differences; `passed()` of its report says how it ended.",
                    "`gradCheck(f, x)` 把规则与差商比较；报告的 `passed()` 说明结果。")
            .hint("Run it for all five: `functions.forEach((name, f) -> System.out.println(name + \" \" + gradCheck(f, tensor(FLOAT64, 0.5, -1.2)).passed()));`",
                    "对五个都运行：`functions.forEach((name, f) -> System.out.println(name + \" \" + gradCheck(f, tensor(FLOAT64, 0.5, -1.2)).passed()));`")
            .hint("The derivative of $x - \\tanh x$ is $\\tanh^2 x$. What is y in the rule?",
                    "$x - \\tanh x$ 的导数是 $\\tanh^2 x$。规则里的 y 是什么？")
            .check(CHECK)
            .next("Next: a regression with gradients of your own, in `linear-regression`.",
                    "接下来：`linear-regression`，用自己的梯度做回归。");

    private FindTheWrongOne() {}
}
