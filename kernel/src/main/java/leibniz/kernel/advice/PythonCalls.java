package leibniz.kernel.advice;

import java.util.ArrayList;
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
    private static final List<String> IN_ORDER = List.of("input", "start", "end", "steps", "low", "high",
            "mean", "std", "size", "shape", "min", "max", "other", "repeats", "lr");
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
        String here = PythonNames.here(name);
        boolean isMethod = PythonNames.METHODS.contains(here) && !given.isEmpty()
                && (!PythonNames.FUNCTIONS.contains(here) || reader.style == Style.METHODS
                        || reader.style == Style.TENSORS_FOR_NUMBERS);
        if (here.equals("tensor")) {
            return tensor(arguments);
        }
        if (reader.style == Style.NUMBERS && isTensors && given.stream().allMatch(Java::isNumber)
                && Set.of("exp", "sin", "cos", "sqrt", "log", "tanh").contains(here)) {
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
        if (Set.of("cpu", "cuda").contains(name)) {
            reader.reasons.add("All tensors are on the CPU here.");
            return owner;
        }
        if (name.equals("append")) {
            reader.reasons.add("A list grows by add and addLast.");
            return call(owner.in(Java.PRIMARY) + ".", "addLast", arguments);
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
        arguments.take("device");
        boolean retains = arguments.takesTrue("retain_graph");
        boolean creates = arguments.takesTrue("create_graph");
        boolean keeps = arguments.takesTrue("keepdim") || arguments.takesTrue("keepdims");
        Java dim = arguments.take("dim", "axis");
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
        for (Java named : inOrder(arguments.named)) {
            given.addAll(named.items() == null ? List.of(named) : named.items());
        }
        if (retains) {
            given.add(Java.primary("RETAIN_GRAPH"));
        }
        if (creates) {
            given.add(Java.primary("CREATE_GRAPH"));
        }
        if (type != null && !type.text().equals("FLOAT32")) {
            after.append(".to(").append(type.text()).append(')');
        }
        if (requires) {
            after.append(".requiresGrad_(true)");
        }
        return Java.primary(before + name + "(" + Java.joined(given) + ")" + after);
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
                yield Java.primary("System.out.println(" + (given.size() == 1
                        ? given.getFirst().text()
                        : given.stream().map(g -> g.in(Java.SUM + 1))
                                .collect(Collectors.joining(" + \" \" + ")))
                        + ")");
            }
            case "range" -> {
                reader.reasons.add("arange makes a row of numbers.");
                yield Java.primary("arange(" + Java.joined(given) + ")");
            }
            case "len" -> {
                reader.reasons.add("Java has no len.");
                yield Java.primary(required(first).in(Java.PRIMARY)
                        + (reader.style == Style.FUNCTIONS
                                ? ".size(0)"
                                : reader.style == Style.METHODS ? ".size()" : ".length"));
            }
            case "float" -> {
                reader.reasons.add("The number in a tensor is item().");
                yield Java.primary(required(first).in(Java.PRIMARY) + ".item()");
            }
            case "int" -> {
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
