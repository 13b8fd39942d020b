package leibniz.autograd;

/**
 * The innermost loops of {@link VectorProducts} for one class of arrays. A tile of C is six rows by two
 * vectors, or by four, which stay in registers while the products of a block are added to them.
 */
interface Tiles<T> {
    /** How many rows a tile has. */
    int ROWS = 6;

    /** How wide a panel or tile of so many columns is: two vectors, or four at most. */
    int width(int columns);

    T array(int n);

    /** Copies columns of B side by side into a panel, each row after the other; 0 beyond them. */
    void packColumns(T b, int at, int row, int column, int k, int columns, T to, int toAt);

    /** Copies rows of A after each other. */
    void packRows(T a, int at, int row, int column, int m, int k, T to, int toRow);

    /** Adds the product of six rows and a panel to a tile of C, or writes it there. */
    void tile(int width, T a, int at, int row, T b, int bAt, int k, T c, int cAt, int cRow, boolean first);

    /** Adds the part of a tile that lies within C, or writes it there. */
    void copy(T tile, T c, int cAt, int cRow, int m, int n, boolean first);
}
