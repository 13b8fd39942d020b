/** Tensors and automatic differentiation. */
@org.jspecify.annotations.NullMarked module leibniz.autograd {
    requires static org.jspecify;

    exports leibniz.autograd;

    uses leibniz.autograd.Origin;
}
