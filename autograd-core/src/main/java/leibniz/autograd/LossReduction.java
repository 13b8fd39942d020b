package leibniz.autograd;

/** What becomes of the losses of the single elements or rows. */
public enum LossReduction {
    /** Their mean, of shape (). */
    MEAN,
    /** Their sum, of shape (). */
    SUM,
    /** All of them, as they are. */
    NONE;

    Tensor of(Tensor losses) {
        return switch (this) {
            case MEAN -> losses.mean();
            case SUM -> losses.sum();
            case NONE -> losses;
        };
    }
}
