package leibniz.display;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table of values with names above the columns, of a size that a page holds. */
final class Rows {
    static final int MOST_ROWS = 50;
    static final int MOST_COLUMNS = 20;
    private static final int MOST_CHARACTERS = 100;

    private final List<String> heading;
    private final int leftOut;
    private final List<List<String>> rows = new ArrayList<>();
    /** From this column on there are numbers alone. */
    private int numbersFrom;

    Rows(List<String> names) {
        heading = names.stream().limit(MOST_COLUMNS).map(Rows::cut).toList();
        leftOut = names.size() - heading.size();
    }

    /** @param values as many as there are columns, or as are shown of these */
    void add(@Nullable Object... values) {
        for (int c = numbersFrom; c < values.length; c++) {
            if (!(values[c] instanceof Number || values[c] == null)) {
                numbersFrom = c + 1;
            }
        }
        rows.add(Stream.of(values).map(value -> value == null ? "null" : cut(PlainText.of(value))).toList());
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= MOST_CHARACTERS
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MOST_CHARACTERS - 1)) + "…";
    }

    /** @param more how many rows there are that were not added */
    String html(int more) {
        return html(more == 0 ? "" : Words.MORE_ROWS.of(more));
    }

    String html(String note) {
        String notes = notes(note);
        return new HtmlTable(heading, rows, numbersFrom).html()
                + (notes.isEmpty() ? "" : "<div>" + Html.escape(notes) + "</div>");
    }

    String text(String note) {
        String notes = notes(note);
        return new HtmlTable(heading, rows, numbersFrom).text() + (notes.isEmpty() ? "" : "\n" + notes);
    }

    private String notes(String note) {
        return Words.joined(List.of(note, leftOut == 0 ? "" : Words.MORE_COLUMNS.of(leftOut)));
    }
}
