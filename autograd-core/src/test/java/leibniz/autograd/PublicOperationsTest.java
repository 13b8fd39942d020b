package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT64;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.autograd.DerivativeCheck.Case;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * That no public method of Tensor and Tensors escapes the checks of derivatives: each that gives a tensor has
 * a case in {@link RuleTest} or {@link CompositionTest}, or stands here with the reason why it has no
 * derivative; and the several forms of one operation do the same.
 */
class PublicOperationsTest {
    private static final String TRUTH_VALUES = "its result is BOOL";
    private static final String PLACES = "its result is INT64";
    private static final String MAKES = "makes a tensor from no other";
    private static final String OTHER_NAME = "another name for what has its cases";
    private static final String SHAPE_ONLY = "takes only shape and dtype from its operand";

    private static final Map<String, String> WITHOUT_DERIVATIVE = Map.ofEntries(
            Map.entry("eq", TRUTH_VALUES), Map.entry("ne", TRUTH_VALUES), Map.entry("lt", TRUTH_VALUES),
            Map.entry("le", TRUTH_VALUES), Map.entry("gt", TRUTH_VALUES), Map.entry("ge", TRUTH_VALUES),
            Map.entry("and", TRUTH_VALUES), Map.entry("or", TRUTH_VALUES), Map.entry("not", TRUTH_VALUES),
            Map.entry("any", TRUTH_VALUES), Map.entry("all", TRUTH_VALUES),
            Map.entry("argmax", PLACES), Map.entry("argmin", PLACES), Map.entry("argsort", PLACES),
            Map.entry("tensor", MAKES), Map.entry("zeros", MAKES), Map.entry("ones", MAKES),
            Map.entry("full", MAKES), Map.entry("eye", MAKES), Map.entry("rand", MAKES),
            Map.entry("randn", MAKES), Map.entry("arange", MAKES), Map.entry("linspace", MAKES),
            Map.entry("randint", MAKES), Map.entry("randperm", MAKES), Map.entry("load", MAKES),
            Map.entry("zerosLike", SHAPE_ONLY), Map.entry("onesLike", SHAPE_ONLY),
            Map.entry("randnLike", SHAPE_ONLY),
            Map.entry("grad", "reads what a backward pass has found"),
            Map.entry("requiresGrad_", "says what shall be differentiated"),
            Map.entry("detach", "cuts derivatives off, which BackwardTest checks"),
            Map.entry("symbol", MAKES), Map.entry("of", MAKES), Map.entry("normal", MAKES),
            Map.entry("bernoulli", MAKES), Map.entry("multinomial", PLACES),
            Map.entry("toFloat", OTHER_NAME), Map.entry("toDouble", OTHER_NAME),
            Map.entry("toLong", OTHER_NAME), Map.entry("isnan", TRUTH_VALUES),
            Map.entry("isfinite", TRUTH_VALUES), Map.entry("oneHot", PLACES),
            Map.entry("bind", "runs a graph of symbols, which SymbolicTest checks"));

    /** Operations on vectors; the sample for all others is a matrix. */
    private static final Set<String> OF_VECTORS = Set.of("dot", "outer");
    private static final Tensor MATRIX = Tensors.tensor(FLOAT64, 0.9, 0.3, 0.4, 0.7).reshape(2, 2);
    private static final Tensor VECTOR = Tensors.tensor(FLOAT64, 0.8, 0.3, 1.4);

    /** What to give operations in the place of a part of the sample. */
    private static final Map<String, Tensor> OTHER_OPERAND = Map.of("mv", MATRIX.get(0), "bmm",
            MATRIX.unsqueeze(0));

    /** Every public method that gives a tensor. */
    private static List<Method> operations() {
        return Stream.of(Tensor.class, Tensors.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && method.getReturnType() == Tensor.class)
                .toList();
    }

    @Test
    void eachHasACaseOrAReason() {
        Set<String> covered = Stream
                .of(RuleTest.cases(), CompositionTest.cases(), CompositionTest.inPlaceCases(),
                        PartAssignmentTest.cases())
                .flatMap(List::stream).map(Case::name).map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Set<String> names = operations().stream().map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> missing = new TreeSet<>();
        for (String name : names) {
            boolean hasCase = covered.contains(name.toLowerCase(Locale.ROOT));
            if (hasCase == WITHOUT_DERIVATIVE.containsKey(name)) {
                missing.add(name);
            }
        }
        assertEquals(Set.of(), missing,
                "each of these needs either a case in RuleTest or CompositionTest, or a reason here");
        assertTrue(names.containsAll(WITHOUT_DERIVATIVE.keySet()), "a reason stands here for no method");
    }

    @TestFactory
    Stream<DynamicTest> formsOfOneOperationAgree() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Method method : operations()) {
            Method general = general(method);
            if (general != null && !WITHOUT_DERIVATIVE.containsKey(method.getName())) {
                tests.add(DynamicTest.dynamicTest(
                        method.getName() + Arrays.stream(method.getParameterTypes())
                                .map(Class::getSimpleName).collect(Collectors.joining(", ", "(", ")")),
                        () -> assertAgree(method, general)));
            }
        }
        assertFalse(tests.isEmpty());
        return tests.stream();
    }

    /** The form that does the work of the given one, or null where that is the only one. */
    private static Method general(Method method) {
        Class<?>[] types = method.getParameterTypes();
        if (method.getDeclaringClass() == Tensors.class) {
            return types.length == 0 || types[0] != Tensor.class
                    ? null
                    : find(method.getName(), Arrays.copyOfRange(types, 1, types.length));
        }
        if (types.length == 0) {
            return find(method.getName(), int[].class);
        }
        if (types.length == 1 && types[0] == int[].class) {
            return find(method.getName(), boolean.class, int[].class);
        }
        if (types[0] == double.class || types[0] == long.class) {
            Class<?>[] withTensor = types.clone();
            withTensor[0] = Tensor.class;
            return find(method.getName(), withTensor);
        }
        return null;
    }

    private static Method find(String name, Class<?>... types) {
        return operations().stream()
                .filter(method -> method.getDeclaringClass() == Tensor.class && method.getName().equals(name)
                        && Arrays.equals(method.getParameterTypes(), types))
                .findFirst().orElse(null);
    }

    private static void assertAgree(Method method, Method general) {
        Tensor sample = OF_VECTORS.contains(method.getName())
                ? VECTOR
                : method.getName().equals("bmm") ? MATRIX.unsqueeze(0) : MATRIX;
        Class<?>[] types = method.getParameterTypes();
        boolean isStatic = Modifier.isStatic(method.getModifiers());
        List<Object> given = new ArrayList<>();
        for (int i = isStatic ? 1 : 0; i < types.length; i++) {
            given.add(argument(types[i], i, OTHER_OPERAND.getOrDefault(method.getName(), sample)));
        }
        List<Object> inFull = new ArrayList<>(given);
        Class<?>[] wanted = general.getParameterTypes();
        if (wanted.length > inFull.size()) { // keepDim, or dims, that the shorter form leaves out
            inFull.addFirst(wanted[0] == boolean.class ? (Object) false : new int[0]);
        }
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == Tensor.class && inFull.get(i) instanceof Number number) {
                inFull.set(i, Tensors.tensor(FLOAT64, number.doubleValue()));
            }
        }
        TensorFunction one = x -> invoke(method, isStatic ? null : x, isStatic ? prepend(x, given) : given);
        TensorFunction other = x -> invoke(general, x, inFull);
        boolean inPlace = method.getName().endsWith("_");
        Tensor x = sample.mul(1);
        ValueAndDerivative expected = derivative(other, x, inPlace);
        ValueAndDerivative actual = derivative(one, x, inPlace);
        assertTrue(expected.value().equal(actual.value()), expected.value() + " but " + actual.value());
        assertTrue(expected.derivative().equal(actual.derivative()),
                expected.derivative() + " but " + actual.derivative());
        assertEquals(expected.value().dtype(), actual.value().dtype());
    }

    private static ValueAndDerivative derivative(TensorFunction f, Tensor x, boolean inPlace) {
        TensorFunction whole = in -> f.apply(inPlace ? in.copy() : in);
        return Autograd.jvp(whole, x, x.cos());
    }

    private static Object argument(Class<?> type, int place, Tensor sample) {
        if (type == Tensor.class) {
            return sample.mul(0.5);
        }
        if (type == int[].class) {
            return new int[]{ 1 };
        }
        if (type == int.class) {
            return 1;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == long.class) {
            return 3L;
        }
        if (type == double.class) {
            return 0.75 + place;
        }
        if (type == LossReduction.class) {
            return LossReduction.SUM;
        }
        if (type == String.class) {
            return "1";
        }
        throw new IllegalStateException("say here which argument to give for " + type);
    }

    private static List<Object> prepend(Object first, List<Object> rest) {
        List<Object> all = new ArrayList<>(rest);
        all.addFirst(first);
        return all;
    }

    private static Tensor invoke(Method method, Object receiver, List<Object> arguments) {
        try {
            return (Tensor) method.invoke(receiver, arguments.toArray());
        } catch (InvocationTargetException e) {
            throw new AssertionError(method + " with " + arguments, e.getCause());
        } catch (IllegalAccessException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
