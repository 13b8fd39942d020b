package leibniz.compat;

import java.util.List;
import leibniz.display.Renderers;
import org.jspecify.annotations.Nullable;

/** The one notebook of this process, which the kernel hands over before any class that needs it is used. */
public final class Notebooks {
    private static volatile @Nullable Notebook running;

    private Notebooks() {}

    /** Hands over the notebook, and has the values rendered that only these names know. */
    public static void start(Notebook notebook) {
        running = notebook;
        Renderers.register(io.github.spencerpark.jupyter.kernel.display.DisplayData.class,
                (value, wanted) -> DisplayDataReader.of(value));
        Renderers.register(org.dflib.jjava.jupyter.kernel.display.DisplayData.class,
                (value, wanted) -> DisplayDataReader.of(value));
        Renderers.register(io.github.spencerpark.jupyter.kernel.display.DisplayDataRenderable.class,
                IJavaRenderer::renderItself);
        Renderers.register(org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable.class,
                JJavaRenderer::renderItself);
    }

    /** The notebook; throws an {@link IllegalStateException} where none runs. */
    public static Notebook running() {
        Notebook notebook = running;
        if (notebook == null) {
            throw new IllegalStateException("this needs a notebook, and this program runs in none");
        }
        return notebook;
    }

    /** Calls a magic, whose result is whatever the caller takes it for. */
    @SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" }) // as both kernels declare it
    public static <T> @Nullable T magic(String name, List<String> arguments,
            @Nullable String body) {
        return (T) running().callMagic(name, arguments, body);
    }
}
