package leibniz.autograd;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A function whose graph keeps no values between forward and backward. Its nodes are made as always, so
 * gradients reach everything that the function used, also what it captured; but when it has run, what they
 * saved is dropped. The first rule of a backward pass that asks for one of those values runs the function
 * again, and the operations of that run, the same in the same order, find the nodes of the first and save
 * into them. Since the graph is the same, so is every bit of the gradients. The price is one more computation
 * of the function.
 */
final class Checkpoint implements OpNode.Absence {
    private enum Run {
        /** Nodes are made, and what they saved is dropped at the end. */
        FIRST,
        /** This checkpoint's values are computed again. */
        RESTORING,
        /**
         * The checkpoint around this one computes its own values again, and this one gets its input again.
         */
        PASSING
    }

    /** A storage that the function read but did not make, with its version when the function had run. */
    private record External(WeakReference<Storage> storage, int version) {}

    /** What a node held before a run that saves into it. */
    private record Held(OpNode node, OpNode.Saved saved, boolean own) {}

    /** The checkpoint within whose function this one was called, or null. */
    private final @Nullable Checkpoint outer;
    private final long randomState = RandomNumbers.state();
    private final List<OpNode> nodes = new ArrayList<>();
    private final List<Checkpoint> inner = new ArrayList<>();
    private List<External> externals = List.of();
    /** One of the nodes whose values are dropped: it answers for all when a pass checks its nodes. */
    private @Nullable OpNode first;
    // null while the outer checkpoint holds no values either: its own run brings them back
    private @Nullable TensorFunction f;
    private @Nullable Tensor x;

    // of the present run
    private Run run = Run.FIRST;
    private boolean isRunning;
    private int nextNode;
    private int nextInner;
    private final List<Held> before = new ArrayList<>();
    /** The storages that the first run met, and whether it found rather than made them. */
    private final Map<Storage, Boolean> met = new WeakHashMap<>();

    private Checkpoint(@Nullable Checkpoint outer) {
        this.outer = outer;
    }

    /** Runs f on x as a part of the graph. */
    static Tensor of(TensorFunction f, Tensor x) {
        Recorder recorder = Recorder.current();
        if (recorder.mode != Recorder.Mode.ON) {
            return Autograd.value("checkpoint", f, x); // nothing is recorded, so nothing would be saved
        }
        Checkpoint outer = recorder.checkpoint;
        if (outer != null && outer.run != Run.FIRST) {
            if (outer.nextInner == outer.inner.size()) {
                throw FunctionErrors.checkpointDiffers("it called checkpoint once more");
            }
            return outer.inner.get(outer.nextInner++).run(Run.PASSING, f, x);
        }
        Checkpoint made = new Checkpoint(outer);
        if (outer != null) {
            outer.inner.add(made);
        }
        return made.run(Run.FIRST, f, x);
    }

    /** Whether what runs now ran before, so that what it adds to the graph, such as hooks, is there. */
    static boolean isRunningAgain() {
        Checkpoint current = Recorder.current().checkpoint;
        return current != null && current.run != Run.FIRST;
    }

    private Tensor run(Run kind, TensorFunction function, Tensor input) {
        Recorder recorder = Recorder.current();
        Checkpoint around = recorder.checkpoint;
        recorder.checkpoint = this;
        f = function;
        x = input;
        run = kind;
        isRunning = true;
        nextNode = 0;
        nextInner = 0;
        boolean complete = false;
        try {
            Tensor y = Autograd.value("checkpoint", function, input);
            if (nextNode < nodes.size()) {
                throw FunctionErrors
                        .checkpointDiffers("it ended before <" + nodes.get(nextNode).name() + ">");
            }
            complete = true;
            return y;
        } finally {
            isRunning = false;
            recorder.checkpoint = around;
            switch (kind) {
                case FIRST -> endFirst();
                case RESTORING -> endRestoring(complete);
                case PASSING -> endPassing();
            }
            before.clear();
        }
    }

    private void endFirst() {
        nodes.forEach(this::drop);
        externals = met.entrySet().stream().filter(Map.Entry::getValue)
                .map(e -> new External(new WeakReference<>(e.getKey()), e.getKey().version())).toList();
        met.clear();
        inner.forEach(Checkpoint::forgetInput);
    }

    private void endRestoring(boolean complete) {
        for (Held held : before) {
            // freed before: by a pass within the function, or by the one that runs
            if (!complete || !held.own || held.saved.isFreed()) {
                held.node.setAllSaved(held.saved);
            }
        }
    }

    private void endPassing() {
        Checkpoint around = Objects.requireNonNull(outer);
        for (Held held : before) {
            around.before.add(new Held(held.node, held.saved, false));
            drop(held.node);
        }
    }

    private void drop(OpNode node) {
        if (node.drop(this)) {
            first = first == null ? node : first;
        }
    }

    private void forgetInput() {
        f = null;
        x = null;
    }

    /** What is held to run the function again; null while the outer checkpoint's own run brings it back. */
    @Nullable
    Tensor input() {
        return x;
    }

    /** Called for each operation while the function runs. */
    void ran(Tensor[] operands, Tensor output) {
        if (run == Run.FIRST) {
            for (Tensor operand : operands) {
                met.putIfAbsent(operand.storage, true);
            }
            met.putIfAbsent(output.storage, false);
        }
    }

    /** The node of an operation: made by the first run, found again by later ones. */
    OpNode node(Op op, Call call, Tensor[] operands, Tensor output) {
        if (run == Run.FIRST) {
            OpNode made = new OpNode(op, call, operands, output);
            nodes.add(made);
            nextNode++;
            return made;
        }
        if (nextNode == nodes.size()) {
            throw FunctionErrors.checkpointDiffers("it went on with <" + op.name + ">");
        }
        OpNode node = nodes.get(nextNode++);
        if (!isSame(node, op, operands, output)) {
            throw FunctionErrors
                    .checkpointDiffers("<%s> of shape %s has become <%s> of shape %s".formatted(node.op.name,
                            Shapes.text(node.shape()), op.name, Shapes.text(output.layout.shape)));
        }
        before.add(new Held(node, node.allSaved(), true));
        node.saveAgain(operands, output);
        return node;
    }

    private static boolean isSame(OpNode node, Op op, Tensor[] operands, Tensor output) {
        boolean same = node.op.name.equals(op.name) && node.op.operands == op.operands
                && Arrays.equals(node.shape(), output.layout.shape) && node.dtype() == output.dtype();
        for (int i = 0; same && i < operands.length; i++) {
            Node input = node.input(i);
            // a leaf that the function makes is a new one each time
            same = input instanceof LeafNode
                    ? operands[i].node() instanceof LeafNode
                    : isSame(input, operands[i].node());
        }
        return same;
    }

    /** A view that was written to before it was used has a node of its own for each time it is looked at. */
    private static boolean isSame(@Nullable Node node, @Nullable Node other) {
        Node a = node;
        Node b = other;
        while (a != b && a instanceof OpNode one && b instanceof OpNode two && one.op instanceof LinearOp
                && one.op.key().equals(two.op.key())) {
            a = one.input(0);
            b = two.input(0);
        }
        return a == b;
    }

    /** Throws where the function would not compute what it did. Asked for each node, does it once. */
    void checkUsable(OpNode node) {
        if (node == first) {
            checkUsable();
        }
    }

    private void checkUsable() {
        for (External external : externals) {
            Storage storage = external.storage.get();
            if (storage != null && storage.version() != external.version) {
                throw FunctionErrors.checkpointInputModified(storage, external.version);
            }
        }
    }

    /** Gives the node, and all others of this checkpoint, their values again. */
    void restore(OpNode node) {
        synchronized (outermost()) {
            if (node.checkpoint() == this) {
                restore();
            }
        }
        node.checkUsable();
    }

    private Checkpoint outermost() {
        Checkpoint outermost = this;
        while (outermost.outer != null) {
            outermost = outermost.outer;
        }
        return outermost;
    }

    private void restore() {
        checkUsable();
        if (f == null) {
            Objects.requireNonNull(outer).restore();
        }
        TensorFunction function = Objects.requireNonNull(f);
        Tensor input = Objects.requireNonNull(x);
        RandomNumbers.replay(randomState,
                () -> Recorder.in(Recorder.Mode.ON, () -> run(Run.RESTORING, function, input)));
        if (outer != null && !outer.isRunning) {
            forgetInput();
        }
    }
}
