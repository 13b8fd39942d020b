package leibniz.display;

import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/** What a cell calls to see a value. */
public final class Displays {
    private Displays() {}

    /**
     * Shows a value now, in the middle of a cell, in the richest form that it has. Outside a notebook its text
     * goes to standard output.
     */
    public static void display(@Nullable Object value) {
        var bundle = Renderers.render(value);
        var output = Services.DISPLAY_OUTPUT;
        if (output != null) {
            output.show(bundle);
        } else {
            System.out.println(bundle.text());
        }
    }

    /**
     * Takes away what the running cell has shown and printed so far, as soon as it shows or prints something new: in a
     * loop, {@code clearOutput(); display(picture)} shows a picture that changes. Outside a notebook it does nothing.
     */
    public static void clearOutput() {
        var output = Services.DISPLAY_OUTPUT;
        if (output != null) {
            output.clear();
        }
    }

    /**
     * The computation graph of these tensors as a picture: in each node the variable that holds it, the operation,
     * {@code data | grad}. It shows the values, gradients and names of this moment. Gradients that no backward pass
     * has left are computed on the side where the result is one number; nothing of the graph changes. What lies behind a
     * detach() is grey, and what a composition such as mean is made of unfolds below the picture.
     */
    public static Displayable graph(Tensor... results) {
        requireTensors("graph", results);
        return GraphPicture.of(GraphDetail.DIRECTIONS, results);
    }

    /**
     * The same, with what the rule of each operation makes of the gradient {@code g} that arrives there written on the
     * line to each operand. Compositions are taken apart, since rules belong to primitives.
     */
    public static Displayable graphWithRules(Tensor... results) {
        requireTensors("graphWithRules", results);
        return GraphPicture.of(GraphDetail.RULES, results);
    }

    /**
     * The same, with lines that are the wider the larger the gradient (its Euclidean norm) is that comes back along
     * them, on a logarithmic scale: where it vanishes or explodes is seen at once.
     */
    public static Displayable graphWithGradientSizes(Tensor... results) {
        requireTensors("graphWithGradientSizes", results);
        return GraphPicture.of(GraphDetail.GRADIENT_SIZES, results);
    }

    private static void requireTensors(String name, Tensor... results) {
        if (results.length == 0) {
            throw new IllegalArgumentException(name + "() was given no tensor to start from: write " + name
                    + "(y) for the result y");
        }
        for (int i = 0; i < results.length; i++) {
            if (results[i] == null) {
                throw new IllegalArgumentException(name + "(...) was given null as tensor " + (i + 1) + " of "
                        + results.length + ": give it tensors that have been computed");
            }
        }
    }
}
