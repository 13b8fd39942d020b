package leibniz.autograd;

/** What the storage of a tensor without numbers holds in the place of an array: how to compute them later. */
abstract class Unevaluated {
    final DType dtype;

    Unevaluated(DType dtype) {
        this.dtype = dtype;
    }

    /** What has no numbers yet, as the subject of a sentence. */
    abstract String description();
}
