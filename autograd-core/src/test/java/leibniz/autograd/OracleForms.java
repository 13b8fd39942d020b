package leibniz.autograd;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

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
            Map.entry("clampMaxTensor", (x, args) -> x.get(0).clampMax(x.get(1))),
            Map.entry("floor", (x, args) -> x.get(0).floor()),
            Map.entry("ceil", (x, args) -> x.get(0).ceil()),
            Map.entry("round", (x, args) -> x.get(0).round()),
            Map.entry("leakyRelu", (x, args) -> x.get(0).leakyRelu(number(args, "slope"))),
            Map.entry("elu", (x, args) -> x.get(0).elu(number(args, "alpha"))),
            Map.entry("logaddexp", (x, args) -> x.get(0).logaddexp(x.get(1))),
            Map.entry("cumprod", (x, args) -> x.get(0).cumprod(integer(args, "dim"))),
            Map.entry("topk", (x, args) -> x.get(0).topk(integer(args, "k"), integer(args, "dim")).values()),
            Map.entry("mseLoss", (x, args) -> x.get(0).mseLoss(x.get(1), reduction(args))),
            Map.entry("l1Loss", (x, args) -> x.get(0).l1Loss(x.get(1), reduction(args))),
            Map.entry("huberLoss",
                    (x, args) -> x.get(0).huberLoss(x.get(1), number(args, "delta"), reduction(args))),
            Map.entry("binaryCrossEntropy",
                    (x, args) -> x.get(0).binaryCrossEntropy(x.get(1), reduction(args))),
            Map.entry("binaryCrossEntropyWithLogits",
                    (x, args) -> x.get(0).binaryCrossEntropyWithLogits(x.get(1), reduction(args))),
            Map.entry("nllLoss",
                    (x, args) -> x.get(0).nllLoss(OracleTest.integers(args.get("target")), reduction(args))),
            Map.entry("crossEntropyClasses",
                    (x, args) -> x.get(0).crossEntropy(OracleTest.integers(args.get("target")), weight(args),
                            integer(args, "ignored"), number(args, "smoothing"), reduction(args))),
            Map.entry("crossEntropyProbabilities",
                    (x, args) -> x.get(0).crossEntropy(x.get(1), weight(args), -100,
                            number(args, "smoothing"), reduction(args))),
            Map.entry("layerNormWeighted",
                    (x, args) -> x.get(0).layerNorm(x.get(1).shape(), x.get(1), x.get(2),
                            number(args, "eps"))),
            Map.entry("conv2d", (x, args) -> x.get(0).conv2d(x.get(1), x.get(2), integer(args, "stride"),
                    integer(args, "padding"))),
            Map.entry("maxPool2d",
                    (x, args) -> x.get(0).maxPool2d(integer(args, "size"), integer(args, "stride"),
                            integer(args, "padding"))),
            Map.entry("avgPool2d",
                    (x, args) -> x.get(0).avgPool2d(integer(args, "size"), integer(args, "stride"),
                            integer(args, "padding"))),
            Map.entry("corr2d", (x, args) -> x.get(0).corr2d(x.get(1))),
            Map.entry("pad", (x, args) -> x.get(0).pad(ints(args, "padding"), number(args, "value"))),
            Map.entry("split", (x, args) -> x.get(0).split(2, 1).get(integer(args, "i"))),
            Map.entry("chunk", (x, args) -> x.get(0).chunk(4, 1).get(integer(args, "i"))),
            Map.entry("unbind", (x, args) -> x.get(0).unbind(1).get(integer(args, "i"))),
            Map.entry("meshgrid", (x, args) -> Tensors.meshgrid(x.get(0), x.get(1)).get(integer(args, "i"))),
            Map.entry("repeatInterleave", (x, args) -> x.get(0).repeatInterleave(2, 1)),
            Map.entry("get", (x, args) -> x.get(0).get(args.get("index").getAsString())),
            Map.entry("kron", (x, args) -> x.get(0).kron(x.get(1))),
            Map.entry("einsum",
                    (x, args) -> Tensors.einsum(args.get("equation").getAsString(),
                            x.toArray(new Tensor[0]))),
            Map.entry("matrixPower", (x, args) -> x.get(0).matrixPower(integer(args, "n"))),
            Map.entry("slogdet", (x, args) -> x.get(0).slogdet().logAbsDet()),
            Map.entry("lstsq", (x, args) -> x.get(0).lstsq(x.get(1))));

    private static LossReduction reduction(JsonObject args) {
        return LossReduction.valueOf(args.get("reduction").getAsString().toUpperCase(Locale.ROOT));
    }

    private static @Nullable Tensor weight(JsonObject args) {
        return args.get("weight").isJsonNull() ? null : OracleTest.reals(args.get("weight"));
    }

    private static double number(JsonObject args, String name) {
        return args.get(name).getAsDouble();
    }

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
