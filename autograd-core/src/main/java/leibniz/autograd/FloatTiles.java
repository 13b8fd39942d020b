package leibniz.autograd;

import java.util.Arrays;

/** Tiles of FLOAT32. */
final class FloatTiles implements Tiles<float[]> {
    private static final int BLOCK = 16;

    private final int narrow = 2 * FloatTile.LANES.length();
    private final int wide;

    /** @param vectors how many the widest tiles have in a row: two or four */
    FloatTiles(int vectors) {
        wide = vectors * FloatTile.LANES.length();
    }

    @Override
    public int width(int columns) {
        return columns > narrow ? wide : narrow;
    }

    @Override
    public float[] array(int n) {
        return new float[n];
    }

    @Override
    public void packColumns(float[] b, int at, int row, int column, int k, int columns, float[] to,
            int toAt) {
        int width = width(columns);
        if (columns < width) {
            Arrays.fill(to, toAt, toAt + k * width, 0);
        }
        if (column == 1) {
            for (int p = 0; p < k; p++) {
                System.arraycopy(b, at + p * row, to, toAt + p * width, columns);
            }
            return;
        }
        for (int p = 0; p < k; p += BLOCK) {
            int end = Math.min(p + BLOCK, k);
            for (int j = 0; j < columns; j++) {
                for (int r = p, from = at + p * row + j * column; r < end; r++, from += row) {
                    to[toAt + r * width + j] = b[from];
                }
            }
        }
    }

    @Override
    public void packRows(float[] a, int at, int row, int column, int m, int k, float[] to, int toRow) {
        if (column == 1) {
            for (int i = 0; i < m; i++) {
                System.arraycopy(a, at + i * row, to, i * toRow, k);
            }
            return;
        }
        for (int i = 0; i < m; i += BLOCK) {
            int end = Math.min(i + BLOCK, m);
            for (int p = 0; p < k; p++) {
                for (int r = i, from = at + i * row + p * column; r < end; r++, from += row) {
                    to[r * toRow + p] = a[from];
                }
            }
        }
    }

    @Override
    public void tile(int width, float[] a, int at, int row, float[] b, int bAt, int k, float[] c, int cAt,
            int cRow, boolean first) {
        if (width == narrow) {
            FloatTile.sixByTwo(a, at, row, b, bAt, k, c, cAt, cRow, first);
        } else {
            FloatTile.sixByFour(a, at, row, b, bAt, k, c, cAt, cRow, first);
        }
    }

    @Override
    public void copy(float[] tile, float[] c, int cAt, int cRow, int m, int n, boolean first) {
        int width = width(n);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float x = tile[i * width + j];
                int at = cAt + i * cRow + j;
                c[at] = first ? x : c[at] + x;
            }
        }
    }
}
