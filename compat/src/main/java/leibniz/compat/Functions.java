package leibniz.compat;

import java.util.List;
import leibniz.display.Displays;
import org.jspecify.annotations.Nullable;

/**
 * What a cell may call without an import under IJava and JJava alike. Their classes inherit from each other,
 * so that a function that a cell imports from several of them is still one function for the compiler.
 */
// A magic gives what the caller takes it for, and cells have no use for Error Prone's annotations.
@SuppressWarnings({ "TypeParameterUnusedInFormals", "AnnotateFormatMethod" })
public class Functions extends Displays {
    protected Functions() {}

    public static void printf(String format, Object... arguments) {
        System.out.printf(format, arguments);
    }

    /** Runs a text as a cell is run and returns the value of its last expression. */
    public static @Nullable Object eval(String code) {
        return Notebooks.running().evaluate(code);
    }

    /** Calls {@code %name}. */
    public static <T> @Nullable T lineMagic(String name, List<String> arguments) {
        return Notebooks.magic(name, arguments, null);
    }

    /** Calls {@code %%name}. */
    public static <T> @Nullable T cellMagic(String name, List<String> arguments, String body) {
        return Notebooks.magic(name, arguments, body);
    }
}
