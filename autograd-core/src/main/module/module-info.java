/** Tensors and automatic differentiation. */
@org.jspecify.annotations.NullMarked module leibniz.autograd {
    requires static org.jspecify;

    exports leibniz.autograd;
    exports leibniz.optim;

    uses leibniz.autograd.Origin;
}
