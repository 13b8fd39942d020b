package leibniz.autograd;

import java.util.Arrays;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Forward mode: while a function runs, the tangent of every value that depends on the input is computed next
 * to the value and forgotten together with it. Nothing is recorded, so memory does not grow with the length
 * of the computation. A derivative within a derivative has its own tangents, with those around it as outer
 * ones.
 */
final class Tangents {
    private final @Nullable Tangents outer;
    private final Map<Tensor, Tensor> tangents = new WeakHashMap<>(); // tensors compare by identity

    private final @Nullable Observer observer;

    private Tangents(@Nullable Tangents outer, @Nullable Observer observer) {
        this.outer = outer;
        this.observer = observer;
    }

    /** Sees each operation of a function that runs in forward mode. */
    interface Observer {
        void computed(Tensor[] operands, Tensor result, Tangents tangents);
    }

    /** Runs a function with new tangents. */
    static <T> T within(Function<Tangents, T> body) {
        return observed(null, body);
    }

    /** Runs a function with new tangents, and shows an observer what it computes while recording is on. */
    static <T> T observed(@Nullable Observer observer, Function<Tangents, T> body) {
        Recorder recorder = Recorder.current();
        Tangents here = new Tangents(recorder.tangents, observer);
        recorder.tangents = here;
        try {
            return body.apply(here);
        } finally {
            recorder.tangents = here.outer;
        }
    }

    /** Gives a tensor that stands for another its tangents; returns the former. */
    static Tensor carry(Tensor from, Tensor to) {
        for (Tangents level = Recorder.current().tangents; level != null; level = level.outer) {
            Tensor tangent = level.get(from);
            if (tangent != null) {
                level.put(to, tangent);
            }
        }
        return to;
    }

    /** After a tensor was overwritten by another's values: it now has that one's tangents, or none. */
    static void replace(Tensor from, Tensor overwritten) {
        Recorder recorder = Recorder.current();
        if (recorder.mode == Recorder.Mode.OFF || !overwritten.dtype().isFloating()) {
            return;
        }
        for (Tangents level = recorder.tangents; level != null; level = level.outer) {
            Tensor tangent = level.get(from);
            if (tangent == null) {
                level.tangents.remove(overwritten);
            } else {
                level.put(overwritten, tangent);
            }
        }
    }

    /** Whether any derivative that is being computed now goes through the tensor. */
    static boolean exist(Tensor tensor) {
        Recorder recorder = Recorder.current();
        for (Tangents level = recorder.tangents; level != null; level = level.outer) {
            if (recorder.mode != Recorder.Mode.OFF && level.get(tensor) != null) {
                return true;
            }
        }
        return false;
    }

    void put(Tensor tensor, Tensor tangent) {
        tangents.put(tensor, tangent);
    }

    /** The tangent, or null where the tensor does not depend on the input. */
    @Nullable
    Tensor get(Tensor tensor) {
        return tangents.get(tensor);
    }

    /** Gives the result of an operation its tangents. */
    static void propagate(Recorder recorder, Op op, Tensor[] x, Tensor y) {
        if (!y.dtype().isFloating()) {
            return;
        }
        Tangents innermost = recorder.tangents;
        try {
            propagate(recorder, innermost, op, x, y, new Live(x, y));
        } finally {
            recorder.tangents = innermost;
        }
    }

    /**
     * Of the outermost derivative first: an inner tangent is itself a value that outer derivatives see, and a
     * rule may make it of y, which therefore must have its outer tangents by then.
     */
    private static void propagate(Recorder recorder, @Nullable Tangents level, Op op, Tensor[] x, Tensor y,
            Values values) {
        if (level == null) {
            return;
        }
        propagate(recorder, level.outer, op, x, y, values);
        recorder.tangents = level.outer;
        Tensor tangent = level.tangentOf(op, x, y, values);
        if (tangent != null) {
            level.put(y, tangent);
        }
        if (level.observer != null && recorder.mode == Recorder.Mode.ON) {
            level.observer.computed(x, y, level);
        }
    }

    private @Nullable Tensor tangentOf(Op op, Tensor[] x, Tensor y, Values values) {
        Tensor sum = null;
        for (int i = 0; i < x.length; i++) {
            Tensor tangent = get(x[i]);
            if (tangent != null) {
                Tensor part = op.jvp(i, tangent, values);
                sum = sum == null ? part : sum.add(part);
            }
        }
        if (sum == null) {
            return null;
        }
        Tensor spread = Arrays.equals(sum.layout.shape, y.layout.shape) ? sum : sum.expand(y.layout.shape);
        return spread.to(y.dtype());
    }

    /** Everything at hand, as nothing is saved. */
    private static final class Live implements Values {
        private final Tensor[] x;
        private final Tensor y;

        Live(Tensor[] x, Tensor y) {
            this.x = x;
            this.y = y;
        }

        @Override
        public Tensor operand(int i) {
            return x[i];
        }

        @Override
        public Tensor output() {
            return y;
        }
    }
}
