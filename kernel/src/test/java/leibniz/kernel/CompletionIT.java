package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import leibniz.kernel.protocol.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the editor offers at a place of a cell, which the tests mark by a bar. */
class CompletionIT extends WithKernel {
    @BeforeAll
    static void declare() {
        kernel.run("var x = arange(4.0);\nvar numbers = List.of(1, 2);\nint[] ints = { 1 };\n"
                + "record Pair(int first, int second) {}\nvar pair = new Pair(1, 2);\nint twice(int n) { return 2 * n; }");
    }

    private static JsonObject complete(String marked) {
        String code = marked.replace("|", "");
        int at = marked.indexOf('|');
        return kernel.request("complete_request",
                Json.of("code", code, "cursor_pos", code.codePointCount(0, at))).reply();
    }

    private static List<String> matches(String marked) {
        return KernelProcess.strings(complete(marked).getAsJsonArray("matches"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            x.requ| ! requiresGrad()
            x.sum().requ| ! requiresGrad_(
            x.mul(x.requ| ! requiresGrad()
            ints.len| ! length
            pair.fi| ! first()
            twi| ! twice(
            Math.PI| ! PI
            Math.ma| ! max(
            "text".substr| ! substring(
            new ArrayLi| ! ArrayList
            Map<String, Integer> m = new TreeM| ! TreeMap
            import java.ut| ! util.
            import java.util.concurrent.ato| ! atomic.
            import java.util.concurrent.atomic.AtomicI| ! AtomicInteger
            import static java.lang.Math.ab| ! abs
            import java.util.| ! *
            java.util.concurrent.atomic.AtomicI| ! AtomicInteger
            numbers.forEach(n -> n.intV| ! intValue()
            numbers.stream().map(n -> n.toString()).filter(s -> s.isEmp|).toList() ! isEmpty()
            numbers.stream().map(Integer::toStr| ! toString
            Runnable r = () -> { x.backw| }; ! backward(
            for (int index = 0; index < x.num| ! numel()
            if (x.requ| ! requiresGrad()
            switch (x.di| ! dim()
            Map.En| ! Entry
            DType.FLO| ! FLOAT32
            @Overr| ! Override
            Object o = 1; if (o instanceof Integ| ! Integer
            retu| ! return
            (2 * x).su| ! sum(
            class A { int field; int f() { return fie| ! field
            static int hidden = 3; hid| ! hidden
            """)
    void theNameThatFitsIsOffered(String marked, String expected) {
        List<String> matches = matches(marked);
        assertTrue(matches.contains(expected), marked + " gave " + matches);
    }

    @ParameterizedTest
    @ValueSource(strings = { "var list = List.of(1);\nlist.si|",
            "var list = List.of(1);\nlist.si|\nint z = 3;",
            "int broken = ;\nvar list = List.of(1);\nlist.si|", "foo(((;\nvar list = List.of(1);\nlist.si|",
            "String s = \"unclosed;\nvar list = List.of(1);\nlist.si|",
            "class Box { List<String> list; }\nvar box = new Box();\nbox.list.si|",
            "List<String> make() { return null; }\nmake().si|",
            "int f() {\n    var list = List.of(1);\n    return list.si|\n}\nint z = 3;",
            "import java.util.concurrent.atomic.*;\nvar list = List.of(new AtomicInteger());\nlist.si|",
            "String smile = \"\uD83D\uDE00\"; // \uD83D\uDE00\nvar list = List.of(smile);\nlist.si|",
            "%vars\nvar list = List.of(1);\nlist.si|" })
    void whatTheCellDeclaresIsKnownBeforeItRuns(String marked) {
        assertEquals(List.of("size()"), matches(marked));
        assertEquals("error", kernel.run("list").status(), "completion has run the cell");
    }

    @ParameterizedTest
    @ValueSource(strings = { "String s = \"x.|\"", "String s = \"\"\"\n    x.|", "// x.|", "/* x.|",
            "/** x.| */ int y;",
            "char c = 'x|'", "String na|", "List<String> na|", "int[] na|", "class Na|", "var na|", "1.|",
            "0x1|",
            "noSuchName.|", "x..|", "pair.first().|" })
    void whereNothingFitsNothingIsOffered(String marked) {
        assertEquals(List.of(), matches(marked));
    }

    @Test
    void namesOfTheImplementationAreNotOffered() {
        for (String marked : List.of("|", "$|", "do_|", "REP|", "access|", "twice| ", "new |")) {
            for (String match : matches(marked)) {
                assertFalse(match.contains("$") || match.startsWith("REPL") || match.contains("<"),
                        marked + " gave " + match);
            }
        }
        assertTrue(matches("|").containsAll(List.of("x", "twice(", "tensor(")),
                () -> matches("|").toString());
    }

    @Test
    void membersOfTheTypeComeBeforeThoseOfObject() {
        List<String> matches = matches("x.|");
        assertTrue(matches.indexOf("sum(") >= 0 && matches.indexOf("sum(") < matches.indexOf("hashCode()"),
                matches::toString);
        assertEquals(List.of("first()", "second()"), matches("pair.|").subList(0, 2));
        assertEquals("twice(", matches("t|").get(0));
    }

    @Test
    void onlyWhatIsBeforeTheCursorIsReplacedAndInCodePoints() {
        String code = "String s = \"\uD83D\uDE00\"; \uD835\uDC65\uD835\uDC66 = x.requ|ires";
        JsonObject reply = complete(code);
        int start = code.codePointCount(0, code.indexOf("requ"));
        assertEquals(start, reply.get("cursor_start").getAsInt());
        assertEquals(start + 4, reply.get("cursor_end").getAsInt());
        JsonObject name = complete("int \uD835\uDC65\uD835\uDC66 = 1; \uD835\uDC65|");
        assertEquals(List.of("\uD835\uDC65\uD835\uDC66"),
                KernelProcess.strings(name.getAsJsonArray("matches")));
        assertEquals(12, name.get("cursor_start").getAsInt());
        assertEquals(13, name.get("cursor_end").getAsInt());
    }

    @Test
    void aBracketThatIsThereIsNotRepeated() {
        assertTrue(matches("x.sum|(1)").contains("sum"));
        assertTrue(matches("x.sum|").contains("sum("));
    }

    @Test
    void eachMatchHasItsKindAndParameters() {
        JsonObject reply = complete("x.sum|");
        JsonArray typed = reply.getAsJsonObject("metadata").getAsJsonArray("_jupyter_types_experimental");
        assertEquals(reply.getAsJsonArray("matches").size(), typed.size());
        JsonObject sum = typed.get(0).getAsJsonObject();
        assertEquals("sum(", sum.get("text").getAsString());
        assertEquals("Tensor (), 2 more", sum.get("type").getAsString());
        assertEquals("() -> Tensor\n(int... dims) -> Tensor\n(boolean keepDim, int... dims) -> Tensor",
                sum.get("signature").getAsString());
        assertEquals(2, sum.get("start").getAsInt());
        assertEquals(5, sum.get("end").getAsInt());
    }

    @Test
    void whatIsUsedMostOnATensorComesFirst() {
        List<String> first = matches("x.|");
        assertEquals(
                List.of("backward(", "grad()", "requiresGrad_(", "sum(", "item()", "detach()", "shape()"),
                first.subList(0, 7));
        assertEquals("backward(", matches("x.b|").getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = { "%%time\nx.backw|", "%%operators\nx.backw|",
            "%%operators\nvar inBody = 2 * x;\ninBody.backw|", "%operators off\nx.backw|",
            "%%timeit\nvar inBody = x.mul(2);\ninBody.backw|",
            "%time x.backw|",
            "var unrun = x.mul(2);\nunrun.backw|",
            "Tensor inCell(Tensor t) { return t; }\ninCell(x).backw|",
            "var unrun = 2 * x;\nfor (int k = 0; k < 2; k++) { unrun.backw|" })
    void bodiesOfMagicsAndNamesOfTheUnrunCellAreKnown(String marked) {
        assertEquals(List.of("backward("), matches(marked));
    }

    @Test
    void aLongCellIsNoObstacle() {
        StringBuilder cell = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            cell.append(i % 2 == 0
                    ? "var v" + i + " = x.mul(" + i + ");\n"
                    : "int m" + i + "(int n) { return n; }\n");
        }
        assertEquals(List.of("requiresGrad_(", "requiresGrad()"), matches(cell + "v498.requ|"));
        assertEquals(List.of("m499("), matches(cell + "m499|"));
    }
}
