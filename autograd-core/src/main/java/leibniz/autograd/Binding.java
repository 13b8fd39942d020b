package leibniz.autograd;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import leibniz.autograd.Expression.Application;
import leibniz.autograd.Expression.Symbol;

/**
 * Runs the operations of a symbolic graph on data. The graph stays as it is, so other data can be bound to
 * it.
 */
final class Binding {
    private final Map<String, Tensor> data;
    private final Map<Expression, Tensor> values = new HashMap<>();
    private final Map<Call, Call> calls = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    private final DType dtype;

    private Binding(Tensor symbolic, Map<String, Tensor> data) {
        this.data = data;
        Map<String, Tensor> known = allSymbols(symbolic);
        Set<String> needed = symbols(symbolic).keySet();
        if (!known.keySet().containsAll(data.keySet()) || !data.keySet().containsAll(needed)) {
            throw SymbolErrors.bindNames(known.keySet(), needed, new TreeSet<>(data.keySet()));
        }
        Map<String, String> sources = new HashMap<>();
        known.forEach((name, symbol) -> {
            if (data.containsKey(name)) {
                fix(name, symbol.layout.shape, data.get(name), sources);
            }
        });
        for (Tensor x : Symbolic.operandsFirst(symbolic)) {
            for (String dim : NamedDims.in(x.layout.shape)) {
                if (!sizes.containsKey(dim)) {
                    throw SymbolErrors.bindUnknownSize(dim, known);
                }
            }
        }
        boolean wide = data.values().stream().anyMatch(value -> value.dtype() == DType.FLOAT64);
        dtype = wide || data.isEmpty() ? DType.FLOAT64 : DType.FLOAT32;
    }

    static Tensor bind(Tensor symbolic, Map<String, Tensor> data) {
        if (!symbolic.storage.isSymbolic()) {
            throw SymbolErrors.bindWithoutSymbols();
        }
        return new Binding(symbolic, data).value(symbolic);
    }

    /**
     * The symbols of a graph by name; two of the same name are an error, since data could not tell them
     * apart.
     */
    private static Map<String, Tensor> symbols(Tensor symbolic) {
        Map<String, Tensor> symbols = new TreeMap<>();
        for (Tensor x : Symbolic.operandsFirst(symbolic)) {
            if (Expression.of(x) instanceof Symbol symbol && symbols.put(symbol.name, x) != null) {
                throw SymbolErrors.symbolTwice("bind", symbol.name);
            }
        }
        return symbols;
    }

    /**
     * Also those of the functions of which parts of the graph are derivatives, where they may have vanished.
     */
    static Map<String, Tensor> allSymbols(Tensor symbolic) {
        Map<String, Tensor> symbols = symbols(symbolic);
        for (Tensor x : Symbolic.operandsFirst(symbolic)) {
            if (Expression.of(x) instanceof Application made
                    && made.op instanceof Derivative.Written written) {
                written.symbols.forEach(symbols::putIfAbsent);
            }
        }
        return symbols;
    }

    /** Gives the names of dims their sizes. */
    private void fix(String symbol, int[] dims, Tensor value, Map<String, String> sources) {
        int[] shape = value.layout.shape;
        boolean fits = dims.length == shape.length;
        for (int d = 0; fits && d < dims.length; d++) {
            String name = NamedDims.name(dims[d]);
            if (name == null) {
                fits = dims[d] == shape[d];
                continue;
            }
            String source = symbol + " of shape " + Shapes.text(shape);
            Integer known = sizes.putIfAbsent(name, shape[d]);
            if (known != null && known != shape[d]) {
                throw SymbolErrors.bindSize(name, known, Objects.requireNonNull(sources.get(name)), shape[d],
                        source);
            }
            sources.putIfAbsent(name, source);
        }
        if (!fits) {
            throw SymbolErrors.bindShape(symbol, dims, shape);
        }
    }

    private Tensor value(Tensor symbolic) {
        for (Tensor x : Symbolic.operandsFirst(symbolic)) {
            Tensor value = compute(Expression.of(x));
            values.put(Expression.of(x), value);
            if (Expression.of(x) instanceof Application && value.node() instanceof OpNode made) {
                made.makeExtras().boundFrom = x;
            }
        }
        return computed(symbolic);
    }

    private Tensor computed(Tensor symbolic) {
        return Objects.requireNonNull(values.get(Expression.of(symbolic)));
    }

    private Tensor compute(Expression expression) {
        return switch (expression) {
            case Symbol symbol -> Objects.requireNonNull(data.get(symbol.name));
            case Application made -> {
                Tensor[] operands = Arrays.stream(made.operands).map(this::operand).toArray(Tensor[]::new);
                Op op = made.op.resizedFor(made.operands, NamedDims.sizes(sizes));
                Call call = calls.computeIfAbsent(made.call, Call::again);
                if (operands.length == 0) {
                    yield ofData(op.forward());
                }
                Tensor value = Recorder.within(call,
                        () -> op instanceof SymbolicComposition
                                ? op.forward(operands)
                                : op.apply(operands));
                yield made.op.name.equals("To") ? ofData(value) : value;
            }
        };
    }

    private Tensor operand(Tensor x) {
        return x.storage.isSymbolic() ? computed(x) : x.dim() == 0 ? ofData(x) : x;
    }

    /** Numbers and masks of the graph were FLOAT64 while there was no data. */
    private Tensor ofData(Tensor x) {
        return x.dtype() == DType.FLOAT64 && dtype == DType.FLOAT32 ? x.to(dtype) : x;
    }
}
