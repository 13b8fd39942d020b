package leibniz.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Values, vjps, jvps and Hessian-vector products of every case in oracle/ops.json and oracle/forms.json, in
 * float64. The latter is written by src/test/python/oracle.py.
 */
class OracleTest {
    /** How to call each operation of oracle/ops.json. */
    private static final Map<String, BiFunction<List<Tensor>, JsonObject, Tensor>> OPERATIONS = Map.ofEntries(
            Map.entry("neg", (x, args) -> x.get(0).neg()),
            Map.entry("exp", (x, args) -> x.get(0).exp()),
            Map.entry("log", (x, args) -> x.get(0).log()),
            Map.entry("sin", (x, args) -> x.get(0).sin()),
            Map.entry("cos", (x, args) -> x.get(0).cos()),
            Map.entry("tanh", (x, args) -> x.get(0).tanh()),
            Map.entry("sigmoid", (x, args) -> x.get(0).sigmoid()),
            Map.entry("relu", (x, args) -> x.get(0).relu()),
            Map.entry("sqrt", (x, args) -> x.get(0).sqrt()),
            Map.entry("reciprocal", (x, args) -> x.get(0).reciprocal()),
            Map.entry("square", (x, args) -> x.get(0).square()),
            Map.entry("expm1", (x, args) -> x.get(0).expm1()),
            Map.entry("log1p", (x, args) -> x.get(0).log1p()),
            Map.entry("tan", (x, args) -> x.get(0).tan()),
            Map.entry("asin", (x, args) -> x.get(0).asin()),
            Map.entry("acos", (x, args) -> x.get(0).acos()),
            Map.entry("atan", (x, args) -> x.get(0).atan()),
            Map.entry("sinh", (x, args) -> x.get(0).sinh()),
            Map.entry("cosh", (x, args) -> x.get(0).cosh()),
            Map.entry("softplus", (x, args) -> x.get(0).softplus()),
            Map.entry("erf", (x, args) -> x.get(0).erf()),
            Map.entry("gelu", (x, args) -> x.get(0).gelu()),
            Map.entry("silu", (x, args) -> x.get(0).silu()),
            Map.entry("rsqrt", (x, args) -> x.get(0).rsqrt()),
            Map.entry("maximum", (x, args) -> Tensors.maximum(x.get(0), x.get(1))),
            Map.entry("minimum", (x, args) -> Tensors.minimum(x.get(0), x.get(1))),
            Map.entry("atan2", (x, args) -> Tensors.atan2(x.get(0), x.get(1))),
            Map.entry("clamp", (x, args) -> x.get(0).clamp(args.get("min").getAsDouble(),
                    args.get("max").getAsDouble())),
            Map.entry("prod", (x, args) -> x.get(0).prod(keepDim(args), ints(args, "dims"))),
            Map.entry("var", (x, args) -> x.get(0).var(keepDim(args), ints(args, "dims"))),
            Map.entry("std", (x, args) -> x.get(0).std(keepDim(args), ints(args, "dims"))),
            Map.entry("logsumexp", (x, args) -> x.get(0).logsumexp(keepDim(args), ints(args, "dims"))),
            Map.entry("softmax", (x, args) -> x.get(0).softmax(args.get("dim").getAsInt())),
            Map.entry("logSoftmax", (x, args) -> x.get(0).logSoftmax(args.get("dim").getAsInt())),
            Map.entry("cumsum", (x, args) -> x.get(0).cumsum(args.get("dim").getAsInt())),
            Map.entry("tril", (x, args) -> x.get(0).tril()),
            Map.entry("triu", (x, args) -> x.get(0).triu()),
            Map.entry("diagonal", (x, args) -> x.get(0).diagonal()),
            Map.entry("diag", (x, args) -> x.get(0).diag()),
            Map.entry("trace", (x, args) -> x.get(0).trace()),
            Map.entry("outer", (x, args) -> x.get(0).outer(x.get(1))),
            Map.entry("flip", (x, args) -> ints(args, "dims").length == 0
                    ? x.get(0).copy() // no dims are none in the file, but all of them here
                    : x.get(0).flip(ints(args, "dims"))),
            Map.entry("cat", (x, args) -> Tensors.cat(args.get("dim").getAsInt(), x.toArray(new Tensor[0]))),
            Map.entry("stack",
                    (x, args) -> Tensors.stack(args.get("dim").getAsInt(), x.toArray(new Tensor[0]))),
            Map.entry("slice", (x, args) -> x.get(0).slice(args.get("dim").getAsInt(),
                    args.get("start").getAsInt(), args.get("end").getAsInt(), args.get("step").getAsInt())),
            Map.entry("indexSelect", (x, args) -> x.get(0).indexSelect(args.get("dim").getAsInt(),
                    integers(args.get("index")))),
            Map.entry("gather", (x, args) -> x.get(0).gather(args.get("dim").getAsInt(),
                    integers(args.get("index")))),
            Map.entry("inv", (x, args) -> x.get(0).inv()),
            Map.entry("det", (x, args) -> x.get(0).det()),
            Map.entry("logdet", (x, args) -> x.get(0).logdet()),
            Map.entry("solve", (x, args) -> x.get(0).solve(x.get(1))),
            Map.entry("cholesky", (x, args) -> x.get(0).add(x.get(0).transpose(-2, -1)).div(2).cholesky()),
            Map.entry("crossEntropy", (x, args) -> x.get(0).crossEntropy(integers(args.get("target")))),
            Map.entry("mseLoss", (x, args) -> x.get(0).mseLoss(x.get(1))),
            Map.entry("binaryCrossEntropyWithLogits",
                    (x, args) -> x.get(0).binaryCrossEntropyWithLogits(reals(args.get("target")))),
            Map.entry("layerNorm", (x, args) -> x.get(0).layerNorm(args.has("normalizedShape")
                    ? ints(args, "normalizedShape")
                    : new int[]{ x.get(0).size(-1) }, args.get("eps").getAsDouble())),
            Map.entry("abs", (x, args) -> x.get(0).abs()),
            Map.entry("add", (x, args) -> x.get(0).add(x.get(1))),
            Map.entry("sub", (x, args) -> x.get(0).sub(x.get(1))),
            Map.entry("mul", (x, args) -> x.get(0).mul(x.get(1))),
            Map.entry("div", (x, args) -> x.get(0).div(x.get(1))),
            Map.entry("pow", (x, args) -> args.has("exponent")
                    ? x.get(0).pow(args.get("exponent").getAsDouble())
                    : x.get(0).pow(x.get(1))),
            Map.entry("sum", (x, args) -> x.get(0).sum(keepDim(args), ints(args, "dims"))),
            Map.entry("mean", (x, args) -> x.get(0).mean(keepDim(args), ints(args, "dims"))),
            Map.entry("norm", (x, args) -> x.get(0).norm(keepDim(args), ints(args, "dims"))),
            Map.entry("max", (x, args) -> x.get(0).max(keepDim(args), ints(args, "dims"))),
            Map.entry("min", (x, args) -> x.get(0).min(keepDim(args), ints(args, "dims"))),
            Map.entry("matmul", (x, args) -> x.get(0).matmul(x.get(1))),
            Map.entry("dot", (x, args) -> x.get(0).dot(x.get(1))),
            Map.entry("transpose", (x, args) -> x.get(0).transpose()),
            Map.entry("permute", (x, args) -> x.get(0).permute(ints(args, "dims"))),
            Map.entry("reshape", (x, args) -> x.get(0).reshape(ints(args, "shape"))),
            Map.entry("unsqueeze", (x, args) -> x.get(0).unsqueeze(args.get("dim").getAsInt())),
            Map.entry("squeeze", (x, args) -> x.get(0).squeeze(args.get("dim").getAsInt())),
            Map.entry("expand", (x, args) -> x.get(0).expand(ints(args, "shape"))),
            Map.entry("select", (x, args) -> x.get(0).select(args.get("dim").getAsInt(),
                    args.get("index").getAsInt())),
            Map.entry("narrow", (x, args) -> x.get(0).narrow(args.get("dim").getAsInt(),
                    args.get("start").getAsInt(), args.get("length").getAsInt())),
            Map.entry("where", (x, args) -> Tensors.where(truth(args.get("condition")), x.get(0), x.get(1))));

    @TestFactory
    Stream<DynamicTest> values() {
        return tests("/oracle/ops.json", OPERATIONS);
    }

    @TestFactory
    Stream<DynamicTest> valuesOfOtherForms() {
        return tests("/oracle/forms.json", OracleForms.OPERATIONS);
    }

    private static Stream<DynamicTest> tests(String file,
            Map<String, BiFunction<List<Tensor>, JsonObject, Tensor>> operations) {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonElement element : cases(file)) {
            JsonObject c = element.getAsJsonObject();
            String op = c.get("op").getAsString();
            tests.add(DynamicTest.dynamicTest(tests.size() + " " + op + " " + c.get("args"),
                    () -> check(c, Objects.requireNonNull(operations.get(op), "say how to call " + op))));
        }
        assertTrue(!tests.isEmpty(), "no case of the file could be run");
        return tests.stream();
    }

    private static void check(JsonObject c, BiFunction<List<Tensor>, JsonObject, Tensor> operation) {
        JsonObject args = c.getAsJsonObject("args");
        TensorsFunction f = x -> operation.apply(x, args);
        List<Tensor> inputs = tensors(c.get("inputs"));
        Tensor cotangent = tensor(c.get("cotangent"));
        List<Tensor> tangents = tensors(c.get("tangents"));

        assertClose("value", tensor(c.get("output")), f.apply(inputs));

        ValueAndDerivatives reverse = Autograd.vjp(f, inputs, cotangent);
        assertAllClose("vjp", tensors(c.get("vjp")), reverse.derivatives());

        ValueAndDerivative forward = Autograd.jvp(f, inputs, tangents);
        assertClose("jvp", tensor(c.get("jvp")), forward.derivative());

        List<Tensor> expected = tensors(c.get("hvp"));
        for (int i = 0; i < inputs.size(); i++) {
            int input = i;
            TensorsFunction gradient = x -> Autograd.vjp(f, x, cotangent).derivatives().get(input);
            assertClose("hvp forward over reverse", expected.get(i),
                    Autograd.jvp(gradient, inputs, tangents).derivative());
        }
        List<Tensor> leaves = inputs.stream().map(x -> x.copy().requiresGrad_(true)).toList();
        List<Tensor> found = Autograd.vjp(x -> directionalDerivative(f, x, cotangent, tangents), leaves,
                Tensors.tensor(DType.FLOAT64, 1)).derivatives();
        assertAllClose("hvp reverse over reverse", expected, found);

        ManyCotangentsTest.assertRows(f, inputs);
        ManyCotangentsTest.assertRows(x -> Autograd.vjp(f, x, cotangent).derivatives().get(0), inputs);
        ManyCotangentsTest.assertHessian(f, inputs);
    }

    private static Tensor directionalDerivative(TensorsFunction f, List<Tensor> x, Tensor cotangent,
            List<Tensor> tangents) {
        List<Tensor> gradients = Autograd.vjp(f, x, cotangent).derivatives();
        Tensor sum = gradients.get(0).mul(tangents.get(0)).sum();
        for (int i = 1; i < x.size(); i++) {
            sum = sum.add(gradients.get(i).mul(tangents.get(i)).sum());
        }
        return sum;
    }

    private static void assertAllClose(String what, List<Tensor> expected, List<Tensor> actual) {
        assertEquals(expected.size(), actual.size(), what);
        for (int i = 0; i < expected.size(); i++) {
            assertClose(what + " of input " + i, expected.get(i), actual.get(i));
        }
    }

    private static void assertClose(String what, Tensor expected, Tensor actual) {
        assertArrayEquals(expected.shape(), actual.shape(), what + ": shape");
        assertEquals(DType.FLOAT64, actual.dtype(), what + ": dtype");
        double[] want = (double[]) expected.reshape(-1).toArray();
        double[] got = (double[]) actual.detach().reshape(-1).toArray();
        for (int i = 0; i < want.length; i++) {
            assertEquals(want[i], got[i], 1e-9 * Math.max(1, Math.abs(want[i])), what + ": element " + i);
        }
    }

    private static JsonArray cases(String file) {
        try (InputStream in = OracleTest.class.getResourceAsStream(file);
                Reader reader = new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Tensor> tensors(JsonElement array) {
        return array.getAsJsonArray().asList().stream().map(OracleTest::tensor).toList();
    }

    private static Tensor tensor(JsonElement json) {
        JsonArray data = json.getAsJsonObject().getAsJsonArray("data");
        double[] values = data.asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
        return Tensors.tensor(DType.FLOAT64, values).reshape(ints(json.getAsJsonObject(), "shape"));
    }

    static Tensor integers(JsonElement json) {
        return nested(json, DType.INT64, number -> Tensors.tensor(number.getAsLong()));
    }

    static Tensor reals(JsonElement json) {
        return nested(json, DType.FLOAT64, number -> Tensors.tensor(DType.FLOAT64, number.getAsDouble()));
    }

    private static Tensor truth(JsonElement json) {
        return nested(json, DType.BOOL, value -> Tensors.tensor(value.getAsBoolean()));
    }

    /** One value, or lists of them to any depth. */
    private static Tensor nested(JsonElement json, DType dtype, Function<JsonElement, Tensor> value) {
        if (!json.isJsonArray()) {
            return value.apply(json);
        }
        Tensor[] parts = json.getAsJsonArray().asList().stream().map(part -> nested(part, dtype, value))
                .toArray(Tensor[]::new);
        return parts.length == 0 ? Tensors.zeros(dtype, 0) : Tensors.stack(0, parts);
    }

    private static boolean keepDim(JsonObject args) {
        return args.get("keepDim").getAsBoolean();
    }

    private static int[] ints(JsonObject args, String name) {
        return args.getAsJsonArray(name).asList().stream().mapToInt(JsonElement::getAsInt).toArray();
    }
}
