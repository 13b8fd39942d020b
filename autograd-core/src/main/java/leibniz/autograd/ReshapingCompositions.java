package leibniz.autograd;

import java.util.Arrays;

/** The same elements in another arrangement. */
final class ReshapingCompositions {
    private ReshapingCompositions() {}

    static Tensor transpose(String operation, Tensor x) {
        if (x.dim() > 2) {
            throw ShapeErrors.transpose(operation, x.layout.shape);
        }
        int[] order = x.dim() == 2 ? new int[]{ 1, 0 } : Shapes.range(x.dim());
        return Reshaping.permute("Transpose", order).apply(x);
    }

    static Tensor flatten(Tensor x, int startDim, int endDim) {
        if (x.dim() == 0 && Shapes.isDimOfNumber(startDim, 0) && Shapes.isDimOfNumber(endDim, 0)) {
            return Reshaping.reshape("Flatten", x.layout.shape, new int[]{ 1 }).apply(x);
        }
        int from = Shapes.dim("flatten", startDim, x.dim());
        int to = Shapes.dim("flatten", endDim, x.dim());
        if (from > to) {
            throw ShapeErrors.flatten(x.layout.shape, from, to);
        }
        int[] shape = Arrays.copyOf(x.layout.shape, x.dim() - (to - from));
        shape[from] = Layout.rowMajor(Arrays.copyOfRange(x.layout.shape, from, to + 1)).numel();
        System.arraycopy(x.layout.shape, to + 1, shape, from + 1, x.dim() - to - 1);
        return Reshaping.reshape("Flatten", x.layout.shape, shape).apply(x);
    }

    static Tensor transpose(Tensor x, int dim0, int dim1) {
        boolean number = Shapes.isDimOfNumber(dim0, x.dim()) && Shapes.isDimOfNumber(dim1, x.dim());
        int[] order = number
                ? new int[0]
                : Shapes.swap(x.dim(), Shapes.dim("transpose", dim0, x.dim()),
                        Shapes.dim("transpose", dim1, x.dim()));
        return Reshaping.permute("Transpose", order).apply(x);
    }

    static Tensor permute(Tensor x, int... dims) {
        if (dims.length != x.dim()) {
            throw ShapeErrors.permute(x.layout.shape, dims);
        }
        int[] order = dims.length == 0 ? dims : Shapes.dims("permute", dims, x.dim());
        return Reshaping.permute("Permute", order).apply(x);
    }

    static Tensor view(Tensor x, int... shape) {
        int[] to = Shapes.infer("view", x.layout.shape, shape);
        if (x.layout.tryReshape(to) == null) {
            throw ShapeErrors.view(x.layout.shape, shape);
        }
        return Reshaping.reshape("View", x.layout.shape, to).apply(x);
    }

    static Tensor unsqueeze(Tensor x, int dim) {
        int d = Shapes.newDim("unsqueeze", dim, x.layout.shape);
        int[] shape = new int[x.dim() + 1];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = i == d ? 1 : x.layout.shape[i < d ? i : i - 1];
        }
        return Reshaping.reshape("Unsqueeze", x.layout.shape, shape).apply(x);
    }

    static Tensor squeeze(Tensor x) {
        int[] shape = Arrays.stream(x.layout.shape).filter(size -> size != 1).toArray();
        return Reshaping.reshape("Squeeze", x.layout.shape, shape).apply(x);
    }

    static Tensor squeeze(Tensor x, int dim) {
        if (Shapes.isDimOfNumber(dim, x.dim())) {
            return squeeze(x);
        }
        int d = Shapes.dim("squeeze", dim, x.dim());
        int[] shape = x.layout.shape[d] == 1
                ? Shapes.without(x.layout.shape, new int[]{ d })
                : x.layout.shape;
        return Reshaping.reshape("Squeeze", x.layout.shape, shape).apply(x);
    }

    /**
     * The adjoint of broadcasting: sums over the dims along which a tensor of the given shape was repeated.
     */
    static Tensor sumTo(Tensor x, int[] shape) {
        if (Arrays.equals(x.layout.shape, shape)) {
            return x;
        }
        int added = x.dim() - shape.length;
        int[] repeated = Arrays.stream(Shapes.range(x.dim()))
                .filter(d -> d < added || (shape[d - added] == 1 && x.layout.shape[d] != 1)).toArray();
        Tensor sum = repeated.length == 0 ? x : x.sum(repeated);
        return sum.reshape(shape);
    }
}
