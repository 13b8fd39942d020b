package leibniz.autograd;

import java.util.HashSet;
import java.util.Set;
import leibniz.autograd.Expression.Application;

/** Whether two tensors of a symbolic graph are the same thing, though perhaps computed twice. */
final class SameExpression {
    private record Pair(Expression a, Expression b) {}

    /** What is being compared, or was found to be the same: a graph has far more ways than nodes. */
    private final Set<Pair> seen = new HashSet<>();

    private SameExpression() {}

    static boolean test(Tensor a, Tensor b) {
        return new SameExpression().same(a, b);
    }

    private boolean same(Tensor a, Tensor b) {
        if (!a.isSymbolic()) {
            return !b.isSymbolic() && a.equal(b);
        }
        return b.isSymbolic() && same(Expression.of(a), Expression.of(b));
    }

    private boolean same(Expression a, Expression b) {
        if (a == b) {
            return true;
        }
        return a instanceof Application one && b instanceof Application other
                && one.op.key().equals(other.op.key())
                && (!seen.add(new Pair(a, b)) || same(one.operands, other.operands));
    }

    private boolean same(Tensor[] some, Tensor[] others) {
        for (int i = 0; i < some.length; i++) {
            if (!same(some[i], others[i])) {
                return false;
            }
        }
        return true;
    }
}
