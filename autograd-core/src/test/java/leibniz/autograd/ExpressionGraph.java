package leibniz.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Leaves and operations on them, to be computed again and again at other values of the leaves. */
record ExpressionGraph(List<Part> parts, List<Integer> unused) {
    /** The step of the differences; small against 1, and large against the rounding of the values. */
    private static final double STEP = 0x1p-11;
    private static final double TOLERANCE = 1e-6;

    /**
     * A leaf, which has a value, or an operation on earlier parts, which has a function. The text is Java,
     * with {0}, {1}, ... for the operands.
     */
    record Part(String text, List<Integer> operands, @Nullable TensorsFunction function,
            @Nullable Tensor value) {
        static Part leaf(Tensor value) {
            String numbers = Arrays.stream((double[]) value.reshape(-1).toArray())
                    .mapToObj(x -> ", " + x).collect(Collectors.joining());
            String shape = Arrays.stream(value.shape()).mapToObj(String::valueOf)
                    .collect(Collectors.joining(", "));
            return new Part("tensor(FLOAT64" + numbers + ").reshape(" + shape + ")", List.of(), null, value);
        }
    }

    /** What became of a comparison. */
    sealed interface Outcome {
        record Agreement() implements Outcome {}

        /**
         * The differences themselves do not settle: near a kink, a jump or a pole no derivative can be told
         * from them.
         */
        record IllConditioned() implements Outcome {}

        record Disagreement(String text) implements Outcome {}
    }

    ExpressionGraph(List<Part> parts) {
        this(parts, unused(parts));
    }

    private List<Tensor> leaves() {
        return parts.stream().map(Part::value).filter(value -> value != null).toList();
    }

    /** The values of all parts. */
    List<Tensor> values(List<Tensor> leaves) {
        List<Tensor> values = new ArrayList<>();
        int leaf = 0;
        for (Part part : parts) {
            values.add(part.function == null
                    ? leaves.get(leaf++)
                    : part.function.apply(part.operands.stream().map(values::get).toList()));
        }
        return values;
    }

    /** The sum of the elements of all parts that no other part uses, each with a weight of its own. */
    private Tensor result(List<Tensor> leaves) {
        List<Tensor> values = values(leaves);
        Tensor sum = Tensors.tensor(DType.FLOAT64, 0);
        for (int i : unused) {
            Tensor value = values.get(i);
            Tensor weights = Tensors.linspace(DType.FLOAT64, 0.5, 1.5, value.numel()).reshape(value.shape());
            sum = sum.add(value.mul(weights).sum());
        }
        return sum;
    }

    private static List<Integer> unused(List<Part> parts) {
        Set<Integer> used = new HashSet<>();
        parts.forEach(part -> used.addAll(part.operands));
        List<Integer> unused = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (!used.contains(i)) {
                unused.add(i);
            }
        }
        return unused;
    }

    /**
     * What a comparison of the derivatives gives. An exception at the leaves themselves is a disagreement
     * too; at a point of a difference it says nothing.
     */
    Outcome outcome() {
        try {
            return compare();
        } catch (RuntimeException e) {
            return new Outcome.Disagreement(e.toString());
        }
    }

    /**
     * The derivatives by every element of every leaf: in reverse mode, in forward mode and by differences.
     */
    private Outcome compare() {
        List<Tensor> leaves = leaves();
        List<Tensor> inputs = leaves.stream().map(x -> x.copy().requiresGrad_(true)).toList();
        Tensor result = result(inputs);
        if (result.requiresGrad()) {
            result.backward();
        }
        double value = result.item();
        String disagreement = null;
        for (int k = 0; k < leaves.size(); k++) {
            Tensor gradient = inputs.get(k).grad();
            int input = k;
            for (int i = 0; i < leaves.get(k).numel(); i++) {
                int element = i;
                double reverse = gradient == null ? 0 : gradient.reshape(-1).get(i).item();
                double forward = Autograd.jvp(this::result, leaves, direction(leaves, k, i)).derivative()
                        .item();
                double[] values;
                try {
                    values = IntStream.of(-4, -2, -1, 1, 2, 4)
                            .mapToDouble(steps -> at(leaves, input, element, steps * STEP)).toArray();
                } catch (RuntimeException e) { // near a threshold a shape may change, and then not fit
                    return new Outcome.IllConditioned();
                }
                double middle = (values[4] - values[1]) / (4 * STEP);
                double numeric = extrapolated((values[3] - values[2]) / (2 * STEP), middle);
                double coarse = extrapolated(middle, (values[5] - values[0]) / (8 * STEP));
                double bend = (values[3] - 2 * value + values[2]) / STEP;
                double wideBend = (values[4] - 2 * value + values[1]) / (2 * STEP);
                double tolerance = TOLERANCE * Math.max(1, Math.abs(numeric));
                // of a smooth function both estimates agree, and the change of slope over a step is in
                // proportion to the step;
                // at a kink it is the same for all steps
                if (!(Math.abs(numeric - coarse) <= tolerance
                        && Math.abs(wideBend - 2 * bend) <= 10 * tolerance)) {
                    return new Outcome.IllConditioned();
                }
                if (!(Math.abs(reverse - numeric) <= tolerance && Math.abs(forward - numeric) <= tolerance
                        && Math.abs(forward - reverse) <= tolerance)) {
                    disagreement = "by element " + i + " of leaf " + k + ": reverse " + reverse + ", forward "
                            + forward + ", differences " + numeric;
                }
            }
        }
        return disagreement == null
                ? new Outcome.Agreement()
                : new Outcome.Disagreement(disagreement);
    }

    /** From central differences at a step and at twice that: their errors of order 2 cancel (Richardson). */
    private static double extrapolated(double fine, double coarse) {
        return (4 * fine - coarse) / 3;
    }

    private double at(List<Tensor> leaves, int leaf, int element, double shift) {
        List<Tensor> moved = new ArrayList<>(leaves);
        Tensor x = leaves.get(leaf).copy();
        x.storage.setDouble(element, x.storage.getDouble(element) + shift);
        moved.set(leaf, x);
        return result(moved).item();
    }

    private static List<Tensor> direction(List<Tensor> leaves, int leaf, int element) {
        List<Tensor> direction = new ArrayList<>(leaves.stream().map(Tensors::zerosLike).toList());
        direction.get(leaf).storage.setDouble(element, 1);
        return direction;
    }

    /** Of a graph whose derivatives disagree a part as small as can be found, with the same fault. */
    ExpressionGraph smallest() {
        ExpressionGraph graph = this;
        for (int length = 1; length < parts.size(); length++) {
            ExpressionGraph start = new ExpressionGraph(parts.subList(0, length));
            if (start.disagrees()) {
                graph = start;
                break;
            }
        }
        List<Tensor> values = values(leaves());
        for (int i = 0; i < graph.parts.size(); i++) { // an operation that does not matter becomes a leaf
            List<Part> simpler = new ArrayList<>(graph.parts);
            simpler.set(i, Part.leaf(values.get(i)));
            graph = orElse(new ExpressionGraph(simpler), graph);
        }
        for (int i = graph.parts.size() - 1; i >= 0; i--) {
            if (graph.unused.contains(i)) {
                graph = orElse(graph.without(i), graph);
            }
        }
        return graph;
    }

    private static ExpressionGraph orElse(ExpressionGraph simpler, ExpressionGraph graph) {
        return simpler.disagrees() ? simpler : graph;
    }

    private boolean disagrees() {
        return outcome() instanceof Outcome.Disagreement;
    }

    private ExpressionGraph without(int dropped) {
        List<Part> rest = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (i != dropped) {
                rest.add(new Part(part.text,
                        part.operands.stream().map(operand -> operand > dropped ? operand - 1 : operand)
                                .toList(),
                        part.function, part.value));
            }
        }
        return new ExpressionGraph(rest);
    }

    /** As Java, one line for each part. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            String line = parts.get(i).text;
            List<Integer> operands = parts.get(i).operands;
            for (int k = 0; k < operands.size(); k++) {
                line = line.replace("{" + k + "}", "t" + operands.get(k));
            }
            text.append("var t").append(i).append(" = ").append(line).append(";\n");
        }
        return text.toString();
    }
}
