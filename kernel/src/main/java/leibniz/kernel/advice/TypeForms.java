package leibniz.kernel.advice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Forms that compile in the place of one in which a tensor and a number, or a function, were mixed up. */
final class TypeForms {
    /**
     * A statement that may be meant.
     *
     * @param sentence with {@code %s} where the form stands between back quotes
     */
    record Form(String sentence, String statement) {}

    static final Set<String> OF_MATH = Arrays.stream(Math.class.getMethods()).map(m -> m.getName())
            .collect(Collectors.toSet());
    private static final Pattern NUMBER_FOR_TENSOR = Pattern.compile(
            "(?:double|int|long|float) cannot be converted to leibniz\\.autograd\\.Tensor$",
            Pattern.MULTILINE);
    private static final Pattern CALL_OF_TENSORS = Pattern
            .compile(
                    "method (\\w+) in class leibniz\\.autograd\\.Tensors cannot|no suitable method found for (\\w+)\\(");
    private static final Pattern FUNCTION_WITHOUT_TYPE = Pattern
            .compile("^var(?=\\s+\\w+\\s*=\\s*\\(?[\\w, ]*\\)?\\s*(->|\\w*::))");
    private static final List<String> CALLS = List.of("apply", "applyAsDouble", "applyAsInt", "applyAsLong",
            "test",
            "get", "accept", "run");
    private static final Pattern NO_GRAD = Pattern.compile(
            "noGrad\\s*(?:\\{(.*?)}?|\\((?!\\s*\\()(.*)\\))\\s*;?\\s*$",
            Pattern.DOTALL);

    private static final Set<String> OF_VECTORS = Set.of("matmul", "dot", "outer", "mm", "mv", "bmm");

    private TypeForms() {}

    /**
     * The forms to try, the likeliest first.
     *
     * @param tensors the names of the notebook's tensors
     * @param declared all its names
     */
    static List<Form> of(Problem problem, List<String> tensors, Set<String> declared) {
        List<Form> forms = new ArrayList<>();
        String message = problem.message();
        String statement = problem.statement();
        if (NUMBER_FOR_TENSOR.matcher(message).find()) {
            numberForTensor(problem, forms);
        }
        Matcher call = CALL_OF_TENSORS.matcher(message);
        if (call.find()) {
            String name = call.group(1) == null ? call.group(2) : call.group(1);
            if (OF_MATH.contains(name)) {
                forms.add(new Form(name + " is a function of tensors here. For numbers write %s.",
                        statement.replaceAll("(?<![\\w.])" + name + "\\(", "Math." + name + "(")));
            }
            if (name.equals("backward")) {
                forms.add(new Form("Write %s to keep the graph for another pass.",
                        statement.replaceFirst("true(?=\\))", "RETAIN_GRAPH")));
            }
        }
        Matcher ofResult = Pattern.compile("^(.*\\b)grad\\((\\w+)\\)(.*)$", Pattern.DOTALL)
                .matcher(statement);
        if (message.contains("found for grad(") && ofResult.matches()) {
            String name = ofResult.group(2);
            boolean leaf = Set.of("x", "w", "b").contains(name);
            forms.add(new Form(leaf
                    ? "The gradient that backward() left in a tensor is a method. Write %s."
                    : "grad takes the result, and by what it is differentiated. Write %s.",
                    ofResult.group(1) + (leaf
                            ? name + ".grad()"
                            : "grad(" + name + ", "
                                    + tensors.stream().filter(t -> !t.equals(name)).findFirst().orElse("x")
                                    + ")")
                            + ofResult.group(3)));
        }
        if (message.startsWith("cannot infer type for local variable")) {
            Matcher var = FUNCTION_WITHOUT_TYPE.matcher(statement);
            Stream.of("TensorFunction", "TensorsFunction", "DoubleUnaryOperator", "DoubleBinaryOperator",
                    "Runnable")
                    .forEach(type -> forms
                            .add(new Form("A function needs a type, which var does not give. Write %s.",
                                    var.replaceFirst(type))));
        }
        String missing = problem.missing();
        if (missing != null && problem.lacksMethod() && problem.owner() == null
                && declared.contains(missing)) {
            CALLS.forEach(
                    method -> forms.add(new Form(missing + " is a variable that holds a function. Write %s.",
                            statement.replaceAll("(?<![\\w.])" + Pattern.quote(missing) + "\\(",
                                    missing + "." + method + "("))));
        }
        if (missing != null && statement.contains("new Tensor(")
                || message.contains("Tensor has private access")
                || message.contains("constructor Tensor")) {
            forms.add(new Form("Tensors are made by functions. Write %s.",
                    statement.replace("new Tensor(", "tensor(")));
        }
        Matcher noGrad = NO_GRAD.matcher(statement);
        if (noGrad.find()) {
            String inside = noGrad.group(1) == null ? noGrad.group(2) : noGrad.group(1);
            String body = inside.strip();
            forms.add(new Form("What runs without recording stands in a function. Write %s.",
                    statement.substring(0, noGrad.start()) + "noGrad(() -> { " + body
                            + (body.endsWith(";") ? "" : ";")
                            + " });"));
        }
        if (message.contains("found for symbol(") || message.contains("method symbol")) {
            forms.add(new Form("A symbol has a name. Write %s.",
                    statement.replace("symbol()", "symbol(\"x\")")));
        }
        if (message.startsWith("method explain in")) {
            tensors.forEach(name -> forms.add(new Form(
                    "explain takes the result, and by what it is differentiated. "
                            + "Write %s.",
                    statement.replaceFirst("explain\\((\\w+)\\)", "explain($1, " + name + ")"))));
        }
        if (message.contains("found for plot(")) {
            forms.add(new Form("A function is drawn between two places. Write %s.",
                    statement.replaceFirst("plot\\((.*)\\)", "plot($1, -1, 1)")));
        }
        return forms;
    }

    private static void numberForTensor(Problem problem, List<Form> forms) {
        String statement = problem.statement();
        int start = problem.error().start() - problem.offset();
        Matcher function = Pattern.compile("(?<![\\w.])(\\w+)\\(\\s*$")
                .matcher(statement.substring(0, Math.max(0, start)));
        if (function.find() && OF_MATH.contains(function.group(1))
                && PythonNames.FUNCTIONS.contains(function.group(1))) {
            String name = function.group(1);
            forms.add(new Form(name + " is a function of tensors here. For numbers write %s.",
                    statement.substring(0, function.start()) + "Math."
                            + statement.substring(function.start())));
            return;
        }
        if (function.reset().find() && OF_VECTORS.contains(function.group(1))
                || statement.substring(0, Math.max(0, start))
                        .matches("(?s).*\\.(matmul|dot|outer|mm|mv|bmm)\\(")) {
            return; // a tensor of no dims would not do
        }
        forms.add(new Form("A number becomes a tensor by tensor(...). Write %s.",
                problem.with("tensor(" + problem.fault() + ")")));
    }
}
