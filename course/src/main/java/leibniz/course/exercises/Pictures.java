package leibniz.course.exercises;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.autograd.DType;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import leibniz.course.Notebook.Ended;
import leibniz.display.Displayable;
import leibniz.display.Displays;
import leibniz.display.MimeBundle;
import leibniz.display.Renderers;
import org.jspecify.annotations.Nullable;

/** Pictures of wrong answers. */
final class Pictures {
    private static final int POINTS = 61;
    /** Curves that lie closer together than this part of their height cannot be told apart. */
    private static final double APART = 0.01;

    private Pictures() {}

    /** What a graph is drawn of. */
    @FunctionalInterface
    interface Results {
        Tensor[] of(Attempt attempt, Trial shown) throws Exception;
    }

    /** A picture that may run the learner's code. */
    @FunctionalInterface
    interface Made {
        Displayable of(Attempt attempt, Trial shown) throws Exception;
    }

    /** The computation graph of some results, below a line that says what it is. */
    static Drawing graph(Text caption, Results results) {
        return below(caption, (attempt, shown) -> Displays.graph(results.of(attempt, shown)));
    }

    /** A picture below a line that says what it is; left out where the learner's code fails. */
    static Drawing below(Text caption, Made made) {
        return (attempt, shown) -> {
            Ended ended = attempt.run(() -> captioned(caption, made.of(attempt, shown)));
            return ended.value() instanceof Displayable picture ? picture : null;
        };
    }

    /** Rendered here and now, on the thread that made it. */
    static Displayable captioned(Text caption, Displayable picture) {
        String html = "<div style=\"margin:6px 0 2px\">" + caption + "</div>"
                + Renderers.render(picture).data().getOrDefault("text/html", "");
        return () -> MimeBundle.of(caption.toString()).with("text/html", html);
    }

    /**
     * An answer beside the right one as functions of one argument, the others as in the call that is shown;
     * null where they cannot be told apart.
     */
    static @Nullable Displayable curves(Attempt attempt, Trial shown, Caller caller, Right right, int place,
            double from, double to) throws InterruptedException {
        List<Double> places = new ArrayList<>();
        List<Double> given = new ArrayList<>();
        List<Double> expected = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            double x = from + (to - from) * i / (POINTS - 1);
            Args args = shown.args().with(place, like(shown.args().values()[place], x));
            Ended ended = caller.call(attempt, args.copy());
            if (ended.endless()) {
                return null;
            }
            double y = number(ended.value());
            double r = number(right.of(args.copy()));
            if (Double.isFinite(y) && Double.isFinite(r)) {
                places.add(x);
                given.add(y);
                expected.add(r);
            }
        }
        return chart(places, expected, new Text("right", "正确"), given, new Text("your answer", "你的答案"));
    }

    /** Two rows of values at the same places; null where there are none, or no difference that shows. */
    static @Nullable Displayable chart(List<Double> places, List<Double> first, Text firstName,
            List<Double> second, Text secondName) {
        double height = 0;
        double largest = 0;
        for (int i = 0; i < places.size(); i++) {
            largest = Math.max(largest, Math.abs(first.get(i) - second.get(i)));
            height = Math.max(height, Math.max(Math.abs(first.get(i)), Math.abs(second.get(i))));
        }
        if (places.size() < 2 || largest <= APART * height) {
            return null;
        }
        Map<String, Tensor> lines = new LinkedHashMap<>();
        lines.put(firstName.toString(), vector(first));
        lines.put(secondName.toString(), vector(second));
        return Displays.plot(vector(places), lines);
    }

    private static Tensor vector(List<Double> values) {
        return Tensors.tensor(DType.FLOAT64, values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The number as an argument of the same kind: a double, or a tensor with as many dims. */
    private static Object like(Object argument, double x) {
        return argument instanceof Tensor t
                ? Tensors.tensor(DType.FLOAT64, x).reshape(t.dim() == 0 ? new int[0] : new int[]{ 1 })
                : x;
    }

    private static double number(@Nullable Object value) {
        return switch (value) {
            case Double d -> d;
            case Tensor t when !t.isSymbolic() && t.numel() == 1 -> t.item();
            case null, default -> Double.NaN;
        };
    }
}
