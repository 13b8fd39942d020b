package leibniz.kernel.operators;

import java.util.List;
import java.util.stream.IntStream;
import leibniz.autograd.$Operators;
import leibniz.kernel.compile.SessionCompiler;
import leibniz.kernel.operators.OperatorFinder.Found;
import leibniz.kernel.outcome.CompileError;
import leibniz.kernel.text.CopiedText;
import leibniz.kernel.text.ParsedText;
import leibniz.kernel.text.UnwritableTextException;
import org.jspecify.annotations.Nullable;

/**
 * A snippet and the tree of it, which javac makes of a whole class only.
 *
 * @param parsed with {@code before} and {@code after} around the snippet
 * @param asking the parsed text with calls that let javac find the types of all operands
 */
record SnippetReading(String typed, ParsedText parsed, String before, String after, CopiedText asking) {
    /** What makes declarations, statements, or an expression into a class. */
    private static final List<String> BEFORE = List.of(" {\n", " { void run() {\n",
            " { Object run() { return\n");
    private static final List<String> AFTER = List.of("\n}", "\n}}", "\n;}}");

    /**
     * Null if the snippet is none of these.
     *
     * @throws UnwritableTextException if its operators cannot be copied
     */
    static @Nullable SnippetReading of(String typed, String className, SessionCompiler compiler) {
        List<String> texts = IntStream.range(0, BEFORE.size())
                .mapToObj(i -> "class " + className + BEFORE.get(i) + typed + AFTER.get(i)).toList();
        ParsedText parsed = compiler.parse(texts);
        if (parsed == null) {
            return null;
        }
        int reading = texts.indexOf(parsed.text());
        return new SnippetReading(typed, parsed, "class " + className + BEFORE.get(reading),
                AFTER.get(reading), OperatorWriter.forTypes(parsed));
    }

    /** The snippet with calls in the place of the operators that were found in it. */
    Rewriting withCalls(Found found) {
        CopiedText written = OperatorWriter.withCalls(parsed, $Operators.class.getSimpleName(),
                found.sites()::contains);
        String text = written.toString();
        List<CompileError> warnings = found.warnings().stream().map(w -> new CompileError(w.message(),
                w.start() - before.length(), w.end() - before.length())).toList();
        return new Rewriting(typed, text.substring(before.length(), text.length() - after.length()),
                written.map,
                before.length(), warnings, null, false);
    }
}
