package leibniz.autograd;

/**
 * C = A B for large matrices in arrays of one class: A (m,k) and B (k,n), whose element (i, j) stands at
 * {@code at + i*row + j*column}, and C (m,n), whose rows are contiguous.
 */
record MatrixProduct<T>(T a, int aAt, int aRow, int aColumn, T b, int bAt, int bRow, int bColumn, T c,
        int cAt, int cRow, int m, int n, int k) {

    /** A step of a simple loop takes as long as so many multiplications. */
    private static final int MULTIPLICATIONS_OF_A_STEP = 8;

    /** How many there are for blocks of such a depth. */
    long multiplications(int depth) {
        return (long) m * n * depth;
    }

    /** The same as {@link Workers} count it. */
    long steps(int depth) {
        return multiplications(depth) / MULTIPLICATIONS_OF_A_STEP;
    }

    /** The part of the product that gives the rows of C from the first up to the second number. */
    MatrixProduct<T> rows(int from, int to) {
        return new MatrixProduct<>(a, aAt + from * aRow, aRow, aColumn, b, bAt, bRow, bColumn, c,
                cAt + from * cRow, cRow, to - from, n, k);
    }

    /** The part of the product that gives the columns of C from the first up to the second number. */
    MatrixProduct<T> columns(int from, int to) {
        return new MatrixProduct<>(a, aAt, aRow, aColumn, b, bAt + from * bColumn, bRow, bColumn, c,
                cAt + from, cRow, m, to - from, k);
    }

    /**
     * How large products are computed. An element of C is the sum of blocks in the order of k, and each block
     * is 0 and then fma(a, b, sum) for every product in it, so that all implementations, and all ways to cut
     * C into parts, give the same bits.
     */
    interface Kernel {
        /** How many products a block has; the last one may have fewer. */
        int DEPTH = 256;

        void floats(MatrixProduct<float[]> x);

        void doubles(MatrixProduct<double[]> x);
    }
}
