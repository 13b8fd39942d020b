package leibniz.display;

import java.util.UUID;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/** What a cell calls to see a value. Classes that offer the same under other names inherit from it. */
public class Displays {
    protected Displays() {}

    /**
     * Shows a value now, in the middle of a cell, in the richest form that it has. Outside a notebook its text
     * goes to standard output.
     *
     * @return an id for {@link #updateDisplay}; as the value of a cell it is not shown
     */
    public static String display(@Nullable Object value) {
        return show(Renderers.render(value));
    }

    /**
     * Shows a value now in those of the named forms that it has, such as {@code text/html} or {@code text/markdown},
     * which a text has by itself.
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

    /** Shows a value in those of the named forms that it has, in the place of what {@link #display} showed. */
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
     * The computation graph of these tensors as a picture: in each node the variable that holds it, the operation,
     * {@code data | grad}. It shows the values, gradients and names of this moment. Gradients that no backward pass
     * has left are computed on the side where the result is one number; nothing of the graph changes.
     */
    public static Displayable graph(Tensor... results) {
        if (results.length == 0) {
            throw new IllegalArgumentException(
                    "graph() was given no tensor to start from: write graph(y) for the result y");
        }
        for (int i = 0; i < results.length; i++) {
            if (results[i] == null) {
                throw new IllegalArgumentException("graph(...) was given null as tensor " + (i + 1) + " of "
                        + results.length + ": give it tensors that have been computed");
            }
        }
        return new GraphPicture(results);
    }
}
