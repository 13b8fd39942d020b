package leibniz.course.exercises;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All exercises, in the order in which they are worked. */
public final class Exercises {
    /** The exercises of one notebook. */
    public record Sheet(String name, Text title, List<Exercise> exercises) {}

    /** The notebooks of exercises, in the order in which they are worked. */
    public static final List<Sheet> SHEETS = List.of(
            sheet("01-chain-rule", "The chain rule", "链式法则", ChainSlope.EXERCISE, FactorShapes.EXERCISE,
                    InnerProductRule.EXERCISE, QuadraticForm.EXERCISE),
            sheet("02-worked-examples", "The worked examples", "两个例题", Example1.EXERCISE, Example2.EXERCISE),
            sheet("03-derivatives", "Derivatives by hand", "手工求导", XToTheX.EXERCISE, TwoVariables.EXERCISE,
                    NormGradient.EXERCISE, Tangent.EXERCISE, InverseSlope.EXERCISE),
            sheet("04-numeric-and-symbolic", "Numeric and symbolic", "数值求导与符号求导", NumericDerivative.EXERCISE,
                    BindLater.EXERCISE),
            sheet("05-graphs", "Graphs by hand", "在计算图上手工求导", BackwardByHand.EXERCISE,
                    FourGradients.EXERCISE),
            sheet("06-two-modes", "Forward and reverse accumulation", "正向累积与反向累积", DualNumbers.EXERCISE,
                    Bracketing.EXERCISE, TinyAutograd.EXERCISE),
            sheet("07-vectors", "Backward from vectors", "从向量开始的反向传播", WeightedGradient.EXERCISE,
                    JacobianByRows.EXERCISE, UndoBroadcast.EXERCISE),
            sheet("08-programs", "Programs with parts cut off, loops and branches", "分离、循环与分支",
                    DetachHalf.EXERCISE, VectorInTheLoop.EXERCISE, OwnControlFlow.EXERCISE,
                    SineSlope.EXERCISE),
            sheet("09-checks-and-more", "Checks, regression and second derivatives", "梯度检验、线性回归与二阶导数",
                    WriteAVjp.EXERCISE, CheckGradients.EXERCISE, FindTheWrongOne.EXERCISE,
                    LinearRegression.EXERCISE, SecondDerivative.EXERCISE, CostOfSecond.EXERCISE));

    public static final List<Exercise> ALL = SHEETS.stream().flatMap(sheet -> sheet.exercises.stream())
            .toList();

    private Exercises() {}

    private static Sheet sheet(String name, String en, String zh, Exercise... exercises) {
        return new Sheet(name, new Text(en, zh), List.of(exercises));
    }

    public static Optional<Exercise> find(String id) {
        return ALL.stream().filter(exercise -> exercise.id().equals(id)).findFirst();
    }

    /** The id that is least different from what was written, where at least half of that is right. */
    public static Optional<String> nearest(String written) {
        return ALL.stream().map(Exercise::id)
                .min(Comparator.comparingInt(id -> EditDistance.of(id, written)))
                .filter(id -> 2 * EditDistance.of(id, written) <= written.length());
    }
}
