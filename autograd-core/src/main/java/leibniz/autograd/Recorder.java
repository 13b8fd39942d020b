package leibniz.autograd;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a thread does with the operations it runs: whether they are recorded, and under which call. */
final class Recorder {
    /** Whether operations become nodes. */
    enum Mode {
        /** Operations become nodes. */
        ON,
        /** The user switched recording off: results remember that. */
        OFF,
        /** The engine computes for itself: nothing is recorded and nothing remembered. */
        ENGINE
    }

    private static final ThreadLocal<Recorder> CURRENT = ThreadLocal.withInitial(Recorder::new);
    private static volatile @Nullable Observer observer;

    Mode mode = Mode.ON;
    /** While the tangent of an operation is computed, those that must not have tangents of it in turn. */
    List<Tangents> hiddenTangents = List.of();
    /** Whether a NaN that appears in a backward pass is an error. */
    boolean detectsAnomaly;
    /** The checkpointed function that runs, or null. */
    @Nullable
    Checkpoint checkpoint;
    private @Nullable Call composition;
    private boolean derivative;
    private Call plain = new Call(null, null, null, false, List.of());

    static Recorder current() {
        return CURRENT.get();
    }

    static @Nullable Observer observer() {
        return observer;
    }

    static void observe(@Nullable Observer newObserver) {
        observer = newObserver;
    }

    /**
     * Notes that an operation computed y from the operands x: gives y its node in the graph, or the reason
     * why it has none, and in forward mode its tangents.
     */
    void record(Op op, Tensor[] x, Tensor y) {
        if (checkpoint != null) {
            checkpoint.ran(x, y);
        }
        History history = history(op, x, y);
        if (y.history instanceof View view && mode == Mode.ON) {
            view.follow(op, x[0], y, history);
        } else {
            y.setHistory(history);
        }
        Tangents.propagate(this, op, x, y);
    }

    private @Nullable History history(Op op, Tensor[] x, Tensor y) {
        Node from = first(Node.class, x);
        if (from == null) {
            NoGradReason cut = first(NoGradReason.class, x);
            boolean alsoMadeInNoGrad = mode == Mode.OFF && cut != null
                    && cut.kind == NoGradReason.Kind.NO_GRAD;
            return cut == null || alsoMadeInNoGrad ? cut : cut.inherited();
        }
        if (!y.dtype().isFloating()) {
            return new NoGradReason(NoGradReason.Kind.NOT_FLOATING, nameOf(op), from);
        }
        return switch (mode) {
            case ON -> node(op, x, y);
            case OFF -> new NoGradReason(NoGradReason.Kind.NO_GRAD, nameOf(op), from);
            case ENGINE -> null;
        };
    }

    private static <T extends History> @Nullable T first(Class<T> kind, Tensor[] x) {
        for (Tensor operand : x) {
            if (kind.isInstance(operand.history())) {
                return kind.cast(operand.history());
            }
        }
        return null;
    }

    private OpNode node(Op op, Tensor[] x, Tensor y) {
        OpNode node = checkpoint == null
                ? new OpNode(op, call(), x, y)
                : checkpoint.node(op, call(), x, y);
        Observer observer = Recorder.observer;
        if (observer != null && !y.storage.isSymbolic()) {
            observer.made(node, x, y);
        }
        return node;
    }

    /** The call that a node made now belongs to. */
    Call call() {
        if (composition != null) {
            return composition;
        }
        String origin = Origins.current();
        if (!Objects.equals(plain.origin, origin) || plain.derivative != derivative) {
            plain = new Call(null, null, origin, derivative, List.of());
        }
        return plain;
    }

    /**
     * The name under which the user knows what is running: of the composition if any, else of the primitive.
     */
    String nameOf(Op op) {
        return composition == null || composition.composition == null ? op.name : composition.composition;
    }

    static <T> T in(Mode mode, Supplier<T> body) {
        Recorder recorder = current();
        Mode before = recorder.mode;
        recorder.mode = mode;
        try {
            return body.get();
        } finally {
            recorder.mode = before;
        }
    }

    /** Runs what belongs to a call that was made before. */
    static <T> T within(Call call, Supplier<T> body) {
        Recorder recorder = current();
        Call before = recorder.composition;
        recorder.composition = call.composition == null ? before : call;
        try {
            return body.get();
        } finally {
            recorder.composition = before;
        }
    }

    /** Runs what is part of nothing that runs now, recorded and seen by all who compute tangents. */
    static <T> T afresh(Supplier<T> body) {
        Recorder before = current();
        Recorder fresh = new Recorder();
        CURRENT.set(fresh);
        try {
            return body.get();
        } finally {
            CURRENT.set(before);
        }
    }

    /** Runs a part of a backward pass under CREATE_GRAPH: recorded, and marked as derivative. */
    static <T> T derivative(Supplier<T> body) {
        Recorder recorder = current();
        boolean before = recorder.derivative;
        recorder.derivative = true;
        try {
            return in(Mode.ON, body);
        } finally {
            recorder.derivative = before;
        }
    }

    /**
     * Runs a composition: the nodes that it makes carry its name. Within another composition it counts as
     * part of that one, since that is what the user called.
     */
    static Tensor composition(String name, Supplier<Tensor> body) {
        return composition(name, null, body);
    }

    /**
     * @param arguments how to write down what it was given besides its operands; null leaves that to its
     *     parts
     */
    static Tensor composition(String name, @Nullable Supplier<String> arguments, Supplier<Tensor> body) {
        return compositionOf(List.of(), name, arguments, body);
    }

    /**
     * @param operands what the user passed, where parts are given what was made of it beforehand, so that a
     *     graph shows the tensors of the user
     */
    static Tensor compositionOf(List<Tensor> operands, String name, Supplier<Tensor> body) {
        return compositionOf(operands, name, null, body);
    }

    static Tensor compositionOf(List<Tensor> operands, String name, @Nullable Supplier<String> arguments,
            Supplier<Tensor> body) {
        Recorder recorder = current();
        if (recorder.composition != null || recorder.mode == Mode.ENGINE) {
            return body.get();
        }
        recorder.composition = new Call(name, arguments, Origins.current(), recorder.derivative,
                operands.isEmpty() ? List.of() : operands.stream().map(Call.Operand::of).toList());
        try {
            return body.get();
        } finally {
            recorder.composition = null;
        }
    }
}
