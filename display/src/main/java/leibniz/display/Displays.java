package leibniz.display;

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
}
