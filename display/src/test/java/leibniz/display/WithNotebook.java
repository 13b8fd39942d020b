package leibniz.display;

import leibniz.autograd.Graph;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests that run as cells of a notebook do: values are kept for the pictures, and variables have names. */
abstract class WithNotebook {
    @BeforeEach
    void keepValues() {
        Graph.keepValues(true);
    }

    @AfterEach
    void clear() {
        Graph.keepValues(false);
        TestNotebook.clear();
    }

    /** The tensor, which the notebook now knows by this name. */
    static Tensor name(String name, Tensor x) {
        TestNotebook.VARIABLES.put(name, x);
        return x;
    }

    /** The same of a tensor that requires a gradient. */
    static Tensor leaf(String name, Tensor x) {
        return name(name, x.requiresGrad_(true));
    }

    /** The vector of 0 to 3, which requires a gradient and is known to the notebook as {@code x}. */
    static Tensor x() {
        return leaf("x", Tensors.arange(4.0));
    }
}
