package leibniz.display;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import leibniz.autograd.Tensor;
import leibniz.autograd.TensorFunction;
import org.jspecify.annotations.Nullable;

/** What a cell calls to see a value. Classes that offer the same under other names inherit from it. */
public class Displays {
    private static final String CONTOUR = "plotContour(f, x1, x2, y1, y2, path)";

    protected Displays() {}

    /**
     * Chooses the language in which displays and the checks of exercises speak from now on: {@code "en"},
     * which is English and holds at first, or {@code "zh"}, which is Chinese. Names of operations, code and
     * the errors of the library are English in both.
     */
    public static void language(String language) {
        Words.speak(language);
    }

    /** The language in which displays speak: {@code "en"} or {@code "zh"}. */
    public static String language() {
        return Words.language();
    }

    /**
     * Shows a value now, in the middle of a cell, in the richest form that it has. Outside a notebook its
     * text goes to standard output.
     *
     * @return an id for {@link #updateDisplay}; as the value of a cell it is not shown
     */
    public static String display(@Nullable Object value) {
        return show(Renderers.render(value));
    }

    /**
     * Shows a value now in those of the named forms that it has, such as {@code text/html} or
     * {@code text/markdown}, which a text has by itself.
     *
     * @return an id for {@link #updateDisplay}; as the value of a cell it is not shown
     */
    public static String display(@Nullable Object value, String... mimeTypes) {
        return show(Renderers.render(value, mimeTypes));
    }

    /** Shows a value in the place of what {@link #display} showed when it returned {@code id}. */
    public static void updateDisplay(String id, @Nullable Object value) {
        update(id, Renderers.render(value));
    }

    /**
     * Shows a value in those of the named forms that it has, in the place of what {@link #display} showed.
     */
    public static void updateDisplay(String id, @Nullable Object value, String... mimeTypes) {
        update(id, Renderers.render(value, mimeTypes));
    }

    private static String show(MimeBundle bundle) {
        String id = UUID.randomUUID().toString();
        var output = Services.DISPLAY_OUTPUT;
        if (output != null) {
            output.show(bundle, id);
        } else {
            System.out.println(bundle.text());
        }
        return id;
    }

    private static void update(String id, MimeBundle bundle) {
        var output = Services.DISPLAY_OUTPUT;
        if (output != null) {
            output.update(id, bundle);
        } else {
            System.out.println(bundle.text());
        }
    }

    /**
     * Takes away what the running cell has shown and printed so far, as soon as it shows or prints something
     * new: in a loop, {@code clearOutput(); display(picture)} shows a picture that changes. Outside a
     * notebook it does nothing.
     */
    public static void clearOutput() {
        var output = Services.DISPLAY_OUTPUT;
        if (output != null) {
            output.clear();
        }
    }

    /**
     * The computation graph of these tensors as a picture: in each node the variable that holds it, the
     * operation, {@code data | grad}. It shows the values, gradients and names of this moment. Gradients that
     * no backward pass has left are computed on the side where the result is one number; nothing of the graph
     * changes. What lies behind a detach() is grey, and what a composition such as mean is made of unfolds
     * below the picture.
     */
    public static Displayable graph(Tensor... results) {
        requireTensors("graph", results);
        return GraphPicture.of(GraphDetail.DIRECTIONS, results);
    }

    /**
     * The same, with what the rule of each operation makes of the gradient {@code g} that arrives there
     * written on the line to each operand. Compositions are taken apart, since rules belong to primitives.
     */
    public static Displayable graphWithRules(Tensor... results) {
        requireTensors("graphWithRules", results);
        return GraphPicture.of(GraphDetail.RULES, results);
    }

    /**
     * The same, with lines that are the wider the larger the gradient (its Euclidean norm) is that comes back
     * along them, on a logarithmic scale: where it vanishes or explodes is seen at once.
     */
    public static Displayable graphWithGradientSizes(Tensor... results) {
        requireTensors("graphWithGradientSizes", results);
        return GraphPicture.of(GraphDetail.GRADIENT_SIZES, results);
    }

    private static void requireTensors(String name, Tensor... results) {
        if (results.length == 0) {
            throw Refusals.of(Refusals.NO_TENSOR, name, name);
        }
        for (int i = 0; i < results.length; i++) {
            if (results[i] == null) {
                throw Refusals.of(Refusals.NULL_TENSOR, name, i + 1, results.length);
            }
        }
    }

    /**
     * The chain rule for z by w written out, as LaTeX: the intermediate values, the product of the factors
     * with their shapes, the formula and the value of each, the sum over all ways, and the result both as the
     * row that a derivative is and in the shape of w, as {@code grad()} has it. An error where z was not
     * computed from w.
     */
    public static Displayable explain(Tensor z, Tensor w) {
        require("explain(z, w)", "z", z);
        require("explain(z, w)", "w", w);
        return Explainer.explain(z, w);
    }

    /**
     * The backward pass of z, which must have one element, frame by frame as the engine runs it: each node
     * with its rule, the gradient that comes in, those that go out, and what has been added up. One line that
     * says why where the pass cannot run: the graph was freed, or z was not computed from a tensor that
     * requires a gradient.
     */
    public static Displayable steps(Tensor z) {
        require("steps(z)", "z", z);
        try {
            return new BackwardFrames(z);
        } catch (IllegalStateException cannotRun) {
            return MimeText.of(
                    Words.STEPS_CANNOT_RUN.of(Reasons.asSentence(String.valueOf(cannotRun.getMessage()))));
        }
    }

    /**
     * What the whole derivative of f at x costs in forward and in reverse accumulation: operations, bytes
     * kept for the pass back, and the multiplications of the Jacobians' entries in both bracketings of the
     * chain, with a plot of the operations against the number of inputs. An error above 2000 elements of x.
     */
    public static Displayable compareModes(TensorFunction f, Tensor x) {
        require("compareModes(f, x)", "f", f);
        require("compareModes(f, x)", "x", x);
        return new ModeComparison(f, x);
    }

    /**
     * The derivative of f, from numbers to numbers, at x: as a formula, from differences, and by automatic
     * differentiation, with their differences. Computed in FLOAT64. An error where f gives more than one
     * element.
     */
    public static Displayable derivatives(TensorFunction f, double x) {
        require("derivatives(f, x)", "f", f);
        return new DerivativeTable(f, x);
    }

    // ---- plots

    /** The graph of f, from numbers to numbers. An error where f gives more than one element. */
    public static Displayable plot(TensorFunction f, double from, double to) {
        require("plot(f, from, to)", "f", f);
        return Plots.function(f, from, to);
    }

    /** The elements of a vector against their index, such as the losses of a training. */
    public static Displayable plot(Tensor y) {
        return Plots.series(y);
    }

    /** Numbers against their index, such as the losses of a training. An error above 200,000 of them. */
    public static Displayable plot(double[] y) {
        require("plot(y)", "y", y);
        return Plots.series(y);
    }

    /** The same of a list, to which a training adds one loss after the other. */
    public static Displayable plot(List<? extends Number> y) {
        require("plot(y)", "y", y);
        return Plots.series(y);
    }

    /**
     * Vectors against the elements of another of the same length, each as a line with the name of its
     * variable.
     */
    public static Displayable plot(Tensor x, Tensor... ys) {
        return Plots.series(x, ys);
    }

    /** The same with a name for each line, in the order of the map. */
    public static Displayable plot(Tensor x, Map<String, Tensor> ys) {
        require("plot(x, ys)", "ys", ys);
        return Plots.series(x, ys);
    }

    /** f, from numbers to numbers, and its derivative by automatic differentiation. */
    public static Displayable plotWithDerivative(TensorFunction f, double from, double to) {
        require("plotWithDerivative(f, from, to)", "f", f);
        return Plots.withDerivative(f, from, to);
    }

    /** f, from numbers to numbers, and its tangent at a place, with the equation of that. */
    public static Displayable plotTangent(TensorFunction f, double at, double from, double to) {
        String call = "plotTangent(f, at, from, to)";
        require(call, "f", f);
        return Plots.tangent(call, f, at, from, to);
    }

    /**
     * A gradient check of f at x in two panels: the error of forward and central differences against their
     * step, on logarithmic axes, and each derivative by the rules against its central difference. An error
     * above 256 elements.
     */
    public static Displayable plotGradCheck(TensorFunction f, Tensor x) {
        require("plotGradCheck(f, x)", "f", f);
        require("plotGradCheck(f, x)", "x", x);
        return GradCheckPlot.of(f, x);
    }

    /**
     * A function of two numbers as lines of equal value: f is given a vector of two elements, x and y, in
     * FLOAT64, and returns one number. An error where it gives more than one element.
     */
    public static Displayable plotContour(TensorFunction f, double x1, double x2, double y1, double y2) {
        return plotContour(f, x1, x2, y1, y2, new double[0][]);
    }

    /**
     * The same with a path over it, such as the steps of a search for the minimum: places of two numbers
     * each, one after the other.
     */
    public static Displayable plotContour(TensorFunction f, double x1, double x2, double y1, double y2,
            double[][] path) {
        require(CONTOUR, "f", f);
        require(CONTOUR, "path", path);
        return ContourPlot.of(f, x1, x2, y1, y2, path);
    }

    /** The same with a path of tensors of two elements each. */
    public static Displayable plotContour(TensorFunction f, double x1, double x2, double y1, double y2,
            List<Tensor> path) {
        require(CONTOUR, "path", path);
        double[][] places = new double[path.size()][];
        for (int i = 0; i < places.length; i++) {
            require(CONTOUR, Refusals.PLACE_N.of(i + 1), path.get(i));
            places[i] = new Elements(path.get(i)).numbers();
        }
        return plotContour(f, x1, x2, y1, y2, places);
    }

    /** How often which values occur in a tensor, in bars between round numbers. */
    public static Displayable histogram(Tensor t) {
        require("histogram(t)", "t", t);
        return HistogramPlot.of(Plots.name(t, "t", Words.VALUES), t);
    }

    /**
     * A tensor as an image: a matrix in grey, shape (3, H, W) or (H, W, 3) in red, green and blue. Elements
     * from 0 to 1, and whole numbers from 0 to 255, are shown as they are; others from the least, which is
     * black, to the largest. The line below says which range it is.
     */
    public static Displayable showImage(Tensor t) {
        require("showImage(t)", "t", t);
        return new TensorImage(t);
    }

    // ---- while a cell runs

    /**
     * The numbers from 0 to n - 1 for a loop, {@code for (int i : track(1000))}, with a bar under the cell
     * that shows how far the loop has come and about how long it takes yet. It is red where the loop was left
     * before its end. Loops inside one another stand below one another, and a loop that runs again takes the
     * place of its earlier run. Outside a notebook a line is printed when the outermost loop is done.
     */
    public static Iterable<Integer> track(int n) {
        return Tracked.upTo(n);
    }

    /**
     * The elements of a collection or a tensor for a loop, with the same bar; of anything else that can be
     * iterated over the rounds are counted.
     */
    public static <T> Iterable<T> track(Iterable<T> elements) {
        require("track(elements)", "elements", elements);
        return Tracked.of(elements);
    }

    /**
     * A curve that grows while a cell runs: {@code var live = plotLive("loss");} and in a loop
     * {@code live.add(loss)}. Outside a notebook nothing is drawn.
     */
    public static LivePlot plotLive(String name) {
        require("plotLive(name)", "name", name);
        return new LivePlot(name);
    }

    // ---- widgets

    /** A slider for a number from {@code from} to {@code to}, which starts in the middle. */
    public static Widget<Double> slider(String name, double from, double to) {
        return Widgets.slider(name, from, to);
    }

    /** A slider for a whole number from {@code from} to {@code to}, which starts in the middle. */
    public static Widget<Integer> intSlider(String name, int from, int to) {
        return Widgets.intSlider(name, from, to);
    }

    /** A choice of one of the options, at first of the first. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T> Widget<T> dropdown(String name, T... options) {
        return Widgets.dropdown(name, List.of(options));
    }

    /** A choice of one of the values by their names, at first of the first. */
    public static <T> Widget<T> dropdown(String name, Map<String, T> options) {
        return Widgets.dropdown(name, options);
    }

    /** A box to tick, at first without a tick. */
    public static Widget<Boolean> checkbox(String name) {
        return Widgets.checkbox(name);
    }

    /** A field for a line of text, at first empty. */
    public static Widget<String> text(String name) {
        return Widgets.text(name);
    }

    /** A button whose value is how often it was clicked. */
    public static Widget<Integer> button(String name) {
        return Widgets.button(name);
    }

    /**
     * A player that counts from {@code from} to {@code to}, two steps a second, with a slider beside it.
     */
    public static Widget<Integer> play(String name, int from, int to) {
        return Widgets.play(name, from, to);
    }

    /** A place for HTML. */
    public static Widget<String> html(String html) {
        return Widgets.html(html);
    }

    /** A place for a value in the richest form that it has, at first empty. */
    public static Widget<Object> output() {
        return Widgets.output();
    }

    /** Widgets beside one another. */
    public static Widget<List<Widget<?>>> row(Widget<?>... widgets) {
        return Widgets.box("HBox", widgets);
    }

    /** Widgets below one another. */
    public static Widget<List<Widget<?>>> column(Widget<?>... widgets) {
        return Widgets.box("VBox", widgets);
    }

    /**
     * A function of the value of a widget, with what it returns below, which follows the widget:
     * {@code interact(a -> plot(x -> x.mul(a).sin(), -3, 3), slider("a", -3, 3))}.
     *
     * @return a widget whose value is the last result
     */
    public static <A, R> Widget<R> interact(Function<? super A, R> f, Widget<A> a) {
        return Interaction.of(() -> f.apply(a.value()), a);
    }

    /** The same for a function of two values. */
    public static <A, B, R> Widget<R> interact(BiFunction<? super A, ? super B, R> f, Widget<A> a,
            Widget<B> b) {
        return Interaction.of(() -> f.apply(a.value(), b.value()), a, b);
    }

    /** The same for a function of three values. */
    public static <A, B, C, R> Widget<R> interact(Widget.OfThree<? super A, ? super B, ? super C, R> f,
            Widget<A> a, Widget<B> b, Widget<C> c) {
        return Interaction.of(() -> f.apply(a.value(), b.value(), c.value()), a, b, c);
    }

    /** The same for a function of four values. */
    public static <A, B, C, D, R> Widget<R> interact(
            Widget.OfFour<? super A, ? super B, ? super C, ? super D, R> f, Widget<A> a, Widget<B> b,
            Widget<C> c, Widget<D> d) {
        return Interaction.of(() -> f.apply(a.value(), b.value(), c.value(), d.value()), a, b, c, d);
    }

    // ---- what can be moved

    /** f, from numbers to numbers, and its tangent at the place that a slider chooses. */
    public static Widget<Displayable> interactTangent(TensorFunction f, double from, double to) {
        String call = "interactTangent(f, from, to)";
        require(call, "f", f);
        return interact(at -> Plots.tangent(call, f, at, from, to), Widgets.slider(call, "x", from, to));
    }

    /**
     * The derivative of f, from numbers to numbers, at x by forward and central differences, with the error
     * of both for the step h that a slider chooses.
     */
    public static Widget<Displayable> interactDifference(TensorFunction f, double x) {
        require(StepOfDifference.CALL, "f", f);
        var steps = new StepOfDifference(f, x);
        return interact(steps::with, slider(LiveWords.LOG_H.of(), StepOfDifference.LEAST, 0));
    }

    /**
     * Gradient descent on a function of a vector of two elements over its contours, with the learning rate
     * and the number of steps to choose.
     */
    public static Widget<Displayable> interactDescent(TensorFunction f, double x1, double x2, double y1,
            double y2) {
        require("interactDescent(f, x1, x2, y1, y2)", "f", f);
        return interact(new Descent(f, x1, x2, y1, y2)::with, slider(LiveWords.RATE.of(), -3, 0),
                intSlider(LiveWords.STEPS.of(), 0, 40));
    }

    /**
     * The backward pass of z, which must have one element, step by step with a player: the graph with the
     * node that runs lit, what comes in and what goes out.
     */
    public static Widget<Displayable> playBackward(Tensor z) {
        require("playBackward(z)", "z", z);
        var frames = new BackwardFrames(z);
        return interact(frames::step, play(LiveWords.STEP.of(), 1, Math.max(2, frames.shownSteps())));
    }

    /**
     * The graph of z with an input to choose and to move: all values and gradients follow. It is computed
     * again on copies, and the tensors of the notebook stay as they are.
     */
    public static Widget<Displayable> nudge(Tensor z) {
        require("nudge(z)", "z", z);
        var nudge = new Nudge(z);
        return interact(nudge::moved, dropdown(LiveWords.INPUT.of(), nudge.elements()),
                slider(LiveWords.MOVE.of(), -1, 1));
    }

    /**
     * The graph of z to look around in: a mouse or keys move, enlarge and search it, unfold loops and
     * compositions, and go through both passes step by step; a node that is chosen shows its rule, its
     * formula and its full values. It holds the graph until it is closed. Its value is the picture that
     * {@link #graph} shows.
     */
    public static Widget<Displayable> explore(Tensor z) {
        require("explore(z)", "z", z);
        return new Explorer(z).widget();
    }

    private static void require(String call, String name, @Nullable Object given) {
        if (given == null) {
            throw Refusals.of(Refusals.IS_NULL, call, name);
        }
    }
}
