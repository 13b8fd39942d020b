package leibniz.course.exercises;

import leibniz.autograd.Tensor;
import leibniz.autograd.TensorFunction;

/** A function that can say what it is when it is an argument of a counterexample. */
record NamedFunction(String text, TensorFunction function) implements TensorFunction {
    @Override
    public Tensor apply(Tensor x) {
        return function.apply(x);
    }

    @Override
    public String toString() {
        return text;
    }
}
