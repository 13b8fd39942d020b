package leibniz.autograd;

import java.util.HashMap;
import java.util.Map;

/** What a symbolic tensor has in the place of numbers: how to compute them once its symbols have values. */
abstract sealed class Expression extends Unevaluated {
    private Expression(DType dtype) {
        super(dtype);
    }

    /** What a symbolic tensor is computed by. */
    static Expression of(Tensor x) {
        return (Expression) x.storage.array();
    }

    /** The symbols that users made and of which this is computed, by name. */
    abstract Map<String, Symbol> symbols();

    /** The symbols of several operands; an error where two of them have one name. */
    private static Map<String, Symbol> symbols(Tensor... operands) {
        Map<String, Symbol> all = Map.of();
        for (Tensor operand : operands) {
            if (operand.storage.array() instanceof Expression expression) {
                all = union(all, expression.symbols());
            }
        }
        return all;
    }

    private static Map<String, Symbol> union(Map<String, Symbol> some, Map<String, Symbol> others) {
        if (some.isEmpty() || some == others) {
            return others;
        }
        Map<String, Symbol> all = new HashMap<>(some);
        others.forEach((name, symbol) -> {
            Symbol before = all.put(name, symbol);
            if (before != null && before != symbol) {
                throw SymbolErrors.symbolTwice("symbol", name);
            }
        });
        return all.size() == some.size() ? some : all;
    }

    /** A variable that data is bound to later. */
    static final class Symbol extends Expression {
        final String name;
        private final boolean isOfUser;

        /** The flag says that a user made it, who may give each name to one symbol of a graph only. */
        Symbol(String name, boolean isOfUser) {
            super(DType.FLOAT64);
            this.name = name;
            this.isOfUser = isOfUser;
        }

        @Override
        Map<String, Symbol> symbols() {
            return isOfUser ? Map.of(name, this) : Map.of();
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
        private final Map<String, Symbol> symbols;

        Application(DType dtype, Op op, Tensor[] operands, Call call) {
            super(dtype);
            this.op = op;
            this.operands = operands;
            this.call = call;
            this.symbols = Expression.symbols(operands);
        }

        @Override
        Map<String, Symbol> symbols() {
            return symbols;
        }

        @Override
        String description() {
            return "a tensor that is built on symbols";
        }
    }
}
