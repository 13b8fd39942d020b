package leibniz.display;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows collections and arrays of records of one class, or of maps, as a table: a row for each, in their
 * order. The text stays what it is for all collections.
 */
public final class RowsRenderer implements Renderer {
    /** For {@link java.util.ServiceLoader}. */
    public RowsRenderer() {}

    @Override
    public @Nullable MimeBundle render(Object value) {
        Collection<?> all = value instanceof Collection<?> collection && PlainText.isOfTheLibrary(value)
                ? collection
                : value instanceof Object[] array ? Arrays.asList(array) : List.of();
        if (all.isEmpty()) {
            return null;
        }
        List<?> rows = all.stream().limit(Rows.MOST_ROWS).collect(Collectors.toList());
        Rows table = ofRecords(rows);
        if (table == null) {
            table = ofMaps(rows);
        }
        return table == null
                ? null
                : MimeBundle.of(PlainText.of(value)).with("text/html", table.html(all.size() - rows.size()));
    }

    private static @Nullable Rows ofRecords(List<?> rows) {
        if (!(rows.getFirst() instanceof Record first) || !PlainText.hasMadeToString(first)) {
            return null;
        }
        var components = first.getClass().getRecordComponents();
        boolean same = rows.stream().allMatch(row -> row != null && row.getClass() == first.getClass());
        if (!same || components.length == 0) {
            return null;
        }
        Rows table = new Rows(Stream.of(components).map(component -> component.getName()).toList());
        for (Object row : rows) {
            table.add(Stream.of(components).limit(Rows.MOST_COLUMNS)
                    .map(component -> PlainText.component((Record) row, component)).toArray());
        }
        return table;
    }

    private static @Nullable Rows ofMaps(List<?> rows) {
        Set<Object> keys = new LinkedHashSet<>();
        for (Object row : rows) {
            if (!(row instanceof Map<?, ?> map) || !PlainText.isOfTheLibrary(map)) {
                return null;
            }
            keys.addAll(map.keySet());
        }
        if (keys.isEmpty()) {
            return null;
        }
        Rows table = new Rows(keys.stream().map(key -> key == null ? "null" : PlainText.of(key)).toList());
        for (Object row : rows) {
            Map<?, ?> map = (Map<?, ?>) row;
            table.add(keys.stream().limit(Rows.MOST_COLUMNS)
                    .map(key -> map.containsKey(key) ? map.get(key) : "").toArray());
        }
        return table;
    }
}
