package leibniz.optim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leibniz.autograd.Tensor;

/**
 * Gradient descent, as torch.optim.SGD: p becomes p - lr g. With momentum m it is p - lr v, where v, the
 * velocity, begins as the first gradient and becomes m v + g.
 */
public final class SGD extends Optimizer {
    private final double momentum;
    private final Map<Integer, Tensor> velocities = new HashMap<>();

    /**
     * Without momentum. An error unless the parameters are leaves that require a gradient, each named once,
     * and the learning rate is 0 or more.
     */
    public SGD(List<Tensor> parameters, double lr) {
        this(parameters, lr, 0);
    }

    /** With momentum, which is 0 or more and usually below 1. Errors as without. */
    public SGD(List<Tensor> parameters, double lr, double momentum) {
        super("SGD", parameters, lr);
        if (!(momentum >= 0 && momentum < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "SGD: the momentum is " + momentum + ", but it must be finite, and 0 or more.");
        }
        this.momentum = momentum;
    }

    @Override
    void update(int i, Tensor parameter, Tensor gradient) {
        Tensor direction = gradient;
        if (momentum != 0) {
            Tensor velocity = velocities.get(i);
            direction = velocity == null ? gradient.copy() : velocity.mul_(momentum).add_(gradient);
            velocities.put(i, direction);
        }
        parameter.sub_(direction.mul(lr));
    }
}
