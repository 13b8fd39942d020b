package leibniz.kernel.advice;

import java.util.List;
import java.util.stream.Stream;
import leibniz.kernel.compile.SessionCompiler;
import leibniz.kernel.operators.Operators;
import leibniz.kernel.operators.Rewriting;
import leibniz.kernel.text.ParsedText;

/** Finds out whether a text compiles in the session, which does not hear of it. */
final class Trial {
    private static final String NAME = "$JShell$advice";
    private static final List<String> BEFORE = List.of("class " + NAME + " {\n",
            "class " + NAME + " { void run() throws Throwable {\n",
            "class " + NAME + " { Object run() throws Throwable { return\n");
    private static final List<String> AFTER = List.of("\n}", "\n;}}", "\n;}}");

    private final SessionCompiler compiler;
    private final Operators operators;

    Trial(SessionCompiler compiler, Operators operators) {
        this.compiler = compiler;
        this.operators = operators;
    }

    boolean compiles(String text) {
        Rewriting written = operators.rewrite(text);
        String code = written.text();
        // An empty statement after a throw could not be reached.
        boolean ends = code.stripTrailing().endsWith(";");
        List<String> forms = Stream.of(0, 1, 2).map(i -> BEFORE.get(i) + code
                + (ends && i == 1 ? "\n}}" : AFTER.get(i))).toList();
        ParsedText parsed = compiler.parse(forms);
        return parsed != null && compiler.errors(compiler.header(code) + parsed.text()).isEmpty();
    }
}
