package leibniz.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One call of an operation whose value and vjp the user wrote. The jvp follows from the vjp: that is linear
 * in the cotangent v, namely Jᵀ v, so its own derivative by v, applied to a tangent t in reverse mode, is J
 * t.
 */
final class CustomOp extends Op {
    private final TensorsFunction function;
    private final Vjp vjp;

    CustomOp(String name, TensorsFunction function, Vjp vjp, int operands) {
        super(name, operands);
        this.function = function;
        this.vjp = vjp;
    }

    @Override
    Tensor forward(Tensor... x) {
        int[] versions = versions(x);
        Tensor y = Recorder.in(Recorder.Mode.OFF, () -> function.apply(List.of(x)));
        if (y == null) {
            throw FunctionErrors.customNoValue(name);
        }
        for (int i = 0; i < x.length; i++) {
            if (x[i].storage.version() != versions[i]) {
                throw FunctionErrors.customWroteInPlace(name, "its function", "input " + (i + 1));
            }
        }
        // the result gets a history of its own, so it must not be a tensor that stands for something else too
        boolean shared = y.history instanceof Node
                || Arrays.stream(x).anyMatch(in -> in.storage == y.storage);
        return shared ? y.view(y.layout) : y.alias(y.layout);
    }

    private static int[] versions(Tensor... x) {
        return Arrays.stream(x).mapToInt(in -> in.storage.version()).toArray();
    }

    /** Everything: what the user's vjp reads is not known. */
    @Override
    int reads(int i) {
        return -1;
    }

    /** The user's function gives the cotangents of all operands at once. */
    @Override
    @Nullable
    Tensor[] vjps(Tensor cotangent, Values values, IntPredicate wanted) {
        @Nullable
        Tensor[] parts = given(cotangent, values).toArray(new Tensor[0]);
        for (int i = 0; i < operands; i++) {
            parts[i] = wanted.test(i) ? parts[i] : null;
        }
        return parts;
    }

    /** What the user's vjp returns, checked. */
    private List<@Nullable Tensor> given(Tensor cotangent, Values values) {
        List<Tensor> inputs = new ArrayList<>();
        for (int i = 0; i < operands; i++) {
            inputs.add(values.operand(i));
        }
        int version = cotangent.storage.version();
        List<@Nullable Tensor> given = vjp.apply(cotangent, List.copyOf(inputs), values.output());
        if (cotangent.storage.version() != version) {
            throw FunctionErrors.customWroteInPlace(name, "its vjp", "the cotangent");
        }
        if (given == null || given.size() != operands) {
            throw FunctionErrors.customCount(name, given == null ? -1 : given.size(), operands);
        }
        for (int i = 0; i < operands; i++) {
            if (given.get(i) != null) {
                requireGradient(name, i, inputs.get(i), given.get(i));
            }
        }
        return given;
    }

    @Override
    Tensor vjp(int i, Tensor cotangent, Values values) {
        Tensor given = given(cotangent, values).get(i);
        return given == null ? Tensors.zerosLike(values.operand(i)) : given;
    }

    @Override
    Tensor jvp(int i, Tensor tangent, Values values) {
        boolean recorded = Recorder.current().mode == Recorder.Mode.ON;
        // at any v, since a linear function has one derivative; but where it does not depend on v it must be
        // 0
        Tensor v = Tensors.onesLike(values.output()).requiresGrad_(true);
        Tensor pulled = Autograd.enableGrad(() -> given(v, values).get(i));
        if (pulled == null) {
            return Tensors.zerosLike(values.output());
        }
        Tensor[] found = new Tensor[1];
        if (pulled.node() != null) {
            new Backward(pulled.node(), tangent, Set.of(v.node()), recorded, step -> {
                if (step.node() == v.node()) {
                    found[0] = step.incoming();
                }
            }).run();
        }
        if (found[0] == null && pulled.ne(0).any().itemBoolean()) {
            throw FunctionErrors.customNotLinear(name, i);
        }
        return found[0] == null ? Tensors.zerosLike(values.output()) : found[0];
    }

    @Override
    Formula formula(Formula... operands) {
        return Formula.call("\\operatorname{" + name + "}", operands);
    }

    private static void requireGradient(String name, int i, Tensor input, Tensor gradient) {
        if (!input.dtype().isFloating()) {
            throw FunctionErrors.customGradientOfInteger(name, i, input.dtype());
        }
        if (!Arrays.equals(input.layout.shape, gradient.layout.shape)) {
            throw FunctionErrors.customGradientShape(name, i, input.layout.shape, gradient.layout.shape);
        }
        if (input.dtype() != gradient.dtype()) {
            throw FunctionErrors.customGradientDType(name, i, input.dtype(), gradient.dtype());
        }
    }
}
