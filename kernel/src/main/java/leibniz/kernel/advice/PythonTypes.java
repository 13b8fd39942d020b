package leibniz.kernel.advice;

import java.util.regex.Pattern;
import leibniz.kernel.advice.PythonExpressions.NotReadException;
import leibniz.kernel.advice.PythonExpressions.Style;

/** The types that Java wants where Python names none, or others. */
final class PythonTypes {
    private static final Pattern COUNT = Pattern
            .compile("n|k|num\\w*|\\w*size|epochs?|steps?|\\w*_(?:epochs|steps)");
    private static final Pattern RATE = Pattern
            .compile("lr|learning_rate|alpha|beta|gamma|eps|epsilon|momentum");
    private static final Pattern SEVERAL = Pattern.compile("params|parameters|tensors|weights_and_biases");

    private PythonTypes() {}

    /** The type that Python names, as far as Java has it. */
    static String named(String python) {
        return switch (python) {
            case "int" -> "int";
            case "float" -> "double";
            case "bool" -> "boolean";
            case "str" -> "String";
            default -> "Tensor";
        };
    }

    /** The type of the parameter that was read last, from its annotation or its name. */
    static String of(PythonExpressions reader, String name) throws NotReadException {
        if (reader.takes(":")) {
            String type = reader.name();
            while (reader.takes(".")) {
                type = reader.name();
            }
            return named(type);
        }
        return reader.style == Style.NUMBERS || RATE.matcher(name).matches()
                ? "double"
                : COUNT.matcher(name).matches() && reader.style == Style.FUNCTIONS
                        ? "int"
                        : SEVERAL.matcher(name).matches() ? "List<Tensor>" : "Tensor";
    }
}
