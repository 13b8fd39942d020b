package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells that stop, as a debugger's front end sees and drives them. */
class DebuggerIT extends WithKernel {
    private final DebugClient debug = new DebugClient(kernel);

    @BeforeEach
    void attach() {
        debug.attach();
    }

    @AfterEach
    void disconnect() {
        debug.ask("disconnect");
        assertEquals("5", kernel.run("2 + 3").result());
    }

    @Test
    void theKernelSaysThatItHasADebugger() {
        JsonObject info = kernel.request("kernel_info_request", new JsonObject()).reply();
        assertTrue(info.get("debugger").getAsBoolean());
        assertEquals(List.of("debugger"), KernelProcess.strings(info.getAsJsonArray("supported_features")));
    }

    /** The numbers are those of JupyterLab's own murmur2, with this seed. */
    @ParameterizedTest
    @CsvSource({ "'',29900657", "a,3746622430", "ab,1002550660", "abc,831295258", "int x = 1;,651864829",
            "é,3511690315" })
    void aCellHasThePathThatTheFrontEndComputes(String code, long hash) {
        JsonObject info = debug.ask("debugInfo");
        assertEquals("Murmur2", info.get("hashMethod").getAsString());
        assertEquals(125714, info.get("hashSeed").getAsInt());
        assertEquals(info.get("tmpFilePrefix").getAsString() + hash + info.get("tmpFileSuffix").getAsString(),
                debug.ask("dumpCell", "code", code).get("sourcePath").getAsString());
    }

    @Test
    void aCellStopsAndShowsItsStackAndGoesOn() {
        String code = """
                int rest(int m) {
                    int half = m / 2;
                    return m - half;
                }
                int total = 10;
                for (int i = 0; i < 2; i++) {
                    total += rest(i + 4);
                }
                total""";
        assertEquals(List.of(3, 6), debug.breakpoints(code, 3, 6));
        Message cell = debug.start(code);
        assertEquals("breakpoint", debug.stopped().get("reason").getAsString());
        assertEquals(List.of("cell:6"), debug.stack());
        debug.go("continue");
        assertEquals(List.of("rest:3", "cell:7"), debug.stack());
        assertEquals(Map.of("m", "4", "half", "2"), debug.locals(1));
        assertEquals(Map.of("i", "0"), debug.locals(2));
        assertEquals("10", debug.globals().get("total"));
        assertEquals(JsonParser.parseString("[1]"), debug.ask("debugInfo").get("stoppedThreads"));
        debug.go("next");
        assertEquals(List.of("cell:6"), debug.stack());
        debug.breakpoints(code);
        debug.ask("continue", "threadId", 1);
        assertEquals("15", kernel.answer(cell).result());
        assertTrue(debug.ask("debugInfo").getAsJsonArray("stoppedThreads").isEmpty());
    }

    @Test
    void stepsGoOverIntoAndOut() {
        String code = """
                int twice(int a) {
                    return a * 2;
                }
                int b = twice(1);
                b = twice(b);
                b += 1;""";
        debug.breakpoints(code, 4);
        assertEquals(List.of("cell:4", "cell:5", "cell:6"), debug.through(code, "next"));
        assertEquals(List.of("cell:4", "twice:2", "cell:5", "twice:2", "cell:6"),
                debug.through(code, "stepIn"));
        debug.breakpoints(code, 2);
        assertEquals(List.of("twice:2", "cell:5", "twice:2", "cell:6"),
                alternately(code, "stepOut", "continue"));
    }

    /** The stops of a cell that is gone through in two ways by turns. */
    private List<String> alternately(String code, String first, String second) {
        Message cell = debug.start(code);
        List<String> stops = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            debug.stopped();
            stops.add(debug.stack().getFirst());
            debug.ask(i % 2 == 0 ? first : second, "threadId", 1);
        }
        kernel.answer(cell);
        return stops;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            // lambdas, on one line and on several
            "List.of(1, 2).forEach(e -> {@    int d = e;@    d++;@});|3|lambda in cell:3 lambda in cell:3",
            "int sum = IntStream.range(0, 2).map(e ->@    e + 1).sum();|2|cell:2 lambda in cell:2 lambda in cell:2",
            // constructors: before the other one is called, and after
            "class A {@  int v;@  A(int w) {@    super();@    v = w;@  }@  A() {@    this(7);@  }@}@new A();|5,8|new A:8 new A:5",
            "class B {@  static int c;@  static {@    c = 4;@  }@  int get() { return c; }@}@new B().get();|4,6|static initialiser of B:4 B.get:6",
            "record R(int a) {@  R {@    a++;@  }@}@new R(1);|3|new R:3",
            // operators on tensors, and magics
            "var t = tensor(1.0, 2.0);@t = t * 2 +@  t;@t += 1;|1,2,4|cell:1 cell:2 cell:4",
            "%time 1 + 1@var u = 2;@u++;|2,3|cell:2 cell:3", "@@// nothing@int z = 1;@z++;|4,5|cell:4 cell:5",
            "static int c = 0;@{@  c++;@}|3|cell:3" })
    void cellsStopAtTheLinesThatWereTyped(String code, String lines, String stops) {
        String cell = code.replace('@', '\n');
        Integer[] at = Stream.of(lines.split(",", -1)).map(Integer::valueOf).toArray(Integer[]::new);
        assertEquals(List.of(at), debug.breakpoints(cell, at));
        assertEquals(stops, String.join(" ", debug.through(cell, "continue")));
    }

    @Test
    void whatWasDeclaredBeforeStopsToo() {
        debug.ask("disconnect");
        String code = """
                int old(int a) {
                    int b = a + 1;
                    return b;
                }
                class Old {
                    int f = 3;
                    int get() {
                        return f;
                    }
                }
                var object = new Old();
                Runnable held = () -> {
                    object.f++;
                };""";
        kernel.run(code);
        debug.attach();
        assertEquals(List.of(3, 8, 13), debug.breakpoints(code, 3, 8, 13));
        assertEquals(List.of("old:3", "lambda in cell:13", "Old.get:8"),
                debug.through("old(1);\nheld.run();\nobject.get();", "continue"));
        assertEquals("4", kernel.run("object.f").result());
    }

    @Test
    void breakpointsOnLinesWithoutCodeAreMovedOrRefused() {
        String code = """
                // a comment
                import java.util.stream.*;

                int f(int x) {
                    return x;
                }

                f(1);
                """;
        assertEquals(List.of(5, 5, 8, -9), debug.breakpoints(code, 1, 5, 6, 9));
        JsonArray answers = debug.breakpoints(code, JsonParser
                .parseString("[{line: 6}, {line: 30}, 7, {line: 5, hitCondition: 'often'}]")
                .getAsJsonArray());
        assertEquals("nothing runs on line 6; moved to line 8", message(answers, 0));
        assertEquals("nothing runs on line 30 or below it", message(answers, 1));
        assertFalse(answers.get(2).getAsJsonObject().get("verified").getAsBoolean());
        assertTrue(message(answers, 3).startsWith("the hit count 'often' is none: write a number"));
        JsonObject unknown = debug.ask("setBreakpoints", "source", Json.of("path", "/nowhere"), "breakpoints",
                JsonParser.parseString("[{line: 1}]"));
        assertTrue(message(unknown.getAsJsonArray("breakpoints"), 0).contains("dumpCell"));
    }

    private static String message(JsonArray answers, int index) {
        return answers.get(index).getAsJsonObject().get("message").getAsString();
    }

    @Test
    void twoHundredBreakpoints() {
        String code = IntStream.rangeClosed(1, 200).mapToObj(i -> "total += " + i + ";\n")
                .collect(Collectors.joining("", "int total = 0;\n{\n", "}\ntotal"));
        Integer[] lines = IntStream.rangeClosed(3, 202).boxed().toArray(Integer[]::new);
        assertEquals(List.of(lines), debug.breakpoints(code, lines));
        assertEquals(Stream.of(lines).map(line -> "cell:" + line).toList(), debug.through(code, "continue"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "i == 3 && name.length() > 1||3", "|2|1", "|>= 8|7 8 9", "|% 4|3 7",
            "i % 2 == 0|> 3|6 8" })
    void conditionsAndHitCounts(String condition, String hits, String stops) {
        String code = """
                String name = "ab";
                for (int i = 0; i < 10; i++) {
                    name += i;
                }""";
        JsonObject wanted = Json.of("line", 3, "condition", condition == null ? "" : condition,
                "hitCondition",
                hits == null ? "" : hits);
        debug.breakpoints(code, Json.array(List.of(wanted)));
        Message cell = debug.start(code);
        for (String stop : stops.split(" ", -1)) {
            debug.stopped();
            assertEquals(stop, debug.locals(1).get("i"));
            debug.ask("continue", "threadId", 1);
        }
        assertEquals("ok", kernel.answer(cell).status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "i >|does not compile: illegal start of expression",
            "missing > 2|does not compile: cannot find symbol",
            "1 / i > 0|threw java.lang.ArithmeticException: / by zero",
            "i + 1|is 1, and neither true nor false" })
    void aConditionThatHasNoAnswerStopsAndSaysWhy(String condition, String why) {
        String code = "for (int i = 0; i < 1; i++) {\n    Math.abs(i);\n}";
        debug.breakpoints(code, Json.array(List.of(Json.of("line", 2, "condition", condition))));
        Message cell = debug.start(code);
        List<Message> published = kernel.publishedUntil(DebugClient::isStop);
        kernel.publishedUntil(published, all -> KernelProcess.printed(all).contains("stops here."));
        String printed = KernelProcess.printed(published);
        assertTrue(printed.contains("The condition '" + condition + "' of the breakpoint on line 2 " + why),
                printed);
        debug.ask("continue", "threadId", 1);
        kernel.answer(cell);
    }

    @Test
    void expressionsAreEvaluatedInAFrameAndVariablesSet() {
        String code = """
                class Box {
                    private int size = 4;
                    int sum(List<String> words, double factor) {
                        int count = words.size();
                        return (int) (count * factor);
                    }
                }
                int outside = 1;
                int result = new Box().sum(List.of("a", "bcd"), 2.5);
                result""";
        debug.breakpoints(code, 5);
        Message cell = debug.start(code);
        debug.stopped();
        assertEquals("6.5", evaluated("words.get(1).length() * factor - outside"));
        assertEquals("8", evaluated("this.size + size"));
        assertEquals("42", evaluated("outside += 41;"));
        assertEquals("42", debug.globals().get("outside"));
        assertEquals("10", evaluated("count = 10"));
        assertEquals("10", debug.locals(1).get("count"));
        assertEquals("3.5",
                debug.ask("setVariable", "variablesReference", debug.reference(1, 0), "name", "factor",
                        "value", "3 + 0.5").get("value").getAsString());
        assertEquals("7",
                debug.ask("setVariable", "variablesReference", debug.reference(1, 1), "name", "outside",
                        "value", "7").get("value").getAsString());
        assertEquals("cannot find symbol\n  symbol:   variable nothing", refusal("nothing", 1));
        assertEquals("java.lang.IllegalStateException: no",
                refusal("if (true) throw new IllegalStateException(\"no\")", 1));
        assertTrue(refusal("outside = 3; { int i = 0; i = outside; }", 9).contains("there is no frame 9"));
        debug.ask("continue", "threadId", 1);
        assertEquals("35", kernel.answer(cell).result());
        assertEquals("7", kernel.run("outside").result());
    }

    @Test
    void variablesOfAFrameAreCopiedToTheNotebook() {
        kernel.run("int known = 1; String other = \"a\"; final int fixed = 5;");
        assertTrue(debug.ask("debugInfo").get("copyToGlobals").getAsBoolean());
        String code = """
                record Point(int x) {}
                int sum(List<Point> points, Point[] more, int fixed) {
                    class Part {}
                    Part part = new Part();
                    int known = points.size() + more.length;
                    double[] half = { known / 2.0 };
                    int other = 3;
                    return known;
                }
                int later = sum(List.of(new Point(7)), new Point[] { new Point(8) }, 6);
                later""";
        debug.breakpoints(code, 8);
        Message cell = debug.start(code);
        debug.stopped();
        for (String name : List.of("points", "more", "half", "known")) {
            copied(name, name);
        }
        copied("fixed", "later");
        assertEquals("2", debug.globals().get("known"));
        assertTrue(debug.globals().containsKey("half"), () -> debug.globals().toString());
        assertTrue(notCopied("other", "other").contains("has a variable other of the type java.lang.String"));
        assertTrue(notCopied("fixed", "fixed").contains("is final"));
        assertTrue(notCopied("part", "part").contains("other cells do not know the class"));
        assertEquals("class is not a name that a variable can have", notCopied("known", "class"));
        assertTrue(notCopied("nothing", "nothing").contains("no variable nothing"));
        debug.ask("continue", "threadId", 1);
        assertEquals("2", kernel.answer(cell).result());
        assertEquals("17.0",
                kernel.run("known + points.get(0).x() + more[0].x() + half[0] - 1").result());
        assertEquals("a", kernel.run("other").result());
        assertEquals("2", kernel.run("later").result(), "what the cell declares itself stays");
    }

    @Test
    void copiesAreThereAfterAnInterrupt() {
        String code = """
                for (int i = 5; i < 7; i++) {
                    System.out.println(i);
                }""";
        debug.breakpoints(code, 2);
        Message cell = debug.start(code);
        debug.stopped();
        copied("i", "kept");
        kernel.send(kernel.control, "interrupt_request", new JsonObject());
        kernel.receive(kernel.control);
        kernel.answer(cell);
        assertEquals("5", kernel.run("kept").result());
    }

    private void copied(String name, String as) {
        debug.ask("copyToGlobals", "srcVariableName", name, "dstVariableName", as, "srcFrameId", 1);
    }

    private String notCopied(String name, String as) {
        JsonObject reply = debug.reply("copyToGlobals", "srcVariableName", name, "dstVariableName", as,
                "srcFrameId", 1);
        assertFalse(reply.get("success").getAsBoolean(), reply::toString);
        return reply.get("message").getAsString();
    }

    private String evaluated(String expression) {
        return debug.ask("evaluate", "expression", expression, "frameId", 1).get("result").getAsString();
    }

    private String refusal(String expression, int frame) {
        return debug.reply("evaluate", "expression", expression, "frameId", frame).get("message")
                .getAsString();
    }

    @Test
    void whatIsThrownStopsWhereItIsThrown() {
        String code = """
                int divide(int a, int b) {
                    return a / b;
                }
                int caught = 0;
                try {
                    divide(1, 0);
                } catch (ArithmeticException e) {
                    caught++;
                }
                divide(2, caught - 1);""";
        debug.ask("setExceptionBreakpoints", "filters", Json.array(List.of("raised")));
        Message cell = debug.start(code);
        JsonObject stop = debug.stopped();
        assertEquals("exception ArithmeticException: / by zero",
                stop.get("reason").getAsString() + " " + stop.get("text").getAsString());
        assertEquals(List.of("divide:2", "cell:6"), debug.stack());
        assertEquals(Map.of("a", "1", "b", "0"), debug.locals(1));
        assertEquals("ArithmeticException / by zero", exception());
        debug.go("continue");
        assertEquals(List.of("divide:2", "cell:10"), debug.stack());
        debug.ask("continue", "threadId", 1);
        assertEquals("java.lang.ArithmeticException", kernel.answer(cell).reply().get("ename").getAsString());

        debug.ask("setExceptionBreakpoints", "filters", Json.array(List.of("uncaught")));
        cell = debug.start(code);
        debug.stopped();
        assertEquals(List.of("divide:2", "cell:10"), debug.stack());
        assertEquals("2", debug.locals(1).get("a"));
        debug.ask("continue", "threadId", 1);
        kernel.answer(cell);
    }

    private String exception() {
        JsonObject info = debug.ask("exceptionInfo", "threadId", 1);
        return info.get("exceptionId").getAsString() + " " + info.get("description").getAsString();
    }

    @Test
    void aCellThatRunsCanBePaused() {
        Message cell = kernel.startCell(
                "long n = 0;\nSystem.out.println(\"go\");\nwhile (n >= 0) {\n    n++;\n}\nn", "go");
        debug.ask("pause", "threadId", 1);
        assertEquals("pause", debug.stopped().get("reason").getAsString());
        assertEquals(List.of("cell"), debug.stack().stream().map(f -> f.substring(0, 4)).toList());
        assertEquals("-5", evaluated("n = -5L"));
        debug.ask("continue", "threadId", 1);
        assertEquals("ok", kernel.answer(cell).status());
    }

    @Test
    void switchedOnWhileACellRuns() {
        debug.ask("disconnect");
        String declared = "volatile boolean stay = true;\nint slow(int a) {\n    a++;\n    return a;\n}";
        kernel.run(declared);
        Message cell = kernel.startCell("System.out.println(\"go\");\nwhile (stay) {\n    slow(1);\n}\n3",
                "go");
        debug.attach();
        debug.breakpoints(declared, 4);
        debug.stopped();
        assertEquals("slow:4", debug.stack().getFirst());
        debug.breakpoints(declared);
        assertEquals("false", evaluated("stay = false;"));
        debug.ask("continue", "threadId", 1);
        assertEquals("3", kernel.answer(cell).result());
    }

    @Test
    void aRecursionOfTenThousandFrames() {
        String code = """
                int depth(int n) {
                    if (n == 0) {
                        return 0;
                    }
                    return 1 + depth(n - 1);
                }
                depth(10_000)""";
        debug.breakpoints(code, 3);
        Message cell = debug.start(code);
        debug.stopped();
        JsonObject trace = debug.ask("stackTrace", "threadId", 1);
        assertEquals(10_002, trace.get("totalFrames").getAsInt());
        assertEquals(200, trace.getAsJsonArray("stackFrames").size());
        assertEquals("9999", debug.locals(10_000).get("n"));
        assertEquals("cell 7", debug.ask("stackTrace", "threadId", 1, "startFrame", 10_001, "levels", 5)
                .getAsJsonArray("stackFrames").get(0).getAsJsonObject().get("name").getAsString()
                .replaceAll("\\d+", "7"));
        debug.ask("stepOut", "threadId", 1);
        assertEquals("10000", kernel.answer(cell).result());
        Answer full = kernel.run("int forEver(int n) {\n    return forEver(n + 1) + 1;\n}\nforEver(0)");
        assertEquals("java.lang.StackOverflowError", full.reply().get("ename").getAsString());
    }

    @Test
    void threadsOfTheUserStopOneAfterAnother() {
        String code = """
                var threads = new ArrayList<Thread>();
                for (int i = 0; i < 3; i++) {
                    int own = i;
                    threads.add(Thread.ofVirtual().name("own " + i).start(() -> {
                        int square = own * own;
                        System.out.println(square);
                    }));
                }
                for (Thread thread : threads) thread.join();""";
        debug.breakpoints(code, 6);
        Message cell = debug.start(code);
        TreeSet<String> squares = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            int thread = debug.stopped().get("threadId").getAsInt();
            assertEquals(List.of("lambda in cell:6"), debug.stack(thread));
            squares.add(debug.locals(1).get("square"));
            debug.ask("continue", "threadId", thread);
        }
        assertEquals(new TreeSet<>(List.of("0", "1", "4")), squares);
        assertEquals("ok", kernel.answer(cell).status());
    }

    @Test
    void anInterruptEndsAStoppedCell() {
        String code = "int kept = 5;\nfor (;;) {\n    kept++;\n}";
        debug.breakpoints(code, 3);
        Message cell = debug.start(code);
        debug.stopped();
        WithInterrupts.interrupt(kernel);
        Answer answer = kernel.answer(cell);
        WithInterrupts.assertInterrupted(answer);
        assertTrue(answer.traceback().contains("line 3"), answer.traceback());
        assertEquals("5", kernel.run("kept").result());
    }

    @Test
    void anInterruptEndsWhatIsEvaluated() {
        String code = "int kept = 5;\nkept++;";
        debug.breakpoints(code, 2);
        Message cell = debug.start(code);
        debug.stopped();
        kernel.send(kernel.control, "debug_request",
                Json.of("type", "request", "seq", 1, "command", "evaluate",
                        "arguments",
                        Json.of("expression",
                                "while (true) { System.out.println(\"here\"); Thread.sleep(1); }", "frameId",
                                1)));
        kernel.printedUntil(cell, "here");
        kernel.send(kernel.control, "interrupt_request", new JsonObject());
        assertEquals(List.of("debug_reply", "interrupt_reply"), Stream
                .of(kernel.receive(kernel.control), kernel.receive(kernel.control)).map(Message::type)
                .sorted().toList());
        WithInterrupts.assertInterrupted(kernel.answer(cell));
    }

    @Test
    void aStoppedCellGoesOnWhenTheFrontEndDisconnects() {
        String code = "int n = 1;\nn += 2;\nn += 3;\nn";
        debug.breakpoints(code, 2, 3);
        Message cell = debug.start(code);
        debug.stopped();
        debug.ask("disconnect");
        assertEquals("6", kernel.answer(cell).result());
        assertEquals("6", kernel.run(code).result());
    }

    @Test
    void requestsThatMakeNoSenseAreRefused() {
        for (String command : List.of("continue", "next", "scopes", "evaluate", "exceptionInfo", "fly", "")) {
            JsonObject reply = debug.reply(command, "frameId", 3);
            assertFalse(reply.get("success").getAsBoolean(), reply::toString);
            assertFalse(reply.get("message").getAsString().isEmpty());
        }
        assertEquals("[]", debug.ask("stackTrace", "threadId", 1).get("stackFrames").toString());
        debug.ask("disconnect");
        assertFalse(debug.reply("attach").get("success").getAsBoolean());
        debug.attach();
    }
}
