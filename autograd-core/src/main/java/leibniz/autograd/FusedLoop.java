package leibniz.autograd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import leibniz.autograd.Kernels.Reducer;

/**
 * Computes a chain of elementwise operations: so many elements at a time as stay in the first cache go
 * through all operations before the next ones are read.
 */
final class FusedLoop {
    private static final int CHUNK = 1024;
    /** A mask: an interrupt is looked for once in so many chunks. */
    private static final int POLL = 63;

    private final Deferred last;
    /** Operands before those that read them. */
    private final List<Deferred> operations = new ArrayList<>();
    private final List<FusedOperand> leaves = new ArrayList<>();
    /** What each operation reads: an operation by its number, a leaf by the complement of its own. */
    private final List<int[]> reads = new ArrayList<>();

    FusedLoop(Deferred last) {
        this.last = last;
        add(last, new HashMap<>());
    }

    private int add(Deferred operation, Map<Storage, Integer> known) {
        int[] from = new int[operation.operands.length];
        for (int i = 0; i < from.length; i++) {
            Tensor operand = operation.operands[i];
            from[i] = operand(operand, known);
        }
        operations.add(operation);
        reads.add(from);
        return operations.size() - 1;
    }

    private int operand(Tensor x, Map<Storage, Integer> known) {
        Deferred later = Deferred.isWhole(x) ? x.storage.deferred() : null;
        if (later == null) {
            leaves.add(new FusedOperand(x));
            return ~(leaves.size() - 1);
        }
        Integer number = known.get(x.storage);
        if (number == null) {
            number = add(later, known);
            known.put(x.storage, number);
        }
        return number;
    }

    private long steps(int numel) {
        return (long) numel * (operations.size() + leaves.size());
    }

    /** All elements. */
    Object compute() {
        int n = last.numel();
        Object result = Storage.allocate(last.dtype, n).array();
        Workers.split(n, CHUNK, steps(n), (from, to) -> new Part().compute(from, to - from, result, from));
        return result;
    }

    /** Reduces each row of the elements, taken as a matrix, to one, in the order of {@link ReduceLoops}. */
    void reduce(Reducer reducer, int rows, int columns, Storage out) {
        int block = Math.min(columns, ReduceLoops.BLOCK);
        int blocks = (columns + block - 1) / block;
        double[] found = new double[rows * blocks];
        Workers.split(found.length, 1, steps(rows * columns), (from, to) -> {
            Part part = new Part();
            Storage row = Storage.allocate(last.dtype, block);
            for (int i = from; i < to; i++) {
                int first = i % blocks * block;
                int n = Math.min(block, columns - first);
                part.compute(i / blocks * columns + first, n, row.array(), 0);
                found[i] = ReduceLoops.reduceBlock(reducer, row, 0, n);
            }
        });
        for (int row = 0; row < rows; row++) {
            out.setDouble(row, ReduceLoops.joined(reducer, found, row * blocks, blocks));
        }
    }

    /** Arrays that a thread uses again and again, by one part at a time. */
    private static final class Chunks {
        static final ThreadLocal<Chunks> OF_THREAD = ThreadLocal.withInitial(Chunks::new);

        private final List<float[]> floats = new ArrayList<>();
        private final List<double[]> doubles = new ArrayList<>();

        Object get(DType dtype, int number) {
            return dtype == DType.FLOAT32
                    ? get(floats, number, () -> new float[CHUNK])
                    : get(doubles, number, () -> new double[CHUNK]);
        }

        private static <T> T get(List<T> made, int number, Supplier<T> make) {
            while (made.size() <= number) {
                made.add(make.get());
            }
            return made.get(number);
        }
    }

    /** What one thread needs: a chunk of each operand and result. */
    private final class Part {
        private final Object[] inputs = new Object[leaves.size()];
        private final Object[] results = new Object[operations.size()];

        Part() {
            Chunks own = Chunks.OF_THREAD.get();
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = own.get(last.dtype, i);
                if (leaves.get(i).isNumber()) {
                    leaves.get(i).take(0, Math.min(CHUNK, last.numel()), inputs[i]);
                }
            }
            for (int i = 0; i < results.length; i++) {
                results[i] = own.get(last.dtype, inputs.length + i);
            }
        }

        /** Computes n elements from one on and puts them into an array. */
        void compute(int from, int n, Object to, int toAt) {
            for (int i = 0; i < n; i += CHUNK) {
                if ((i / CHUNK & POLL) == 0) {
                    Origins.checkInterrupted();
                }
                int part = Math.min(CHUNK, n - i);
                chunk(from + i, part);
                System.arraycopy(results[results.length - 1], 0, to, toAt + i, part);
            }
        }

        private void chunk(int from, int n) {
            for (int i = 0; i < inputs.length; i++) {
                if (!leaves.get(i).isNumber()) {
                    leaves.get(i).take(from, n, inputs[i]);
                }
            }
            for (int i = 0; i < results.length; i++) {
                int[] operands = reads.get(i);
                Object x = read(operands[0]);
                Object y = operands.length == 1 ? x : read(operands[1]);
                operations.get(i).run(x, y, results[i], n);
            }
        }

        private Object read(int number) {
            return number < 0 ? inputs[~number] : results[number];
        }
    }
}
