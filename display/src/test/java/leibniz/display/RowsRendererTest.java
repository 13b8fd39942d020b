package leibniz.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records, maps and rows of a database stand in a table, in their order and not too many of them. */
class RowsRendererTest {
    private record Point(String name, int x, Double y) {}

    private record Written(int x) {
        @Override
        public String toString() {
            return "mine";
        }
    }

    private record Empty() {}

    private record Wide(int a, List<Integer> b) {}

    @AfterEach
    void english() {
        Displays.language("en");
    }

    /** The rows with a bar between cells, and what stands below. */
    private static String table(Object value) {
        String html = Renderers.render(value).data().get("text/html");
        return html == null
                ? "none"
                : html.replace("</tr>", "\n").replace("</td><td", "|<td").replaceAll("<[^>]*>", "").strip();
    }

    @Test
    void recordsOfOneClassHaveARowEach() {
        List<Point> points = List.of(new Point("<b>", 1, 2.5), new Point("a\nb", -3, null));
        String expected = "name|x|y\n&lt;b&gt;|1|2.5\na b|-3|null";
        assertEquals(expected, table(points));
        assertEquals(expected, table(points.toArray()));
        assertEquals(expected, table(points.toArray(Point[]::new)));
        assertEquals(expected, table(new ArrayList<>(points).subList(0, 2)));
        assertEquals("[Point[name=<b>, x=1, y=2.5], Point[name=a\nb, x=-3, y=null]]",
                Renderers.render(points).text());
        assertEquals("a|b\n1|[2, 3]", table(List.of(new Wide(1, List.of(2, 3)))));
        var sorted = new TreeSet<Point>((p, q) -> q.name.compareTo(p.name));
        sorted.addAll(points);
        assertEquals("name|x|y\na b|-3|null\n&lt;b&gt;|1|2.5", table(sorted));
    }

    @Test
    void numbersStandToTheRight() {
        String html = Renderers.render(List.of(new Point("a", 1, 2.0))).data().get("text/html");
        assertEquals(List.of("left", "right", "right", "left", "right", "right"),
                Stream.of(html.split("text-align:", -1)).skip(1).map(part -> part.replaceAll("[^a-z].*", ""))
                        .toList());
    }

    @Test
    void mapsHaveAColumnForEachKey() {
        Map<String, Object> first = new LinkedHashMap<>();
        first.put("b", 1);
        first.put("a", "x");
        Map<String, Object> second = new LinkedHashMap<>();
        second.put("c", null);
        second.put("b", 2);
        assertEquals("b|a|c\n1|x|\n2||null", table(List.of(first, second)));
        assertEquals("1|2\na|b", table(List.of(new java.util.TreeMap<>(Map.of(1, "a", 2, "b")))));
    }

    @Test
    void whatIsNoTableStaysText() {
        for (Object value : List.of(List.of(), List.of(1, 2), List.of(new Written(1)), List.of(new Empty()),
                List.of(new Point("a", 1, 1.0), new Wide(1, List.of())), List.of(Map.of()),
                List.of(Map.of("a", 1), 2), new int[]{ 1 }, Map.of("a", 1), new String[0],
                Arrays.asList(new Point("a", 1, 1.0), null), "text")) {
            assertEquals("none", table(value), () -> Renderers.render(value).text());
        }
    }

    @Test
    void whatIsTooMuchIsLeftOutAndCounted() {
        List<Point> many = IntStream.range(0, 1234).mapToObj(i -> new Point("p" + i, i, 0.0))
                .collect(Collectors.toList());
        String table = table(many);
        assertTrue(table.endsWith("p49|49|0.0\n1184 more rows are not shown."), table);
        assertTrue(table(Collections.nCopies(Integer.MAX_VALUE, new Point("p", 1, 1.0)))
                .endsWith("2147483597 more rows are not shown."));
        Map<String, Integer> wide = new LinkedHashMap<>();
        IntStream.range(0, 25).forEach(i -> wide.put("k" + i, i));
        assertTrue(table(List.of(wide)).endsWith("|18|19\n5 more columns are not shown."),
                table(List.of(wide)));
        assertTrue(table(List.of(Map.of("a", "x".repeat(1000)))).length() < 120);
        Displays.language("zh");
        assertTrue(table(many).endsWith("另有 1184 行未显示。"));
    }

    @Test
    void aQueryShowsTheRowsThatAreStillToBeRead() {
        assertEquals("id|name\n1|n1\n2|n2\n3|null", table(query(3)));
        assertEquals("id  name\n1   n1\n2   n2\n3   null",
                Renderers.render(query(3)).text());
        assertEquals("id|name", table(query(0)));
        ResultSet long100 = query(100);
        assertTrue(table(long100).endsWith(
                "50|n50\nThe first 50 rows are shown and have been read; what follows them has not."));
        assertFalse(table(long100).contains("\n50|"), "the second look begins where the first ended");
    }

    /** A query with this many rows, the last of which has no name. */
    private static ResultSet query(int rows) {
        int[] row = { 0 };
        ResultSetMetaData columns = proxy(ResultSetMetaData.class,
                (method, argument) -> method.equals("getColumnCount")
                        ? 2
                        : argument == 1 ? "id" : "name");
        return proxy(ResultSet.class, (method, argument) -> switch (method) {
            case "getMetaData" -> columns;
            case "next" -> row[0]++ < rows;
            case "getObject" -> argument == 1 ? (Object) row[0] : row[0] == 3 ? null : "n" + row[0];
            default -> throw new AssertionError(method);
        });
    }

    private interface Answers {
        Object to(String method, int argument);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type
                .cast(Proxy.newProxyInstance(RowsRendererTest.class.getClassLoader(), new Class<?>[]{ type },
                        (self, method, arguments) -> answers.to(method.getName(),
                                arguments == null ? 0 : (Integer) arguments[0])));
    }
}
