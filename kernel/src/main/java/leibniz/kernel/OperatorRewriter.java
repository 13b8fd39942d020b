package leibniz.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import leibniz.autograd.$Operators;
import leibniz.kernel.OperatorFinder.Found;
import org.jspecify.annotations.Nullable;

/**
 * Writes a snippet anew with calls of {@link $Operators} in the place of its operators on tensors. Which these are is
 * found in one pass of the compiler, over a copy with calls of {@code $JShell$Types} in the place of all operators.
 */
final class OperatorRewriter {
    /** What goes around a snippet so that it can be read as declarations, as statements, or as an expression. */
    private static final List<String> BEFORE = List.of("class $Piece {\n", "class $Piece { void run() {\n",
            "class $Piece { Object run() { return\n");
    private static final List<String> AFTER = List.of("\n}", "\n}}", "\n;}}");

    private static final String TYPE_PROBE = readTypeProbe();

    private final SessionCompiler compiler;
    /** What stands below each copy: nothing if the compiler has the class already. */
    private @Nullable String typeProbe;

    OperatorRewriter(SessionCompiler compiler) {
        this.compiler = compiler;
    }

    private static String readTypeProbe() {
        try (InputStream in = OperatorRewriter.class.getResourceAsStream("TypeProbe.java")) {
            return new String(Objects.requireNonNull(in, "a resource of the kernel").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unchanged where there are no such operators, or where they cannot be read; what is returned says why. */
    Rewriting rewrite(String typed) {
        List<String> readings = IntStream.range(0, BEFORE.size())
                .mapToObj(i -> BEFORE.get(i) + typed + AFTER.get(i)).toList();
        try {
            ParsedText parsed = compiler.parse(readings);
            if (parsed == null) {
                return Rewriting.unreadable(typed);
            }
            int reading = readings.indexOf(parsed.text());
            return rewrite(typed, parsed, BEFORE.get(reading).length(), AFTER.get(reading).length());
        } catch (UnwritableTextException e) {
            return Rewriting.unread(typed, e.getMessage());
        } catch (IllegalStateException | InternalError | StackOverflowError e) {
            // javac, and JShell on its behalf, make the others of the last
            return Rewriting.unread(typed, UnwritableTextException.TOO_DEEP);
        }
    }

    private Rewriting rewrite(String typed, ParsedText parsed, int before, int after) {
        if (typeProbe == null) {
            typeProbe = compiler.add(TYPE_PROBE) ? "" : TYPE_PROBE;
        }
        CopiedText asking = OperatorWriter.forTypes(parsed);
        String header = compiler.header(typed);
        Found found = compiler.attribute(header + asking + "\n" + typeProbe,
                attributed -> OperatorFinder.find(attributed, header.length(), asking.map, parsed.text()));
        CopiedText written = OperatorWriter.withCalls(parsed, $Operators.class.getSimpleName(),
                found.sites()::contains);
        List<CompileError> warnings = found.warnings().stream()
                .map(w -> new CompileError(w.message(), w.start() - before, w.end() - before)).toList();
        String text = written.toString();
        return new Rewriting(typed, text.substring(before, text.length() - after), written.map, before,
                warnings,
                null, false);
    }
}
