package leibniz.autograd;

import org.jspecify.annotations.Nullable;

/**
 * One recorded operation: its rule, the nodes of its operands, and the values that the rule reads. Graphs
 * have many of these, so the fields are few: two inputs and two saved values without an array, and no version
 * where it is 0.
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
     * Saved values: each a Tensor, or Stamped where its version is not 0; or, in place of the first, Freed or
     * the Checkpoint.
     */
    private @Nullable Object savedFirst;
    private @Nullable Object savedSecond;
    private Object @Nullable [] savedOthers;
    private @Nullable Extras extras;

    /** A saved value whose storage had been written to before it was saved. */
    private record Stamped(Tensor tensor, int version) {}

    /** What stands in place of saved values after a backward pass: who freed them. */
    record Freed(String result, @Nullable String origin) {}

    /** All that a node has saved. */
    static final class Saved {
        private final @Nullable Object first;
        private final @Nullable Object second;
        private final Object @Nullable [] others;

        private Saved(@Nullable Object first, @Nullable Object second, Object @Nullable [] others) {
            this.first = first;
            this.second = second;
            this.others = others;
        }

        boolean isFreed() {
            return first instanceof Freed;
        }
    }

    /** What few nodes have. */
    static final class Extras {
        boolean retainsGrad;
        @Nullable
        Tensor grad;
        @Nullable
        NodeSnapshot kept;
        @Nullable
        Hooks hooks;
        /** The symbolic tensor that data was bound to. */
        @Nullable
        Tensor boundFrom;
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
        save(operands, output);
    }

    /** Saves the values of the same operation, computed again. */
    void saveAgain(Tensor[] operands, Tensor output) {
        setAllSaved(new Saved(null, null, null));
        save(operands, output);
    }

    /**
     * Saves what the rules of the operands read that need a gradient. Slot i is operand i, the last slot the
     * output.
     */
    private void save(Tensor[] operands, Tensor output) {
        int reads = 0;
        for (int i = 0; i < operands.length; i++) {
            reads |= input(i) == null ? 0 : op.reads(i);
        }
        for (int slot = 0; slot <= operands.length; slot++) {
            boolean isOutput = slot == operands.length;
            if ((reads & (isOutput ? Op.OUTPUT : Op.operand(slot))) != 0) {
                save(slot, stamp(isOutput ? output : operands[slot]));
            }
        }
    }

    private void save(int slot, Object value) {
        switch (slot) {
            case 0 -> savedFirst = value;
            case 1 -> savedSecond = value;
            default -> {
                savedOthers = savedOthers == null ? new Object[op.operands - 1] : savedOthers;
                savedOthers[slot - 2] = value;
            }
        }
    }

    private @Nullable Object saved(int slot) {
        return switch (slot) {
            case 0 -> savedFirst;
            case 1 -> savedSecond;
            default -> savedOthers == null ? null : savedOthers[slot - 2];
        };
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
        if (savedFirst instanceof Checkpoint checkpoint) {
            checkpoint.restore(this);
        }
    }

    /** The checkpoint that can compute the saved values again, or null where they are held or not needed. */
    @Nullable
    Checkpoint checkpoint() {
        return savedFirst instanceof Checkpoint checkpoint ? checkpoint : null;
    }

    /** Leaves it to a checkpoint to compute the saved values again. Returns false where there are none. */
    boolean drop(Checkpoint checkpoint) {
        boolean holds = !isFreed() && (savedFirst != null || savedSecond != null || savedOthers != null);
        if (holds) {
            setAllSaved(new Saved(checkpoint, null, null));
        }
        return holds;
    }

    Saved allSaved() {
        return new Saved(savedFirst, savedSecond, savedOthers);
    }

    void setAllSaved(Saved saved) {
        savedFirst = saved.first;
        savedSecond = saved.second;
        savedOthers = saved.others;
    }

    /** What is held in a slot, changed since or not. */
    @Nullable
    Tensor savedAt(int slot) {
        Object value = saved(slot);
        if (value instanceof Stamped stamped) {
            return stamped.tensor;
        }
        return value instanceof Tensor tensor ? tensor : null;
    }

    /** The saved operand or, for the slot after the operands, output; null where none is held unchanged. */
    @Nullable
    Tensor unchanged(int slot) {
        Tensor tensor = savedAt(slot);
        return tensor != null && tensor.storage.version() == savedVersion(slot) ? tensor : null;
    }

    private int savedVersion(int slot) {
        return saved(slot) instanceof Stamped stamped ? stamped.version : 0;
    }

    /**
     * Throws where this node cannot run backward: its values are freed, or were changed after they were
     * saved.
     */
    void checkUsable() {
        if (savedFirst instanceof Freed freed) {
            throw Errors.freed(this, freed);
        }
        if (savedFirst instanceof Checkpoint checkpoint) {
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
        return savedFirst instanceof Freed;
    }

    void free(Freed by) {
        savedFirst = by;
        savedSecond = null;
        savedOthers = null;
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

    /** The symbolic tensor that data was bound to where this node came of that, else null. */
    @Nullable
    Tensor boundFrom() {
        return extras == null ? null : extras.boundFrom;
    }
}
