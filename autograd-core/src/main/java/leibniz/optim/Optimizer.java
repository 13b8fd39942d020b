package leibniz.optim;

import static leibniz.autograd.Autograd.noGrad;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.autograd.Tensor;

/**
 * Changes parameters so that a loss becomes smaller. A round of training computes the loss, calls
 * {@link #zeroGrad()}, {@code loss.backward()} and {@link #step()}.
 */
public abstract sealed class Optimizer permits SGD, Adam {
    private final List<Tensor> parameters;
    final double lr;

    Optimizer(String name, List<Tensor> parameters, double lr) {
        this.parameters = List.copyOf(parameters);
        this.lr = lr;
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException(name + ": the list of parameters is empty.");
        }
        if (!(lr >= 0 && lr < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    name + ": the learning rate is " + lr + ", but it must be finite, and 0 or more.");
        }
        Set<Tensor> seen = new HashSet<>(); // tensors are compared by identity
        for (int i = 0; i < this.parameters.size(); i++) {
            Tensor parameter = this.parameters.get(i);
            if (!parameter.isLeaf() || !parameter.requiresGrad()) {
                throw new IllegalArgumentException(name + ": parameter " + i + (parameter.isLeaf()
                        ? " requires no gradient. Call requiresGrad_(true) on it."
                        : " is a result, not a leaf: backward() leaves no gradient there. Give the tensors that it "
                                + "was computed from."));
            }
            if (!seen.add(parameter)) {
                throw new IllegalArgumentException(
                        name + ": parameter " + i + " stands in the list twice; name each once.");
            }
        }
    }

    /** Forgets the gradients of all parameters, so that the next backward() starts anew. */
    public final void zeroGrad() {
        parameters.forEach(Tensor::clearGrad);
    }

    /**
     * Changes each parameter once, in place and without recording, by its gradient; one without gradient
     * stays as it is.
     */
    public final void step() {
        noGrad(() -> {
            for (int i = 0; i < parameters.size(); i++) {
                Tensor gradient = parameters.get(i).grad();
                if (gradient != null) {
                    update(i, parameters.get(i), gradient.detach());
                }
            }
        });
    }

    /** Changes parameter i. */
    abstract void update(int i, Tensor parameter, Tensor gradient);
}
