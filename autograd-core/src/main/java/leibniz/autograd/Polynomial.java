package leibniz.autograd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A sum of products of powers, in which equal products are one: the form in which formulas are simplified.
 */
record Polynomial(List<Term> terms) {
    static final Polynomial ZERO = new Polynomial(List.of());
    static final Polynomial ONE = number(1);

    /** A number times powers of tensors without numbers, by base; an exponent is again such a sum. */
    record Term(double coefficient, Map<Tensor, Polynomial> powers) {
        boolean isNumber() {
            return powers.isEmpty();
        }

        Term times(double factor) {
            return new Term(coefficient * factor, powers);
        }

        Term times(Term other) {
            Map<Tensor, Polynomial> product = new LinkedHashMap<>(powers);
            other.powers.forEach((base, exponent) -> product.merge(base, exponent, Polynomial::plus));
            product.values().removeIf(Polynomial::isZero);
            return new Term(coefficient * other.coefficient, product);
        }

        Term only(Predicate<Tensor> wanted) {
            Map<Tensor, Polynomial> some = new LinkedHashMap<>(powers);
            some.keySet().removeIf(wanted.negate());
            return new Term(1, some);
        }

        /** The base, where this is one tensor and nothing else; else null. */
        @Nullable
        Tensor atom() {
            Map.Entry<Tensor, Polynomial> first = powers.isEmpty()
                    ? null
                    : powers.entrySet().iterator().next();
            return first != null && coefficient == 1 && powers.size() == 1 && first.getValue().equals(ONE)
                    ? first.getKey()
                    : null;
        }
    }

    static Polynomial number(double value) {
        return value == 0 ? ZERO : new Polynomial(List.of(new Term(value, Map.of())));
    }

    static Polynomial power(Tensor base, Polynomial exponent) {
        return exponent.isZero() ? ONE : new Polynomial(List.of(new Term(1, Map.of(base, exponent))));
    }

    static Polynomial of(Term term) {
        return term.coefficient == 0 ? ZERO : new Polynomial(List.of(term));
    }

    boolean isZero() {
        return terms.isEmpty();
    }

    boolean isNumber() {
        return isZero() || terms.size() == 1 && terms.get(0).isNumber();
    }

    /** The value, where this is a number. */
    double number() {
        return isZero() ? 0 : terms.get(0).coefficient;
    }

    Polynomial plus(Polynomial other) {
        Map<Map<Tensor, Polynomial>, Double> sum = new LinkedHashMap<>();
        terms.forEach(term -> sum.merge(term.powers, term.coefficient, Double::sum));
        other.terms.forEach(term -> sum.merge(term.powers, term.coefficient, Double::sum));
        List<Term> result = new ArrayList<>();
        sum.forEach((powers, coefficient) -> {
            if (coefficient != 0) {
                result.add(new Term(coefficient, powers));
            }
        });
        return new Polynomial(result);
    }

    Polynomial times(double factor) {
        return factor == 0 ? ZERO : new Polynomial(terms.stream().map(term -> term.times(factor)).toList());
    }
}
