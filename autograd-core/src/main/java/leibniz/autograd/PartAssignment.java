package leibniz.autograd;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Assignment to the places that an index tensor or a mask names: as a new tensor, and in place. */
final class PartAssignment {
    private PartAssignment() {}

    static Tensor maskedFill(Tensor x, Tensor mask, Tensor value) {
        Checks.requireNumber("maskedFill", value);
        int[] shape = IndexPositions.shape("maskedFill", x, mask);
        return put("MaskedFill", x, IndexPositions.ofMask(mask, shape), value);
    }

    static Tensor maskedFill_(Tensor x, Tensor mask, Tensor value) {
        Checks.requireNumber("maskedFill_", value);
        return put_("maskedFill_", "MaskedFill", x, ofMask("maskedFill_", x, mask), value);
    }

    static Tensor maskedScatter(Tensor x, Tensor mask, Tensor source) {
        int[] shape = IndexPositions.shape("maskedScatter", x, mask);
        IndexPositions places = IndexPositions.ofMask(mask, shape);
        requireEnough(source, places);
        return Recorder.composition("MaskedScatter", () -> places.put(x, first(source, places)));
    }

    static Tensor maskedScatter_(Tensor x, Tensor mask, Tensor source) {
        IndexPositions places = ofMask("maskedScatter_", x, mask);
        requireEnough(source, places);
        return put_("maskedScatter_", "MaskedScatter", x, places, source, values -> first(values, places));
    }

    private static void requireEnough(Tensor source, IndexPositions places) {
        if (source.numel() < places.positions.length) {
            throw IndexErrors.maskedScatter(source.numel(), places.positions.length);
        }
    }

    /** As many elements as there are places, in row-major order. */
    private static Tensor first(Tensor source, IndexPositions places) {
        return source.reshape(source.numel()).narrow(0, 0, places.positions.length);
    }

    static Tensor indexFill(Tensor x, int dim, Tensor index, Tensor value) {
        Checks.requireNumber("indexFill", value);
        return put("IndexFill", x, IndexPositions.ofVector("indexFill", x, dim, index), value);
    }

    static Tensor indexFill_(Tensor x, int dim, Tensor index, Tensor value) {
        Checks.requireNumber("indexFill_", value);
        return put_("indexFill_", "IndexFill", x, IndexPositions.ofVector("indexFill_", x, dim, index),
                value);
    }

    static Tensor indexCopy(Tensor x, int dim, Tensor index, Tensor source) {
        IndexPositions places = IndexPositions.ofVector("indexCopy", x, dim, index);
        requireFits("indexCopy", source, places);
        return put("IndexCopy", x, places, source);
    }

    static Tensor indexCopy_(Tensor x, int dim, Tensor index, Tensor source) {
        IndexPositions places = IndexPositions.ofVector("indexCopy_", x, dim, index);
        requireFits("indexCopy_", source, places);
        return put_("indexCopy_", "IndexCopy", x, places, source);
    }

    static Tensor indexAdd(Tensor x, int dim, Tensor index, Tensor source) {
        IndexPositions places = IndexPositions.ofVector("indexAdd", x, dim, index);
        requireFits("indexAdd", source, places);
        return Recorder.composition("IndexAdd", () -> places.add(x, source));
    }

    static Tensor indexAdd_(Tensor x, int dim, Tensor index, Tensor source) {
        IndexPositions places = IndexPositions.ofVector("indexAdd_", x, dim, index);
        requireFits("indexAdd_", source, places);
        return InPlace.update("indexAdd_", x, source,
                (before, values) -> Recorder.composition("IndexAdd", () -> places.add(before, values)));
    }

    static Tensor scatter(Tensor x, int dim, Tensor index, Tensor source) {
        IndexPositions places = IndexPositions.ofIndex("scatter", x, dim, index);
        requireFits("scatter", source, places);
        return put("Scatter", x, places, source);
    }

    static Tensor scatter_(Tensor x, int dim, Tensor index, Tensor source) {
        IndexPositions places = IndexPositions.ofIndex("scatter_", x, dim, index);
        requireFits("scatter_", source, places);
        return put_("scatter_", "Scatter", x, places, source);
    }

    private static IndexPositions ofMask(String operation, Tensor x, Tensor mask) {
        int[] shape = IndexPositions.shape(operation, x, mask);
        if (!Arrays.equals(shape, x.layout.shape)) {
            throw InPlaceErrors.shape(operation, x.layout.shape, shape);
        }
        return IndexPositions.ofMask(mask, shape);
    }

    private static void requireFits(String operation, Tensor values, IndexPositions places) {
        if (!Shapes.broadcastsTo(values.layout.shape, places.shape)) {
            throw IndexErrors.valuesForPlaces(operation, values.layout.shape, places.shape);
        }
    }

    private static Tensor put(String name, Tensor x, IndexPositions places, Tensor value) {
        return Recorder.composition(name, () -> places.put(x, value));
    }

    private static Tensor put_(String operation, String name, Tensor x, IndexPositions places, Tensor value) {
        return put_(operation, name, x, places, value, UnaryOperator.identity());
    }

    /** Writes to the places alone unless a derivative goes through. */
    private static Tensor put_(String operation, String name, Tensor x, IndexPositions places, Tensor value,
            UnaryOperator<Tensor> fitted) {
        if (!InPlace.isDifferentiatedBy(x, value)) {
            return InPlace.assignPart(operation, x, value, (v, to) -> places.write(fitted.apply(v), to));
        }
        return InPlace.update(operation, x, value,
                (before, v) -> Recorder.composition(name, () -> places.put(before, fitted.apply(v))));
    }
}
