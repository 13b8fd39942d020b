package leibniz.autograd;

import org.jspecify.annotations.Nullable;

/**
 * One recorded operation: its rule, the nodes of its operands, and the values that the rule reads. Graphs
 * have many of these, so what few nodes have stands apart, and two inputs and two saved values need no array.
 */
final class OpNode extends Node implements Values {
    private static final @Nullable Node[] NO_NODES = {};

    final Op op;
    final Call call;
    private final int[] shape;
    private final DType dtype;
    private final @Nullable Node first;
    private final @Nullable Node second;
    private final @Nullable Node[] others;
    // by slot: slot i is operand i, the last slot the output
    private @Nullable Tensor savedFirst;
    private @Nullable Tensor savedSecond;
    private @Nullable Tensor @Nullable [] savedOthers;
    private @Nullable Absence absence;
    private @Nullable Extras extras;

    /** Why a node holds no saved values any more. */
    sealed interface Absence permits Freed, Checkpoint {}

    /** They were freed by a backward pass of this result. */
    record Freed(String result, @Nullable String origin) implements Absence {}

    /** All that a node has saved, or why it is gone. */
    static final class Saved {
        private final @Nullable Tensor first;
        private final @Nullable Tensor second;
        private final @Nullable Tensor @Nullable [] others;
        private final int @Nullable [] versions;
        private final @Nullable Absence absence;

        private Saved(OpNode node) {
            first = node.savedFirst;
            second = node.savedSecond;
            others = node.savedOthers;
            versions = node.extras == null ? null : node.extras.versions;
            absence = node.absence;
        }

        boolean isFreed() {
            return absence instanceof Freed;
        }
    }

    /** What few nodes have. */
    static final class Extras {
        /** The versions of the saved values by slot, where one of them is not 0. */
        private int @Nullable [] versions;
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
        this.others = operands.length > 2 ? new Node[operands.length - 2] : NO_NODES;
        for (int i = 2; i < operands.length; i++) {
            others[i - 2] = operands[i].node();
        }
        save(operands, output);
    }

    /** Saves the values of the same operation, computed again. */
    void saveAgain(Tensor[] operands, Tensor output) {
        dropFor(null);
        save(operands, output);
    }

    /** Saves what the rules of the operands read that need a gradient. */
    private void save(Tensor[] operands, Tensor output) {
        int reads = 0;
        for (int i = 0; i < operands.length; i++) {
            reads |= input(i) == null ? 0 : op.reads(i);
        }
        for (int slot = 0; slot <= operands.length; slot++) {
            boolean isOutput = slot == operands.length;
            if ((reads & (isOutput ? Op.OUTPUT : Op.operand(slot))) != 0) {
                save(slot, isOutput ? output : operands[slot]);
            }
        }
    }

    private void save(int slot, Tensor value) {
        switch (slot) {
            case 0 -> savedFirst = value;
            case 1 -> savedSecond = value;
            default -> {
                savedOthers = savedOthers == null ? new Tensor[op.operands - 1] : savedOthers;
                savedOthers[slot - 2] = value;
            }
        }
        int version = value.storage.version();
        if (version != 0) {
            Extras few = makeExtras();
            few.versions = few.versions == null ? new int[op.operands + 1] : few.versions;
            few.versions[slot] = version;
        }
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
    public Tensor operand(int i) {
        return read(i);
    }

    @Override
    public Tensor output() {
        return read(op.operands);
    }

    private Tensor read(int slot) {
        Tensor value = restored(slot);
        if (value == null) {
            throw GradientErrors.notSaved(this, slot);
        }
        if (value.storage.version() != savedVersion(slot)) { // by a checkpoint, after the check of the pass
            throw GradientErrors.savedModified(this, slot, value, savedVersion(slot));
        }
        return value;
    }

    /** What is held in a slot, computed again where a checkpoint dropped it; null where nothing is held. */
    @Nullable
    Tensor restored(int slot) {
        if (absence instanceof Checkpoint checkpoint) {
            checkpoint.restore(this);
        }
        return saved(slot);
    }

    /** The checkpoint that can compute the saved values again, or null where they are held or not needed. */
    @Nullable
    Checkpoint checkpoint() {
        return absence instanceof Checkpoint checkpoint ? checkpoint : null;
    }

    /** Leaves it to a checkpoint to compute the saved values again. Returns false where there are none. */
    boolean drop(Checkpoint checkpoint) {
        boolean holds = !isFreed() && (savedFirst != null || savedSecond != null || savedOthers != null);
        if (holds) {
            dropFor(checkpoint);
        }
        return holds;
    }

    private void dropFor(@Nullable Absence reason) {
        absence = reason;
        savedFirst = null;
        savedSecond = null;
        savedOthers = null;
        if (extras != null) {
            extras.versions = null;
        }
    }

    Saved allSaved() {
        return new Saved(this);
    }

    void setAllSaved(Saved saved) {
        dropFor(saved.absence);
        savedFirst = saved.first;
        savedSecond = saved.second;
        savedOthers = saved.others;
        if (saved.versions != null) {
            makeExtras().versions = saved.versions;
        }
    }

    /** What is held in a slot, changed since or not. */
    @Nullable
    Tensor saved(int slot) {
        return switch (slot) {
            case 0 -> savedFirst;
            case 1 -> savedSecond;
            default -> savedOthers == null ? null : savedOthers[slot - 2];
        };
    }

    /** Whether one of the values held is in this storage. */
    boolean holds(Storage storage) {
        for (int slot = 0; slot <= op.operands; slot++) {
            Tensor value = saved(slot);
            if (value != null && value.storage == storage) {
                return true;
            }
        }
        return false;
    }

    /** The saved operand or, for the slot after the operands, output; null where none is held unchanged. */
    @Nullable
    Tensor unchanged(int slot) {
        Tensor tensor = saved(slot);
        return tensor != null && tensor.storage.version() == savedVersion(slot) ? tensor : null;
    }

    private int savedVersion(int slot) {
        return extras == null || extras.versions == null ? 0 : extras.versions[slot];
    }

    /**
     * Throws where this node cannot run backward: its values are freed, or were changed after they were
     * saved.
     */
    void checkUsable() {
        if (absence instanceof Freed freed) {
            throw GradientErrors.freed(this, freed);
        }
        if (absence instanceof Checkpoint checkpoint) {
            checkpoint.checkUsable(this);
        }
        for (int slot = 0; slot <= op.operands; slot++) {
            Tensor value = saved(slot);
            if (value != null && unchanged(slot) == null) {
                throw GradientErrors.savedModified(this, slot, value, savedVersion(slot));
            }
        }
    }

    boolean isFreed() {
        return absence instanceof Freed;
    }

    void free(Freed by) {
        dropFor(by);
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

    @Override
    void setGrad(@Nullable Tensor gradient) {
        if (extras != null) {
            extras.grad = gradient;
        }
    }

    @Override
    boolean keepsGrad() {
        return extras != null && extras.retainsGrad;
    }

    @Override
    synchronized void accumulate(Tensor gradient, boolean isOwn) {
        Extras few = makeExtras();
        few.grad = Gradients.accumulate(few.grad, gradient, false); // the pass goes on with it
    }

    /** The symbolic tensor that data was bound to where this node came of that, else null. */
    @Nullable
    Tensor boundFrom() {
        return extras == null ? null : extras.boundFrom;
    }
}
