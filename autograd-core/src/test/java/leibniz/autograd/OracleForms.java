package leibniz.autograd;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** For {@link OracleTest}: how to call each operation of oracle/forms.json. */
final class OracleForms {
    private OracleForms() {}

    static final Map<String, BiFunction<List<Tensor>, JsonObject, Tensor>> OPERATIONS = Map.ofEntries(
            Map.entry("t", (x, args) -> x.get(0).t()),
            Map.entry("mm", (x, args) -> x.get(0).mm(x.get(1))),
            Map.entry("mv", (x, args) -> x.get(0).mv(x.get(1))),
            Map.entry("bmm", (x, args) -> x.get(0).bmm(x.get(1))),
            Map.entry("flatten", (x, args) -> x.get(0).flatten(ints(args, "dims")[0], ints(args, "dims")[1])),
            Map.entry("clone", (x, args) -> x.get(0).clone()),
            Map.entry("biasedVar", (x, args) -> x.get(0).biasedVar(keepDim(args), ints(args, "dims"))),
            Map.entry("biasedStd", (x, args) -> x.get(0).biasedStd(keepDim(args), ints(args, "dims"))),
            Map.entry("vectorNorm", (x, args) -> x.get(0).vectorNorm(order(args.get("ord").getAsString()),
                    keepDim(args), ints(args, "dims"))),
            Map.entry("maxWithIndices", (x, args) -> x.get(0).maxWithIndices(integer(args, "dim")).values()),
            Map.entry("minWithIndices", (x, args) -> x.get(0).minWithIndices(integer(args, "dim")).values()),
            Map.entry("sortDescending", (x, args) -> x.get(0).sort(integer(args, "dim"), true)),
            Map.entry("tril", (x, args) -> x.get(0).tril(integer(args, "offset"))),
            Map.entry("triu", (x, args) -> x.get(0).triu(integer(args, "offset"))),
            Map.entry("diagonal",
                    (x, args) -> x.get(0).diagonal(integer(args, "offset"), ints(args, "dims")[0],
                            ints(args, "dims")[1])),
            Map.entry("diag", (x, args) -> x.get(0).diag(integer(args, "offset"))),
            Map.entry("clampMin", (x, args) -> x.get(0).clampMin(args.get("bound").getAsDouble())),
            Map.entry("clampMax", (x, args) -> x.get(0).clampMax(args.get("bound").getAsDouble())),
            Map.entry("clampTensors", (x, args) -> x.get(0).clamp(x.get(1), x.get(2))),
            Map.entry("clampMinTensor", (x, args) -> x.get(0).clampMin(x.get(1))),
            Map.entry("clampMaxTensor", (x, args) -> x.get(0).clampMax(x.get(1))));

    private static double order(String order) {
        return switch (order) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(order);
        };
    }

    private static int integer(JsonObject args, String name) {
        return args.get(name).getAsInt();
    }

    private static boolean keepDim(JsonObject args) {
        return args.get("keepDim").getAsBoolean();
    }

    private static int[] ints(JsonObject args, String name) {
        JsonArray array = args.getAsJsonArray(name);
        return array.asList().stream().mapToInt(JsonElement::getAsInt).toArray();
    }
}
