package leibniz.autograd;

import org.jspecify.annotations.Nullable;

/**
 * One recorded operation: its rule, the nodes of its operands, and the values that the rule reads. Graphs have
 * many of these, so the fields are few: two inputs without an array, and no version where it is 0.
 */
final class OpNode extends Node implements Values {
    final Op op;
    final Call call;
    private final int[] shape;
    private final DType dtype;
    private final @Nullable Node first;
    private final @Nullable Node second;
    private final Node @Nullable [] others;
    /**
     * Saved values (Tensor, or Stamped where the version is not 0) by operand, the output last; or Freed; or the
     * Checkpoint that can compute them again.
     */
    private @Nullable Object saved;
    private @Nullable Extras extras;

    /** A saved value whose storage had been written to before it was saved. */
    private record Stamped(Tensor tensor, int version) {}

    /** What stands in place of saved values after a backward pass: who freed them. */
    record Freed(String result, @Nullable String origin) {}

    /** What few nodes have. */
    static final class Extras {
        boolean retainsGrad;
        @Nullable
        Tensor grad;
        @Nullable
        KeptValues kept;
        @Nullable
        Hooks hooks;
    }

    OpNode(Op op, Call call, Tensor[] operands, Tensor output) {
        this.op = op;
        this.call = call;
        this.shape = output.layout.shape;
        this.dtype = output.dtype();
        this.first = operands[0].node();
        this.second = operands.length > 1 ? operands[1].node() : null;
        this.others = operands.length > 2 ? new Node[operands.length - 2] : null;
        for (int i = 2; i < operands.length; i++) {
            others[i - 2] = operands[i].node();
        }
        this.saved = save(operands, output);
    }

    /** Saves the values of the same operation, computed again. */
    void saveAgain(Tensor[] operands, Tensor output) {
        saved = save(operands, output);
    }

    private Object @Nullable [] save(Tensor[] operands, Tensor output) {
        int reads = 0;
        for (int i = 0; i < operands.length; i++) {
            reads |= input(i) == null ? 0 : op.reads(i);
        }
        if (reads == 0) {
            return null;
        }
        boolean readsOutput = (reads & Op.OUTPUT) != 0;
        int last = readsOutput ? operands.length : 31 - Integer.numberOfLeadingZeros(reads);
        Object[] values = new Object[last + 1];
        for (int i = 0; i < operands.length && i <= last; i++) {
            values[i] = (reads & Op.operand(i)) == 0 ? null : stamp(operands[i]);
        }
        if (readsOutput) {
            values[last] = stamp(output);
        }
        return values;
    }

    private static Object stamp(Tensor value) {
        int version = value.storage.version();
        return version == 0 ? value : new Stamped(value, version);
    }

    @Override
    String name() {
        return call.composition == null ? op.name : call.composition;
    }

    @Override
    int[] shape() {
        return shape;
    }

    @Override
    DType dtype() {
        return dtype;
    }

    @Override
    int inputCount() {
        return op.operands;
    }

    @Override
    @Nullable
    Node input(int i) {
        return switch (i) {
            case 0 -> first;
            case 1 -> second;
            default -> others[i - 2];
        };
    }

    @Override
    public @Nullable Tensor operand(int i) {
        restore();
        return savedAt(i);
    }

    @Override
    public @Nullable Tensor output() {
        restore();
        return savedAt(op.operands);
    }

    private void restore() {
        if (saved instanceof Checkpoint checkpoint) {
            checkpoint.restore(this);
        }
    }

    /** What is saved, for a checkpoint to exchange. */
    @Nullable
    Object saved() {
        return saved;
    }

    void setSaved(@Nullable Object saved) {
        this.saved = saved;
    }

    /** What is held in a slot, changed since or not. */
    @Nullable
    Tensor savedAt(int slot) {
        if (!(saved instanceof Object[] values) || slot >= values.length) {
            return null;
        }
        return values[slot] instanceof Stamped stamped ? stamped.tensor : (Tensor) values[slot];
    }

    /** The saved operand or, for the slot after the operands, output; null where none is held unchanged. */
    @Nullable
    Tensor unchanged(int slot) {
        Tensor tensor = savedAt(slot);
        return tensor != null && tensor.storage.version() == savedVersion(slot) ? tensor : null;
    }

    private int savedVersion(int slot) {
        return saved instanceof Object[] values && values[slot] instanceof Stamped stamped
                ? stamped.version
                : 0;
    }

    /** Throws where this node cannot run backward: its values are freed, or were changed after they were saved. */
    void checkUsable() {
        if (saved instanceof Freed freed) {
            throw Errors.freed(this, freed);
        }
        if (saved instanceof Checkpoint checkpoint) {
            checkpoint.checkUsable(this);
        }
        for (int slot = 0; slot <= op.operands; slot++) {
            Tensor value = savedAt(slot);
            if (value != null && unchanged(slot) == null) {
                throw Errors.savedModified(this, slot, value, savedVersion(slot));
            }
        }
    }

    boolean isFreed() {
        return saved instanceof Freed;
    }

    void free(Freed by) {
        saved = by;
    }

    @Nullable
    Extras extras() {
        return extras;
    }

    Extras makeExtras() {
        if (extras == null) {
            extras = new Extras();
        }
        return extras;
    }

    @Override
    @Nullable
    Tensor grad() {
        return extras == null ? null : extras.grad;
    }
}
