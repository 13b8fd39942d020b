package leibniz.kernel.advice;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Advice on what has a counterpart that is no Java: imports, help, what a shell does. */
final class FixedForms {
    private static final Pattern IMPORT = Pattern.compile(
            "^(?:import|from)\\s+(torch\\w*|numpy|mxnet|d2l|matplotlib\\w*|tensorflow|keras|jax|math|random|time"
                    + "|collections|os|sys|pathlib|sympy|pandas|scipy|sklearn|seaborn|IPython)\\b[^;{}]*$");
    private static final Pattern SHOW = Pattern
            .compile(
                    "^(?:plt|d2l\\.plt|pyplot)\\.(?:show|figure|xlabel|ylabel|title|legend|grid|subplots?)\\(.*\\)\\s*;?$");
    private static final Pattern INSTALL = Pattern
            .compile("^(?:pip3?|conda|python -m pip)\\s+install\\s+([\\w-]+).*$");
    private static final Pattern DEVICE = Pattern
            .compile("^(?:\\w+\\s*=\\s*)?torch\\.(?:device\\(.*\\)|cuda\\..*);?$|^\\w+\\.device;?$");
    private static final Pattern DIR = Pattern.compile("^(?:print\\()?dir\\([\\w.]*\\)\\)?;?$");
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
            return imported(statement.replaceFirst("^\\w+\\s+", "").replaceFirst("(?s)\\W.*", ""));
        }
        if (statement.matches("torch\\.no_grad\\(\\);?")) {
            return "What runs without recording stands in a function. Write for example `noGrad(() -> ones(2).mul(2))`.";
        }
        if (SHOW.matcher(statement).matches()) {
            return "A picture is one call, and is shown where it is the last value of its cell. "
                    + "Write for example `plot(t -> t.sin(), -3, 3)`.";
        }
        if (INSTALL.matcher(statement).matches()) {
            return "Tensors and displays need no installing; libraries of Java come by %maven. "
                    + "Write for example `arange(4.0)`.";
        }
        if (DEVICE.matcher(statement).matches()) {
            return "All tensors are on the CPU here, and no device is named. Write for example `ones(2, 3)`.";
        }
        if (DIR.matcher(statement).matches()) {
            return "The Tab key after a dot lists what there is, and so does a line of its own. Write `%help`.";
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

    private static String imported(String module) {
        return switch (module) {
            case "sympy" ->
                "Formulas need no import: they are made of symbols. Write for example `symbol(\"x\").pow(2)`.";
            case "math" ->
                "Functions of numbers stand in Math, which need not be imported. Write for example `Math.sqrt(2)`.";
            case "random" -> "Random numbers need no import. Write for example `Math.random()` or `rand(3)`.";
            case "time" ->
                "Times are measured by %time, without an import. Write for example `%time ones(3)`.";
            case "os", "sys", "pathlib" ->
                "Files and folders of Java need no import. Write for example `Files.exists(Path.of(\"data\"))`.";
            case "collections" ->
                "Lists and maps of Java need no import. Write for example `new HashMap<String, Integer>()`.";
            case "pandas" -> "There are no data frames here; a table is read line by line. "
                    + "Write for example `\"1,2\".lines().map(line -> line.split(\",\")).toList()`.";
            default ->
                "Nothing need be imported: tensors, their functions and the displays are there from the start. "
                        + "Write for example `arange(4.0)`.";
        };
    }
}
