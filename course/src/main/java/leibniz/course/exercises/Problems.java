package leibniz.course.exercises;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/** What to say of a wrong call that no known mistake explains. */
final class Problems {
    private Problems() {}

    static Text of(Trial trial, Signature signature, Attempt attempt) {
        Object given = trial.ended().value();
        return switch (trial.kind()) {
            case RIGHT -> throw new IllegalArgumentException("nothing is wrong");
            case NOT_WRITTEN, ENDLESS, THROWN -> attempt.reason(trial.ended());
            case NULL -> new Text("it returned null.", "它返回了 null。");
            case SHAPE -> Text.of("the result has the shape %s, and %s would be right.",
                    "结果的形状是 %s，应为 %s。", shape(given), shape(trial.right()));
            case DTYPE -> Text.of(
                    "the values are right, but the result is %s where the arguments ask for %s: "
                            + "start from the arguments, or use zerosLike and onesLike.",
                    "数值正确，但结果的类型是 %s，按参数应为 %s：请从参数出发计算，或使用 zerosLike、onesLike。",
                    dtype(given), dtype(trial.right()));
            case NAN -> new Text("it gives NaN here, and a number would be right.",
                    "这里得到了 NaN，应当是一个数。");
            case VALUE -> trial.right() instanceof Map<?, ?> right && given instanceof Map<?, ?> map
                    && !map.keySet().containsAll(right.keySet())
                            ? Text.of("the map lacks %s.", "映射里少了 %s。", missing(right, map))
                            : new Text("this value is not right.", "这个值不对。");
            case CHANGED -> Text.of(
                    "the result is right, but the argument %s was changed: whoever calls it still needs it.",
                    "结果正确，但参数 %s 被改动了：调用者还要用它。",
                    signature.names().get(trial.args().firstChanged(trial.after())));
            case RECORDING -> Text.of(
                    "the result is right, but the caller's %s is left with requiresGrad: "
                            + "work on %s.detach() instead.",
                    "结果正确，但调用者的 %s 还开着 requiresGrad：请改用 %s.detach()。",
                    name(trial, signature), name(trial, signature));
            case REPEATED -> new Text(
                    "called a second time with the same arguments it gives something else: "
                            + "what the first call left behind counts again.",
                    "用同样的参数再调用一次，结果不同：上一次调用留下的东西又被算了一遍。");
        };
    }

    private static String name(Trial trial, Signature signature) {
        return signature.names().get(trial.after().firstRecording());
    }

    /** What a class of the learner lacks, from the exception of reflection that names it. */
    static Text lacking(Throwable thrown) {
        String name = String.valueOf(thrown.getMessage()).replaceAll("REPL\\.[^\\s,()]*\\$", "")
                .replaceFirst("(\\w+)\\.<init>", "$1");
        return Text.of("the class lacks a member that is asked for: %s.", "这个类缺少要求的成员：%s。", name);
    }

    private static String missing(Map<?, ?> right, Map<?, ?> given) {
        return right.keySet().stream().filter(key -> !given.containsKey(key)).map(String::valueOf).sorted()
                .collect(Collectors.joining(new Text(", ", "、").toString()));
    }

    private static String shape(@Nullable Object value) {
        return value instanceof Tensor t ? Values.shape(t.shape()) : Arrays.toString(new Object[]{ value });
    }

    private static String dtype(@Nullable Object value) {
        return value instanceof Tensor t ? t.dtype().toString() : "";
    }
}
