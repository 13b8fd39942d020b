package leibniz.autograd;

import static leibniz.autograd.Shapes.text;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The text of the failures of symbols, in the manner of {@link Errors}. */
final class SymbolErrors {
    private SymbolErrors() {}

    static RuntimeException unbound(Unevaluated tensor) {
        return new IllegalStateException(
                tensor.description()
                        + " has no value yet. Give its symbols data with bind(Map.of(name, tensor, "
                        + "...)), and use what that returns.");
    }

    static RuntimeException symbolWithoutName() {
        return Errors.argument("symbol: the name is empty; give one, for instance symbol(\"x\").");
    }

    static RuntimeException symbolTwice(String operation, String name) {
        return Errors.argument(
                "%s: two symbols of this graph are called %s, so data could not tell them apart. Make each "
                        + "symbol once and use it where you need it.",
                operation, name);
    }

    static RuntimeException tooManyDimNames(String name, int most) {
        return Errors.argument(
                "symbol: the dim name %s is one too many, %d are in use. Give sizes in numbers, or use a name "
                        + "again.",
                name, most);
    }

    static RuntimeException namedDims(String operation) {
        return Errors.argument(
                "%s is not possible where a dim has a name in the place of a size. Make the symbols with sizes "
                        + "in numbers, for instance symbol(\"x\", 3).",
                operation);
    }

    static RuntimeException namedSize(String operation, int[] shape) {
        return Errors.argument(
                "%s: the shape %s has names in the place of sizes, so there is no number yet. bind(...) gives "
                        + "it one.",
                operation, text(shape));
    }

    /** Fails where the size of a dim is a name. */
    static void requireSize(String operation, int[] shape, int dim) {
        if (NamedDims.name(shape[dim]) != null) {
            throw namedSize(operation, shape);
        }
    }

    /** Fails where the size of a dim is a name, and what is asked for needs a number. */
    static void requireNoName(String operation, int[] shape, int dim) {
        if (NamedDims.name(shape[dim]) != null) {
            throw namedDims(operation);
        }
    }

    static RuntimeException symbolicShapes(String operation, Tensor[] operands, Map<String, Integer> trial,
            RuntimeException cause) {
        String shapes = Arrays.stream(operands).map(x -> text(x.layout.shape))
                .collect(Collectors.joining(" and "));
        String sizes = Arrays.stream(operands).flatMapToInt(x -> Arrays.stream(x.layout.shape)).distinct()
                .mapToObj(NamedDims::name).filter(name -> name != null)
                .map(name -> name + " = " + trial.get(name))
                .collect(Collectors.joining(", "));
        return sizes.isEmpty()
                ? cause
                : Errors.argument("%s: the shapes %s do not fit for all sizes. With %s: %s", operation,
                        shapes,
                        sizes, cause.getMessage());
    }

    static RuntimeException bindWithoutSymbols() {
        return Errors.argument(
                "bind: this tensor has values already. Only what is built on symbols, made by symbol(name), "
                        + "waits for data.");
    }

    static RuntimeException bindNames(Set<String> symbols, Set<String> needed, Set<String> given) {
        Set<String> missing = new TreeSet<>(needed);
        missing.removeAll(given);
        Set<String> unknown = new TreeSet<>(given);
        unknown.removeAll(symbols);
        return Errors.argument("bind: the symbols are %s, but data was given for %s.%s%s", symbols, given,
                missing.isEmpty() ? "" : " Missing: " + String.join(", ", missing) + ".",
                unknown.isEmpty() ? "" : " Unknown: " + String.join(", ", unknown) + ".");
    }

    static RuntimeException bindUnknownSize(String dim, Map<String, Tensor> symbols) {
        String from = symbols.entrySet().stream()
                .filter(symbol -> NamedDims.in(symbol.getValue().layout.shape).contains(dim))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" or "));
        return Errors.argument("bind: the size of the dim %s is not known. Give data for %s as well.", dim,
                from);
    }

    static RuntimeException bindShape(String symbol, int[] dims, int[] shape) {
        return Errors.argument("bind: the symbol %s has the shape %s, but its data has %s.", symbol,
                text(dims),
                text(shape));
    }

    static RuntimeException bindSize(String dim, int size, String source, int other, String otherSource) {
        return Errors.argument("bind: the dim %s is %d in %s, but %d in %s.", dim, size, source, other,
                otherSource);
    }

    static RuntimeException derivativeWithoutSymbols() {
        return Errors
                .argument("derivative gives a formula, and takes tensors built on symbols. For numbers use "
                        + "grad(z, w), or backward() and w.grad().");
    }

    static RuntimeException derivativeUnused(String name) {
        return Errors.argument(
                "derivative: the formula does not contain the tensor by which it is to be differentiated, %s. Check that "
                        + "it was computed from this very symbol, not from another of the same name.",
                name);
    }

    static RuntimeException derivativeRank(int[] out, int[] in) {
        return Errors.argument(
                "derivative: of shape %s by shape %s. There are formulas for a number by anything, and for a "
                        + "vector by a vector or a number; for the numbers of any other bind data and use jacobian.",
                text(out), text(in));
    }

    static RuntimeException derivativeOperation(String operation) {
        return Errors.argument(
                "derivative: the matrix cannot be written down where a vector goes through %s. Bind data and "
                        + "use jacobian for its numbers.",
                operation);
    }

    static RuntimeException symbolicBackward() {
        return new IllegalStateException(
                "backward: this tensor is built on symbols and has no value. Bind data first: "
                        + "z.bind(Map.of(...)).backward(); or ask for the formula: derivative(z, w).");
    }

    static RuntimeException symbolicInPlace(String operation) {
        return new IllegalStateException(
                operation + ": a tensor built on symbols has no values to change in place. Use "
                        + "the operation without _, or bind data first.");
    }

    static RuntimeException latexRank(int[] shape) {
        return Errors.argument("toLatex: the shape %s has more than two dims; select a matrix of it.",
                text(shape));
    }

    static RuntimeException noFormulaOf(String operation) {
        return new IllegalArgumentException(
                operation + " is a function that the user wrote: it has no formula, "
                        + "only values");
    }

    static RuntimeException gradientOfSeveral(int[] shape) {
        return new IllegalArgumentException("gradientFormula: z has the shape " + Shapes.text(shape)
                + " and only a number has a gradient; for a vector take derivative(z, w), which is its Jacobian");
    }
}
