package leibniz.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import leibniz.autograd.Expression.Application;
import leibniz.autograd.Expression.Symbol;
import leibniz.autograd.Polynomial.Term;
import org.jspecify.annotations.Nullable;

/**
 * Makes a derivative readable: what the chain rule gives step by step is full of ones, zeros and doubled
 * terms. Sums and products of numbers are brought into the form of {@link Polynomial}; numbers are taken out
 * of what is linear; what is equal becomes one tensor. As in school a/a counts as 1, whatever a is.
 */
final class Simplifier {
    private static final Set<String> LINEAR = Set.of("Sum", "Reshape", "View", "Unsqueeze", "Squeeze",
            "Transpose", "Permute", "Slice", "Narrow", "Get", "Select", "Unslice");

    /** A simplified tensor: what it is, and the shape to which its terms broadcast. */
    private static final class Value {
        final Polynomial terms;
        final int[] shape;

        Value(Polynomial terms, int[] shape) {
            this.terms = terms;
            this.shape = shape;
        }
    }

    private final Map<Expression, Value> done = new HashMap<>();
    /** Sums that stand as a factor in a product. */
    private final Map<Tensor, Polynomial> sums = new HashMap<>();
    private final ExpressionInterner build = new ExpressionInterner();

    private Simplifier() {}

    static Tensor simplify(Tensor symbolic) {
        Simplifier simplifier = new Simplifier();
        for (Tensor x : Symbolic.operandsFirst(symbolic)) {
            simplifier.done.put(Expression.of(x), simplifier.simplified(x));
        }
        return simplifier.tensor(Objects.requireNonNull(simplifier.done.get(Expression.of(symbolic))));
    }

    private Value simplified(Tensor x) {
        int[] shape = x.layout.shape;
        return Expression.of(x) instanceof Application made
                ? new Value(
                        apply(made.op, Arrays.stream(made.operands).map(this::operand).toArray(Value[]::new),
                                shape),
                        shape)
                : atom(x);
    }

    private Value operand(Tensor x) {
        if (x.storage.isSymbolic()) {
            return Objects.requireNonNull(done.get(Expression.of(x)));
        }
        boolean number = x.dtype().isFloating() && x.numel() > 0
                && (x.dim() == 0
                        || x.eq(x.alias(x.layout.slice(new int[x.dim()], ones(x), ones(x))).reshape())
                                .all().itemBoolean());
        return number
                ? new Value(Polynomial.number(x.storage.getDouble(x.layout.offset)), x.layout.shape)
                : atom(x);
    }

    private static int[] ones(Tensor x) {
        int[] ones = new int[x.dim()];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static Value atom(Tensor x) {
        return new Value(Polynomial.power(x, Polynomial.ONE), x.layout.shape);
    }

    private Polynomial apply(Op op, Value[] x, int[] shape) {
        if (op == Elementwise.ADD || op == Elementwise.SUB) {
            return sum(x[0].terms, x[1].terms.times(op == Elementwise.ADD ? 1 : -1));
        }
        if (op == Elementwise.NEG) {
            return x[0].terms.times(-1);
        }
        if (op == Elementwise.MUL || op == Elementwise.DIV) {
            Polynomial factor = op == Elementwise.MUL ? x[1].terms : power(x[1], Polynomial.number(-1));
            return product(x[0], new Value(factor, x[1].shape));
        }
        if (op == Elementwise.RECIPROCAL) {
            return power(x[0], Polynomial.number(-1));
        }
        if (op == Elementwise.SQRT) {
            return power(x[0], Polynomial.number(0.5));
        }
        // the power of a number by a vector is no factor that is a number
        if (op == Elementwise.POW && (x[1].shape.length == 0 || Arrays.equals(x[0].shape, x[1].shape))) {
            return power(x[0], x[1].terms);
        }
        if (op.name.equals("Expand") || op instanceof Derivative.Written) {
            return x[0].terms;
        }
        if (op == Matrix.DOT || op.name.equals("MatMul")) {
            return bilinear(op, x, shape);
        }
        if (LINEAR.contains(op.name)) {
            return linear(op, x[0], shape);
        }
        boolean numbers = shape.length == 0 && Arrays.stream(x).allMatch(value -> value.terms.isNumber())
                && x.length > 0 && op instanceof UnaryOp;
        if (numbers) {
            return Polynomial.number(op.forward(Creation.full(DType.FLOAT64, x[0].terms.number())).item());
        }
        return made(op, Arrays.stream(x).map(this::tensor).toArray(Tensor[]::new));
    }

    private Polynomial made(Op op, Tensor... operands) {
        return Polynomial.power(build.apply(op, operands), Polynomial.ONE);
    }

    private Polynomial sum(Polynomial a, Polynomial b) {
        Polynomial sum = a.plus(b);
        boolean merged = sum.terms().size() < a.terms().size() + b.terms().size();
        return merged ? sum : flat(a).plus(flat(b));
    }

    /** A sum that stood as one factor is a sum again where it is a summand. */
    private Polynomial flat(Polynomial x) {
        Tensor atom = x.terms().size() == 1 ? x.terms().get(0).atom() : null;
        return atom == null ? x : sums.getOrDefault(atom, x);
    }

    /** A factor goes into the terms of a sum where the formula gets shorter by that. */
    private Polynomial product(Value a, Value b) {
        if (a.terms.isZero() || b.terms.isZero()) {
            return Polynomial.ZERO;
        }
        if (b.terms.terms().size() > 1 && a.terms.terms().size() == 1) {
            return product(b, a);
        }
        if (a.terms.terms().size() > 1 && b.terms.terms().size() == 1 && a.shape.length == b.shape.length) {
            Term factor = b.terms.terms().get(0);
            Polynomial distributed = new Polynomial(
                    a.terms.terms().stream().map(term -> term.times(factor)).toList());
            if (length(distributed) < length(a.terms) + length(b.terms) - (factor.isNumber() ? 1 : 0)) {
                return distributed;
            }
        }
        return Polynomial.of(single(a).times(single(b)));
    }

    /** How much there is to read. */
    private static double length(Polynomial x) {
        return x.terms().stream().mapToDouble(term -> Math.max(1, (Math.abs(term.coefficient()) == 1 ? 0 : 1)
                + term.powers().values().stream()
                        .mapToDouble(exponent -> exponent.isNumber() ? Math.abs(exponent.number()) : 1)
                        .sum()))
                .sum();
    }

    /** The value as one product; a sum is a factor of its own. */
    private Term single(Value x) {
        if (x.terms.terms().size() == 1) {
            return x.terms.terms().get(0);
        }
        Term common = common(x.terms.terms());
        Polynomial rest = over(x.terms, common);
        Tensor factor = tensor(new Value(rest, x.shape));
        sums.put(factor, rest);
        return common.times(new Term(1, Map.of(factor, Polynomial.ONE)));
    }

    private static Polynomial over(Polynomial x, Term divisor) {
        Term inverse = new Term(1 / divisor.coefficient(), inverted(divisor));
        return new Polynomial(x.terms().stream().map(term -> term.times(inverse)).toList());
    }

    private Polynomial power(Value base, Polynomial exponent) {
        if (base.terms.isNumber() && exponent.isNumber()) {
            return Polynomial.number(Math.pow(base.terms.number(), exponent.number()));
        }
        if (exponent.isZero()) {
            return Polynomial.ONE;
        }
        if (exponent.equals(Polynomial.ONE)) {
            return base.terms;
        }
        Term term = single(base);
        Tensor atom = term.atom();
        if (atom != null) {
            return Polynomial.power(atom, exponent);
        }
        double n = exponent.isNumber() ? exponent.number() : 0.5;
        boolean whole = n == Math.rint(n) && term.powers().values().stream().allMatch(Polynomial::isNumber);
        if (!whole) {
            return Polynomial.power(tensor(base), exponent);
        }
        Term result = new Term(Math.pow(term.coefficient(), n), Map.of());
        for (Map.Entry<Tensor, Polynomial> factor : term.powers().entrySet()) {
            result = result.times(new Term(1, Map.of(factor.getKey(), factor.getValue().times(n))));
        }
        return Polynomial.of(result);
    }

    /** What is linear leaves numbers outside: f(2 s v) = 2 s f(v). */
    private Polynomial linear(Op op, Value x, int[] shape) {
        if (x.terms.isZero()) {
            return Polynomial.ZERO;
        }
        Term term = single(x);
        Term outside = numbers(term);
        Term inside = term.only(factor -> factor.dim() > 0);
        if (inside.isNumber() && !op.name.equals("Unslice")) { // zeros with ones are not ones
            return Polynomial.of(op.name.equals("Sum") ? outside.times(count(x.shape, shape)) : outside);
        }
        Tensor diagonal = diagonal(inside);
        if (diagonal != null && op.name.equals("Sum") && shape.length == 1) {
            Term rest = inside.only(factor -> factor != diagonal);
            return Polynomial.of(outside.times(rest));
        }
        Tensor operand = tensor(new Value(Polynomial.of(inside), x.shape));
        Tensor result = LinearRules.apply(build, op, operand, shape);
        return Polynomial.of(outside.times(new Term(1, Map.of(result, Polynomial.ONE))));
    }

    /** The identity matrix, if it is a factor: each of its lines adds up to 1. */
    private static @Nullable Tensor diagonal(Term term) {
        return term.powers().keySet().stream()
                .filter(factor -> ExpressionInterner.made("Eye", factor) != null)
                .findFirst()
                .orElse(null);
    }

    /** How many elements are added to one: the sum of as many ones. */
    private Term count(int[] from, int[] to) {
        List<Integer> reduced = new ArrayList<>(Arrays.stream(from).boxed().toList());
        Arrays.stream(to).forEach(size -> reduced.remove((Object) size));
        Term count = new Term(1, Map.of());
        for (int size : reduced) {
            count = NamedDims.name(size) == null
                    ? count.times(size)
                    : count.times(new Term(1, Map.of(build.size(size), Polynomial.ONE)));
        }
        return count;
    }

    private Polynomial bilinear(Op op, Value[] x, int[] shape) {
        if (x[0].terms.isZero() || x[1].terms.isZero()) {
            return Polynomial.ZERO;
        }
        Term outside = new Term(1, Map.of());
        Tensor[] inside = new Tensor[2];
        for (int i = 0; i < 2; i++) {
            Term term = single(x[i]);
            outside = outside.times(numbers(term));
            inside[i] = tensor(new Value(Polynomial.of(term.only(factor -> factor.dim() > 0)), x[i].shape));
        }
        Tensor result = LinearRules.product(build, op, inside[0], inside[1], shape);
        return Polynomial.of(outside.times(new Term(1, Map.of(result, Polynomial.ONE))));
    }

    private static Term numbers(Term term) {
        return term.only(factor -> factor.dim() == 0).times(term.coefficient());
    }

    // ---- back to tensors

    /** A symbolic tensor of exactly the shape of the value. */
    private Tensor tensor(Value value) {
        Tensor sum = sum(value.terms);
        return build.ofShape(sum, value.shape);
    }

    private Tensor sum(Polynomial x) {
        if (x.isNumber()) {
            return build.number(x.number());
        }
        List<Term> terms = new ArrayList<>(x.terms());
        if (terms.size() == 1) {
            return product(terms.get(0));
        }
        Term common = common(terms);
        if (!common.isNumber() || common.coefficient() != 1) {
            Polynomial rest = over(x, common);
            Tensor factor = sum(rest);
            sums.put(factor, rest);
            return product(common.times(new Term(1, Map.of(factor, Polynomial.ONE))));
        }
        IntStream.range(0, terms.size()).filter(i -> terms.get(i).coefficient() > 0).findFirst()
                .ifPresent(i -> terms.addFirst(terms.remove(i)));
        Tensor sum = product(terms.get(0));
        for (Term term : terms.subList(1, terms.size())) {
            boolean less = term.coefficient() < 0;
            sum = build.apply(less ? Elementwise.SUB : Elementwise.ADD, sum,
                    product(term.times(less ? -1 : 1)));
        }
        return sum;
    }

    /** The powers, and the number, that all terms share. */
    private static Term common(List<Term> terms) {
        Map<Tensor, Polynomial> powers = new LinkedHashMap<>(terms.get(0).powers());
        powers.entrySet().removeIf(power -> !terms.stream()
                .allMatch(term -> power.getValue().equals(term.powers().get(power.getKey()))));
        double size = Math.abs(terms.get(0).coefficient());
        boolean shared = terms.stream().allMatch(term -> Math.abs(term.coefficient()) == size);
        return new Term(shared ? size : 1, powers);
    }

    private static Map<Tensor, Polynomial> inverted(Term term) {
        Map<Tensor, Polynomial> powers = new HashMap<>(term.powers());
        powers.replaceAll((base, exponent) -> exponent.times(-1));
        return powers;
    }

    private Tensor product(Term term) {
        List<Tensor> above = new ArrayList<>();
        List<Tensor> below = new ArrayList<>();
        double size = Math.abs(term.coefficient());
        boolean part = size < 1 && 1 / size == Math.rint(1 / size);
        if (size != 1) {
            (part ? below : above).add(build.number(part ? 1 / size : size));
        }
        term.powers().forEach((base, exponent) -> {
            boolean negative = exponent.isNumber() && exponent.number() < 0;
            Polynomial positive = negative ? exponent.times(-1) : exponent;
            (negative ? below : above).add(power(base, positive));
        });
        Tensor product = product(above);
        Tensor numerator = product == null ? build.number(1) : product;
        Tensor denominator = product(below);
        Tensor whole = denominator == null
                ? numerator
                : build.apply(Elementwise.DIV, numerator, denominator);
        return term.coefficient() < 0 ? build.apply(Elementwise.NEG, whole) : whole;
    }

    /** Numbers first, then vectors, then matrices; of each kind sin x and the like last. */
    private @Nullable Tensor product(List<Tensor> factors) {
        Tensor product = null;
        List<Tensor> sorted = factors.stream()
                .sorted(Comparator.comparingInt(Tensor::dim).thenComparing(Simplifier::isOpen)).toList();
        for (Tensor factor : sorted) {
            product = product == null ? factor : build.apply(Elementwise.MUL, product, factor);
        }
        return product;
    }

    private static boolean isOpen(Tensor factor) {
        return factor.isSymbolic() && Expression.of(factor) instanceof Application made
                && made.op instanceof UnaryOp && made.operands[0].isSymbolic()
                && Expression.of(made.operands[0]) instanceof Symbol
                && made.op.formula(Formula.name("x", 0)).isOpen();
    }

    private Tensor power(Tensor base, Polynomial exponent) {
        if (exponent.equals(Polynomial.ONE)) {
            return base;
        }
        if (exponent.equals(Polynomial.number(0.5))) {
            return build.apply(Elementwise.SQRT, base);
        }
        return build.apply(Elementwise.POW, base, sum(exponent));
    }
}
