package leibniz.kernel;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import leibniz.autograd.Autograd;
import leibniz.autograd.Tensors;
import leibniz.display.Displays;
import org.jspecify.annotations.Nullable;

/** Adds to what javac says of an error that has to do with tensors what to write instead. */
final class OperatorErrors {
    private static final String TENSOR = "leibniz.autograd.Tensor";
    private static final Pattern OPERATOR = Pattern.compile("^bad operand types? .*for \\w+ operator '(.+)'");
    private static final Pattern NEEDS_OPERATORS = Pattern
            .compile("operator '([-+*/%!~&|]|[<>]=?)'|^array required|cannot be converted to boolean$");
    private static final Pattern CONVERSION = Pattern
            .compile("leibniz\\.autograd\\.Tensor cannot be converted to (?:java\\.lang\\.)?(\\w+)");
    private static final Pattern MISSING_VARIABLE = Pattern.compile("symbol: +variable (\\w+)");
    private static final Pattern NOT_APPLICABLE = Pattern
            .compile("cannot be applied to given types|no suitable method found for|cannot be converted to");
    /** A step up or down of what stands at #. */
    private static final Pattern STEP = Pattern.compile("(\\+\\+|--)\\s*#|#\\s*(\\+\\+|--)");
    private static final Pattern NAME_OF_CALL = Pattern.compile("(?<![\\w$.])([\\p{L}_$][\\w$]*)\\s*\\($");
    private static final Map<String, String> JAVA_TYPES = Map.of("item()", "double", "itemLong()", "long",
            "itemBoolean()", "boolean");
    private static final Map<String, String> ITEMS = Map.of("double", "item()", "Double", "item()", "float",
            "item()",
            "long", "itemLong()", "Long", "itemLong()", "int", "itemLong()", "boolean", "itemBoolean()",
            "Boolean",
            "itemBoolean()");

    private final JShell jshell;
    private final String typed;
    private final @Nullable String obstacle;

    /** @param source the snippet that the errors are in */
    OperatorErrors(JShell jshell, Rewriting source) {
        this.jshell = jshell;
        this.typed = source.typed();
        this.obstacle = source.obstacle();
    }

    List<CompileError> withAdvice(List<CompileError> errors) {
        return errors.stream().filter(error -> !isOfIndex(error, errors)).map(error -> {
            String advice = advice(error);
            return advice.isEmpty()
                    ? error
                    : new CompileError(error.message() + "\n" + advice, error.start(), error.end());
        }).toList();
    }

    /** Of an index that is no int javac says two things of which the other one matters. */
    private static boolean isOfIndex(CompileError error, List<CompileError> errors) {
        return error.message().startsWith("incompatible types")
                && errors.stream().anyMatch(e -> isArrayRequired(e)
                        && e.start() < error.start() && error.end() < e.end());
    }

    private static boolean isArrayRequired(CompileError error) {
        return error.message().startsWith("array required") && error.message().contains(TENSOR);
    }

    private String advice(CompileError error) {
        String message = error.message();
        Matcher missing = MISSING_VARIABLE.matcher(message);
        if (missing.find()) {
            return declared(missing.group(1)).map(OperatorErrors::asFunction).orElse("");
        }
        if (!message.contains(TENSOR)) {
            return "";
        }
        String hiding = NOT_APPLICABLE.matcher(message).find() ? hiding(error) : "";
        Matcher operator = OPERATOR.matcher(message);
        Matcher conversion = CONVERSION.matcher(message);
        if (!hiding.isEmpty()) {
            return hiding;
        } else if (obstacle != null && NEEDS_OPERATORS.matcher(message).find()) {
            return obstacle;
        } else if (operator.find()) {
            return operator(operator.group(1), textOf(error));
        } else if (message.startsWith("incomparable types")) {
            return "To compare the elements of tensors write a.eq(b), with another tensor or a number.";
        } else if (isArrayRequired(error)) {
            Matcher step = STEP
                    .matcher(typed.substring(0, error.start()) + "#" + typed.substring(error.end()));
            if (step.find()) {
                String written = step.group(1) == null ? step.group(2) : step.group(1);
                return "Write " + textOf(error) + " " + written.charAt(0)
                        + "= 1 to change the element in place.";
            }
            return "Between the brackets of a tensor stands one int: x[i], x[i][j]. For a mask write "
                    + "x.maskedSelect(mask), for several indices x.indexSelect(0, indices).";
        } else if (conversion.find() && ITEMS.containsKey(conversion.group(1))) {
            String item = ITEMS.get(conversion.group(1));
            return item + " takes the one element out of a tensor, as a " + JAVA_TYPES.get(item) + ".";
        }
        return "";
    }

    private String textOf(CompileError error) {
        return typed.substring(error.start(), error.end());
    }

    private static String operator(String operator, String text) {
        return switch (operator) {
            case "^" ->
                "^ is exclusive or in Java. For a power write x.pow(2); where elements of bool tensors differ "
                        + "is a.ne(b).";
            case "++", "--" ->
                "Write x " + operator.charAt(0) + "= 1 to change the tensor in place, or x = x "
                        + operator.charAt(0) + " 1 for a new one.";
            case "==", "!=" ->
                "To compare the elements of tensors write a." + (operator.equals("==") ? "eq" : "ne")
                        + "(b), with another tensor or a number.";
            case "%", "&", "|" -> text.contains(operator + "=")
                    ? "No operation on tensors does this in place. Write x = x " + operator + " y."
                    : "";
            default -> "";
        };
    }

    /** What to write where a function is wanted and the name of a method was given. */
    private static String asFunction(MethodSnippet method) {
        int count = method.parameterTypes().isBlank() ? 0 : method.parameterTypes().split(",", -1).length;
        String names = IntStream.range(0, count).mapToObj(i -> String.valueOf((char) ('a' + i)))
                .collect(Collectors.joining(", "));
        String parameters = count == 1 ? names : "(" + names + ")";
        return method.name() + " is a method. Where a function is wanted, write " + parameters + " -> "
                + method.name() + "(" + names + ").";
    }

    /** A method of the notebook hides all imported ones of its name, whatever their parameters. */
    private String hiding(CompileError error) {
        String name = called(error);
        return declared(name).flatMap(method -> Stream.of(Tensors.class, Autograd.class, Displays.class)
                .filter(c -> Arrays.stream(c.getMethods())
                        .anyMatch(m -> m.getName().equals(name) && Modifier.isStatic(m.getModifiers())))
                .findFirst()
                .map(c -> "The method " + name + "(" + method.parameterTypes()
                        + ") that a cell declared hides "
                        + c.getSimpleName() + "." + name + ". Write " + c.getSimpleName() + "." + name
                        + "(...) for that one."))
                .orElse("");
    }

    /** The name of the method whose call is at fault, or that the faulty text is an argument of. */
    private String called(CompileError error) {
        int depth = 0;
        for (int at = Math.min(error.start(), typed.length()) - 1; at >= 0; at--) {
            char c = typed.charAt(at);
            if (c == ')') {
                depth++;
            } else if (c == '(' && depth-- == 0) {
                Matcher call = NAME_OF_CALL.matcher(typed.substring(0, at + 1));
                if (call.find() && declared(call.group(1)).isPresent()) {
                    return call.group(1);
                }
                break;
            }
        }
        Matcher word = Pattern.compile("[\\w$]+").matcher(typed.substring(error.start()));
        return word.lookingAt() ? word.group() : "";
    }

    private Optional<MethodSnippet> declared(String name) {
        return jshell.methods().filter(m -> m.name().equals(name)).findFirst();
    }
}
