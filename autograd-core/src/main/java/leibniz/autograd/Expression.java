package leibniz.autograd;

/** What a symbolic tensor has in the place of numbers: how to compute them once its symbols have values. */
abstract sealed class Expression extends Unevaluated {
    private Expression(DType dtype) {
        super(dtype);
    }

    /** A variable that data is bound to later. */
    static final class Symbol extends Expression {
        final String name;

        Symbol(String name) {
            super(DType.FLOAT64);
            this.name = name;
        }

        @Override
        String description() {
            return "the symbol " + name;
        }
    }

    /** An operation and its operands, of which at least one is symbolic or has a size that is a name. */
    static final class Application extends Expression {
        final Op op;
        final Tensor[] operands;
        final Call call;

        Application(DType dtype, Op op, Tensor[] operands, Call call) {
            super(dtype);
            this.op = op;
            this.operands = operands;
            this.call = call;
        }

        @Override
        String description() {
            return "a tensor that is built on symbols";
        }
    }
}
