package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import leibniz.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.Test;

/**
 * Expressions with operators have the same bits, dtype and shape as the method calls they stand for, or the
 * same error.
 */
class OperatorsAgainstMethodsIT extends WithKernel {
    private static final long SEED = Long.getLong("leibniz.operators.seed", 20);
    private static final int EXPRESSIONS = 2_000;
    private static final int PER_CELL = 40;

    private static final String COMPARISON = """
            String bits(Object o) {
                return switch (o) {
                    case Tensor t -> t.dtype() + " " + Arrays.toString(t.shape()) + " " + t.requiresGrad() + " " + bits(t.toArray());
                    case Object[] rows -> Arrays.stream(rows).map(row -> bits(row)).toList().toString();
                    case float[] v -> Arrays.toString(IntStream.range(0, v.length).map(j -> Float.floatToRawIntBits(v[j])).toArray());
                    case double[] v -> Arrays.toString(Arrays.stream(v).mapToLong(Double::doubleToRawLongBits).toArray());
                    case long[] v -> Arrays.toString(v);
                    case boolean[] v -> Arrays.toString(v);
                    case Float v -> "" + Float.floatToRawIntBits(v);
                    case Double v -> "" + Double.doubleToRawLongBits(v);
                    default -> o.toString();
                };
            }
            String outcome(Supplier<Tensor> code) {
                try {
                    return bits(code.get());
                } catch (RuntimeException e) {
                    return e.toString();
                }
            }
            int values = 0;
            void same(String code, Supplier<Tensor> operators, Supplier<Tensor> methods) {
                String one = outcome(operators), other = outcome(methods);
                if (!one.contains("Exception")) values++;
                if (!one.equals(other)) System.out.println(code + "\\n  operators " + one + "\\n  methods   " + other);
            }
            """;

    @Test
    void randomExpressionsHaveTheSameBits() {
        System.out.println(
                "random expressions with seed " + SEED + "; -Dleibniz.operators.seed=... draws others");
        RandomOperators expressions = new RandomOperators(new SplittableRandom(SEED));
        assertEquals("ok", kernel.run(RandomOperators.VARIABLES + COMPARISON).status());
        for (int done = 0; done < EXPRESSIONS; done += PER_CELL) {
            StringBuilder cell = new StringBuilder("{\n");
            for (int i = 0; i < PER_CELL; i++) {
                var expression = expressions.tensor(1 + i % 3);
                cell.append("same(\"%s\", () -> %s, () -> %s);\n".formatted(expression.operators(),
                        expression.operators(), expression.methods()));
            }
            Answer answer = kernel.run(cell.append("}").toString());
            assertEquals("ok", answer.status(), () -> cell + "\n" + answer.traceback());
            assertEquals("", answer.printed("stdout"), () -> "seed " + SEED);
        }
        int values = Integer.parseInt(kernel.run("values").result());
        assertEquals(true, values > EXPRESSIONS / 3,
                () -> "only " + values + " of the expressions have a value");
    }
}
