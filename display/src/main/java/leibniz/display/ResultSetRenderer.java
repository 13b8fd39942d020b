package leibniz.display;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows the rows of a database query that are still to be read as a table. Showing reads them: a query can
 * only go on.
 */
public final class ResultSetRenderer implements Renderer {
    /** For {@link java.util.ServiceLoader}. */
    public ResultSetRenderer() {}

    @Override
    public @Nullable MimeBundle render(Object value) {
        if (!(value instanceof ResultSet result)) {
            return null;
        }
        try {
            return table(result);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MimeBundle table(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<String> names = new ArrayList<>();
        for (int c = 1; c <= columns.getColumnCount(); c++) {
            names.add(columns.getColumnLabel(c));
        }
        Rows table = new Rows(names);
        int count = 0;
        while (count < Rows.MOST_ROWS && result.next()) {
            var row = new @Nullable Object[Math.min(names.size(), Rows.MOST_COLUMNS)];
            for (int c = 0; c < row.length; c++) {
                row[c] = result.getObject(c + 1);
            }
            table.add(row);
            count++;
        }
        String note = count < Rows.MOST_ROWS ? "" : Words.FIRST_ROWS_READ.of(count);
        return MimeBundle.of(table.text(note)).with("text/html", table.html(note));
    }
}
