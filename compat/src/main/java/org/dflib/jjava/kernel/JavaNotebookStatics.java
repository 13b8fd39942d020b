package org.dflib.jjava.kernel;

import leibniz.compat.Functions;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** What JJava offers every cell; a cell may call it without an import. */
public final class JavaNotebookStatics extends Functions {
    private JavaNotebookStatics() {}

    /** The kernel that runs this notebook. */
    public static JavaKernel kernel() {
        return JavaKernel.running();
    }

    /** An older name of {@link #kernel}. */
    public static JavaKernel getKernelInstance() {
        return kernel();
    }

    /** The forms of a value that suit it best. */
    public static DisplayData render(Object value) {
        return kernel().getRenderer().render(value);
    }

    /** Those of the named forms that a value has. */
    public static DisplayData render(Object value, String... mimeTypes) {
        return kernel().getRenderer().renderAs(value, mimeTypes);
    }
}
