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
record Terms(List<Term> terms) {
    static final Terms ZERO = new Terms(List.of());
    static final Terms ONE = number(1);

    /** A number times powers of tensors without numbers, by base; an exponent is again such a sum. */
    record Term(double coefficient, Map<Tensor, Terms> powers) {
        boolean isNumber() {
            return powers.isEmpty();
        }

        Term times(double factor) {
            return new Term(coefficient * factor, powers);
        }

        Term times(Term other) {
            Map<Tensor, Terms> product = new LinkedHashMap<>(powers);
            other.powers.forEach((base, exponent) -> product.merge(base, exponent, Terms::plus));
            product.values().removeIf(Terms::isZero);
            return new Term(coefficient * other.coefficient, product);
        }

        Term only(Predicate<Tensor> wanted) {
            Map<Tensor, Terms> some = new LinkedHashMap<>(powers);
            some.keySet().removeIf(wanted.negate());
            return new Term(1, some);
        }

        /** The base, where this is one tensor and nothing else; else null. */
        @Nullable
        Tensor atom() {
            Map.Entry<Tensor, Terms> first = powers.isEmpty() ? null : powers.entrySet().iterator().next();
            return first != null && coefficient == 1 && powers.size() == 1 && first.getValue().equals(ONE)
                    ? first.getKey()
                    : null;
        }
    }

    static Terms number(double value) {
        return value == 0 ? ZERO : new Terms(List.of(new Term(value, Map.of())));
    }

    static Terms power(Tensor base, Terms exponent) {
        return exponent.isZero() ? ONE : new Terms(List.of(new Term(1, Map.of(base, exponent))));
    }

    static Terms of(Term term) {
        return term.coefficient == 0 ? ZERO : new Terms(List.of(term));
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

    Terms plus(Terms other) {
        Map<Map<Tensor, Terms>, Double> sum = new LinkedHashMap<>();
        terms.forEach(term -> sum.merge(term.powers, term.coefficient, Double::sum));
        other.terms.forEach(term -> sum.merge(term.powers, term.coefficient, Double::sum));
        List<Term> result = new ArrayList<>();
        sum.forEach((powers, coefficient) -> {
            if (coefficient != 0) {
                result.add(new Term(coefficient, powers));
            }
        });
        return new Terms(result);
    }

    Terms times(double factor) {
        return factor == 0 ? ZERO : new Terms(terms.stream().map(term -> term.times(factor)).toList());
    }
}
