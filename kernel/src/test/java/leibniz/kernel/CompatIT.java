package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leibniz.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What notebooks for IJava and JJava write leads to this kernel. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CompatIT extends WithKernel {
    private static final String MIME = "io.github.spencerpark.jupyter.kernel.display.mime.MIMEType";

    private static Answer runs(String code) {
        Answer answer = kernel.run(code);
        assertEquals("ok", answer.status(), () -> code + "\n" + answer.reply());
        return answer;
    }

    private static Map<String, String> forms(JsonObject content) {
        return content.getAsJsonObject("data").asMap().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, form -> form.getValue().getAsString()));
    }

    private static Map<String, String> result(String code) {
        return forms(runs(code).contents("execute_result").getFirst());
    }

    private static void assertFails(String expected, String code) {
        Answer answer = kernel.run(code);
        assertEquals("error", answer.status(), code);
        String message = answer.reply().get("evalue").getAsString();
        assertTrue(message.contains(expected), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void renderersOfIJavaShowResultsAndDisplays() {
        runs("""
                import io.github.spencerpark.ijava.IJava;
                record Point(int x) {}
                class Near {}
                IJava.getKernelInstance().getRenderer().createRegistration(Point.class)
                    .preferring(MIME.TEXT_HTML)
                    .supporting(MIME.TEXT_LATEX)
                    .onType(Point.class)
                    .register((point, context) -> {
                        context.renderIfRequested(MIME.TEXT_HTML, () -> "<b>" + point.x() + "</b>");
                        context.renderIfRequested(MIME.TEXT_LATEX, () -> "$" + point.x() + "$");
                    });""".replace("MIME", MIME));
        assertEquals(Map.of("text/plain", "Point[x=3]", "text/html", "<b>3</b>"), result("new Point(3)"));
        assertEquals(Map.of("text/plain", "Point[x=4]", "text/latex", "$4$"),
                result("render(new Point(4), \"text/latex\")"));
        assertEquals(Map.of("text/plain", "Point[x=5]", "text/html", "<b>5</b>"),
                forms(runs("display(new Point(5));").contents("display_data").getFirst()));
        assertEquals(Map.of("text/plain", "Point[x=6]", "text/html", "<b>6</b>"), result(
                "var data = IJava.getKernelInstance().getRenderer().render(new Point(6)); data"));
    }

    @Test
    void textIsShownAsTheFormThatIsAskedFor() {
        assertEquals(Map.of("text/plain", "**b**", "text/markdown", "**b**"),
                result("render(\"**b**\", \"text/markdown\")"));
        Answer shown = runs("""
                String id = display("<i>3</i>", "text/html");
                updateDisplay(id, "<i>2</i>", "text/html");
                id.isEmpty()""");
        assertEquals("false", shown.result());
        JsonObject first = shown.contents("display_data").getFirst();
        JsonObject second = shown.contents("update_display_data").getFirst();
        assertEquals("<i>3</i>", forms(first).get("text/html"));
        assertEquals("<i>2</i>", forms(second).get("text/html"));
        assertEquals(first.get("transient"), second.get("transient"));
        assertNull(runs("display(\"the id of this is no result\")").result());
        assertEquals(JsonObject.class,
                runs("display(\"{\\\"a\\\": 1}\", \"application/json\");").contents("display_data").getFirst()
                        .getAsJsonObject("data").get("application/json").getClass());
    }

    @Test
    void whatIJavaOffersByItsClassesWorks() {
        Answer answer = runs("""
                import static io.github.spencerpark.ijava.runtime.Display.*;
                import io.github.spencerpark.ijava.runtime.Kernel;
                import io.github.spencerpark.jupyter.kernel.display.DisplayData;
                DisplayData made = new DisplayData("plain");
                made.putHTML("<u>made</u>");
                display(made);
                made.setDisplayId("mine");
                Kernel.getKernelInstance().display(made);
                Kernel.getKernelInstance().getIO().display.updateDisplay("mine", new DisplayData("other"));
                Kernel.getKernelInstance().getIO().out.print("out");
                printf("%d", 4);
                int seven = 7;
                (int) Kernel.eval("seven + 1") + (int) eval("1;\\nseven")""");
        assertEquals("15", answer.result());
        assertEquals("out4", answer.printed("stdout"));
        List<JsonObject> shown = answer.contents("display_data");
        assertEquals("<u>made</u>", forms(shown.get(0)).get("text/html"));
        assertEquals("mine", shown.get(1).getAsJsonObject("transient").get("display_id").getAsString());
        assertEquals("other", forms(answer.contents("update_display_data").getFirst()).get("text/plain"));
        assertFails("CompileError: illegal start of expression", "eval(\"int x = ;\")");
        assertFails("ArithmeticException", "eval(\"1 / 0\")");
        assertEquals("7", runs("seven").result());
    }

    @Test
    void magicsOfIJavaAreMagicsHere() {
        assertEquals("[a, b c]", runs("""
                import io.github.spencerpark.ijava.IJava;
                import io.github.spencerpark.jupyter.kernel.magic.common.Shell;
                IJava.getKernelInstance().getMagics().registerMagics(Shell.class);
                %sh printf "a\\nb c"
                """.replace("\\n", "\n").replace("a\nb", "a\\nb")).result());
        runs("""
                import io.github.spencerpark.jupyter.kernel.magic.registry.*;
                public class Mine {
                    @LineMagic(value = "low", aliases = "lower")
                    public static String low(List<String> args) { return args.toString().toLowerCase(); }
                    @CellMagic
                    public String up(List<String> args, String body) { return args + body.toUpperCase(); }
                    @LineMagic @CellMagic
                    public String both(List<String> args, String body) { return args + " " + body; }
                }
                getKernelInstance().getMagics().registerMagics(new Mine());
                getKernelInstance().getMagics().registerLineMagic("twice", args -> 2 * Integer.parseInt(args.get(0)));
                getKernelInstance().getMagics().registerCellMagic("lines", (args, body) -> body.lines().count());""");
        assertEquals("[a, b c]", runs("%low A \"B c\"").result());
        assertEquals("[x]", runs("%lower X").result());
        assertEquals("[a]HELLO", runs("%%up a\nhello").result());
        assertEquals("[a] null", runs("%both a").result());
        assertEquals("[a] b", runs("%%both a\nb").result());
        assertEquals("42", runs("%twice 21").result());
        assertEquals("2", runs("%%lines\n1\n2").result());
        assertEquals("6", runs("(int) lineMagic(\"twice\", List.of(\"3\"))").result());
        assertEquals("1", runs("long n = cellMagic(\"lines\", List.of(), \"x\"); n").result());
        assertFails("For input string: \"x\"", "%twice x");
        assertFails("%nope: there is no magic named nope", "lineMagic(\"nope\", List.of())");
        assertTrue(runs("%help twice").result().contains("Added by this notebook"));
    }

    @Test
    void magicsStandInsideJava() {
        runs("""
                io.github.spencerpark.ijava.IJava.getKernelInstance().getMagics()
                    .registerMagics(io.github.spencerpark.jupyter.kernel.magic.common.Shell.class);""");
        assertEquals("[x y, 2]", runs("""
                List<String> out = %sh echo "x y"
                List<String> all = new ArrayList<>(out);
                for (int i = 2; i < 3; i++) {
                    %sh true
                    List<String> more = %sh echo 2
                    all.addAll(more);
                }
                all""").result());
        assertEquals("3", runs("int a = 7;\nint b = 4;\nint c = a\n  %b;\na %= b;\na").result());
        Answer wrong = kernel.run("List<String> out = %sh echo 1\nint bad = \"text\";");
        assertEquals("""
                CompileError: incompatible types: java.lang.String cannot be converted to int
                  2 | int bad = "text";
                                ^^^^^^""", wrong.traceback());
        Answer inMagic = kernel
                .run("int bad = 1;\nint worse = List.<String>of() + %sh\nint value = %nothing x");
        assertEquals("error", inMagic.status());
        assertFails("there is no magic named nothing", "int value = %nothing x");
    }

    /** Last, since from then on a name that both kernels have is the one of JJava. */
    @Test
    @Order(Integer.MAX_VALUE)
    void namesOfJJavaLeadHereToo() {
        runs("""
                import org.dflib.jjava.jupyter.kernel.display.DisplayData;
                import org.dflib.jjava.kernel.JavaKernel;
                record Disc(int r) {}
                kernel().getRenderer().createRegistration(Disc.class).preferring("text/html")
                    .register((disc, context) -> context.renderIfRequested(
                        org.dflib.jjava.jupyter.kernel.display.mime.MIMEType.TEXT_HTML, () -> "<b>" + disc.r() + "</b>"));
                org.dflib.jjava.jupyter.kernel.magic.LineMagic<String, JavaKernel> named = (kernel, args) -> args + " " + kernel.evalRaw("1 + 1");
                kernel().getMagicsRegistry().registerLineMagic("named", named)
                    .registerCellMagic("body", (kernel, args, body) -> body.length());""");
        assertEquals("<b>3</b>", result("new Disc(3)").get("text/html"));
        assertEquals("[a] 2", runs("%named a").result());
        assertEquals("3", runs("%%body\nabc").result());
        assertEquals("made",
                forms(runs("kernel().display(new DisplayData(\"made\"));").contents("display_data")
                        .getFirst())
                        .get("text/plain"));
        assertTrue(runs("%help named").result().contains("Added"));
    }

    @Test
    void aFunctionOfTheNotebookComesBeforeThatOfTheNames() {
        runs("String render(Object value) { return \"mine \" + value; }");
        assertEquals("mine 1", runs("render(1)").result());
        runs("/* the others stay */ printf(\"%s\", 1);");
        runs("%reset");
        assertEquals(Map.of("text/plain", "1", "text/html", "1"), result("render(\"1\", \"text/html\")"));
    }
}
