package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.Test;

/**
 * Declaring a method or class again keeps the variables that depend on it, and says which it could not keep.
 */
class RedeclarationIT extends WithKernel {
    /** Declares something again and expects that nothing was reset on the way. */
    private static void redeclare(String code) {
        Answer answer = kernel.run(code);
        assertEquals("ok", answer.status(), () -> code + "\n" + answer.traceback());
        assertEquals("", answer.printed("stderr"), code);
    }

    @Test
    void aTypeMayUseClassesThatAreMadeFromItsOldVersion() {
        kernel.run("""
                interface Figure { double area(); }
                class Square implements Figure { public double area() { return 4; } }""");
        assertEquals("4.0", kernel.run("""
                interface Figure {
                    double area();
                    static Figure make() { return new Square(); }
                }
                Figure.make().area()""").result());
        assertEquals("error", kernel.run(
                "interface Figure { double area(); static Figure make() { return 1; } }").status());
        assertEquals("4.0", kernel.run("Figure.make().area()").result());
    }

    @Test
    void aNewBodyKeepsWhatTheOldOneComputed() {
        kernel.run("int one() { return 1; }");
        kernel.run("var fromOne = one(); int twice() { return 2 * one(); }");
        redeclare("int one() { return 10; }");
        assertEquals("1 10 20", kernel.run("fromOne + \" \" + one() + \" \" + twice()").result());
        redeclare("int one() { return 100; }");
        assertEquals("1 100 200", kernel.run("fromOne + \" \" + one() + \" \" + twice()").result());
    }

    @Test
    void aBodyWithANewLambdaOrAnonymousClassKeepsThemToo() {
        kernel.run("int counted(int n) { return n; }");
        kernel.run("var fromCounted = counted(7); Supplier<Integer> later = () -> counted(1);");
        redeclare("int counted(int n) { return IntStream.range(0, n).map(i -> 2 * i).sum(); }");
        assertEquals("7 42 0", kernel.run("fromCounted + \" \" + counted(7) + \" \" + later.get()").result());
        redeclare(
                """
                        int counted(int n) {
                            return new Object() { int half() { return n / 2; } }.half() + IntStream.of(n).map(i -> i).sum();
                        }""");
        assertEquals("7 10 1", kernel.run("fromCounted + \" \" + counted(7) + \" \" + later.get()").result());
    }

    @Test
    void aNewBodyMaySpeakOfAnyNameOfTheSession() {
        kernel.run(
                "int base = 3; record Pair(int a, int b) { } int twice(int n) { return 2 * n; } int reading() { return 0; }");
        redeclare("int reading() { return twice(base) + new Pair(1, 2).b(); }");
        assertEquals("8", kernel.run("reading()").result());
        redeclare("int reading() { return tw\\u0069ce(b\\u0061se); }");
        assertEquals("6", kernel.run("reading()").result());
    }

    @Test
    void objectsKeepTheirFieldsAndGetTheNewMethods() {
        kernel.run("""
                class Account {
                    static int opened = 0;
                    double balance;
                    Account(double start) { balance = start; opened++; }
                    String show() { return "balance " + balance; }
                }""");
        kernel.run("var account = new Account(5); account.balance += 1;");
        redeclare("""
                class Account {
                    static int opened = 0;
                    double balance;
                    Account(double start) { balance = 2 * start; opened++; }
                    String show() { return "has " + balance; }
                }""");
        assertEquals("has 6.0, has 10.0, 2",
                kernel.run("account.show() + \", \" + new Account(5).show() + \", \" + Account.opened")
                        .result());
    }

    @Test
    void aStaticCounterGoesOnAlsoWhereNoVariableDependsOnIt() {
        kernel.run("class Ticket { static int last = 100; static int next() { return ++last; } }");
        kernel.run("Ticket.next()");
        redeclare("class Ticket { static int last = 100; static int next() { return last += 10; } }");
        assertEquals("111", kernel.run("Ticket.next()").result());
    }

    @Test
    void aNewStaticValueIsTaken() {
        kernel.run("class Settings { static double rate = Math.sqrt(4); static final int SIZE = 3; }");
        assertEquals("2.0 3", kernel.run("Settings.rate + \" \" + Settings.SIZE").result());
        kernel.run("class Settings { static double rate = Math.sqrt(9); static final int SIZE = 3; }");
        assertEquals("3.0 3", kernel.run("Settings.rate + \" \" + Settings.SIZE").result());
        kernel.run("class Settings { static double rate = Math.sqrt(9); static final int SIZE = 4; }");
        assertEquals("3.0 4", kernel.run("Settings.rate + \" \" + Settings.SIZE").result());
    }

    @Test
    void recordsEnumsInterfacesAndGenericClassesAreExchangedInPlace() {
        kernel.run("""
                record Point(int x, int y) { int size() { return x + y; } }
                enum Sign { PLUS, MINUS; int value() { return ordinal(); } }
                interface Greeter { default String greet() { return "hello"; } }
                class Holder<T> { T held; Holder(T held) { this.held = held; } T get() { return held; } }""");
        kernel.run("""
                var point = new Point(3, 4);
                var sign = Sign.MINUS;
                var greeter = new Greeter() {};
                var holder = new Holder<>("kept");""");
        redeclare("record Point(int x, int y) { int size() { return x * y; } }");
        redeclare("enum Sign { PLUS, MINUS; int value() { return ordinal() == 0 ? 1 : -1; } }");
        redeclare("interface Greeter { default String greet() { return \"good day\"; } }");
        redeclare("class Holder<T> { T held; Holder(T held) { this.held = held; } "
                + "T get() { System.out.print(\"asked\"); return held; } }");
        assertEquals("12 -1 good day kept",
                kernel.run(
                        "point.size() + \" \" + sign.value() + \" \" + greeter.greet() + \" \" + holder.get()")
                        .result());
    }

    @Test
    void whatANewShapeResetsIsNamedAndTheRestIsKept() {
        kernel.run("class Shape { int sides = 4; }");
        kernel.run("Shape square = new Shape(); int sides = square.sides; String name = \"square\";");
        Answer answer = kernel.run("class Shape { int sides = 4; String colour = \"red\"; }");
        assertEquals("square was reset, because Shape was declared anew; run its cell again.\n",
                answer.printed("stderr"));
        assertEquals("null 4 square", kernel.run("square + \" \" + sides + \" \" + name").result());
        assertEquals("red", kernel.run("square = new Shape();\nsquare.colour").result());
        kernel.run("record Pair(int a) {}");
        kernel.run("var pair = new Pair(1);");
        assertTrue(kernel.run("record Pair(int a, int b) {}").printed("stderr").startsWith("pair "));
        kernel.run("enum Colour { RED }");
        kernel.run("var colour = Colour.RED;");
        assertTrue(kernel.run("enum Colour { RED, GREEN }").printed("stderr").startsWith("colour "));
        assertEquals("GREEN", kernel.run("Colour.valueOf(\"GREEN\")").result());
    }

    @Test
    void aNewSignatureKeepsWhatDoesNotDependOnIt() {
        kernel.run("int area(int a) { return a * a; }");
        kernel.run("int area3 = area(3);");
        kernel.run("int area(int a, int b) { return a * b; }");
        assertEquals("9 4 6", kernel.run("area3 + \" \" + area(2) + \" \" + area(2, 3)").result());
        kernel.run("long area(int a) { return -a; }");
        assertEquals("-2 6", kernel.run("area(2) + \" \" + area(2, 3)").result());
    }

    @Test
    void aLoopInARedeclaredMethodOrClassCanBeInterrupted() {
        kernel.run("void endless() { }\nclass Spinner { void spin() { } }");
        kernel.run(
                "endless(); var spinner = new Spinner(); Runnable user = () -> endless(); spinner.spin();");
        redeclare("void endless() { while (true) { } }\nclass Spinner { void spin() { for (;;) { } } }");
        for (String call : new String[]{ "endless();", "user.run();", "spinner.spin();" }) {
            Message running = kernel.startCell("System.out.println(\"go\");\n" + call, "go");
            kernel.send(kernel.control, "interrupt_request", new JsonObject());
            assertEquals("interrupt_reply", kernel.receive(kernel.control).type());
            assertEquals("Interrupted", kernel.answer(running).reply().get("ename").getAsString(), call);
        }
        assertEquals("2", kernel.run("1 + 1").result());
    }

    @Test
    void anImportThatGivesANameAnotherMeaningCostsNoVariable() {
        String declarations = """
                record Pixel(int x) { }
                var pixels = List.of(new Pixel(7));
                List<String> words = new ArrayList<>(List.of("a"));
                int untouched = 3;
                int wordCount() { return words.size(); }
                class Lines { List<String> lines = List.of("line"); }
                var lines = new Lines();""";
        kernel.run(declarations);
        assertEquals("Line 2: List still means java.util.List, with which something is declared; "
                + "write java.awt.List for the other.\n",
                kernel.run("// for Color\nimport java.awt.*;").printed("stderr").replace("for\nthe",
                        "for the"));
        assertEquals("[line] java.awt.Color",
                kernel.run("lines.lines + \" \" + Color.class.getName()").result());
        assertEquals("[Pixel[x=7]] 7 [a] 3 1",
                kernel.run(
                        "pixels + \" \" + pixels.get(0).x() + \" \" + words + \" \" + untouched + \" \" + wordCount()")
                        .result());
        // An import of the one class means what it says: of what no longer compiles the values stay.
        kernel.run("%reset");
        kernel.run(declarations);
        Answer answer = kernel.run("import java.awt.List;");
        assertTrue(
                answer.printed("stderr").contains("lines is gone")
                        && answer.printed("stderr").contains("Lines no longer"),
                answer.printed("stderr"));
        assertEquals("[Pixel[x=7]] [a, b]", kernel.run("words.add(\"b\");\npixels + \" \" + words").result());
        assertEquals("java.awt.List", kernel.run("List.class.getName()").result());
        kernel.run("%reset");
    }

    @Test
    void variablesDeclaredAgainHaveTheirNewValue() {
        kernel.run("int again = 1; int user() { return again; }");
        kernel.run("int again = 2;");
        assertEquals("2 2", kernel.run("again + \" \" + user()").result());
        kernel.run("String again = \"three\"; Object user() { return again; }");
        assertEquals("three three", kernel.run("again + \" \" + user()").result());
    }

    @Test
    void aClassWhoseInitialiserFailedIsMadeAnew() {
        kernel.run(
                "int start() { return Integer.parseInt(\"x\"); }\nclass Early {\n    static int value = start();\n}");
        assertEquals("error", kernel.run("Early.value").status());
        kernel.run("int start() { return 5; }");
        Answer answer = kernel.run("Early.value");
        assertEquals("error", answer.status());
        assertTrue(answer.traceback().replace('\n', ' ').contains("Run the cell that declares Early again"),
                answer.traceback());
        kernel.run("class Early {\n    static int value = start();\n}");
        assertEquals("5", kernel.run("Early.value").result());
    }
}
