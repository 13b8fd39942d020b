package leibniz.course.exercises;

import java.util.Arrays;
import leibniz.autograd.Tensor;
import leibniz.course.NotWritten;
import leibniz.course.Notebook.Ended;
import org.jspecify.annotations.Nullable;

/**
 * One call of an answer.
 *
 * @param args what it was given
 * @param right what it should have given
 * @param ended what it did
 * @param after the arguments after the call
 */
record Trial(Args args, @Nullable Object right, Ended ended, Args after, Kind kind) {
    static Trial of(Args args, @Nullable Object right, Ended ended, Args after, double tolerance) {
        return new Trial(args, right, ended, after, kind(args, right, ended, after, tolerance));
    }

    Trial as(Kind other, Ended second) {
        return new Trial(args, right, second, after, other);
    }

    boolean isRight() {
        return kind == Kind.RIGHT;
    }

    private static Kind kind(Args args, @Nullable Object right, Ended ended, Args after, double tolerance) {
        if (ended.endless()) {
            return Kind.ENDLESS;
        }
        if (ended.thrown() != null) {
            return ended.thrown() instanceof NotWritten ? Kind.NOT_WRITTEN : Kind.THROWN;
        }
        Object given = ended.value();
        if (given == null) {
            return Kind.NULL;
        }
        if (!Values.close(right, given, tolerance)) {
            return right instanceof Tensor r && given instanceof Tensor g
                    && !Arrays.equals(r.shape(), g.shape())
                            ? Kind.SHAPE
                            : Values.hasNaN(given) && !Values.hasNaN(right) ? Kind.NAN : Kind.VALUE;
        }
        if (right instanceof Tensor r && given instanceof Tensor g && r.dtype() != g.dtype()) {
            return Kind.DTYPE;
        }
        return args.firstChanged(after) >= 0
                ? Kind.CHANGED
                : after.firstRecording() >= 0 ? Kind.RECORDING : Kind.RIGHT;
    }
}
