package leibniz.kernel.advice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.autograd.Autograd;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;
import leibniz.display.Displays;

/**
 * What the names of PyTorch and NumPy are called here: those of {@code api.txt}, from which docs/api.md is
 * made, and below a few spellings that have no operation of their own.
 */
final class PythonNames {
    static final Set<String> FUNCTIONS = names(true, Tensors.class, Autograd.class, Displays.class);
    static final Set<String> METHODS = names(false, Tensor.class);
    /** Methods that take nothing, which Python may have as attributes. */
    private static final Set<String> GETTERS = Arrays.stream(Tensor.class.getMethods())
            .filter(m -> m.getParameterCount() == 0 && m.getDeclaringClass() == Tensor.class
                    || m.isVarArgs() && m.getParameterCount() == 1)
            .map(Method::getName).collect(Collectors.toSet());
    /** What stands before a dot in Python and is left out here. */
    static final Set<String> MODULES = Set.of("torch", "np", "numpy", "F", "nn", "math", "plt", "d2l",
            "autograd", "npx", "jnp", "jax", "tf", "optim", "mx", "nd", "init", "sp", "sympy", "random",
            "time", "linalg");
    private static final Pattern PART = Pattern.compile(".*?([A-Za-z]\\w*)(\\(.*\\))?$");
    private static final Map<String, String> TABLE = table();
    private static final Map<String, String> ATTRIBUTES = Map.of("T", "t()", "mT", "transpose()", "data",
            "detach()", "ndim", "dim()", "grad_fn", "gradFn()", "requires_grad", "requiresGrad()", "is_leaf",
            "isLeaf()");
    private static final Map<String, String> CONSTANTS = Map.ofEntries(Map.entry("float32", "FLOAT32"),
            Map.entry("float", "FLOAT32"), Map.entry("float64", "FLOAT64"), Map.entry("double", "FLOAT64"),
            Map.entry("int64", "INT64"), Map.entry("long", "INT64"), Map.entry("int32", "INT64"),
            Map.entry("bool", "BOOL"), Map.entry("pi", "Math.PI"), Map.entry("e", "Math.E"),
            Map.entry("inf", "Double.POSITIVE_INFINITY"), Map.entry("nan", "Double.NaN"));

    private PythonNames() {}

    private static Set<String> names(boolean isStatic, Class<?>... types) {
        return Stream.of(types).flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(m -> Modifier.isStatic(m.getModifiers()) == isStatic
                        && m.getDeclaringClass() != Object.class)
                .map(Method::getName).collect(Collectors.toSet());
    }

    private static Map<String, String> table() {
        Map<String, String> table = new HashMap<>(Map.ofEntries(Map.entry("array", "tensor"),
                Map.entry("asarray", "tensor"), Map.entry("as_tensor", "tensor"),
                Map.entry("from_numpy", "tensor"), Map.entry("Tensor", "tensor"),
                Map.entry("numpy", "toArray"), Map.entry("asnumpy", "toArray"), Map.entry("power", "pow"),
                Map.entry("attach_grad", "requiresGrad_"), Map.entry("concat", "cat"),
                Map.entry("concatenate", "cat"), Map.entry("multiply", "mul"), Map.entry("subtract", "sub"),
                Map.entry("divide", "div"), Map.entry("seed", "manualSeed"), Map.entry("astype", "to"),
                Map.entry("amax", "max"), Map.entry("amin", "min"),
                Map.entry("abs", "abs"), Map.entry("type", "to"), Map.entry("numel", "numel"),
                Map.entry("absolute", "abs"), Map.entry("arccos", "acos"),
                Map.entry("arcsin", "asin"), Map.entry("arctan", "atan"), Map.entry("imshow", "showImage"),
                Map.entry("hist", "histogram"),
                Map.entry("reduce_sum", "sum"), Map.entry("reduce_mean", "mean"),
                Map.entry("reduce_max", "max"), Map.entry("constant", "tensor"),
                Map.entry("Variable", "tensor"), Map.entry("stop_gradient", "detach"),
                Map.entry("matvec", "mv"), Map.entry("cast", "to"), Map.entry("empty", "zeros"),
                Map.entry("empty_like", "zerosLike"), Map.entry("FloatTensor", "tensor"),
                Map.entry("nelement", "numel"), Map.entry("log_softmax", "logSoftmax"),
                Map.entry("range", "arange"), Map.entry("tensordot", "dot"),
                Map.entry("permute_dims", "permute")));
        try (InputStream in = Objects.requireNonNull(Tensor.class.getResourceAsStream("api.txt"), "api.txt");
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> line.startsWith("  "))
                    .flatMap(line -> Stream.of(line.strip().split(" ", -1))).forEach(entry -> {
                        String[] names = entry.split("=", 2);
                        var part = PART.matcher(names.length == 1 ? snake(names[0]) : names[1]);
                        if (part.matches() && !names[0].endsWith("WithIndices")
                                && !names[0].startsWith("biased") && !names[0].startsWith("item")
                                && !names[0].equals("zeroGrad") && !names[0].equals("clearGrad")) {
                            table.putIfAbsent(part.group(1), names[0]);
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        table.put("item", "item");
        return table;
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * What a function or method of Python is called here: from the table, or with capitals for underscores.
     */
    static String here(String python) {
        if (METHODS.contains(python) || FUNCTIONS.contains(python)) {
            return python;
        }
        String known = TABLE.get(python);
        return known != null ? known : camel(python);
    }

    static boolean isKnown(String python) {
        String name = here(python);
        return METHODS.contains(name) || FUNCTIONS.contains(name);
    }

    static String camel(String name) {
        return Pattern.compile("(?<=[a-z\\d])_([a-z])").matcher(name)
                .replaceAll(m -> m.group(1).toUpperCase(java.util.Locale.ROOT));
    }

    /** The call that stands for an attribute of a tensor; null if there is none. */
    static @org.jspecify.annotations.Nullable String getter(String attribute) {
        String call = ATTRIBUTES.get(attribute);
        return call != null ? call : GETTERS.contains(attribute) ? attribute + "()" : null;
    }

    static @org.jspecify.annotations.Nullable String constant(String name) {
        return CONSTANTS.get(name);
    }
}
