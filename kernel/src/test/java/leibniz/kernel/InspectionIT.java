package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the editor shows for the name at a place of a cell, which the tests mark by a bar. */
class InspectionIT extends WithKernel {
    @BeforeAll
    static void declare() {
        kernel.run("""
                var x = arange(4.0);
                double rate = 0.5;
                /** Twice a {@link Tensor}.
                 * @param t what to double, {@code t > 0}
                 * @return {@code 2 * t}
                 * @throws IllegalStateException never */
                Tensor twice(Tensor t) { return t.mul(2); }
                """);
        kernel.run("""
                /// A *pair*, see [List].
                ///
                /// - first `a`
                /// - second
                ///
                /// @param a the first
                record Pair(int a, int b) {}
                """);
    }

    private static JsonObject inspect(String marked, int level) {
        String code = marked.replace("|", "");
        int at = marked.indexOf('|');
        return kernel.request("inspect_request",
                Json.of("code", code, "cursor_pos", code.codePointCount(0, at), "detail_level", level))
                .reply();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            x |* x ! a * b on tensors is a.mul(b).
            x *| x ! a * b on tensors is a.mul(b).
            x|+x ! Tensor x = tensor
            x |+ x ! a + b on tensors is a.add(b).
            x -|= 1 ! a -= b on tensors is a.sub_(b).
            x |== x ! To compare elements write a.eq(b).
            |-x ! a - b, -a on tensors is
            -|x ! Tensor x = tensor
            \"a |* b\" ! nothing
            """)
    void anOperatorSaysWhatItDoesOnTensors(String marked, String expected) {
        if (expected.equals("nothing")) {
            assertFalse(inspect(marked, 0).toString().contains("on tensors is"), marked);
        } else {
            assertTrue(text(marked).contains(expected), () -> marked + " gave " + text(marked));
        }
    }

    private static String text(String marked) {
        JsonObject reply = inspect(marked, 0);
        assertTrue(reply.get("found").getAsBoolean(), "nothing found at " + marked);
        return Answer.data(reply, "text/plain");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            x| ! Tensor x = tensor([0., 1., 2., 3.])
            rate| ! double rate = 0.5
            do|t ! static Tensor Tensors.dot(Tensor a, Tensor b)
            twice| ! Tensor twice(Tensor t)
            x.su|m(1) ! Tensor Tensor.sum(int... dims)
            x.sum(1|) ! Tensor Tensor.sum(int... dims)
            x.sum(| ! Tensor Tensor.sum()
            x.sum| ! Tensor Tensor.sum()
            Math.max(1, 2L|) ! static long Math.max(long a, long b)
            Math.max(Math.min(1|, 2), 3) ! static int Math.min(int a, int b)
            twi|ce(x) ! Tensor twice(Tensor t)
            new Pair(| ! Pair(int a, int b)
            new ArrayList<>(|) ! ArrayList()
            List<Integer> ints = new Array|List<>(7); ! ArrayList(int initialCapacity)
            Pai|r p; ! record Pair(int a, int b)
            Map.Ent|ry<String, String> e; ! interface Map.Entry<K, V>
            DType.FLOAT32| ! enum constant DType.FLOAT32
            Integer.MAX_VALUE| ! static int Integer.MAX_VALUE = 2147483647
            import java.util.Li|st; ! interface List<E> extends SequencedCollection<E>
            List.of(1).forEach(n -> n.intVal|ue()) ! int Integer.intValue()
            (2 * x).su|m() ! Tensor Tensor.sum()
            if (x.requiresGrad(|)) { x.mul(2 ! boolean Tensor.requiresGrad()
            """)
    void theDeclarationComesFirst(String marked, String expected) {
        String text = text(marked);
        assertEquals(expected, text.lines().findFirst().orElse(""), text);
    }

    @Test
    void allOverloadsAreListedAfterTheOneThatIsCalled() {
        String text = text("x.su|m(1)");
        assertTrue(text.contains("Tensor Tensor.sum()\n"), text);
        assertTrue(text.contains("Tensor Tensor.sum(boolean keepDim, int... dims)\n"), text);
        assertTrue(text.contains("The sum over the given dims"), text);
    }

    @Test
    void javadocOfTheJdkIsShown() {
        String text = text("\"\".repea|t(3)");
        assertTrue(text.contains("Returns a string whose value is the concatenation"), text);
        assertTrue(text.contains("Parameters\n    count number of times to repeat"), text);
        assertTrue(text.contains("Throws\n    IllegalArgumentException if the"), text);
        assertTrue(
                text("new HashMap<String, String>().getOrDefau|lt()").contains("Returns the value to which"),
                "the comment of the interface is shown where the class has none");
    }

    @Test
    void tagsBecomeHtml() {
        String html = Answer.data(inspect("twi|ce(x)", 0), "text/html");
        assertTrue(html.contains("<p>Twice a <code>Tensor</code>."), html);
        assertTrue(html.contains("<code>t</code> what to double, <code>t &gt; 0</code>"), html);
        assertTrue(html.contains("<dt>Returns</dt>\n<dd><code>2 * t</code></dd>"), html);
        assertTrue(html.contains("<code>IllegalStateException</code> never"), html);
        assertFalse(html.contains("{@"), html);
    }

    @Test
    void markdownCommentsBecomeHtmlToo() {
        String html = Answer.data(inspect("Pai|r p;", 0), "text/html");
        assertTrue(html.contains("A <em>pair</em>, see <code>List</code>."), html);
        assertTrue(html.contains("<li>first <code>a</code></li>"), html);
        assertTrue(html.contains("<dd><code>a</code> the first</dd>"), html);
    }

    @Test
    void whatTheCellDeclaresIsKnownBeforeItRuns() {
        String text = text(
                "/** Half of it. */ double half(double d) { return d / 2; }\nvar later = hal|f(3);");
        assertTrue(text.startsWith("double half(double d)\n\nHalf of it."), text);
        assertEquals("List<Double> many",
                text("var many = List.of(1.0);\nman|y.get(0)").lines().findFirst().orElse(""));
        assertEquals("error", kernel.run("later").status(), "inspection has run the cell");
    }

    @Test
    void theSourceIsShownOnRequest() {
        String source = Answer.data(inspect("twi|ce(x)", 1), "text/plain");
        assertTrue(source.contains("return t.mul(2);"), source);
        assertFalse(text("twi|ce(x)").contains("return t.mul(2);"));
        assertTrue(Answer.data(inspect("x.squ|are()", 1), "text/plain").contains("public Tensor square()"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "|", "noSuch|Name", "\"str|ing\"", "// com|ment", "ret|urn 1;", "1|2",
            "foo(bar(|", "x.noSuch|()",
            ")|", "{|" })
    void whatMeansNothingIsNotFound(String marked) {
        assertFalse(inspect(marked, 0).get("found").getAsBoolean(), marked);
    }

    @Test
    void aVariableWhoseTextIsTheUsersCodeIsNotPrinted() {
        kernel.run(
                "class Loud { public String toString() { System.out.println(\"called\"); return \"\"; } }\n"
                        + "var loud = new Loud();");
        Answer answer = kernel.request("inspect_request", Json.of("code", "loud", "cursor_pos", 2));
        assertEquals("Loud loud", Answer.data(answer.reply(), "text/plain").lines().findFirst().orElse(""));
        assertEquals("", answer.printed("stdout"));
    }
}
