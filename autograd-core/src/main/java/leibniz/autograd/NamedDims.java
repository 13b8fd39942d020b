package leibniz.autograd;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The dims of symbols that have a name in the place of a size, as in {@code symbol("X", "m", "n")}. Each name
 * has the negative of a large prime number that stands for its size in layouts: no tensor has such a size,
 * and products and quotients of sizes serve names too.
 */
final class NamedDims {
    /** Two of these still multiply to less than 2^31. */
    private static final int LARGEST = 46337;
    private static final int MOST = 64;
    private static final Map<String, Integer> SIZES = new HashMap<>();
    private static final Map<Integer, String> NAMES = new HashMap<>();

    private NamedDims() {}

    private static int[] primes(int count) {
        return IntStream.iterate(2, n -> n + 1).filter(NamedDims::isPrime).limit(count).toArray();
    }

    private static boolean isPrime(int n) {
        for (int k = 2; k * k <= n; k++) {
            if (n % k == 0) {
                return false;
            }
        }
        return true;
    }

    /** What stands for the size of a named dim. */
    static synchronized int standIn(String name) {
        Integer known = SIZES.get(name);
        if (known != null) {
            return known;
        }
        if (SIZES.size() == MOST) {
            throw SymbolErrors.tooManyDimNames(name, MOST);
        }
        int size = -LARGEST;
        while (NAMES.containsKey(size) || !isPrime(-size)) {
            size++;
        }
        SIZES.put(name, size);
        NAMES.put(size, name);
        return size;
    }

    /** The name for which a size stands, or null where it is an ordinary size. */
    static @Nullable String name(int size) {
        return size < -1 ? nameOf(size) : null;
    }

    private static synchronized @Nullable String nameOf(int standIn) {
        return NAMES.get(standIn);
    }

    static String text(int size) {
        String name = name(size);
        return name == null ? Integer.toString(size) : name;
    }

    static boolean anyIn(int... shape) {
        for (int size : shape) {
            if (name(size) != null) {
                return true;
            }
        }
        return false;
    }

    /** Puts numbers in the place of names. */
    static UnaryOperator<int[]> sizes(Map<String, Integer> numbers) {
        return shape -> {
            int[] sizes = shape.clone();
            for (int d = 0; d < sizes.length; d++) {
                String name = name(sizes[d]);
                sizes[d] = name == null ? sizes[d] : numbers.getOrDefault(name, sizes[d]);
            }
            return sizes;
        };
    }

    /** The sizes, with -1 where one is a name. */
    static int[] numbers(int... shape) {
        return Arrays.stream(shape).map(size -> name(size) == null ? size : -1).toArray();
    }

    /** The names among the sizes. */
    static Set<String> in(int... shape) {
        Set<String> names = new TreeSet<>();
        for (int size : shape) {
            String name = name(size);
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    /**
     * Small sizes for trying an operation out, others in each of two attempts, and the names of its operands
     * first.
     */
    static synchronized Map<String, Integer> trial(int attempt, Tensor... operands) {
        Set<String> names = new LinkedHashSet<>();
        for (Tensor operand : operands) {
            names.addAll(in(operand.layout.shape));
        }
        names.addAll(new TreeSet<>(SIZES.keySet()));
        int[] primes = primes(attempt + names.size());
        Map<String, Integer> numbers = new HashMap<>();
        for (String name : names) {
            numbers.put(name, primes[attempt + numbers.size()]);
        }
        return numbers;
    }
}
