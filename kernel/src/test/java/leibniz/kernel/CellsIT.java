package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cell shows, and that no mistake in a cell costs a variable. */
class CellsIT extends WithKernel {
    @Test
    void theLastExpressionIsShown() {
        assertEquals("3", kernel.run("1 + 2").result());
        assertEquals("3",
                kernel.run("int shown1 = 1; int shown2 = 2;\nshown1 + shown2 // their sum").result());
        assertEquals("null", kernel.run("null").result());
        assertEquals("7", kernel.run("int shown3 = 7;\nshown3").result());
    }

    @Test
    void valuesOfTheLibraryAreReadableAndBounded() {
        kernel.run("record Row(String name, int[] values) {}");
        assertEquals("[[1, 2], [3]]", kernel.run("new int[][]{{1, 2}, {3}}").result());
        assertEquals("[[1, 2], [null]]",
                kernel.run("List.of(new int[]{1, 2}, new String[]{null})").result());
        assertEquals("{a=[1.5]}", kernel.run("Map.of(\"a\", new double[]{1.5})").result());
        assertEquals("Row[name=first, values=[1, 2]]",
                kernel.run("new Row(\"first\", new int[]{1, 2})").result());
        assertEquals("null", kernel.run("(Object) null").result());
        assertEquals("[0, 0, 0, ..., 0, 0, 0] (1000000 elements)", kernel.run("new int[1000000]").result());
        for (String huge : List.of("Collections.nCopies(Integer.MAX_VALUE, \"x\")",
                "\"x\".repeat(50_000_000)", "BigInteger.TEN.pow(40_000)")) {
            String shown = kernel.run(huge).result();
            assertTrue(shown.length() < 20_100, huge + " is shown in " + shown.length() + " characters");
            assertTrue(shown.endsWith("characters are shown)"), huge);
        }
        Answer image = kernel
                .run("new java.awt.image.BufferedImage(4, 3, java.awt.image.BufferedImage.TYPE_INT_RGB)");
        assertEquals("image of 4 x 3 pixels", image.result());
        String png = Answer.data(image.contents("execute_result").get(0), "image/png");
        assertTrue(png.startsWith("iVBORw0KGgo"), png);
    }

    @Test
    void valuesThatHoldThemselvesOrLieDeepAreBoundedToo() {
        assertEquals("[1, [...]]", kernel
                .run("var holds = new ArrayList<Object>(List.of(1)); holds.add(holds);\nholds").result());
        assertEquals("{self={...}}", kernel
                .run("var selfMap = new HashMap<String, Object>(); selfMap.put(\"self\", selfMap);\nselfMap")
                .result());
        assertEquals("[null, [...]]", kernel
                .run("Object[] selfArray = { null, null }; selfArray[1] = selfArray;\nselfArray").result());
        Answer deep = kernel
                .run("Object nested = 1; for (int i = 0; i < 100_000; i++) nested = List.of(nested);\nnested");
        assertEquals("ok", deep.status());
        assertTrue(deep.result().length() < 20_100, () -> deep.result().length() + " characters");
    }

    @Test
    void anObjectOfTheUsersClassIsShownUnderTheNameThatTheUserGaveIt() {
        kernel.run("class Dog { static class Tail { } }\nvar dog = new Dog();");
        assertTrue(kernel.run("dog").result().matches("Dog@[0-9a-f]+"), kernel.run("dog").result());
        String all = kernel.run("List.of(dog, new Dog.Tail(), new Object() { }, (Runnable) () -> { })")
                .result();
        assertTrue(all.matches("\\[Dog@\\w+, Dog\\.Tail@\\w+, anonymous class@\\w+, Lambda/\\w+@\\w+]"), all);
        String listed = kernel.run("%vars").result().lines().filter(line -> line.startsWith("dog "))
                .findFirst()
                .orElse("");
        assertTrue(listed.matches("dog +Dog +Dog@\\w+"), listed);
        String shown = Answer.data(kernel.run("display(dog);").contents("display_data").get(0), "text/plain");
        assertTrue(shown.startsWith("Dog@"), shown);
        // A text is shown as it is.
        assertTrue(kernel.run("Dog.class.getName()").result().startsWith("REPL."));
    }

    @Test
    void closingTheStreamsOfACellClosesThemForNone() {
        kernel.run("try (var writer = new PrintWriter(System.out)) { writer.print(\"written\"); }\n"
                + "System.err.close(); System.in.close();");
        Answer answer = kernel.run("System.out.print(\"out\"); System.err.print(\"err\");");
        assertEquals("out", answer.printed("stdout"));
        assertEquals("err", answer.printed("stderr"));
    }

    private static final String CHART = """
            import org.knowm.xchart.*;
            var chart = new XYChartBuilder().title("Losses").width(300).height(200).build();
            chart.addSeries("loss", new double[]{1, 2}, new double[]{2, 1});
            chart""";

    @Test
    void aChartIsAPicture() {
        assertIsChart(kernel.run(CHART));
    }

    /** Java then fails wherever text is drawn, unless it is given fonts. */
    @Test
    void aChartIsAPictureAlsoOnAMachineWithoutFonts(@TempDir Path folder) throws IOException {
        Path none = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
        // Java keeps what it found out about the machine's fonts in the user's home.
        try (KernelProcess fontless = KernelProcess.start(Map.of("FONTCONFIG_FILE", none.toString(),
                "JAVA_TOOL_OPTIONS", "-Duser.home=" + folder))) {
            assertIsChart(fontless.run(CHART));
            assertEquals("ok", fontless.run("new java.awt.Font(\"Serif\", 0, 12).getLineMetrics(\"x\", "
                    + "new java.awt.font.FontRenderContext(null, true, true)).getHeight() > 0").status());
        }
    }

    private static void assertIsChart(Answer answer) {
        assertEquals("chart \"Losses\" with loss, 2 values from 2 to 1, least 1, largest 2, 300 x 200 pixels",
                answer.result());
        assertTrue(
                Answer.data(answer.contents("execute_result").get(0), "image/png").startsWith("iVBORw0KGgo"));
    }

    @Test
    void nothingIsShownForASemicolonADeclarationOrAnAssignment() {
        for (String code : List.of("int hidden = 1;", "hidden;", "hidden /* a comment */ ; // and another",
                "hidden = 2", "hidden += 2", "int[] hiddens = {1, 2}", "hiddens[0] = 5", "// only a comment",
                "", " \n\t",
                "System.out.print(\"\")", "void hiddenMethod() {}", "import java.util.zip.*;")) {
            Answer answer = kernel.run(code);
            assertEquals("ok", answer.status(), code);
            assertNull(answer.result(), code);
        }
    }

    @Test
    void printedTextArrivesInOrderOnItsStream() {
        Answer answer = kernel.run("""
                System.out.println("première");
                System.err.println("zweite");
                System.out.print("第三");
                """);
        // The kernel may send what one stream got in several messages.
        StringBuilder printed = new StringBuilder();
        String stream = "";
        for (JsonObject content : answer.contents("stream")) {
            String name = content.get("name").getAsString();
            printed.append(name.equals(stream) ? "" : name + ": ").append(content.get("text").getAsString());
            stream = name;
        }
        assertEquals("stdout: première\nstderr: zweite\nstdout: 第三", printed.toString());
    }

    @Test
    void aThreadPrintsUnderTheCellThatStartedItAlsoWhileAnotherRuns() {
        Message first = kernel.send(kernel.shell, "execute_request", KernelProcess.execution("""
                var released = new CountDownLatch(1);
                var late = new Thread(() -> {
                    try { released.await(); } catch (InterruptedException e) { }
                    System.out.print("from the first cell");
                });
                late.start();"""));
        kernel.answer(first);
        Message second = kernel.send(kernel.shell, "execute_request",
                KernelProcess.execution(
                        "released.countDown(); late.join(); System.out.print(\"from the second\");"));
        List<Message> published = kernel.publishedUntilEnd(second);
        kernel.publishedUntil(published, all -> KernelProcess.printed(all)
                .length() >= "from the first cell".length() + "from the second".length());
        kernel.receive(kernel.shell);
        assertEquals("from the first cell", KernelProcess.printed(KernelProcess.under(published, first)));
        assertEquals("from the second", KernelProcess.printed(KernelProcess.under(published, second)));
    }

    @Test
    void aCellThatDoesNotCompileShowsTheFaultAndItsLine() {
        Answer answer = kernel.run("int compiles = 1;\nint broken = \"text\";");
        assertEquals("error", answer.status());
        assertEquals("CompileError", answer.reply().get("ename").getAsString());
        assertEquals("""
                CompileError: incompatible types: java.lang.String cannot be converted to int
                  2 | int broken = "text";
                                   ^^^^^^""", answer.traceback());
    }

    @Test
    void aCellThatEndsTooEarlyRunsNothing() {
        kernel.run("int untouched = 1;");
        Answer answer = kernel.run("untouched = 2;\nfor (int i = 0; i < 3; i++) {");
        assertEquals("error", answer.status());
        assertTrue(answer.told().contains("a bracket, a quote or an operand is missing"),
                answer.traceback());
        assertEquals("1", kernel.run("untouched").result());
    }

    @Test
    void aFaultyRedeclarationLosesNothing() {
        kernel.run("int doubled(int n) { return 2 * n; }");
        kernel.run("class Box { int content = 5; }");
        kernel.run("var kept = doubled(21); var box = new Box(); int number = 8;");
        for (String faulty : List.of("int doubled(int n) { return \"text\"; }",
                "int doubled(int n) { return n2; }",
                "int doubled(int n) { return n * 3 }", "class Box { int content = \"\"; }",
                "int number = \"text\";",
                "int fine = 1;\nint doubled(int n) { return missing(n); }", "List<Box> box = 3;")) {
            assertEquals("error", kernel.run(faulty).status(), faulty);
            assertEquals("42 42 5 8",
                    kernel.run("kept + \" \" + doubled(21) + \" \" + box.content + \" \" + number")
                            .result(),
                    "after: " + faulty);
        }
    }

    @Test
    void runningADeclarationAgainResetsNothing() {
        String declarations = "int tripled(int n) {\n    return 3 * n;\n}\nrecord Pair(int a, int b) {}";
        kernel.run(declarations);
        kernel.run("var triple = tripled(5); var pair = new Pair(1, 2);");
        assertEquals("", kernel.run(declarations).printed("stderr"));
        assertEquals("15 Pair[a=1, b=2]", kernel.run("triple + \" \" + pair").result());
    }

    @Test
    void methodsOfOneCellMayCallEachOther() {
        Answer answer = kernel.run("""
                boolean isEven(int n) { return n == 0 || isOdd(n - 1); }
                boolean isOdd(int n) { return n != 0 && isEven(n - 1); }
                isEven(10)""");
        assertEquals("true", answer.result());
        assertEquals("", answer.printed("stderr"));
        assertEquals("false", kernel.run("""
                boolean isEven(int n) { return n == 0 || isStrange(n - 1); }
                boolean isStrange(int n) { return false; }
                isEven(10)""").result());
    }

    @Test
    void anExpressionHasTheTypeThatJavaGivesIt() {
        assertEquals("1.0", kernel.run("switch (3) { case 3 -> 1; default -> 2.0; }").result());
        assertEquals("a", kernel.run("true ? 'a' : 0").result());
        assertEquals("1.0", kernel.run("true ? 1 : 2.0").result());
        assertEquals("[]", kernel.run("List.of()").result());
        assertEquals("6",
                kernel.run("new Object() { int twice(int n) { return 2 * n; } }.twice(3)").result());
        assertEquals("[1, 2]", kernel.run("new int[] { 1, 2 }").result());
        assertEquals("true", kernel.run("int less1 = 1, less2 = 2;\nless1 < less2").result());
        assertEquals("3", kernel.run("1 + // one\n2 // two").result());
        assertEquals("called\n", kernel.run("System.out.println(\"called\")").printed("stdout"));
        assertEquals("CompileError", kernel.run("() -> 1").reply().get("ename").getAsString());
    }

    @Test
    void aVariableGivenAnotherValueIsTheSameVariable() {
        kernel.run("var again = 1;\nIntSupplier reads = () -> again;\nint readsToo() { return again; }");
        for (String value : List.of("2", "3")) {
            kernel.run("var again = " + value + ";");
            assertEquals("[" + value + ", " + value + "]",
                    kernel.run("List.of(reads.getAsInt(), readsToo())").result());
        }
        assertEquals("ArithmeticException",
                kernel.run("var again = 1 / 0;").reply().get("ename").getAsString()
                        .replace("java.lang.", ""));
        assertEquals("3", kernel.run("again").result());
        assertEquals("[1, 2]",
                kernel.run("int[] array1 = { 1 };\nint[] array1 = { 1, 2 };\narray1").result());
        assertEquals("text", kernel.run("var again = \"text\";\nagain").result());
        assertEquals("0.5", kernel.run("double half = 1;\ndouble half = 0.5f;\nhalf").result());
        assertEquals("2", kernel
                .run("var grows = new ArrayList<Integer>();\nvar grows = new ArrayList<Integer>(List.of(1));"
                        + "\ngrows.add(2);\ngrows.size()")
                .result());
    }

    @Test
    void aValueIsKeptThatAMethodMadeWhichIsDeclaredAnew() {
        kernel.run("int makes(int n) { return n; }\nvar made = makes(5);");
        Answer answer = kernel.run("int makes(int n) { return -n; }");
        assertEquals("", answer.printed("stderr"));
        assertEquals("[5, -5]", kernel.run("List.of(made, makes(5))").result());
        answer = kernel.run("long makes(int n) { return 2L * n; }");
        assertEquals("", answer.printed("stderr"));
        assertEquals("[5, 10]", kernel.run("List.of(made, makes(5))").result());
    }

    @Test
    void aVariableThatHadToBeResetIsNamed() {
        kernel.run("class Four { int n = 4; }\nvar square4 = new Four();");
        Answer answer = kernel.run("class Four { long n = 4; }");
        assertTrue(answer.printed("stderr").startsWith("square4 "), answer.printed("stderr"));
    }

    @Test
    void aMissingNameIsNamed() {
        assertEquals("later1 cannot be used until a cell declares method later2().\n",
                kernel.run("int later1() { return later2(); }").printed("stderr"));
        Answer answer = kernel.run("later1()");
        assertTrue(answer.told().contains("nothing declares method later2()"), answer.traceback());
        kernel.run("int later2() { return 42; }");
        assertEquals("42", kernel.run("later1()").result());
    }

    @Test
    void anExceptionIsTheUsersOwnWithItsLine() {
        Answer answer = kernel.run("int divide(int a) {\n    return 1 / a;\n}\ndivide(0)");
        assertEquals("java.lang.ArithmeticException", answer.reply().get("ename").getAsString());
        assertEquals("/ by zero", answer.reply().get("evalue").getAsString());
        int cell = answer.reply().get("execution_count").getAsInt();
        assertEquals("""
                java.lang.ArithmeticException: / by zero
                  1 | int divide(int a) {
                > 2 |     return 1 / a;
                  3 | }
                  at divide, cell %d, line 2
                  at cell %d, line 4""".formatted(cell, cell), answer.traceback());
    }

    @Test
    void aCauseIsShown() {
        String traceback = kernel.run("throw new IOException(\"outer\", new RuntimeException(\"inner\"));")
                .traceback();
        assertTrue(traceback.startsWith("java.io.IOException: outer"), traceback);
        assertTrue(traceback.contains("Caused by java.lang.RuntimeException: inner"), traceback);
    }

    @Test
    void theKernelOutlivesWhatACellThrows() {
        kernel.run("int survivor = 11; int deep(int n) { return deep(n + 1) + 1; }");
        for (String code : List.of("deep(0)", "throw new OutOfMemoryError(\"made up\");",
                "throw new ThreadDeath();",
                "System.exit(0);", "Runtime.getRuntime().exit(0);", "Runtime.getRuntime().halt(0);",
                "IntConsumer leave = System::exit; leave.accept(0);",
                "IntConsumer halt = Runtime.getRuntime()::halt; halt.accept(0);",
                "Stream.of(Runtime.getRuntime()).forEach(r -> Stream.of(0).forEach(r::exit));",
                "throw new Error(\"any\");", "Object o = null; o.toString()", "new int[-1]",
                "((Supplier<Integer>) () -> { throw new IllegalStateException(); }).get()")) {
            assertEquals("error", kernel.run(code).status(), code);
            assertEquals("11", kernel.run("survivor").result(), "after: " + code);
        }
        Answer shown = kernel
                .run("new Object() { @Override public String toString() { throw new Error(\"no text\"); } }");
        assertEquals("ok", shown.status());
        assertTrue(shown.result().contains("no text"), shown.result());
    }

    @Test
    void recursionWithoutEndIsShownInAFewLines() {
        kernel.run("int endless(int n) { return endless(n + 1) + 1; }");
        Answer answer = kernel.run("endless(0)");
        assertEquals("java.lang.StackOverflowError", answer.reply().get("ename").getAsString());
        assertTrue(answer.traceback().lines().count() < 10, answer.traceback());
    }

    @Test
    void displayShowsAValueInTheMiddleOfACell() {
        Answer answer = kernel
                .run("System.out.print(\"before\"); display(6 * 7); System.out.print(\"after\");");
        assertEquals(List.of("execute_input", "stream", "display_data", "stream"), answer.shown());
        assertEquals("42", Answer.data(answer.contents("display_data").get(0), "text/plain"));
    }

    @Test
    void aGraphIsDrawnWithTheNotebooksNames() {
        kernel.run("var weights = arange(3.0).requiresGrad_(true);");
        Answer answer = kernel
                .run("var total = weights.mul(weights).sum();\ntotal.backward();\ngraph(total)");
        String html = Answer.data(answer.contents("execute_result").get(0), "text/html");
        assertTrue(html.contains("<img src=\"data:image/svg+xml;base64,"), html);
        assertTrue(html.contains("alt=\"Computation graph of total = 5"), html);
        assertTrue(answer.result().contains("weights"), answer.result());
    }

    @Test
    void messagesOfTensorsNameTheCell() {
        int cell = kernel.run("var once = tensor(2.0).requiresGrad_(true).square(); once.backward();").reply()
                .get("execution_count").getAsInt();
        String message = kernel.run("once.backward();").reply().get("evalue").getAsString();
        assertTrue(message.contains("cell " + cell), message);
    }

    @Test
    void recordingLeftOffIsSwitchedOnAgain() {
        Answer careless = kernel.run("var off = noGrad();");
        assertTrue(careless.printed("stderr").contains("it is on again"), careless.printed("stderr"));
        assertEquals("true", kernel.run("isGradEnabled()").result());
    }

    @Test
    void cellsDoNotSeeTheKernelsLibraries() {
        for (String name : List.of("com.google.gson.Gson", "org.zeromq.ZContext", "leibniz.kernel.Kernel")) {
            Answer answer = kernel.run("Class.forName(\"" + name + "\")");
            assertEquals("java.lang.ClassNotFoundException", answer.reply().get("ename").getAsString(), name);
        }
        assertEquals("CompileError",
                kernel.run("com.google.gson.Gson gson = null;").reply().get("ename").getAsString());
    }

    @Test
    void inputComesFromTheClient() throws IOException {
        JsonObject content = KernelProcess.execution("new Scanner(System.in).nextLine() + \"!\"");
        content.addProperty("allow_stdin", true);
        Message request = kernel.send(kernel.shell, "execute_request", content);
        kernel.giveInput("Grüße 你好");
        assertEquals("Grüße 你好!", kernel.answer(request).result());
        Answer refused = kernel.run("System.in.read()");
        assertTrue(refused.told().contains("takes no input"), refused.traceback());
    }
}
