package leibniz.kernel.operators;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import leibniz.autograd.Tensor;
import leibniz.kernel.outcome.CompileError;
import org.jspecify.annotations.Nullable;

/** Adds to what javac says of an error that has to do with tensors what to write instead. */
final class OperatorErrors {
    private static final String TENSOR = Tensor.class.getName();
    private static final Pattern OPERATOR = Pattern.compile("^bad operand types? .*for \\w+ operator '(.+)'");
    private static final Pattern FIRST_TYPE = Pattern.compile("first type: +(\\S+)");
    private static final Pattern NEEDS_OPERATORS = Pattern
            .compile("operator '([-+*/%!~&|]|[<>]=?)'|^array required|cannot be converted to boolean$");
    private static final Pattern CONVERSION = Pattern
            .compile("leibniz\\.autograd\\.Tensor cannot be converted to (?:java\\.lang\\.)?(\\w+)");
    private static final Pattern MISSING_VARIABLE = Pattern.compile("symbol: +variable (\\w+)");
    /** A step up or down of what stands at #. */
    private static final Pattern STEP = Pattern.compile("(\\+\\+|--)\\s*#|#\\s*(\\+\\+|--)");
    private static final String ITEM = "item() takes the one element out of a tensor, as a double.";
    private static final String ITEM_LONG = "itemLong() takes the one element out of a tensor, as a long.";
    private static final String ITEM_BOOLEAN = "itemBoolean() takes the one element out of a tensor, as a boolean.";
    private static final Map<String, String> ITEMS = Map.of("double", ITEM, "Double", ITEM, "float", ITEM,
            "long",
            ITEM_LONG, "Long", ITEM_LONG, "int", ITEM_LONG, "boolean", ITEM_BOOLEAN, "Boolean", ITEM_BOOLEAN);

    private final Rewriting source;
    private final String typed;
    private final NotebookMethods methods;

    /** @param source the snippet that the errors are in */
    OperatorErrors(JShell jshell, Rewriting source) {
        this.source = source;
        this.typed = source.typed();
        this.methods = new NotebookMethods(jshell);
    }

    List<CompileError> withAdvice(List<CompileError> errors) {
        return errors.stream().filter(error -> !isNoise(error, errors)).map(error -> {
            String advice = advice(error);
            return advice.isEmpty()
                    ? error
                    : new CompileError(error.message() + "\n" + advice, error.start(), error.end());
        }).toList();
    }

    /**
     * Whether an error only follows from another one: of an index that is no int javac says two things of
     * which the other one matters, and operators on tensors are errors to it wherever a slip elsewhere keeps
     * them from being read.
     */
    private boolean isNoise(CompileError error, List<CompileError> errors) {
        if (source.isUnreadable()) {
            return needsOperators(error) && !errors.stream().allMatch(OperatorErrors::needsOperators);
        }
        return error.message().startsWith("incompatible types")
                && errors.stream().anyMatch(e -> isArrayRequired(e)
                        && e.start() < error.start() && error.end() < e.end());
    }

    private static boolean needsOperators(CompileError error) {
        return error.message().contains(TENSOR) && NEEDS_OPERATORS.matcher(error.message()).find();
    }

    private static boolean isArrayRequired(CompileError error) {
        return error.message().startsWith("array required") && error.message().contains(TENSOR);
    }

    private String advice(CompileError error) {
        String message = error.message();
        Matcher missing = MISSING_VARIABLE.matcher(message);
        if (missing.find()) {
            return methods.asFunction(missing.group(1));
        }
        String hiding = methods.hiding(error, typed);
        if (!hiding.isEmpty() || !message.contains(TENSOR)) {
            return hiding;
        }
        Matcher operator = OPERATOR.matcher(message);
        Matcher conversion = CONVERSION.matcher(message);
        @Nullable
        String obstacle = source.obstacle();
        if (obstacle != null && needsOperators(error)) {
            return obstacle;
        } else if (operator.find()) {
            Matcher first = FIRST_TYPE.matcher(message);
            return operator(operator.group(1), first.find() ? first.group(1) : TENSOR, textOf(error));
        } else if (message.startsWith("incomparable types")) {
            return comparing("==");
        } else if (isArrayRequired(error)) {
            return index(error);
        }
        return conversion.find() ? ITEMS.getOrDefault(conversion.group(1), "") : "";
    }

    private String textOf(CompileError error) {
        return typed.substring(error.start(), error.end());
    }

    private String index(CompileError error) {
        Matcher step = STEP.matcher(typed.substring(0, error.start()) + "#" + typed.substring(error.end()));
        if (step.find()) {
            String written = step.group(1) == null ? step.group(2) : step.group(1);
            return "Write " + textOf(error) + " " + written.charAt(0) + "= 1 to change the element in place.";
        }
        return "Between the brackets of a tensor stands one int: x[i], x[i][j]. For a mask write "
                + "x.maskedSelect(mask), for several indices x.indexSelect(0, indices).";
    }

    /** @param first the type of the first operand */
    private static String operator(String operator, String first, String text) {
        boolean assigns = text.contains(operator + "=") && !operator.endsWith("=");
        if (assigns && ITEMS.containsKey(first)) {
            return ITEMS.get(first);
        }
        return switch (operator) {
            case "^" ->
                "^ is exclusive or in Java. For a power write x.pow(2); where elements of bool tensors differ "
                        + "is a.ne(b).";
            case "++", "--" ->
                "Write x " + operator.charAt(0) + "= 1 to change the tensor in place, or x = x "
                        + operator.charAt(0) + " 1 for a new one.";
            case "==", "!=" -> comparing(operator);
            case "&", "|" -> assigns
                    ? notInPlace(operator)
                    : operator
                            + " joins two tensors of truth values. With true or false of Java, a tensor of one element "
                            + "stands at " + operator.repeat(2) + ".";
            case "%" -> assigns ? notInPlace(operator) : "";
            default -> "";
        };
    }

    private static String comparing(String operator) {
        return "To compare the elements of tensors write a." + (operator.equals("==") ? "eq" : "ne")
                + "(b), with another tensor or a number.";
    }

    private static String notInPlace(String operator) {
        return "No operation on tensors does this in place. Write x = x " + operator + " y.";
    }
}
