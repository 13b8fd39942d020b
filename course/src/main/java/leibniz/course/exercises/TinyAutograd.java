package leibniz.course.exercises;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.autograd.DType;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import leibniz.course.Notebook.Ended;
import leibniz.course.exercises.Finding.Failed;
import leibniz.course.exercises.Finding.Passed;
import leibniz.course.exercises.Finding.Row;
import leibniz.display.Displays;
import org.jspecify.annotations.Nullable;

/** A reverse-mode engine for numbers, in five steps. */
final class TinyAutograd {
    private static final int LONG_CHAIN = 100_000;
    private static final int SHORT_CHAIN = 1000;

    private static final Text OVERWRITTEN = new Text(
            "gradients are overwritten: a value that is used twice gets the sum of both, so write grad += ....",
            "梯度被覆盖了：用了两次的值应得到两者之和，请写 grad += ...。");
    private static final Text ORDER = new Text(
            "a node passes its gradient on before all of its users have added to it: run each node once, after all that use it (the reverse of a topological order).",
            "某个节点在所有使用者加完之前就把梯度传下去了：每个节点只运行一次，并且在所有使用它的节点之后（拓扑序的逆序）。");
    private static final Text SEED = new Text(
            "the gradient of the result by itself is 1: set it before the walk begins.",
            "结果对自己的梯度是 1：开始之前要先设好。");
    private static final Text OVERFLOW = new Text(
            "the recursion overflows on a long chain: walk the graph with a loop and a stack of your own (an ArrayDeque).",
            "长链上递归溢出了：请用循环和自己的栈（ArrayDeque）遍历计算图。");
    private static final Text MUL = new Text(
            "the local derivatives of a·b are b and a: each side gets the other's value times the gradient.",
            "a·b 的局部导数是 b 和 a：每一边得到另一边的值乘以梯度。");
    private static final Text TANH = new Text(
            "the local derivative of tanh is 1 − tanh²: 1 minus the square of the result, times the gradient.",
            "tanh 的局部导数是 1 − tanh²：1 减去结果的平方，再乘以梯度。");
    private static final Text REACH = new Text(
            "the gradient stops on its way: each result must know all of its inputs, so that backward() reaches what they were made of.",
            "梯度在半路停住了：每个结果都要记住自己的全部输入，backward() 才能走到更前面的节点。");
    private static final Text ADD = new Text(
            "the local derivatives of a + b are 1 and 1: each side gets the gradient as it is.",
            "a + b 的局部导数是 1 和 1：两边都原样得到梯度。");

    static final Exercise EXERCISE = new Exercise("tiny-autograd", "06-forward-and-reverse")
            .title("A tiny autograd", "微型自动求导")
            .task("""
                    Write a reverse-mode engine for single numbers: a class `Value` that remembers how it was made. Each operation makes a new `Value`; `backward()` on a result sets `grad` of everything it was made of. Five steps are checked one after another:

                    1. the values of `add`, `mul` and `tanh`
                    2. the local derivative of each operation
                    3. a value that is used twice: `x.mul(x)`, `x.add(x)`
                    4. a diamond, in which the order matters
                    5. a chain of 100,000 operations

                    A hint on the way: let each node know the nodes it was made of, and a `Runnable` that adds to their `grad`.""",
                    """
                            为标量写一个反向累积的引擎：类 `Value` 记住自己是怎样算出来的。每个运算产生新的 `Value`；对结果调用 `backward()`，会给所有参与计算的值填上 `grad`。依次检查五步：

                            1. `add`、`mul`、`tanh` 的值
                            2. 每种运算的局部导数
                            3. 用了两次的值：`x.mul(x)`、`x.add(x)`
                            4. 菱形结构，次序很重要
                            5. 100,000 个运算组成的长链

                            提示：让每个节点记住它由哪些节点得来，以及一个给它们的 `grad` 做加法的 `Runnable`。""")
            .declares(List.of("Value"), List.of(), marked())
            .alsoRight(code("", "", "", "", "").replaceFirst("(?s)for .int i = order.*?\\}",
                    "for (var node : order.reversed()) {\n            node.rule.run();\n        }"))
            .alsoRight("""
                    class Value {
                        double data, grad;
                        Value left, right;
                        double byLeft, byRight;
                        int users;
                        Value(double data) { this.data = data; }
                        Value(double data, Value left, double byLeft, Value right, double byRight) {
                            this.data = data;
                            this.left = left;
                            this.right = right;
                            this.byLeft = byLeft;
                            this.byRight = byRight;
                        }
                        Value add(Value o) { return new Value(data + o.data, this, 1, o, 1); }
                        Value mul(Value o) { return new Value(data * o.data, this, o.data, o, data); }
                        Value tanh() {
                            double t = Math.tanh(data);
                            return new Value(t, this, 1 - t * t, null, 0);
                        }
                        void backward() {
                            var seen = new HashSet<Value>();
                            var stack = new ArrayDeque<Value>(List.of(this));
                            while (!stack.isEmpty()) {
                                Value v = stack.pop();
                                if (seen.add(v)) {
                                    for (Value in : new Value[] {v.left, v.right}) {
                                        if (in != null) {
                                            in.users++;
                                            stack.push(in);
                                        }
                                    }
                                }
                            }
                            grad = 1;
                            stack.push(this);
                            while (!stack.isEmpty()) {
                                Value v = stack.pop();
                                if (v.left != null) {
                                    v.left.grad += v.byLeft * v.grad;
                                    if (--v.left.users == 0) stack.push(v.left);
                                }
                                if (v.right != null) {
                                    v.right.grad += v.byRight * v.grad;
                                    if (--v.right.users == 0) stack.push(v.right);
                                }
                            }
                        }
                    }""")
            .hint("Give `Value` a list of its inputs and a `Runnable` that adds local derivative × `grad` to each input's `grad`.",
                    "给 `Value` 一个输入列表和一个 `Runnable`，后者把 局部导数 × `grad` 加到每个输入的 `grad` 上。")
            .hint("`backward()`: put the nodes in an order in which each stands after its inputs, set `grad = 1`, then go through it from the end.",
                    "`backward()`：把节点排成每个都在其输入之后的次序，令 `grad = 1`，再从后往前走。")
            .hint("For a long chain make that order with a loop and an `ArrayDeque`: push a node a second time before its inputs, and add it to the order when it comes up again.",
                    "长链上用循环和 `ArrayDeque` 排序：先把节点再压一次栈，再压它的输入；它第二次出栈时加入次序。")
            .part("1 values", "1 值", new Step(TinyAutograd::values))
            .part("2 local derivatives", "2 局部导数", new Step(TinyAutograd::local,
                    mistake("other.grad += data * out.grad", "other.grad += other.data * out.grad", MUL),
                    mistake("(1 - out.data * out.data)", "(1 - data * data)", TANH),
                    mistake("grad += out.grad;", "grad += data * out.grad;", ADD),
                    mistake("grad = 1;", "", SEED),
                    mistake("        out.inputs = List.of(this);\n", "", REACH)))
            .part("3 used twice", "3 用了两次", new Step(TinyAutograd::twice,
                    new Mistake(code("", "", "", "", "").replace("rad += ", "rad = "), OVERWRITTEN,
                            (t, s) -> false)))
            .part("4 a diamond", "4 菱形",
                    new Step(TinyAutograd::diamond, new Mistake(depthFirst(), ORDER, (t, s) -> false)))
            .part("5 a long chain", "5 长链",
                    new Step(TinyAutograd::chain, new Mistake(recursive(), OVERFLOW, (t, s) -> false)))
            .next("Next: vectors, in `weighted-gradient`.", "接下来：`weighted-gradient`，向量的情形。");

    private TinyAutograd() {}

    // ---- code

    private static String code(String begin1, String end1, String begin2, String end2, String begin3) {
        return """
                class Value {
                    double data;
                    double grad;
                %s    List<Value> inputs = List.of();
                    Runnable rule = () -> {};
                %s    Value(double data) {
                        this.data = data;
                    }
                    Value add(Value other) {
                %s        var out = new Value(data + other.data);
                        out.inputs = List.of(this, other);
                        out.rule = () -> {
                            grad += out.grad;
                            other.grad += out.grad;
                        };
                        return out;
                %s    }
                    Value mul(Value other) {
                %s        var out = new Value(data * other.data);
                        out.inputs = List.of(this, other);
                        out.rule = () -> {
                            grad += other.data * out.grad;
                            other.grad += data * out.grad;
                        };
                        return out;
                %s    }
                    Value tanh() {
                %s        var out = new Value(Math.tanh(data));
                        out.inputs = List.of(this);
                        out.rule = () -> grad += (1 - out.data * out.data) * out.grad;
                        return out;
                %s    }
                    void backward() {
                %s        var order = new ArrayList<Value>();
                        var seen = new HashSet<Value>();
                        var listed = new HashSet<Value>();
                        var stack = new ArrayDeque<Value>();
                        stack.push(this);
                        while (!stack.isEmpty()) {
                            var node = stack.pop();
                            if (seen.add(node)) {
                                stack.push(node);
                                node.inputs.forEach(stack::push);
                            } else if (listed.add(node)) {
                                order.add(node);
                            }
                        }
                        grad = 1;
                        for (int i = order.size() - 1; i >= 0; i--) {
                            order.get(i).rule.run();
                        }
                %s    }
                }""".formatted(begin1, end1, begin2, end2, begin2, end2, begin2, end2, begin3, end2);
    }

    private static String marked() {
        String begin = "        /// BEGIN SOLUTION\n";
        String end = "        /// END SOLUTION\n";
        return code("", "", begin, end, begin);
    }

    private static Mistake mistake(String right, String wrong, Text diagnosis) {
        return new Mistake(code("", "", "", "", "").replaceFirst(Pattern.quote(right),
                Matcher.quoteReplacement(wrong)), diagnosis, (trials, source) -> false);
    }

    private static String withBackward(String body) {
        String right = code("", "", "", "", "");
        return right.substring(0, right.indexOf("    void backward() {")) + body + "\n}";
    }

    /** Passes gradients on as it goes down, so a node runs once for each way that leads to it. */
    private static String depthFirst() {
        return withBackward("""
                void backward() {
                    grad = 1;
                    var seen = new HashSet<Value>();
                    var stack = new ArrayDeque<Value>();
                    stack.push(this);
                    while (!stack.isEmpty()) {
                        var node = stack.pop();
                        if (seen.add(node)) {
                            node.rule.run();
                            node.inputs.forEach(stack::push);
                        }
                    }
                }""".indent(4));
    }

    private static String recursive() {
        return withBackward("""
                void order(List<Value> order, Set<Value> seen) {
                    if (seen.add(this)) {
                        inputs.forEach(in -> in.order(order, seen));
                        order.add(this);
                    }
                }
                void backward() {
                    var order = new ArrayList<Value>();
                    order(order, new HashSet<>());
                    grad = 1;
                    order.reversed().forEach(node -> node.rule.run());
                }""".indent(4));
    }

    // ---- steps

    /** Something that is built of values, and what must come of it. */
    private interface Scenario {
        Finding of(Engine engine) throws ReflectiveOperationException;
    }

    private static Finding values(Engine e) throws ReflectiveOperationException {
        Object a = e.value(2);
        Object b = e.value(-3);
        Finding.Failed wrong = e.compare("new Value(2).add(new Value(-3)).data", -1,
                e.data(e.call(a, "add", b)));
        wrong = wrong != null
                ? wrong
                : e.compare("new Value(2).mul(new Value(-3)).data", -6, e.data(e.call(a, "mul", b)));
        wrong = wrong != null
                ? wrong
                : e.compare("new Value(2).tanh().data", Math.tanh(2), e.data(e.call(a, "tanh")));
        return wrong != null ? wrong : passed("three operations", "三种运算");
    }

    private static Finding local(Engine e) throws ReflectiveOperationException {
        Object a = e.value(2);
        Object b = e.value(-3);
        Object sum = e.call(a, "add", b);
        e.call(sum, "backward");
        if (e.grad(sum) != 1) {
            return e.failed(SEED, "a.add(b).backward(); a.add(b).grad", 1, e.grad(sum));
        }
        if (e.grad(a) != 1 || e.grad(b) != 1) {
            return e.failed(ADD, "a = 2, b = −3: a.add(b).backward(); a.grad", 1, e.grad(a));
        }
        a = e.value(2);
        b = e.value(-3);
        e.call(e.call(a, "mul", b), "backward");
        if (e.grad(a) != -3 || e.grad(b) != 2) {
            return e.grad(a) != -3
                    ? e.failed(MUL, "a = 2, b = −3: a.mul(b).backward(); a.grad", -3, e.grad(a))
                    : e.failed(MUL, "a = 2, b = −3: a.mul(b).backward(); b.grad", 2, e.grad(b));
        }
        a = e.value(0.5);
        e.call(e.call(a, "tanh"), "backward");
        double slope = 1 - Math.tanh(0.5) * Math.tanh(0.5);
        return Values.close(slope, e.grad(a))
                ? ofComputedValues(e)
                : e.failed(TANH, "a = 0.5: a.tanh().backward(); a.grad", slope, e.grad(a));
    }

    /**
     * Each operation in each place after another one, which gets its gradient only if backward reaches it.
     */
    private static Finding ofComputedValues(Engine e) throws ReflectiveOperationException {
        double t = Math.tanh(2);
        double dt = 1 - t * t;
        List<Chain> chains = List.of(
                new Chain("a.add(b).tanh()", (a, b) -> e.call(e.call(a, "add", b), "tanh"),
                        1 - Math.tanh(-1) * Math.tanh(-1)),
                new Chain("a.tanh().add(b)", (a, b) -> e.call(e.call(a, "tanh"), "add", b), dt),
                new Chain("b.add(a.tanh())", (a, b) -> e.call(b, "add", e.call(a, "tanh")), dt),
                new Chain("a.tanh().mul(b)", (a, b) -> e.call(e.call(a, "tanh"), "mul", b), -3 * dt),
                new Chain("b.mul(a.tanh())", (a, b) -> e.call(b, "mul", e.call(a, "tanh")), -3 * dt));
        for (Chain chain : chains) {
            Object a = e.value(2);
            e.call(chain.program.of(a, e.value(-3)), "backward");
            if (!Values.close(chain.slope, e.grad(a))) {
                return e.failed(REACH, "a = 2, b = −3: " + chain.code + ".backward(); a.grad", chain.slope,
                        e.grad(a));
            }
        }
        return passed("three operations", "三种运算");
    }

    /** Two operations, one of the result of the other, and the derivative of the whole by a. */
    private record Chain(String code, Program program, double slope) {}

    private interface Program {
        Object of(Object a, Object b) throws ReflectiveOperationException;
    }

    private static Finding twice(Engine e) throws ReflectiveOperationException {
        Object x = e.value(3);
        e.call(e.call(x, "mul", x), "backward");
        if (e.grad(x) != 6) {
            return e.failed(OVERWRITTEN, "x = 3: x.mul(x).backward(); x.grad", 6, e.grad(x));
        }
        x = e.value(3);
        Object sum = e.call(x, "add", x);
        e.call(sum, "backward");
        if (e.grad(x) != 2) {
            return e.failed(OVERWRITTEN, "x = 3: x.add(x).backward(); x.grad", 2, e.grad(x));
        }
        x = e.value(3);
        Object y = e.call(x, "mul", x);
        e.call(y, "backward");
        e.call(y, "backward");
        return e.grad(x) == 12 || e.grad(x) == 6
                ? passed("x·x and x + x", "x·x 和 x + x")
                : e.failed(new Text(
                        "a second backward may add to the gradients or start afresh, but here it does neither.",
                        "第二次 backward 可以累加，也可以重新开始，这里两者都不是。"), "x = 3: x.mul(x).backward() twice; x.grad",
                        12, e.grad(x));
    }

    /** d = (b + c)·b with b = tanh a, c = b·a: b is used three times, at different depths. */
    private static Finding diamond(Engine e) throws ReflectiveOperationException {
        double v = 0.5;
        Object a = e.value(v);
        Object b = e.call(a, "tanh");
        Object c = e.call(b, "mul", a);
        Object d = e.call(e.call(b, "add", c), "mul", b);
        e.call(d, "backward");
        double t = Math.tanh(v);
        double dt = 1 - t * t;
        double expected = 2 * t * dt * (1 + v) + t * t;
        if (!Values.close(expected, e.grad(a))) {
            return e.failed(ORDER,
                    "a = 0.5, b = a.tanh(), c = b.mul(a), d = b.add(c).mul(b): d.backward(); a.grad",
                    expected, e.grad(a))
                    .with(Pictures.captioned(
                            new Text(
                                    "The same with tensors. Tanh is used three times: all three gradients are added there before one goes on to a.",
                                    "用张量做同样的计算。Tanh 的结果用了三次：三个梯度先在那里相加，再一起传给 a。"),
                            Displays.graph(diamond(v))));
        }
        Object x = e.value(2);
        Object y = x;
        for (int i = 0; i < 40; i++) {
            y = e.call(y, "add", y);
        }
        e.call(y, "backward");
        return Values.close(Math.pow(2, 40), e.grad(x))
                ? passed("two diamonds", "两个菱形")
                : e.failed(ORDER, "x added to itself 40 times over: x.grad", Math.pow(2, 40), e.grad(x));
    }

    private static Tensor diamond(double v) {
        Tensor a = Tensors.tensor(DType.FLOAT64, v).requiresGrad_(true);
        Tensor b = a.tanh();
        return b.add(b.mul(a)).mul(b);
    }

    private static Finding chain(Engine e) throws ReflectiveOperationException {
        for (int length : new int[]{ SHORT_CHAIN, LONG_CHAIN }) {
            Object x = e.value(1);
            Object one = e.value(1);
            Object y = x;
            for (int i = 0; i < length; i++) {
                y = i % 2 == 0 ? e.call(y, "mul", one) : e.call(y, "add", one);
            }
            try {
                e.call(y, "backward");
            } catch (InvocationTargetException thrown) {
                if (thrown.getCause() instanceof StackOverflowError) {
                    return Failed.because(OVERFLOW);
                }
                throw thrown;
            }
            if (e.grad(x) != 1) {
                return e.failed(ORDER, "a chain of " + length + " operations: x.grad", 1, e.grad(x));
            }
        }
        return passed("100,000 operations", "100,000 个运算");
    }

    private static Passed passed(String en, String zh) {
        return new Passed(new Text(en, zh));
    }

    /** One of the five steps; each runs on its own. */
    private static final class Step implements Check {
        private final Scenario scenario;
        private final List<Mistake> mistakes;

        Step(Scenario scenario, Mistake... mistakes) {
            this.scenario = scenario;
            this.mistakes = List.of(mistakes);
        }

        @Override
        public List<Mistake> mistakes() {
            return mistakes;
        }

        @Override
        public Finding run(Attempt attempt) throws InterruptedException {
            Ended ended = attempt.run(() -> scenario.of(new Engine(attempt.type("Value"))));
            return ended.value() instanceof Finding finding
                    ? finding
                    : attempt.failed(ended);
        }
    }

    /** The learner's class. */
    private record Engine(Class<?> type) {
        Object value(double data) throws ReflectiveOperationException {
            Constructor<?> constructor = type.getDeclaredConstructor(double.class);
            constructor.setAccessible(true);
            return constructor.newInstance(data);
        }

        Object call(Object value, String name, Object... args) throws ReflectiveOperationException {
            Class<?>[] types = args.length == 0 ? new Class<?>[0] : new Class<?>[]{ type };
            Method method = type.getDeclaredMethod(name, types);
            method.setAccessible(true);
            return method.invoke(value, args);
        }

        double data(Object value) throws ReflectiveOperationException {
            return field(value, "data");
        }

        double grad(Object value) throws ReflectiveOperationException {
            return field(value, "grad");
        }

        private double field(Object value, String name) throws ReflectiveOperationException {
            if (value == null) {
                throw new IllegalStateException("an operation returned null");
            }
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field.getDouble(value);
        }

        Failed failed(Text diagnosis, String code, double right, double given) {
            return Failed.because(diagnosis, new Row(new Text("code", "代码"), code), Row.given(given),
                    Row.right(right));
        }

        @Nullable
        Failed compare(String code, double right, double given) {
            return Values.close(right, given)
                    ? null
                    : failed(new Text("this value is not right.", "这个值不对。"), code, right, given);
        }
    }
}
