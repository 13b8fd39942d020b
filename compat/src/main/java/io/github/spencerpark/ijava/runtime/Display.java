package io.github.spencerpark.ijava.runtime;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import leibniz.compat.Functions;

/** What IJava offers every cell to show values with. */
public class Display extends Functions {
    protected Display() {}

    /** The forms of a value that suit it best. */
    public static DisplayData render(Object value) {
        return IJava.getKernelInstance().getRenderer().render(value);
    }

    /** Those of the named forms that a value has. */
    public static DisplayData render(Object value, String... mimeTypes) {
        return IJava.getKernelInstance().getRenderer().renderAs(value, mimeTypes);
    }
}
