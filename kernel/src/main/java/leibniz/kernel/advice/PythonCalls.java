package leibniz.kernel.advice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import leibniz.kernel.advice.PythonExpressions.NotReadException;
import leibniz.kernel.advice.PythonExpressions.Style;
import org.jspecify.annotations.Nullable;

/** Writes the calls of Python functions and methods as those that stand for them here. */
final class PythonCalls {
    /** @param named those that Python takes by name */
    record Arguments(List<Java> positional, Map<String, Java> named) {
        /** A named one, which is taken out; null if there is none. */
        @Nullable
        Java take(String... names) {
            for (String name : names) {
                Java value = named.remove(name);
                if (value != null) {
                    return value;
                }
            }
            return null;
        }

        boolean takesTrue(String name) {
            Java value = named.remove(name);
            return value != null && value.text().equals("true");
        }
    }

    /** Take their shape, dims or sizes as numbers, where Python may have a tuple. */
    private static final Set<String> TAKE_NUMBERS = Set.of("zeros", "ones", "rand", "randn", "reshape",
            "view",
            "permute", "expand", "repeat", "full", "randint", "normal", "sum", "mean", "var", "std", "max",
            "min", "norm", "prod", "flip", "layerNorm", "logsumexp");
    /** What functions take by name, where it stands at the same place here; in this order. */
    private static final List<String> IN_ORDER = List.of("outputs", "inputs", "input", "start", "end",
            "steps", "low", "high",
            "mean", "std", "size", "shape", "min", "max", "other", "repeats", "lr", "gradient");
    /** What begins a derivative that has yet to be told where; a name that nobody has. */
    static final String SLOPE = "$slope:";
    private static final Map<String, String> OF_TEXT = Map.of("upper", "toUpperCase", "lower", "toLowerCase",
            "startswith", "startsWith", "endswith", "endsWith", "find", "indexOf");
    private static final String PRINT = "Java prints with System.out.println; the last value of a cell shows "
            + "without it.";

    private final PythonExpressions reader;

    PythonCalls(PythonExpressions reader) {
        this.reader = reader;
    }

    /** @param isTensors whether it stands in a module of PyTorch or NumPy */
    Java function(String name, Arguments arguments, boolean isTensors) throws NotReadException {
        List<Java> given = arguments.positional;
        if (!isTensors) {
            Java builtin = builtin(name, arguments);
            if (builtin != null) {
                return builtin;
            }
            if (arguments.named.isEmpty() && !PythonNames.isKnown(name)) {
                return Java.primary(name + "(" + Java.joined(given) + ")");
            }
        } else if (!PythonNames.isKnown(name)) {
            Java optimiser = optimiser(name, arguments);
            if (optimiser != null) {
                return optimiser;
            }
            throw new NotReadException();
        }
        if (meansOther(name, given)) {
            throw new NotReadException();
        }
        if (name.equals("grad") && given.size() == 1 && reader.sees("(")) {
            return Java.primary(SLOPE + given.getFirst().text());
        }
        String here = PythonNames.here(name);
        boolean isMethod = PythonNames.METHODS.contains(here) && !given.isEmpty()
                && (!PythonNames.FUNCTIONS.contains(here) || reader.style == Style.METHODS
                        || reader.style == Style.TENSORS_FOR_NUMBERS);
        if (here.equals("tensor") && reader.style == Style.METHODS && given.size() == 1
                && given.getFirst().items() == null && arguments.named.isEmpty()) {
            return Java.primary(given.getFirst().in(Java.PRIMARY) + ".copy()");
        }
        if (here.equals("tensor")) {
            return tensor(arguments);
        }
        if (here.equals("normal")) {
            Java shape = arguments.named.getOrDefault("size", arguments.named.get("shape"));
            boolean standard = given.stream()
                    .allMatch(g -> g.items() != null || g.text().startsWith("PRNGKey"))
                    && arguments.named.size() <= 1;
            if (standard) {
                Java last = shape != null ? shape : given.isEmpty() ? Java.list(List.of()) : given.getLast();
                return Java.primary(
                        "randn(" + (last.items() == null ? last.text() : Java.joined(last.items())) + ")");
            }
        }
        if (here.equals("plot")) {
            List<Java> drawn = new ArrayList<>();
            for (Java value : given) {
                if (value.items() != null) {
                    drawn.addAll(value.items());
                } else if (!value.text().startsWith("\"")) {
                    drawn.add(value.text().endsWith(".toArray()")
                            ? Java.primary(value.text().replaceFirst("\\.toArray\\(\\)$", ""))
                            : value);
                }
            }
            return Java.primary("plot(" + Java.joined(drawn) + ")");
        }
        if (Set.of("vstack", "hstack").contains(name) && given.size() == 1) {
            return call("", "cat", new Arguments(List.of(Java.list(Objects.requireNonNull(given.getFirst()
                    .items() == null ? List.of(given.getFirst()) : given.getFirst().items())),
                    Java.primary(name.startsWith("v") ? "0" : "1")), arguments.named));
        }
        if (reader.style == Style.NUMBERS && isTensors && arguments.named.isEmpty()
                && TypeForms.OF_MATH.contains(here)) {
            return Java.primary("Math." + here + "(" + Java.joined(given) + ")");
        }
        if (isMethod) {
            return call(given.getFirst().in(Java.PRIMARY) + ".", here,
                    new Arguments(given.subList(1, given.size()), arguments.named));
        }
        return call("", here, arguments);
    }

    /** Of the same name, but here the arguments mean something else. */
    private static boolean meansOther(String name, List<Java> given) {
        return switch (name) {
            case "norm" -> given.size() > 1; // the order of the norm
            case "Tensor" -> given.stream().anyMatch(g -> g.items() == null); // a shape
            case "randint" -> given.size() < 2 || given.get(1).items() != null; // no lower limit
            default -> false;
        };
    }

    Java method(Java owner, String name, Arguments arguments) throws NotReadException {
        if (reader.isClass(owner)) {
            if (!arguments.named.isEmpty()) {
                throw new NotReadException();
            }
            return Java.primary(owner.text() + "." + name + "(" + Java.joined(arguments.positional) + ")");
        }
        if (owner.text().equals("System.out") && name.startsWith("print") && !name.equals("printf")
                && arguments.positional.size() > 1) {
            reader.reasons.addFirst(name + " takes one value; several are joined with +.");
            return Java.primary("System.out." + name + "(" + arguments.positional.stream()
                    .map(value -> value.in(Java.SUM + 1)).collect(Collectors.joining(" + \" \" + ")) + ")");
        }
        if (name.equals("gradient") && arguments.positional.size() == 2
                && owner.text().matches("t|tape|g")) {
            reader.reasons.add("Recording is always on here; derivatives are asked for by grad.");
            return Java.primary("grad(" + Java.joined(arguments.positional) + ")");
        }
        if (name.equals("subs") && arguments.positional.size() == 2) {
            reader.reasons.add("Data is given to symbols by bind.");
            return Java.primary(
                    owner.in(Java.PRIMARY) + ".bind(Map.of(\"" + arguments.positional.getFirst().text()
                            + "\", tensor(" + arguments.positional.getLast().text() + ")))");
        }
        if (owner.text().startsWith("\"") && name.equals("format")) {
            return formatted(owner, arguments);
        }
        if (owner.text().startsWith("\"") && name.equals("join") && arguments.positional.size() == 1) {
            reader.reasons.add("Java joins texts with String.join.");
            return Java.primary(
                    "String.join(" + owner.text() + ", " + arguments.positional.getFirst().text() + ")");
        }
        if (owner.text().startsWith("\"") && OF_TEXT.containsKey(name)) {
            reader.reasons.add(name + " is " + OF_TEXT.get(name) + " in Java.");
            return Java.primary(
                    owner.text() + "." + OF_TEXT.get(name) + "(" + Java.joined(arguments.positional) + ")");
        }
        if (name.equals("to") && arguments.positional.size() == 1
                && arguments.positional.getFirst().text().matches("\"(cpu|cuda)[:\\d]*\"|device|dev")
                || Set.of("cpu", "cuda").contains(name)) {
            reader.reasons.addFirst("All tensors are on the CPU here.");
            return owner;
        }
        if (name.equals("append")) {
            reader.reasons.add("A list grows by add.");
            return Java.primary(owner.in(Java.PRIMARY) + ".add(" + Java.joined(arguments.positional) + ")");
        }
        String here = name.contains("_") || PythonNames.METHODS.contains(PythonNames.here(name))
                ? PythonNames.here(name)
                : name;
        if (!here.equals(name)) {
            reader.reasons.add(name + " is " + here + " here.");
        }
        if (name.equals("attach_grad") || here.equals("requiresGrad_") && arguments.positional.isEmpty()
                && arguments.named.isEmpty()) {
            return Java.primary(owner.in(Java.PRIMARY) + ".requiresGrad_(true)");
        }
        return call(owner.in(Java.PRIMARY) + ".", here, arguments);
    }

    private static List<Java> inOrder(Map<String, Java> named) throws NotReadException {
        if (!IN_ORDER.containsAll(named.keySet())) {
            throw new NotReadException();
        }
        return IN_ORDER.stream().filter(named::containsKey).map(named::get).toList();
    }

    private Java call(String before, String name, Arguments arguments) throws NotReadException {
        List<Java> given = new ArrayList<>();
        StringBuilder after = new StringBuilder();
        boolean requires = arguments.takesTrue("requires_grad") && !name.equals("requiresGrad_");
        Java type = arguments.take("dtype");
        arguments.take("device", "axes");
        boolean retains = arguments.takesTrue("retain_graph");
        boolean creates = arguments.takesTrue("create_graph");
        boolean keeps = arguments.takesTrue("keepdim") || arguments.takesTrue("keepdims");
        Java dim = arguments.take("dim", "axis");
        Java unbiased = arguments.take("unbiased");
        if (unbiased != null && unbiased.text().equals("false")) {
            return call(before, name.equals("var") ? "biasedVar" : "biasedStd", withDim(arguments, dim));
        }
        if (name.equals("clamp") && arguments.positional.isEmpty() && arguments.named.size() == 1) {
            Java limit = arguments.named.values().iterator().next();
            return call(before, arguments.named.containsKey("min") ? "clampMin" : "clampMax",
                    new Arguments(List.of(limit), new LinkedHashMap<>()));
        }
        boolean joins = name.equals("cat") || name.equals("stack");
        if (keeps) {
            given.add(Java.primary("true"));
        }
        for (Java argument : arguments.positional) {
            if (argument.items() != null && (TAKE_NUMBERS.contains(name) || joins)) {
                given.addAll(argument.items());
            } else {
                given.add(argument);
            }
        }
        if (joins && dim == null && arguments.positional.size() == 2
                && arguments.positional.getFirst().items() != null) {
            dim = given.removeLast();
        }
        if (joins) {
            given.addFirst(dim == null ? Java.primary("0") : dim);
        } else if (dim != null) {
            given.addAll(dim.items() == null ? List.of(dim) : dim.items());
        }
        if (name.equals("full") && arguments.named.isEmpty() && arguments.positional.size() == 2) {
            given.addFirst(given.removeLast()); // the value stands first here
        }
        if (Set.of("where", "maximum", "minimum").contains(name)) {
            given.replaceAll(
                    value -> value.isNumber() ? Java.primary("tensor(" + value.text() + ")") : value);
        }
        if (given.isEmpty() && Set.of("sort", "argsort").contains(name)) {
            given.add(Java.primary("-1"));
        }
        for (Java named : inOrder(arguments.named)) {
            given.addAll(named.items() == null ? List.of(named) : named.items());
        }
        if (retains) {
            given.add(Java.primary("RETAIN_GRAPH"));
        }
        if (creates) {
            given.add(Java.primary("CREATE_GRAPH"));
        }
        boolean ofInts = Set.of("arange", "tensor", "full", "randint").contains(name)
                && given.stream().noneMatch(g -> g.text().contains("."));
        if (type != null && (ofInts || !type.text().equals("FLOAT32"))) {
            after.append(".to(").append(type.text()).append(')');
        }
        if (requires) {
            after.append(".requiresGrad_(true)");
        }
        return Java.primary(before + name + "(" + Java.joined(given) + ")" + after);
    }

    private static Arguments withDim(Arguments arguments, @Nullable Java dim) {
        Map<String, Java> named = new LinkedHashMap<>(arguments.named);
        if (dim != null) {
            named.put("dim", dim);
        }
        return new Arguments(arguments.positional, named);
    }

    /** A text with places in braces. */
    private Java formatted(Java text, Arguments arguments) throws NotReadException {
        String literal = text.text().substring(1, text.text().length() - 1);
        String[] parts = literal.split("\\{}", -1);
        if (parts.length != arguments.positional.size() + 1 || literal.contains("{:")) {
            throw new NotReadException();
        }
        StringBuilder sum = new StringBuilder("\"" + parts[0] + "\"");
        for (int i = 1; i < parts.length; i++) {
            sum.append(" + ").append(arguments.positional.get(i - 1).in(Java.SUM + 1));
            sum.append(parts[i].isEmpty() ? "" : " + \"" + parts[i] + "\"");
        }
        reader.reasons.add("Java joins texts and values with +.");
        return new Java(sum.toString(), Java.SUM, null);
    }

    /** The derivative of a function at a place, as {@code grad(f)(x)} has it. */
    Java slope(Java function, Arguments at) throws NotReadException {
        if (at.positional.size() != 1) {
            throw new NotReadException();
        }
        String name = function.text().substring(SLOPE.length());
        String x = at.positional.getFirst().text();
        reader.reasons.addFirst("grad takes a result, and by what it is differentiated.");
        boolean isObject = reader.style != Style.FUNCTIONS;
        return Java.primary("grad(" + name + (isObject ? ".apply(" : "(") + x + "), " + x + ")");
    }

    /** The elements of a list without the brackets; the rows of a matrix as lists. */
    private Java tensor(Arguments arguments) throws NotReadException {
        List<Java> given = arguments.positional;
        boolean flat = given.size() == 1 && given.getFirst().items() != null
                && given.getFirst().items().stream().allMatch(item -> item.items() == null);
        return call("", "tensor", new Arguments(flat
                ? Objects.requireNonNull(given.getFirst().items())
                : given, arguments.named));
    }

    private @Nullable Java optimiser(String name, Arguments arguments) throws NotReadException {
        if (!name.equals("SGD") && !name.equals("Adam")) {
            return null;
        }
        List<Java> given = new ArrayList<>(arguments.positional);
        given.addAll(inOrder(arguments.named));
        return Java.primary("new " + name + "(" + Java.joined(given) + ")");
    }

    /** Python's own functions; null if it has none of this name. */
    private @Nullable Java builtin(String name, Arguments arguments) throws NotReadException {
        List<Java> given = arguments.positional;
        Java first = given.isEmpty() ? null : given.getFirst();
        return switch (name) {
            case "print", "println" -> {
                reader.reasons.add(PRINT);
                boolean sameLine = arguments.named.containsKey("end");
                Java between = arguments.named.get("sep");
                String separator = between == null ? "\" \"" : between.text();
                yield Java.primary((sameLine ? "System.out.print(" : "System.out.println(")
                        + (given.size() == 1
                                ? given.getFirst().text()
                                : given.stream().map(g -> g.in(Java.SUM + 1))
                                        .collect(Collectors.joining(" + " + separator + " + ")))
                        + ")");
            }
            case "range" -> {
                reader.reasons.add("arange makes a row of numbers.");
                yield Java.primary("arange(" + Java.joined(given) + ")");
            }
            case "len" -> {
                reader.reasons.add("Java has no len.");
                if (required(first).text().startsWith("\"")) {
                    yield Java.primary(required(first).text() + ".length()");
                }
                yield Java.primary(required(first).in(Java.PRIMARY)
                        + (reader.style == Style.FUNCTIONS
                                ? ".size(0)"
                                : reader.style == Style.METHODS ? ".size()" : ".length"));
            }
            case "grad" -> {
                if (given.size() != 1 || reader.sees("(") || !arguments.named.isEmpty()) {
                    yield null;
                }
                throw new NotReadException(); // of a result, by what is not said
            }
            case "sum", "max", "min" -> {
                if (given.size() == 2 && !name.equals("sum") && arguments.named.isEmpty()
                        && given.stream().filter(Java::isNumber).count() == 1) {
                    Java number = given.getFirst().isNumber() ? given.getFirst() : given.getLast();
                    Java other = number == given.getFirst() ? given.getLast() : given.getFirst();
                    reader.reasons.addFirst(
                            "The larger of a tensor and a number is clampMin, the smaller clampMax.");
                    yield Java.primary(other.in(Java.PRIMARY)
                            + (name.equals("max") ? ".clampMin(" : ".clampMax(") + number.text() + ")");
                }
                if (first == null || first.items() == null || given.size() > 1) {
                    yield null;
                }
                reader.reasons.add("A tensor has " + name + "().");
                yield Java.primary("tensor(" + Java.joined(first.items()) + ")." + name + "()");
            }
            case "round" -> {
                if (given.size() != 2 || !given.getLast().text().matches("[1-9]")) {
                    yield null;
                }
                String scale = "1" + "0".repeat(Integer.parseInt(given.getLast().text()));
                reader.reasons.add("Java rounds to whole numbers.");
                yield Java.primary("Math.round(" + required(first).in(Java.PRODUCT) + " * " + scale + ") / "
                        + scale + ".0");
            }
            case "id" -> {
                reader.reasons.add("Which object it is tells identityHashCode.");
                yield Java.primary("System.identityHashCode(" + required(first).text() + ")");
            }
            case "bool" -> {
                reader.reasons.add("The truth value in a tensor is itemBoolean().");
                yield Java.primary(required(first).in(Java.PRIMARY) + ".itemBoolean()");
            }
            case "dict" -> Java.primary("Map.of()");
            case "symbols", "Symbol" -> {
                if (first == null || !first.text().matches("\"\\w+\"") || reader.isDeclared(name)) {
                    yield null;
                }
                reader.reasons.addFirst("A symbol is made by symbol.");
                yield Java.primary("symbol(" + first.text() + ")");
            }
            case "diff" -> {
                if (given.size() != 2 || reader.isDeclared(name)) {
                    yield null;
                }
                reader.reasons
                        .addFirst("derivative gives the formula of symbols, grad the number of tensors.");
                yield Java.primary((reader.style == Style.FUNCTIONS ? "grad(" : "derivative(")
                        + Java.joined(given) + ")");
            }
            case "simplify" -> {
                reader.reasons.addFirst("Formulas are simplified by themselves.");
                yield required(first);
            }
            case "float" -> {
                if (first != null && first.text().startsWith("\"")) {
                    reader.reasons.add("Java reads a number from a text with parseDouble.");
                    yield Java.primary("Double.parseDouble(" + first.text() + ")");
                }
                reader.reasons.add("The number in a tensor is item().");
                yield Java.primary(required(first).in(Java.PRIMARY) + ".item()");
            }
            case "int" -> {
                if (first != null && first.text().startsWith("\"")) {
                    reader.reasons.add("Java reads a number from a text with parseInt.");
                    yield Java.primary("Integer.parseInt(" + first.text() + ")");
                }
                reader.reasons.add(reader.style == Style.NUMBERS
                        ? "A cast to int drops what stands behind the point."
                        : "The whole number in a tensor is itemLong().");
                yield reader.style == Style.NUMBERS
                        ? new Java("(int) " + required(first).in(Java.UNARY), Java.UNARY, null)
                        : Java.primary(required(first).in(Java.PRIMARY) + ".itemLong()");
            }
            case "str" -> {
                reader.reasons.add("Java makes text with String.valueOf.");
                yield Java.primary("String.valueOf(" + required(first).text() + ")");
            }
            case "type" -> {
                reader.reasons.add("The type of a value is getClass().");
                yield Java.primary(required(first).in(Java.PRIMARY) + ".getClass()");
            }
            case "list" -> required(first);
            case "isinstance" -> {
                reader.reasons.add("Java asks for a type with instanceof.");
                yield new Java(
                        required(first).in(Java.COMPARISON + 1) + " instanceof " + given.getLast().text(),
                        Java.COMPARISON, null);
            }
            default -> null;
        };
    }

    private static Java required(@Nullable Java argument) throws NotReadException {
        if (argument == null) {
            throw new NotReadException();
        }
        return argument;
    }
}
