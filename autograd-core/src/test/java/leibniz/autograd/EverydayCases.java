package leibniz.autograd;

import static leibniz.autograd.DerivativeCheck.random;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import leibniz.autograd.DerivativeCheck.Case;

/** Cases for {@link CompositionTest}: other forms of operations that there are already. */
final class EverydayCases {
    private EverydayCases() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (int[] shape : new int[][]{ { 2, 3 }, { 0, 3 } }) {
            Supplier<List<Tensor>> x = () -> List.of(random(shape));
            String label = Shapes.text(shape);
            cases.add(new Case("clone", label, t -> t.get(0).clone(), x));
            cases.add(new Case("t", label, t -> t.get(0).t(), x));
            cases.add(new Case("flatten", label, t -> t.get(0).flatten(), x));
            cases.add(
                    new Case("mm", label, t -> t.get(0).mm(t.get(1)),
                            () -> List.of(random(shape), random(3, 2))));
            cases.add(new Case("mv", label, t -> t.get(0).mv(t.get(1)),
                    () -> List.of(random(shape), random(3))));
        }
        cases.add(new Case("t", "vector", x -> x.get(0).t(), () -> List.of(random(3))));
        cases.add(new Case("flatten", "number", x -> x.get(0).flatten(), () -> List.of(random())));
        cases.add(new Case("flatten", "dims", x -> x.get(0).flatten(1, -1), () -> List.of(random(2, 3, 2))));
        cases.add(new Case("bmm", "stacks", x -> x.get(0).bmm(x.get(1)),
                () -> List.of(random(2, 2, 3), random(2, 3, 1))));
        cases.add(new Case("bmm", "none", x -> x.get(0).bmm(x.get(1)),
                () -> List.of(random(0, 2, 3), random(0, 3, 1))));
        cases.add(new Case("dropout", "half", x -> {
            Tensors.manualSeed(1);
            return x.get(0).dropout(0.5);
        }, () -> List.of(random(3, 4))));
        options(cases);
        return cases;
    }

    private static void options(List<Case> cases) {
        Supplier<List<Tensor>> x = () -> List.of(random(2, 3));
        for (boolean keep : new boolean[]{ false, true }) {
            cases.add(new Case("biasedVar", "keepDim " + keep, t -> t.get(0).biasedVar(keep, 0), x));
            cases.add(new Case("biasedStd", "keepDim " + keep, t -> t.get(0).biasedStd(keep, -1), x));
            cases.add(new Case("vectorNorm", "keepDim " + keep, t -> t.get(0).vectorNorm(3, keep, 1), x));
        }
        cases.add(new Case("maxWithIndices", "rows", t -> t.get(0).maxWithIndices(1).values(), x));
        cases.add(new Case("minWithIndices", "columns", t -> t.get(0).minWithIndices(0).values(), x));
        cases.add(new Case("sort", "descending", t -> t.get(0).sort(1, true), x));
        cases.add(new Case("tril", "offset", t -> t.get(0).tril(-1), x));
        cases.add(new Case("triu", "offset", t -> t.get(0).triu(1), x));
        for (int offset : new int[]{ -4, -1, 1, 2 }) {
            cases.add(new Case("diagonal", "offset " + offset, t -> t.get(0).diagonal(offset), x));
            cases.add(new Case("diag", "offset " + offset, t -> t.get(0).diag(offset),
                    () -> List.of(random(2))));
        }
        cases.add(new Case("diagonal", "dims", t -> t.get(0).diagonal(1, -1, 0),
                () -> List.of(random(2, 3, 2))));
        cases.add(new Case("clampMin", "number", t -> t.get(0).clampMin(0.1), x));
        cases.add(new Case("clampMax", "number", t -> t.get(0).clampMax(0.1), x));
        cases.add(new Case("clampMin", "tensor", t -> t.get(0).clampMin(t.get(1)),
                () -> List.of(random(2, 3), random(3))));
        cases.add(new Case("clampMax", "tensor", t -> t.get(0).clampMax(t.get(1)),
                () -> List.of(random(2, 3), random(2, 1))));
        cases.add(new Case("clamp", "tensors", t -> t.get(0).clamp(t.get(1), t.get(2)),
                () -> List.of(random(2, 3), random(3), random(2, 1).add(2))));
        cases.add(new Case("clamp", "empty tensors", t -> t.get(0).clamp(t.get(1), t.get(1)),
                () -> List.of(random(0, 3), random(3))));
    }

    /** Changes in place, as {@link CompositionTest#inPlaceCases}. */
    static List<Case> inPlaceCases() {
        List<Case> cases = new ArrayList<>();
        cases.add(new Case("normal_", "matrix", x -> {
            Tensors.manualSeed(1);
            return x.get(0).neg().normal_(1, 2);
        }, () -> List.of(random(2, 3))));
        cases.add(new Case("uniform_", "matrix", x -> {
            Tensors.manualSeed(1);
            return x.get(0).neg().uniform_(1, 2);
        }, () -> List.of(random(2, 3))));
        return cases;
    }
}
