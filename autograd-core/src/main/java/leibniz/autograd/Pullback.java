package leibniz.autograd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The value of a function at its inputs, and the graph through which cotangents are pulled back to them, as
 * often as wanted; see {@link Autograd#vjp(TensorFunction, Tensor)}.
 */
public final class Pullback {
    private final String operation;
    private final List<Tensor> xs;
    /** What the function was given: stand-ins that require a gradient, connected with xs where these do. */
    private final List<Tensor> inputs;
    private final Set<Node> own = new HashSet<>();
    private final Tensor result;
    /** Whether tensors of others that require a gradient, inputs or captured ones, lie in the graph. */
    private final boolean reachesOthers;

    private Pullback(String operation, TensorsFunction f, List<Tensor> xs) {
        this.operation = operation;
        this.xs = xs;
        xs.forEach(x -> Checks.requireFloating(operation, x));
        boolean recording = Autograd.isGradEnabled();
        inputs = xs.stream().map(x -> recording && x.requiresGrad() ? x.reshape(x.layout.shape) : leaf(x))
                .toList();
        result = Autograd.enableGrad(() -> Autograd.value(operation, f, inputs));
        reachesOthers = recording && reachesOthers(result);
    }

    static Pullback of(String operation, TensorsFunction f, List<Tensor> xs) {
        return new Pullback(operation, f, xs);
    }

    private Tensor leaf(Tensor x) {
        Tensor leaf = Tangents.carry(x, x.alias(x.layout)).requiresGrad_(true);
        own.add(leaf.node());
        return leaf;
    }

    /** The value of the function, connected to all that requires a gradient. */
    public Tensor value() {
        return reachesOthers ? result : Tangents.carry(result, result.alias(result.layout));
    }

    /** The product of a cotangent of the value's shape with the Jacobian, of the shape of the only input. */
    public Tensor derivative(Tensor cotangent) {
        if (xs.size() != 1) {
            throw GradientErrors.severalInputs(xs.size());
        }
        return derivatives(cotangent).get(0);
    }

    /**
     * The products of a cotangent of the value's shape with the Jacobians, one for each input and of its
     * shape; zeros for an input that the function does not use. Differentiable in turn by all that requires a
     * gradient. Another shape is an error.
     */
    public List<Tensor> derivatives(Tensor cotangent) {
        return pull(cotangent, true).stream().map(this::cut).toList();
    }

    /**
     * A pass for many cotangents at once, where nothing of it is recorded or looked at; null where each has
     * to have its own.
     */
    @Nullable
    ManyCotangents forMany() {
        Node root = result.node();
        return root == null || isSeen() ? null : new ManyCotangents(root, inputs);
    }

    /**
     * The gradients by the inputs, as functions of these: for second derivatives, where nothing of it is
     * recorded or looked at; null where that is not so, or where the norm of zeros has its own second
     * derivative.
     */
    @Nullable
    List<Tensor> gradients() {
        if (!result.requiresGrad() || result.storage.isSymbolic() || isSeen()
                || Node.meets(result, NormOp::isOfZero)) {
            return null;
        }
        return Autograd.enableGrad(() -> Autograd.grad(result, inputs, Tensors.onesLike(result),
                GraphOption.CREATE_GRAPH, GraphOption.ALLOW_UNUSED));
    }

    /** Whether anything but the derivative at hand depends on how it is computed. */
    private boolean isSeen() {
        return Tangents.areActive() || Recorder.current().detectsAnomaly
                || (Autograd.isGradEnabled() && reachesOthers)
                || !own.containsAll(inputs.stream().map(Tensor::node).toList());
    }

    List<Tensor> inputs() {
        return inputs;
    }

    /** As they come out of the pass: recorded where anything but the stand-ins requires a gradient. */
    List<Tensor> pull(Tensor cotangent, boolean again) {
        Autograd.requireGradientShape(operation, result, cotangent);
        if (!result.requiresGrad()) {
            return xs.stream().map(Tensors::zerosLike).toList();
        }
        boolean connected = Autograd.isGradEnabled()
                && (reachesOthers || cotangent.requiresGrad() || Tangents.requireGrad());
        List<GraphOption> options = new ArrayList<>(List.of(GraphOption.ALLOW_UNUSED));
        if (connected || (Tangents.areComputed() && Node.meets(result, NormOp::isOfZero))) {
            options.add(GraphOption.CREATE_GRAPH);
        } else if (again) {
            options.add(GraphOption.RETAIN_GRAPH);
        }
        return Autograd.grad(result, inputs, cotangent, options.toArray(new GraphOption[0]));
    }

    /** The derivative, as a constant where nothing but the stand-ins requires a gradient. */
    Tensor cut(Tensor derivative) {
        boolean connected = Autograd.isGradEnabled() && reachesOthers(derivative);
        if (!derivative.requiresGrad() || connected) {
            return derivative;
        }
        Tensor constant = Tangents.carry(derivative, Recorder.in(Recorder.Mode.ENGINE, derivative::copy));
        constant.history = NoGradReason.ofConstantDerivative();
        return constant;
    }

    private boolean reachesOthers(Tensor x) {
        return Node.meets(x, node -> node instanceof LeafNode && !own.contains(node));
    }
}
