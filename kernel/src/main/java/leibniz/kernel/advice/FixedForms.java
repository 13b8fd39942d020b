package leibniz.kernel.advice;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Advice on what has a counterpart that is no Java: imports, help, what a shell does. */
final class FixedForms {
    private static final Pattern IMPORT = Pattern.compile(
            "^(?:import|from)\\s+(torch|numpy|mxnet|d2l|matplotlib|tensorflow|jax|math|random|collections|os|sys)\\b[^;{}]*$");
    private static final Pattern HELP = Pattern
            .compile(
                    "^(?:help\\(\\s*(?:torch\\.|np\\.)?([\\w.]*?)\\s*\\)|\\?+\\s*([\\w.]+)|([\\w.]+)\\s*\\?+);?$");
    private static final Pattern CLASS = Pattern.compile("^class\\s+(\\w+)\\s*(?:\\(.*\\))?\\s*:",
            Pattern.DOTALL);

    /** The output of a command as a value, as Python's shell has it; a boolean would be Java's opposite. */
    private static final Pattern COMMAND = Pattern.compile(
            "^(?:(?!boolean\\b)[\\w<>\\[\\].]+\\s+)?([\\w$]+)\\s*=\\s*!!?\\s*((?:[(~./]|\\p{Ll})[^;]*)$");

    private FixedForms() {}

    static @Nullable String of(Problem problem) {
        String statement = problem.statement().strip();
        if (IMPORT.matcher(statement).find() && !statement.contains("java")) {
            return "Nothing need be imported: tensors, their functions and the displays are there from the start. "
                    + "Write for example `arange(4.0)`.";
        }
        Matcher help = HELP.matcher(statement);
        if (help.find() && (problem.missing() == null || "help".equals(problem.missing()))) {
            String name = help.group(1) != null
                    ? help.group(1)
                    : help.group(2) != null ? help.group(2) : help.group(3);
            return "Help stands in a line of its own, and under Shift-Tab. Write `%help"
                    + (name.isEmpty() ? "" : " " + name.substring(name.lastIndexOf('.') + 1)) + "`.";
        }
        Matcher command = COMMAND.matcher(statement);
        if (command.find()) {
            return "Java gets the output of a command from a process. Write `var " + command.group(1) + " = "
                    + CommandLines.of(command.group(2).strip()) + ";`.";
        }
        Matcher type = CLASS.matcher(statement);
        if (type.find()) {
            return "Java puts what belongs to a class into braces. Write `class " + type.group(1) + " { }`.";
        }
        return null;
    }
}
