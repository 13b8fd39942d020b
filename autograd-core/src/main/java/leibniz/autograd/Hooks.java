package leibniz.autograd;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The functions that the user wants called with the gradient of one node, in order of registration. */
final class Hooks {
    /** One registration; a class of its own, since the same function may be registered twice. */
    private static final class Hook implements Scope {
        private final List<Hook> registered;
        private final UnaryOperator<@Nullable Tensor> function;
        private final String node;

        Hook(List<Hook> registered, UnaryOperator<@Nullable Tensor> function, Node node) {
            this.registered = registered;
            this.function = function;
            this.node = describe(node);
        }

        @Override
        public void close() {
            registered.remove(this);
        }

        @Override
        public String toString() {
            return (registered.contains(this) ? "hook on " : "removed hook of ") + node;
        }
    }

    // copied on write: a hook may remove itself, or another thread register one, while a pass runs
    private final List<Hook> registered = new CopyOnWriteArrayList<>();

    static Scope register(Tensor tensor, UnaryOperator<@Nullable Tensor> function) {
        Node node = tensor.node();
        if (node == null) {
            throw GradientErrors.constant("registerHook", tensor);
        }
        Hooks hooks = of(node);
        if (hooks == null) {
            hooks = new Hooks();
            switch (node) {
                case LeafNode leaf -> leaf.hooks = hooks;
                case OpNode op -> op.makeExtras().hooks = hooks;
            }
        }
        Hook hook = new Hook(hooks.registered, function, node);
        if (!Checkpoint.isRunningAgain()) {
            hooks.registered.add(hook);
        }
        return hook;
    }

    private static @Nullable Hooks of(Node node) {
        return switch (node) {
            case LeafNode leaf -> leaf.hooks;
            case OpNode op -> op.extras() == null ? null : op.extras().hooks;
        };
    }

    static boolean areOn(Node node) {
        return of(node) != null;
    }

    /** The gradient after the hooks of a node: each gets what the one before it returned. */
    static Tensor apply(Node node, Tensor gradient) {
        Hooks hooks = of(node);
        if (hooks == null) {
            return gradient;
        }
        Tensor result = gradient;
        for (Hook hook : hooks.registered) {
            result = call(hook, node, result);
        }
        return result;
    }

    private static Tensor call(Hook hook, Node node, Tensor gradient) {
        // others may hold this very tensor, so a hook gets one of its own; a recorded one must stay the same
        Tensor given = gradient.requiresGrad()
                ? gradient
                : Tangents.carry(gradient, Loops.copy(gradient, gradient.dtype()));
        int version = given.storage.version();
        Tensor replacement = hook.function.apply(given);
        if (given.storage.version() != version) {
            throw FunctionErrors.hookWroteInPlace(describe(node));
        }
        if (replacement == null || replacement == given) {
            return gradient;
        }
        if (replacement.dtype() != node.dtype() || !Arrays.equals(replacement.layout.shape, node.shape())) {
            throw FunctionErrors.hookResult(describe(node), node, replacement);
        }
        return replacement;
    }

    private static String describe(Node node) {
        return (node instanceof OpNode op ? GradientErrors.made(op) : "a leaf") + " of shape "
                + Shapes.text(node.shape());
    }
}
