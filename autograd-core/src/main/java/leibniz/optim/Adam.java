package leibniz.optim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;

/**
 * Gradient descent with steps that running means of the gradients and of their squares scale, as
 * torch.optim.Adam with its defaults: β₁ = 0.9, β₂ = 0.999, ε = 1e-8. Source: D. P. Kingma and J. Ba, Adam
 * (2015), algorithm 1.
 */
public final class Adam extends Optimizer {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final Map<Integer, Moments> moments = new HashMap<>();

    /** The running means for one parameter, and how many gradients went into them. */
    private static final class Moments {
        final Tensor mean;
        final Tensor meanOfSquares;
        int steps;

        Moments(Tensor parameter) {
            this.mean = Tensors.zerosLike(parameter);
            this.meanOfSquares = Tensors.zerosLike(parameter);
        }
    }

    /**
     * An error unless the parameters are leaves that require a gradient, each named once, and the learning
     * rate is 0 or more.
     */
    public Adam(List<Tensor> parameters, double lr) {
        super("Adam", parameters, lr);
    }

    @Override
    void update(int i, Tensor parameter, Tensor gradient) {
        Moments m = moments.computeIfAbsent(i, key -> new Moments(parameter));
        m.steps++;
        m.mean.mul_(BETA1).add_(gradient.mul(1 - BETA1));
        m.meanOfSquares.mul_(BETA2).add_(gradient.square().mul(1 - BETA2));
        // both means begin at 0, which these divisors make up for
        double ofMean = 1 - Math.pow(BETA1, m.steps);
        double ofSquares = 1 - Math.pow(BETA2, m.steps);
        Tensor scale = m.meanOfSquares.sqrt().div(Math.sqrt(ofSquares)).add(EPSILON);
        parameter.sub_(m.mean.div(scale).mul(lr / ofMean));
    }
}
