package leibniz.autograd;

import java.util.function.UnaryOperator;

/** Constants of symbolic graphs that depend on the size of a dim: they have no operands. */
final class SizeConstants {
    private SizeConstants() {}

    /** The same number everywhere, as a symbolic tensor. */
    static Tensor filled(double value, int... shape) {
        return ShapeInference.apply(Reshaping.expand(new int[0], shape), Creation.full(DType.FLOAT64, value));
    }

    /** The identity matrix. */
    static Tensor eye(int size) {
        return ShapeInference.apply(new EyeOp(size));
    }

    /** The size of a dim as a number: the name where it has one. */
    static Tensor size(int size) {
        return ShapeInference.apply(new SizeOp(size));
    }

    /** A constant of a size. */
    abstract static class SizedConstant extends Op {
        final int size;

        SizedConstant(String name, int size) {
            super(name, 0);
            this.size = size;
        }

        @Override
        Object key() {
            return name + size;
        }

        @Override
        int reads(int i) {
            return NOTHING;
        }

        @Override
        Tensor vjp(int i, Tensor cotangent, Values values) {
            throw new IndexOutOfBoundsException(i);
        }

        @Override
        Tensor jvp(int i, Tensor tangent, Values values) {
            throw new IndexOutOfBoundsException(i);
        }
    }

    /** The identity matrix. */
    static final class EyeOp extends SizedConstant {
        EyeOp(int size) {
            super("Eye", size);
        }

        @Override
        Tensor forward(Tensor... x) {
            return Loops.cast(Creation.eye(size), DType.FLOAT64);
        }

        @Override
        Op resized(UnaryOperator<int[]> sizes) {
            return new EyeOp(sizes.apply(new int[]{ size })[0]);
        }

        @Override
        Formula formula(Formula... operands) {
            return Formula.IDENTITY;
        }
    }

    /** The size itself. */
    static final class SizeOp extends SizedConstant {
        SizeOp(int size) {
            super("Size", size);
        }

        @Override
        Tensor forward(Tensor... x) {
            return Creation.full(DType.FLOAT64, size);
        }

        @Override
        Op resized(UnaryOperator<int[]> sizes) {
            return new SizeOp(sizes.apply(new int[]{ size })[0]);
        }

        @Override
        Formula formula(Formula... operands) {
            String name = NamedDims.name(size);
            return name == null ? Formula.number(size) : Formula.name(name, 0);
        }
    }
}
