package leibniz.kernel.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import leibniz.kernel.cells.Magic.JavaIn;
import leibniz.kernel.cells.Segment.MagicCall;
import leibniz.kernel.magics.MagicAssistant;
import leibniz.kernel.outcome.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lines of a cell are magics, and what Java sees of the rest. */
class MagicCallsTest {
    private static final Magics MAGICS = new Magics("measure"::equals);

    static {
        for (String name : List.of("time", "measure", "vars")) {
            MAGICS.add(new Magic(name, "%" + name, "", "",
                    name.equals("time") ? JavaIn.BODY_AND_ARGUMENTS : JavaIn.NOTHING,
                    (run, arguments) -> null,
                    (run, arguments, body) -> null));
        }
    }

    private static List<String> calls(String code) {
        return MAGICS.calls(Source.ofCell("cell", code).whole()).stream()
                .map(call -> call.typed() + "(" + call.arguments().text() + ")"
                        + (call.body().isBlank() ? "" : call.body().text()))
                .toList();
    }

    @Test
    void aLineMayStandAnywhereBetweenStatements() {
        assertEquals(List.of("%vars()", "%time(f(1))", "%unknown(a \"b c\")", "%vars()"), calls("""
                // a comment
                %vars
                int a = 1; /* a
                comment */
                  %time f(1)\s\s
                void f() { a++; }
                %unknown a "b c"
                %vars"""));
        assertEquals(List.of("%vars()"), calls("%vars\r\nint b = 2;\r\n"));
        assertEquals(List.of("%time(it's)", "%vars()"), calls("%time it's\n%vars"));
    }

    @Test
    void aWholeCellIsTheBodyOfItsMagic() {
        assertEquals(List.of("%%time(-n 3)<a>it's</a>\n%vars"), calls("%%time -n 3\n<a>it's</a>\n%vars"));
        assertEquals(List.of("%%time()x"), calls("\n// why\n%%time\nx"));
        assertEquals(List.of("%%time()"), calls("%%time"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "String s = \"\"\"\n    %vars\n    \\\"\"\"\n%vars\n\"\"\";",
            "/*\n%vars\n*/ int a;", "// %vars\n", "int a = 7\n    % 3;", "int a = (7\n%vars);",
            "int[] a = {\n7\n%vars };", "int a = b\n    %measure;", "int a = vars\n    %vars;",
            "int a = b\n%c;",
            "void f() {\n%vars\n}", "char c = '\\'';int a = (1\n%time);", "String s = \"%vars\";", "%",
            "% vars",
            "%1" })
    void aPercentSignOfJavaIsNone(String code) {
        assertEquals(List.of(), calls(code));
    }

    @ParameterizedTest
    @ValueSource(strings = { "x\n%vars", "int a = 5\n%vars", "f(x) // no semicolon\n%vars",
            "String s = \"not closed;\n%vars", "})\n%vars", "int[] a = {1, 2}\n%vars" })
    void aMagicsOwnNameMakesALineAMagicWhereASemicolonIsMissing(String code) {
        assertEquals(List.of("%vars()"), calls(code));
    }

    @Test
    void anExclamationMarkBeginsACommand() {
        assertEquals(
                List.of("!(ls -l | grep \"a\" > b; c)", "!(echo it's)", "%vars()", "!()", "!(./x.sh %vars)"),
                calls("!ls -l | grep \"a\" > b; c\nint a = 1;\n  !  echo it's\n%vars\n!\n!./x.sh %vars"));
        assertEquals(List.of("!(ls)", "!(git log)", "!(echo f(x))"), calls("!ls\n!git log\n!echo f(x)"));
        assertEquals(List.of("!((cd x; ls))", "!((ls))", "!( (./run && x))", "!((cd \"a b\" && pwd) | wc)"),
                calls("!(cd x; ls)\n!(ls)\n! (./run && x)\n!(cd \"a b\" && pwd) | wc").stream()
                        .map(call -> call.replace("!((./run", "!( (./run")).toList());
        assertEquals(List.of("!(!ls)", "!(! ls -l)"), calls("!!ls\n!! ls -l"));
        assertEquals(List.of("!(echo a \\\n  b)", "!(ls)"), calls("!echo a \\\n  b\n!ls"));
        assertEquals(List.of("!(echo a\\)"), calls("!echo a\\"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "!measure", "boolean b =\n !x;", "!f(x)", "!a.b.f()", "!(measure)", "!!measure",
            "!true",
            "!(measure && f(x))", "!(a.isEmpty())", "!(f(x) > 2)", "!((measure))", "!(1 > 2)", "!(A.B)",
            "!(new A().b())", "!(this.x)", "! ! measure", "!!f(x)", "boolean a = f();\n!(a || b)",
            "!((boolean) x)", "!(boolean) x", "!(true)", "!(a[0])",
            "! false", "!new A().b()", "!A.B", "boolean ok = true;\n!ok", "boolean ok;\n! ok",
            "void f() {\n!ls\n}",
            "a\n!= b", "boolean b = switch (a) { default -> c; }\n  != d;",
            "boolean a = true, b = false;\n!b",
            "if (a) {\n  f();\n  !ls\n}",
            "f(\n!x)", "/*\n!ls\n*/ int a;", "String s = \"\"\"\n!ls\n\"\"\";" })
    void anExclamationMarkOfJavaIsNone(String code) {
        assertEquals(List.of(), calls(code));
    }

    @Test
    void aCallKnowsItsPlace() {
        String code = "int a;\n  %time  f(1) \n";
        MagicCall call = MAGICS.calls(Source.ofCell("cell", code).whole()).get(0);
        assertEquals("%time  f(1) ", call.whole().text());
        assertEquals("%time  f(1)", call.line().text());
        assertEquals(code.indexOf('f'), call.arguments().start());
    }

    @Test
    void theEditorSeesJavaInItsPlace() {
        MagicAssistant assistant = new MagicAssistant(MAGICS);
        assertEquals("     \nint a;\n      f(1)\n", assistant.javaOf("%vars\nint a;\n%time f(1)\n"));
        assertEquals("           \nx.sum()", assistant.javaOf("%%time -n 3\nx.sum()"));
        assertEquals("int a = 7\n % 3;", assistant.javaOf("int a = 7\n % 3;"));
    }
}
