package leibniz.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Derivatives: in reverse mode from a result, in forward mode beside a function; and recording on and off.
 */
public final class Autograd {
    private Autograd() {}

    // ---- recording

    /** Runs the body without recording: its results require no gradient. Applies to this thread. */
    public static void noGrad(Runnable body) {
        noGrad(() -> {
            body.run();
            return null;
        });
    }

    /** Computes a value without recording, on this thread. */
    public static <T> T noGrad(Supplier<T> body) {
        return Recorder.in(Recorder.Mode.OFF, body);
    }

    /** Switches recording off on this thread until the scope is closed; a second close changes nothing. */
    public static Scope noGrad() {
        return switchTo(Recorder.Mode.OFF);
    }

    /** Runs the body with recording, also within noGrad. */
    public static void enableGrad(Runnable body) {
        enableGrad(() -> {
            body.run();
            return null;
        });
    }

    /** Computes a value with recording on this thread, also within noGrad. */
    public static <T> T enableGrad(Supplier<T> body) {
        return Recorder.in(Recorder.Mode.ON, body);
    }

    /** Switches recording on on this thread until the scope is closed; a second close changes nothing. */
    public static Scope enableGrad() {
        return switchTo(Recorder.Mode.ON);
    }

    /** Whether operations on this thread are recorded. */
    public static boolean isGradEnabled() {
        return Recorder.current().mode == Recorder.Mode.ON;
    }

    /**
     * Runs the body with a watch on backward passes: where the derivative of an operation makes a NaN, an
     * error says which operation, where it was called, on what values, and at which index. As in PyTorch the
     * first one in the order of the pass is named, and a NaN among the values alone is no error. Slows the
     * passes down. Applies to this thread.
     *
     * <p>
     * A frequent cause is {@code where(x.gt(0), x.sqrt(), zerosLike(x))} at 0: the branch not taken gets the
     * gradient 0, but times the infinite slope of the root that is NaN. The safe form replaces the operand
     * before the operation: {@code where(x.gt(0), where(x.gt(0), x, onesLike(x)).sqrt(), zerosLike(x))}.
     */
    public static void detectAnomaly(Runnable body) {
        detectAnomaly(() -> {
            body.run();
            return null;
        });
    }

    /** Computes a value with a watch on backward passes; see {@link #detectAnomaly(Runnable)}. */
    public static <T> T detectAnomaly(Supplier<T> body) {
        Scope on = detectAnomaly();
        try {
            return body.get();
        } finally {
            on.close();
        }
    }

    /** Watches backward passes until the scope is closed; see {@link #detectAnomaly(Runnable)}. */
    public static Scope detectAnomaly() {
        Recorder recorder = Recorder.current();
        boolean before = recorder.detectsAnomaly;
        recorder.detectsAnomaly = true;
        boolean[] open = { true };
        return () -> {
            if (open[0]) {
                recorder.detectsAnomaly = before;
                open[0] = false;
            }
        };
    }

    private static Scope switchTo(Recorder.Mode mode) {
        Recorder recorder = Recorder.current();
        Recorder.Mode before = recorder.mode;
        recorder.mode = mode;
        boolean[] open = { true };
        return () -> {
            if (open[0]) {
                recorder.mode = before;
                open[0] = false;
            }
        };
    }

    // ---- formulas

    /**
     * The derivative of a tensor built on symbols by another as a formula: symbolic, of shape out... x in...,
     * which is that of w for a number z. A vector's derivative by a vector is their Jacobian matrix; that of
     * a number by a vector is written as the row that a derivative is. Data can be bound to it as to z. The
     * formula holds where all its parts are defined, so x/‖x‖ has no value at 0. Zero where z does not depend
     * on w.
     */
    public static Tensor derivative(Tensor z, Tensor w) {
        return Derivative.of(z, w);
    }

    /**
     * The derivative of a number z built on symbols by w as a formula in the layout of {@link Tensor#grad()}:
     * of the shape of w, for a vector the column that is the transpose of {@link #derivative}. An error where
     * z is no number.
     */
    public static Tensor gradientFormula(Tensor z, Tensor w) {
        return Derivative.gradient(z, w);
    }

    // ---- reverse mode

    /** Adds to the gradients of the inputs; where that is null, to those of all leaves. */
    static void backward(Tensor y, Tensor gradient, @Nullable List<Tensor> inputs, GraphOption... options) {
        if (y.isSymbolic()) {
            throw SymbolErrors.symbolicBackward();
        }
        Node root = requireGraph("backward", y);
        Tensor seed = seed("backward", y, gradient);
        Set<Node> targets = inputs == null ? null : keepers(inputs);
        // added up at the end: a hook that throws shall not leave some gradients changed and others not
        List<Runnable> deliveries = new ArrayList<>();
        UserPass pass = new UserPass(freedBy(root, options), Recorder.observer(), step -> {
            if (step.node().keepsGrad() && (targets == null || targets.contains(step.node()))) {
                deliveries.add(() -> step.node().accumulate(step.incoming(), step.isOwn()));
            }
        });
        boolean creates = has(GraphOption.CREATE_GRAPH, options);
        new Backward(root, seed, targets, creates, pass).run();
        Backward.within(creates, () -> {
            deliveries.forEach(Runnable::run);
            return null;
        });
    }

    private static Set<Node> keepers(List<Tensor> inputs) {
        if (inputs.isEmpty()) {
            throw GradientErrors.noInputs();
        }
        Set<Node> nodes = new HashSet<>();
        for (Tensor input : inputs) {
            Node node = input.node();
            if (node == null) {
                throw GradientErrors.constant("backward", input);
            }
            if (node instanceof OpNode made && !made.keepsGrad()) {
                throw GradientErrors.keepsNoGrad(made);
            }
            nodes.add(node);
        }
        return nodes;
    }

    /**
     * The gradient of y, which must have one element, with respect to x, of x's shape and dtype; no grad() is
     * changed. Errors: several elements, an x that requires no gradient or that y was not computed from
     * (zeros with ALLOW_UNUSED), a graph that was freed.
     */
    public static Tensor grad(Tensor y, Tensor x, GraphOption... options) {
        return grad(y, List.of(x), options).get(0);
    }

    /**
     * The gradients of y, which must have one element, with respect to each of xs; no grad() is changed. An x
     * that y was not computed from is an error, unless ALLOW_UNUSED is given or y came out of a pass under
     * CREATE_GRAPH: zeros then. Errors otherwise as in {@link #grad(Tensor, Tensor, GraphOption...)}.
     */
    public static List<Tensor> grad(Tensor y, List<Tensor> xs, GraphOption... options) {
        if (y.isSymbolic()) {
            throw SymbolErrors.symbolicBackward();
        }
        if (y.numel() != 1) {
            throw GradientErrors.nonScalarGrad("grad", y.layout.shape);
        }
        return grad(y, xs, Tensors.onesLike(y), options);
    }

    /**
     * As {@link #grad(Tensor, Tensor, GraphOption...)} from a given gradient of y's shape: a vjp with it, for
     * a y of any number of elements. Another shape is an error.
     */
    public static Tensor grad(Tensor y, Tensor x, Tensor gradient, GraphOption... options) {
        return grad(y, List.of(x), gradient, options).get(0);
    }

    /** As {@link #grad(Tensor, Tensor, Tensor, GraphOption...)}, with respect to each of xs. */
    public static List<Tensor> grad(Tensor y, List<Tensor> xs, Tensor gradient, GraphOption... options) {
        if (y.isSymbolic()) {
            throw SymbolErrors.symbolicBackward();
        }
        return gradients(y, xs, gradient, options);
    }

    /** As the public form, also for symbols. */
    static List<Tensor> gradients(Tensor y, List<Tensor> xs, Tensor gradient, GraphOption... options) {
        for (Tensor x : xs) {
            if (!x.requiresGrad()) {
                throw GradientErrors.gradOfConstant(x);
            }
        }
        if (y.history() instanceof NoGradReason cut && cut.kind == NoGradReason.Kind.CONSTANT_DERIVATIVE) {
            return xs.stream().map(Tensors::zerosLike).toList();
        }
        Node root = requireGraph("grad", y);
        Set<Node> targets = new HashSet<>();
        xs.forEach(x -> targets.add(x.node()));
        Map<Node, Tensor> found = new HashMap<>();
        boolean creates = has(GraphOption.CREATE_GRAPH, options);
        Backward pass = new Backward(root, seed("grad", y, gradient), targets, creates,
                new UserPass(freedBy(root, options), null, step -> {
                    if (targets.contains(step.node())) {
                        found.put(step.node(), step.incoming());
                    }
                }));
        if (!has(GraphOption.ALLOW_UNUSED, options) && !pass.meets(Autograd::isDerivative)) {
            for (Tensor x : xs) {
                if (!pass.meets(node -> node == x.node())) {
                    throw GradientErrors.unusedInput(x, root);
                }
            }
        }
        pass.run();
        Set<Tensor> given = new HashSet<>();
        return xs.stream().map(x -> result(x, found.get(x.node()), creates, given)).toList();
    }

    private static boolean isDerivative(Node node) {
        return node instanceof OpNode op && op.call.derivative;
    }

    /** A derivative of its own for the caller, marked where it is constant. */
    private static Tensor result(Tensor x, @Nullable Tensor cotangent, boolean creates, Set<Tensor> given) {
        Tensor result = cotangent == null ? Tensors.zerosLike(x) : cotangent;
        if (creates && result.requiresGrad()) {
            return given.add(result) ? result : result.copy();
        }
        Tensor copy = Tangents.carry(result, Recorder.in(Recorder.Mode.ENGINE, result::copy));
        if (creates) {
            copy.history = NoGradReason.ofConstantDerivative();
        }
        return copy;
    }

    /**
     * The backward pass of y, which must have one element, one node at a time. It changes nothing: no grad()
     * is touched and no saved value freed.
     */
    public static BackwardPass backwardPass(Tensor y) {
        if (y.numel() != 1) {
            throw GradientErrors.nonScalarGrad("backwardPass", y.layout.shape);
        }
        return new BackwardPass(y, requireGraph("backwardPass", y));
    }

    /**
     * The value of f at x, and the product of the cotangent v with the Jacobian, of x's shape. A v of another
     * shape than the value's is an error, and so is an x that is not floating.
     */
    public static ValueAndDerivative vjp(TensorFunction f, Tensor x, Tensor v) {
        ValueAndDerivatives result = vjp(xs -> f.apply(xs.get(0)), List.of(x), v);
        return new ValueAndDerivative(result.value(), result.derivatives().get(0));
    }

    /**
     * The value of f at xs, and the product of the cotangent v (of the value's shape) with the Jacobian by
     * each of them; zeros for an input that f does not use. No grad() is changed. Where recording is on and
     * an x requires a gradient, the results can be differentiated in turn.
     */
    public static ValueAndDerivatives vjp(TensorsFunction f, List<Tensor> xs, Tensor v) {
        Pullback pullback = Pullback.of("vjp", f, xs);
        List<Tensor> derivatives = pullback.pull(v, false).stream().map(pullback::cut).toList();
        return new ValueAndDerivatives(pullback.value(), derivatives);
    }

    /**
     * The value of f at x, and a function that pulls cotangents back to x: vjp for several of them, with one
     * run of f. The graph is kept as long as the result is. An x that is not floating is an error.
     */
    public static Pullback vjp(TensorFunction f, Tensor x) {
        return vjp(xs -> f.apply(xs.get(0)), List.of(x));
    }

    /** As {@link #vjp(TensorFunction, Tensor)}, for several inputs. */
    public static Pullback vjp(TensorsFunction f, List<Tensor> xs) {
        return Pullback.of("vjp", f, xs);
    }

    /** What a function of the user computes; an error where it returns null. */
    static Tensor value(String operation, TensorFunction f, Tensor x) {
        return value(operation, xs -> f.apply(xs.get(0)), List.of(x));
    }

    /** As for one input. */
    static Tensor value(String operation, TensorsFunction f, List<Tensor> xs) {
        Tensor value = f.apply(xs);
        if (value == null) {
            throw GradientErrors.returnedNull(operation);
        }
        return value;
    }

    /**
     * The value of f at x, and the product of the Jacobian with the tangent v, of the value's shape, in
     * forward mode. A v of another shape than x's is an error, and so is an x that is not floating.
     */
    public static ValueAndDerivative jvp(TensorFunction f, Tensor x, Tensor v) {
        return jvp(xs -> f.apply(xs.get(0)), List.of(x), List.of(v));
    }

    /**
     * The value of f at xs, and the sum of the products of the Jacobian by each of them with its tangent (of
     * its shape), in forward mode: computed beside the value, with no graph kept for it.
     */
    public static ValueAndDerivative jvp(TensorsFunction f, List<Tensor> xs, List<Tensor> vs) {
        checkTangents("jvp", xs, vs);
        xs.forEach(x -> Checks.requireFloating("jvp", x));
        List<Tensor> inputs = copies(xs);
        boolean off = Recorder.current().mode == Recorder.Mode.OFF;
        return Tangents.within(tangents -> {
            for (int i = 0; i < inputs.size(); i++) {
                tangents.begin(inputs.get(i), vs.get(i));
            }
            // the user's noGrad around a derivative is about recording, and must not make it 0
            Tensor value = off ? enableGrad(() -> value("jvp", f, inputs)) : value("jvp", f, inputs);
            Tensor found = tangents.get(value);
            Tensor derivative = found == null ? Tensors.zerosLike(value) : found;
            return off
                    ? new ValueAndDerivative(unrecorded(value), unrecorded(derivative))
                    : new ValueAndDerivative(value, derivative);
        });
    }

    private static Tensor unrecorded(Tensor x) {
        return Tangents.carry(x, x.alias(x.layout));
    }

    static void checkTangents(String operation, List<Tensor> xs, List<Tensor> vs) {
        if (xs.size() != vs.size()) {
            throw GradientErrors.tangentCount(operation, xs.size(), vs.size());
        }
        for (int i = 0; i < xs.size(); i++) {
            if (!Arrays.equals(xs.get(i).layout.shape, vs.get(i).layout.shape)) {
                throw GradientErrors.tangentShape(operation, xs.get(i).layout.shape, vs.get(i).layout.shape);
            }
        }
    }

    /**
     * The inputs as tensors of their own, which can have other tangents, and into which the function may
     * write.
     */
    static List<Tensor> copies(List<Tensor> xs) {
        return xs.stream().map(x -> {
            Tensor input = Tangents.carry(x, x.isSymbolic() ? x.alias(x.layout) : Loops.copy(x, x.dtype()));
            input.history = x.history();
            return input;
        }).toList();
    }

    // ---- matrices of derivatives; differentiable in turn as vjp is

    /**
     * The Jacobian of f at x, of the value's shape followed by x's: element (i..., j...) is the derivative of
     * element i... of the value by element j... of x. Computed in reverse mode, or in forward mode where x
     * has fewer elements than the value. An x that is not floating is an error.
     */
    public static Tensor jacobian(TensorFunction f, Tensor x) {
        return Jacobians.jacobian(xs -> f.apply(xs.get(0)), List.of(x)).get(0);
    }

    /**
     * The Jacobians of f at xs by each of them, as {@link #jacobian(TensorFunction, Tensor)}; zeros for one
     * that f does not use.
     */
    public static List<Tensor> jacobian(TensorsFunction f, List<Tensor> xs) {
        return Jacobians.jacobian(f, xs);
    }

    /**
     * The product of the Hessian of f at x with v, both of x's shape, without the Hessian; the value must
     * have one element.
     */
    public static Tensor hvp(TensorFunction f, Tensor x, Tensor v) {
        return Jacobians.hvp(xs -> f.apply(xs.get(0)), List.of(x), List.of(v)).get(0);
    }

    /**
     * The product of the whole Hessian of f at xs with vs, one part for each input, of its shape; the value
     * must have one element.
     */
    public static List<Tensor> hvp(TensorsFunction f, List<Tensor> xs, List<Tensor> vs) {
        return Jacobians.hvp(f, xs, vs);
    }

    /**
     * The Hessian of f at x, of x's shape twice: the second derivatives of the value, which must have one
     * element.
     */
    public static Tensor hessian(TensorFunction f, Tensor x) {
        return Jacobians.hessian(xs -> f.apply(xs.get(0)), List.of(x)).get(0).get(0);
    }

    /** The blocks of the Hessian of f at xs: block (i, j) has the shape of input i, then that of input j. */
    public static List<List<Tensor>> hessian(TensorsFunction f, List<Tensor> xs) {
        return Jacobians.hessian(f, xs);
    }

    // ---- gradient checks

    /**
     * Compares the derivatives of f at x, in both modes, with central differences. Computed in FLOAT64
     * whatever x is; nothing of the user's is changed.
     */
    public static GradCheckReport gradCheck(TensorFunction f, Tensor x) {
        return gradCheck(1, f, x);
    }

    /** As {@link #gradCheck(TensorFunction, Tensor)}, by each of several inputs. */
    public static GradCheckReport gradCheck(TensorsFunction f, List<Tensor> xs) {
        return gradCheck(1, f, xs);
    }

    /**
     * As {@link #gradCheck(TensorFunction, Tensor)}; with order 2 the second derivatives too. Other orders
     * are an error.
     */
    public static GradCheckReport gradCheck(int order, TensorFunction f, Tensor x) {
        return GradCheck.check(order, xs -> f.apply(xs.get(0)), List.of(x));
    }

    /** As {@link #gradCheck(int, TensorFunction, Tensor)}, by each of several inputs. */
    public static GradCheckReport gradCheck(int order, TensorsFunction f, List<Tensor> xs) {
        return GradCheck.check(order, f, xs);
    }

    // ---- functions with a derivative of their own, checkpoints, costs

    /**
     * A function with a derivative that the user wrote: in the graph one operation, under the given name. The
     * forward function computes the value from the inputs without being recorded; {@link Vjp} says what the
     * vjp gets and returns. Inputs may be of any dtype, but must not be written to. A wrong number, shape or
     * dtype of what the vjp returns is an error when it runs. Forward mode differentiates the vjp by its
     * cotangent, in which it is linear.
     */
    public static TensorsFunction customFunction(String name, TensorsFunction forward, Vjp vjp) {
        return xs -> new CustomOp(name, forward, vjp, xs.size()).apply(xs.toArray(new Tensor[0]));
    }

    /**
     * f(x), with a graph that holds no values until a backward pass comes to it; then f runs again to compute
     * them. Needs less memory, for one more computation of f. Gradients are the same to the bit, for x and
     * for all other tensors that f uses; checkpoints may contain checkpoints. Random numbers are the same in
     * both runs. f must do the same again: an error says where it did not, and that a tensor it uses was
     * changed in place since. After a pass that retains the graph the values stay.
     */
    public static Tensor checkpoint(TensorFunction f, Tensor x) {
        return Checkpoint.of(f, x);
    }

    /**
     * What the derivative of f at x (floating) by every element of x costs in forward mode: one pass for each
     * element.
     */
    public static Cost forwardCost(TensorFunction f, Tensor x) {
        return CostCounter.forward(f, x);
    }

    /**
     * What the derivative of every element of f at x (floating) costs in reverse mode: one pass forward, and
     * one backward for each element of the value.
     */
    public static Cost reverseCost(TensorFunction f, Tensor x) {
        return CostCounter.reverse(f, x);
    }

    /**
     * How many threads a large operation may use: as many as there are processors, unless the environment
     * variable LEIBNIZ_THREADS or {@link #threads(int)} said otherwise.
     */
    public static int threads() {
        return Workers.threads();
    }

    /** Lets large operations use so many threads, from 1 on. Results do not depend on it. */
    public static void threads(int number) {
        if (number < 1) {
            throw ValueErrors.threads(number);
        }
        Workers.use(number);
    }

    /** Why this tensor has no gradient, in a sentence or two; or that it has one. */
    public static String whyNoGrad(Tensor x) {
        return GradientErrors.whyNoGrad(x);
    }

    private static Node requireGraph(String operation, Tensor y) {
        Node node = y.node();
        if (node == null) {
            throw GradientErrors.noGraph(operation, y);
        }
        return node;
    }

    private static Tensor seed(String operation, Tensor y, Tensor gradient) {
        requireGradientShape(operation, y, gradient);
        return gradient.to(y.dtype());
    }

    static void requireGradientShape(String operation, Tensor y, Tensor gradient) {
        if (!Arrays.equals(gradient.layout.shape, y.layout.shape)) {
            throw GradientErrors.gradientShape(operation, y.layout.shape, gradient.layout.shape);
        }
    }

    private static boolean has(GraphOption option, GraphOption... options) {
        return Arrays.asList(options).contains(option);
    }

    private static OpNode.@Nullable Freed freedBy(Node root, GraphOption... options) {
        return has(GraphOption.RETAIN_GRAPH, options) || has(GraphOption.CREATE_GRAPH, options)
                ? null
                : new OpNode.Freed(root.name(), Origins.current());
    }
}
