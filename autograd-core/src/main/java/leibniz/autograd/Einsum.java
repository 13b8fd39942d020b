package leibniz.autograd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Sums of products by Einstein's convention: a letter for each dim, and a sum over those that the result does
 * not have. Two operands at a time meet in a matrix product.
 */
final class Einsum {
    private final String equation;
    private final Map<Character, Integer> sizes = new HashMap<>();

    private Einsum(String equation) {
        this.equation = equation;
    }

    /** A tensor whose dims have the letters of a text as names, each of them once. */
    private record Lettered(Tensor x, String letters) {
        /** The letters that fulfil a condition, in their order. */
        String only(IntPredicate condition) {
            return letters.chars().filter(condition).mapToObj(Character::toString)
                    .collect(Collectors.joining());
        }

        boolean has(int letter) {
            return letters.indexOf(letter) >= 0;
        }

        Lettered ordered(String order) {
            return new Lettered(x.permute(order.chars().map(letters::indexOf).toArray()), order);
        }

        /** Sums over all letters but those of a text. */
        Lettered summed(String kept) {
            int[] dims = letters.chars().filter(c -> kept.indexOf(c) < 0).map(letters::indexOf).toArray();
            return dims.length == 0 ? this : new Lettered(x.sum(dims), only(c -> kept.indexOf(c) >= 0));
        }
    }

    static Tensor of(String equation, Tensor... operands) {
        return new Einsum(equation.replace(" ", "")).apply(operands);
    }

    private Tensor apply(Tensor... operands) {
        String[] sides = equation.split("->", -1);
        String[] inputs = sides[0].split(",", -1);
        if (sides.length > 2 || !equation.matches("[a-zA-Z,]*(->[a-zA-Z]*)?")) {
            throw MatrixErrors.einsumEquation(equation);
        }
        if (inputs.length != operands.length) {
            throw MatrixErrors.einsumOperands(equation, inputs.length, operands.length);
        }
        for (int i = 0; i < operands.length; i++) {
            note(inputs[i], i, operands[i].layout.shape);
        }
        String result = sides.length == 2 ? sides[1] : implied(sides[0]);
        for (int i = 0; i < result.length(); i++) {
            char c = result.charAt(i);
            if (!sizes.containsKey(c) || result.indexOf(c) != result.lastIndexOf(c)) {
                throw MatrixErrors.einsumResult(equation, c);
            }
        }
        return Recorder.compositionOf(List.of(operands), "Einsum", () -> {
            List<Lettered> open = new ArrayList<>();
            for (int i = 0; i < operands.length; i++) {
                open.add(withoutRepetition(operands[i], inputs[i]));
            }
            while (open.size() > 1) {
                Lettered left = open.removeFirst();
                Lettered right = open.removeFirst();
                String kept = result + open.stream().map(Lettered::letters).collect(Collectors.joining());
                open.addFirst(
                        product(left.summed(kept + right.letters), right.summed(kept + left.letters), kept));
            }
            return open.getFirst().summed(result).ordered(result).x;
        });
    }

    private void note(String letters, int operand, int[] shape) {
        if (letters.length() != shape.length) {
            throw MatrixErrors.einsumDims(equation, operand, letters, shape);
        }
        for (int d = 0; d < shape.length; d++) {
            Integer known = sizes.putIfAbsent(letters.charAt(d), shape[d]);
            if (known != null && known != shape[d]) {
                throw MatrixErrors.einsumSizes(equation, letters.charAt(d), known, shape[d]);
            }
        }
    }

    /** The letters that occur once, in alphabetical order. */
    private static String implied(String inputs) {
        return inputs.chars().filter(c -> c != ',' && inputs.indexOf(c) == inputs.lastIndexOf(c)).sorted()
                .mapToObj(Character::toString).collect(Collectors.joining());
    }

    /** Of a letter that an operand has twice, the diagonal. */
    private static Lettered withoutRepetition(Tensor x, String letters) {
        for (int i = 0; i < letters.length(); i++) {
            int again = letters.indexOf(letters.charAt(i), i + 1);
            if (again > 0) {
                String rest = new StringBuilder(letters).deleteCharAt(again).deleteCharAt(i).toString();
                return withoutRepetition(x.diagonal(0, i, again), rest + letters.charAt(i));
            }
        }
        return new Lettered(x, letters);
    }

    private Lettered product(Lettered a, Lettered b, String kept) {
        String batch = a.only(c -> b.has(c) && kept.indexOf(c) >= 0);
        String inner = a.only(c -> b.has(c) && kept.indexOf(c) < 0);
        String left = a.only(c -> !b.has(c));
        String right = b.only(c -> !a.has(c));
        Tensor rows = a.ordered(batch + left + inner).x.reshape(count(batch), count(left), count(inner));
        Tensor columns = b.ordered(batch + inner + right).x.reshape(count(batch), count(inner), count(right));
        String letters = batch + left + right;
        int[] shape = letters.chars().map(c -> sizes.get((char) c)).toArray();
        return new Lettered(rows.matmul(columns).reshape(shape), letters);
    }

    private int count(String letters) {
        return Shapes.numel("einsum", letters.chars().map(c -> sizes.get((char) c)).toArray());
    }
}
