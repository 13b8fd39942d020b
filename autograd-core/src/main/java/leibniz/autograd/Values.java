package leibniz.autograd;

import org.jspecify.annotations.Nullable;

/** The values at which an operation was computed, as far as its rule said that it reads them. */
interface Values {
    /** Operand i, or null where the rule does not read it. */
    @Nullable
    Tensor operand(int i);

    /** The result, or null where the rule does not read it. */
    @Nullable
    Tensor output();
}
