package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import leibniz.kernel.protocol.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a console runs what was typed. */
class CompletenessIT extends WithKernel {
    private static JsonObject ask(String code) {
        return kernel.request("is_complete_request", Json.of("code", code)).reply();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "  \n", "1 + 1", "int a = 1; a + 1", "int a = 1", "// a comment", "/* a */",
            "if (true) { }",
            "record P(int a) {}", "import java.util.List", "\"\"\"\n    text\"\"\"", "int f() {\n} // end",
            "foo()",
            "Runnable r = () -> { };", "/* a */ // b" })
    void whatCanRunIsComplete(String code) {
        assertEquals("complete", ask(code).get("status").getAsString());
    }

    @ParameterizedTest
    @ValueSource(strings = { ") 3", "}", "\"unclosed", "'a", "int a = 1; ]" })
    void whatNothingCanMendIsInvalid(String code) {
        assertEquals("invalid", ask(code).get("status").getAsString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '§', textBlock = """
            int f(int a) {                                     ! 4
            int f(int a) {~    if (a > 0)                      ! 8
            int f(int a) {~    if (a > 0) {                    ! 8
            class A {~    void f() {~        int x = 3;        ! 8
            class A {~    void f() {~    }                     ! 4
            foo(1,                                             ! 4
            list.forEach(x -> {                                ! 4
            list.stream()~    .map(x -> {~        var y = x;   ! 8
            foo(() -> {~    bar();~}                           ! 0
            int x =                                            ! 4
            if (a) {~    b();~} else                           ! 4
            for (int i = 0; i < 3; i++)                        ! 4
            var r = switch (x) {~    case 1 ->                 ! 8
            String s = `text~    abc                           ! 4
            /* a comment                                       ! 0
            int[] a = { 1, // one                              ! 4
            "(" + // {                                         ! 4
            """)
    void whatGoesOnIsIndented(String lines, int indent) {
        JsonObject reply = ask(lines.replace('~', '\n').replace("`", "\"\"\"\n"));
        assertEquals("incomplete", reply.get("status").getAsString(), lines);
        assertEquals(" ".repeat(indent), reply.get("indent").getAsString(), lines);
    }
}
