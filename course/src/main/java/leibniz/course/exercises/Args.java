package leibniz.course.exercises;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leibniz.autograd.Tensor;
import leibniz.autograd.TensorFunction;

/** The arguments of one call of an answer. */
public final class Args {
    private final Object[] values;

    private Args(Object... values) {
        this.values = values;
    }

    static Args of(Object... values) {
        return new Args(values);
    }

    double number(int i) {
        return (double) values[i];
    }

    int integer(int i) {
        return (int) values[i];
    }

    int[] integers(int i) {
        return (int[]) values[i];
    }

    Tensor tensor(int i) {
        return (Tensor) values[i];
    }

    @SuppressWarnings("unchecked")
    List<Tensor> tensors(int i) {
        return (List<Tensor>) values[i];
    }

    TensorFunction function(int i) {
        return (TensorFunction) values[i];
    }

    <T> T get(int i, Class<T> type) {
        return type.cast(values[i]);
    }

    Object[] values() {
        return values.clone();
    }

    /** The same arguments but for one. */
    Args with(int place, Object value) {
        Object[] changed = values();
        changed[place] = value;
        return new Args(changed);
    }

    /** The same arguments in memory of their own, so that what an answer does to them harms nobody. */
    Args copy() {
        return new Args(Arrays.stream(values).map(Args::copy).toArray());
    }

    private static Object copy(Object value) {
        return switch (value) {
            case Tensor t -> t.detach().copy();
            case int[] a -> a.clone();
            case List<?> list -> List.copyOf(list.stream().map(Args::copy).toList());
            case Map<?, ?> map -> Map.copyOf(map);
            default -> value;
        };
    }

    /** The first argument whose entries differ from those of {@code other}, or -1. */
    int firstChanged(Args other) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Tensor || values[i] instanceof int[] || values[i] instanceof List) {
                if (!Values.same(values[i], other.values[i])) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** The first argument that is left to record gradients, or -1. */
    int firstRecording() {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Tensor t && t.requiresGrad()) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return Arrays.stream(values).map(Values::text).collect(Collectors.joining(", "));
    }
}
