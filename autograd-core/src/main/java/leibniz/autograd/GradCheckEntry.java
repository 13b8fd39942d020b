package leibniz.autograd;

import java.util.List;

/**
 * One derivative that a gradient check compared: of the output at an index by the element of an input at an
 * index. For order 2 the outputs are those of the gradient.
 *
 * @param order 1 or 2
 * @param input which input it is, counted from 0; texts count from 1, as those of custom functions do
 * @param mode {@code reverse} or {@code forward}, by which the analytic value was computed
 * @param analytic the derivative by the rules
 * @param numeric the central difference
 * @param error |analytic - numeric|, divided by the largest of |analytic|, |numeric| and 0.001 max(1, |f|),
 *     |f| of the output largest in size; infinite where that is no number
 * @param cause empty where they agree; else what the change of the error with the step h shows: one of
 *     {@link #WRONG_RULE}, {@link #TRUNCATION}, {@link #ROUNDING}, {@link #KINK}, {@link #JUMP} and
 *     {@link #NOT_FINITE}. At a kink the two may agree.
 */
public record GradCheckEntry(int order, String mode, int input, List<Integer> inputIndex,
        List<Integer> outputIndex, double analytic, double numeric, double error, String cause) {
    /** The differences agree with each other, and not with the rule. */
    public static final String WRONG_RULE = "wrong rule";
    /** The error still falls at the smallest step that was tried. */
    public static final String TRUNCATION = "truncation";
    /** The error grows where the step becomes smaller. */
    public static final String ROUNDING = "rounding";
    /** The slopes on both sides of x differ, however small the step is. */
    public static final String KINK = "kink";
    /** The difference grows as 1/h. */
    public static final String JUMP = "jump";
    /** The derivative, or every difference, is infinite or no number. */
    public static final String NOT_FINITE = "not finite";
}
