package leibniz.autograd;

import java.util.HashSet;
import java.util.Set;
import leibniz.autograd.Expression.Application;

/** Whether two tensors of a symbolic graph are the same thing, though perhaps computed twice. */
final class SameExpression {
    private record Pair(Object a, Object b) {}

    /** What is being compared, or was found to be the same. */
    private final Set<Pair> seen = new HashSet<>();

    private SameExpression() {}

    static boolean test(Tensor a, Tensor b) {
        return new SameExpression().same(a, b);
    }

    private boolean same(Tensor a, Tensor b) {
        if (a == b) {
            return true;
        }
        if (!a.isSymbolic() || !b.isSymbolic()) {
            return !a.isSymbolic() && !b.isSymbolic() && a.dim() == 0 && b.dim() == 0 && a.item() == b.item();
        }
        if (Expression.of(a) == Expression.of(b) || !seen.add(new Pair(Expression.of(a), Expression.of(b)))) {
            return true;
        }
        return Expression.of(a) instanceof Application one && Expression.of(b) instanceof Application other
                && one.op.key().equals(other.op.key()) && same(one.operands, other.operands);
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
