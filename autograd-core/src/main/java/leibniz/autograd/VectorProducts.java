package leibniz.autograd;

/**
 * Large matrix products in vector instructions. A block of B is copied into panels as wide as a tile, by all
 * threads together; then each takes some rows of C, or some panels, and has six rows of A at a time go past
 * the panels. This class can only be loaded once the module jdk.incubator.vector is there;
 * {@link LargeProducts} sees to that.
 */
final class VectorProducts implements MatrixProduct.Kernel {
    /** How many columns of B are copied at a time. */
    private static final int COLUMNS = 1024;
    /** How many rows of A are copied at a time, and worked on between two looks at whether to stop. */
    private static final int ROWS = 20 * Tiles.ROWS;
    /** Keeps rows of A from lying a power of two apart: those share places in the cache. */
    private static final int GAP = 16;
    /** A number is copied in the time of so many steps of a simple loop. */
    private static final int STEPS_OF_A_COPY = 4;

    /** A processor with vectors so long has thirty-two registers for them. */
    private static final int BITS_WITH_MANY_REGISTERS = 512;

    private final Family<float[]> floats;
    private final Family<double[]> doubles;

    VectorProducts() {
        this(FloatTile.LANES.vectorBitSize() < BITS_WITH_MANY_REGISTERS ? 2 : 4);
    }

    /** @param vectors how many the tiles have in a row: two or four */
    VectorProducts(int vectors) {
        floats = new Family<>(new FloatTiles(vectors));
        doubles = new Family<>(new DoubleTiles(vectors));
    }

    @Override
    public void floats(MatrixProduct<float[]> x) {
        floats.multiply(x);
    }

    @Override
    public void doubles(MatrixProduct<double[]> x) {
        doubles.multiply(x);
    }

    /** The products in arrays of one class. */
    private static final class Family<T> {
        private final Tiles<T> tiles;
        /** The width of all panels but the last one, which may be narrower. */
        private final int widest;
        /** Of each thread its own, and used again and again: fresh arrays cost as much as the copies. */
        private final ThreadLocal<T> panels;
        private final ThreadLocal<T> rows;
        private final ThreadLocal<T> edges;

        Family(Tiles<T> tiles) {
            this.tiles = tiles;
            widest = tiles.width(Integer.MAX_VALUE);
            panels = ThreadLocal.withInitial(() -> tiles.array(DEPTH * COLUMNS));
            rows = ThreadLocal.withInitial(() -> tiles.array(ROWS * (DEPTH + GAP)));
            edges = ThreadLocal.withInitial(() -> tiles.array(Tiles.ROWS * widest));
        }

        void multiply(MatrixProduct<T> x) {
            T copies = panels.get();
            for (int j = 0; j < x.n(); j += COLUMNS) {
                MatrixProduct<T> block = x.columns(j, Math.min(j + COLUMNS, x.n()));
                for (int p = 0; p < x.k(); p += DEPTH) {
                    multiply(block, p, Math.min(DEPTH, x.k() - p), copies);
                }
            }
        }

        /** Adds the products of a block of columns of A, which are rows of B, to C. */
        private void multiply(MatrixProduct<T> x, int p, int k, T copies) {
            Workers.split(x.n(), widest, (long) STEPS_OF_A_COPY * k * x.n(),
                    (from, to) -> packColumns(x, p, k, copies, from, to));
            long steps = x.steps(k);
            if (x.m() >= x.n()) {
                Workers.split(x.m(), Tiles.ROWS, steps,
                        (from, to) -> multiply(x, p, k, copies, from, to, 0, x.n()));
            } else {
                Workers.split(x.n(), widest, steps,
                        (from, to) -> multiply(x, p, k, copies, 0, x.m(), from, to));
            }
        }

        private void packColumns(MatrixProduct<T> x, int p, int k, T copies, int from, int to) {
            for (int j = from; j < to; j += widest) {
                tiles.packColumns(x.b(), x.bAt() + p * x.bRow() + j * x.bColumn(), x.bRow(), x.bColumn(), k,
                        Math.min(widest, to - j), copies, j * k);
            }
        }

        private void multiply(MatrixProduct<T> x, int p, int k, T copies, int top, int bottom, int left,
                int right) {
            T own = rows.get();
            int row = k + GAP;
            for (int i = top; i < bottom; i += ROWS) {
                Origins.checkInterrupted();
                int m = Math.min(ROWS, bottom - i);
                tiles.packRows(x.a(), x.aAt() + i * x.aRow() + p * x.aColumn(), x.aRow(), x.aColumn(), m, k,
                        own, row);
                for (int j = left; j < right; j += widest) {
                    column(x, own, row, copies, j, k, x.cAt() + i * x.cRow() + j, m, right - j, p == 0);
                }
            }
        }

        /** The tiles of a panel. What lies over the edge of C is computed too, into an array of its own. */
        private void column(MatrixProduct<T> x, T own, int row, T copies, int j, int k, int to, int m, int n,
                boolean first) {
            int width = tiles.width(n);
            for (int i = 0; i < m; i += Tiles.ROWS) {
                int at = to + i * x.cRow();
                if (i + Tiles.ROWS <= m && width <= n) {
                    tiles.tile(width, own, i * row, row, copies, j * k, k, x.c(), at, x.cRow(), first);
                } else {
                    T edge = edges.get();
                    tiles.tile(width, own, i * row, row, copies, j * k, k, edge, 0, width, true);
                    tiles.copy(edge, x.c(), at, x.cRow(), Math.min(Tiles.ROWS, m - i), Math.min(width, n),
                            first);
                }
            }
        }
    }
}
