package leibniz.autograd;

import java.util.List;

/**
 * One derivative that a gradient check compared: of the output at an index by the element of an input at an
 * index. For order 2 the outputs are those of the gradient.
 *
 * @param order 1 or 2
 * @param mode {@code reverse} or {@code forward}, by which the analytic value was computed
 * @param analytic the derivative by the rules
 * @param numeric the central difference
 * @param error |analytic - numeric| / max(1, |analytic|, |numeric|), infinite where that is no number
 */
public record GradCheckEntry(int order, String mode, int input, List<Integer> inputIndex,
        List<Integer> outputIndex,
        double analytic, double numeric, double error) {}
