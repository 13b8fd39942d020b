package leibniz.autograd;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Forward mode: while a function runs, the tangent of every value that depends on the input is computed next
 * to the value and forgotten together with it. Nothing is recorded, so memory does not grow with the length
 * of the computation. A derivative within a derivative has its own tangents; those that were begun before are
 * outer ones. All threads see them, since a function may compute with several.
 */
final class Tangents {
    /** What is being differentiated now, in the order of beginning. */
    private static final List<Tangents> ACTIVE = new CopyOnWriteArrayList<>();

    /** A tangent, and where it passes: see {@link Passing}. */
    private record Tangent(Tensor value, @Nullable Tensor passing) {}

    // tensors compare by identity
    private final Map<Tensor, Tangent> tangents = Collections.synchronizedMap(new WeakHashMap<>());
    private final @Nullable Observer observer;
    private boolean requiresGrad;
    private final Thread thread = Thread.currentThread();

    private Tangents(@Nullable Observer observer) {
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
        Tangents here = new Tangents(observer);
        ACTIVE.add(here);
        try {
            return body.apply(here);
        } finally {
            ACTIVE.remove(here);
        }
    }

    /** Those that see what this thread computes now, outermost first. */
    private static List<Tangents> levels(Recorder recorder) {
        return ACTIVE.isEmpty()
                ? List.of()
                : ACTIVE.stream().filter(level -> !recorder.hiddenTangents.contains(level)).toList();
    }

    /** Gives a tensor that stands for another its tangents; returns the former. */
    static Tensor carry(Tensor from, Tensor to) {
        if (ACTIVE.isEmpty()) {
            return to;
        }
        for (Tangents level : levels(Recorder.current())) {
            Tangent tangent = level.tangent(from);
            if (tangent != null) {
                level.tangents.put(to, tangent);
            }
        }
        return to;
    }

    /** After a tensor was overwritten by another's values: it now has that one's tangents, or none. */
    static void replace(Tensor from, Tensor overwritten) {
        Recorder recorder = Recorder.current();
        if (ACTIVE.isEmpty() || recorder.mode == Recorder.Mode.OFF || !overwritten.dtype().isFloating()) {
            return;
        }
        for (Tangents level : levels(recorder)) {
            Tangent tangent = level.tangent(from);
            if (tangent == null) {
                level.tangents.remove(overwritten);
            } else {
                level.tangents.put(overwritten, tangent);
            }
        }
    }

    /** Whether any derivative that is being computed now goes through the tensor. */
    static boolean exist(Tensor tensor) {
        if (ACTIVE.isEmpty()) {
            return false;
        }
        Recorder recorder = Recorder.current();
        return recorder.mode != Recorder.Mode.OFF
                && levels(recorder).stream().anyMatch(level -> level.get(tensor) != null);
    }

    /** Gives an input its tangent. */
    void begin(Tensor input, Tensor tangent) {
        Tensor direction = tangent.to(input.dtype());
        boolean constant = !tangent.requiresGrad() && !exist(tangent);
        tangents.put(input, new Tangent(direction, constant ? Passing.of(direction) : null));
        requiresGrad |= tangent.requiresGrad();
    }

    /** Whether any derivative is being computed in forward mode now, by whichever thread. */
    static boolean areActive() {
        return !ACTIVE.isEmpty();
    }

    /** Takes all tangents from a tensor. */
    static void forget(Tensor tensor) {
        ACTIVE.forEach(level -> level.tangents.remove(tensor));
    }

    static boolean areComputed() {
        return !levels(Recorder.current()).isEmpty();
    }

    /** Whether a gradient can flow through tangents that are being computed now to those of inputs. */
    static boolean requireGrad() {
        return levels(Recorder.current()).stream().anyMatch(level -> level.requiresGrad);
    }

    /** The tangent, or null where the tensor does not depend on the input. */
    @Nullable
    Tensor get(Tensor tensor) {
        Tangent tangent = tangent(tensor);
        return tangent == null ? null : tangent.value;
    }

    private @Nullable Tangent tangent(Tensor tensor) {
        tensor.history(); // a view whose base was written gets its tangents anew
        return tangents.get(tensor);
    }

    /**
     * Gives the result of an operation its tangents; of the outermost derivative first: an inner tangent is
     * itself a value that outer derivatives see, and a rule may make it of y, which therefore must have its
     * outer tangents by then. What the rules compute is no part of the function, so no checkpoint counts it.
     */
    static void propagate(Recorder recorder, Op op, Tensor[] x, Tensor y) {
        if (ACTIVE.isEmpty() || recorder.mode == Recorder.Mode.OFF || !y.dtype().isFloating()) {
            return;
        }
        List<Tangents> hidden = recorder.hiddenTangents;
        List<Tangents> levels = levels(recorder);
        Checkpoint checkpoint = recorder.checkpoint;
        Values values = new Live(x, y);
        try {
            recorder.checkpoint = null;
            for (int i = 0; i < levels.size(); i++) {
                Tangents level = levels.get(i);
                recorder.hiddenTangents = with(hidden, levels.subList(i, levels.size()));
                Tangent tangent = level.tangentOf(op, x, y, values);
                if (tangent != null) {
                    level.tangents.put(y, tangent);
                }
                boolean isOurs = level.thread == Thread.currentThread() || tangent != null;
                if (level.observer != null && isOurs && recorder.mode == Recorder.Mode.ON) {
                    level.observer.computed(x, y, level);
                }
            }
        } finally {
            recorder.hiddenTangents = hidden;
            recorder.checkpoint = checkpoint;
        }
    }

    private static List<Tangents> with(List<Tangents> some, List<Tangents> others) {
        return some.isEmpty() ? others : Stream.concat(some.stream(), others.stream()).toList();
    }

    private @Nullable Tangent tangentOf(Op op, Tensor[] x, Tensor y, Values values) {
        @Nullable
        Tensor[] tangents = new Tensor[x.length];
        @Nullable
        Tensor[] passing = new Tensor[x.length];
        Tensor sum = null;
        for (int i = 0; i < x.length; i++) {
            Tangent tangent = tangent(x[i]);
            if (tangent != null) {
                tangents[i] = tangent.value;
                passing[i] = tangent.passing;
                Tensor part = Passing.kept(op, op.jvp(i, tangent.value, values), tangent.passing);
                sum = sum == null ? part : sum.add(part);
            }
        }
        if (sum == null) {
            return null;
        }
        Tensor spread = Arrays.equals(sum.layout.shape, y.layout.shape) ? sum : sum.expand(y.layout.shape);
        return new Tangent(spread.to(y.dtype()), Passing.through(op, tangents, passing, values, y));
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
