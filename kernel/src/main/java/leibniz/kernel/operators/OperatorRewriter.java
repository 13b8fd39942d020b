package leibniz.kernel.operators;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leibniz.autograd.$Operators;
import leibniz.kernel.compile.SessionCompiler;
import leibniz.kernel.operators.OperatorFinder.Found;
import leibniz.kernel.text.UnwritableTextException;
import org.jspecify.annotations.Nullable;

/**
 * Writes snippets anew with calls of {@link $Operators} in the place of their operators on tensors. Which
 * these are is found in one pass of the compiler, over a copy with calls of {@code $JShell$Types} in the
 * place of all operators.
 */
final class OperatorRewriter {
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

    /**
     * Unchanged where there are no such operators, or where they cannot be read; what is returned says why.
     *
     * @param snippets none of which declares what another speaks of: then one pass finds the types of all
     */
    List<Rewriting> rewrite(List<String> snippets) {
        try {
            List<SnippetReading> readings = new ArrayList<>();
            for (String snippet : snippets) {
                SnippetReading reading = SnippetReading.of(snippet, "$Piece" + readings.size(), compiler);
                if (reading == null) {
                    return eachAlone(snippets, Rewriting::unreadable);
                }
                readings.add(reading);
            }
            return written(readings);
        } catch (UnwritableTextException e) {
            return eachAlone(snippets, snippet -> Rewriting.unread(snippet, e.advice()));
        } catch (IllegalStateException | InternalError | StackOverflowError e) {
            // javac and JShell turn a stack overflow into one of the others
            return eachAlone(snippets,
                    snippet -> Rewriting.unread(snippet, UnwritableTextException.TOO_DEEP));
        }
    }

    /**
     * Tries each by itself of several that cannot all be read; {@code unread} is for one that is alone
     * already.
     */
    private List<Rewriting> eachAlone(List<String> snippets, Function<String, Rewriting> unread) {
        return snippets.size() == 1
                ? List.of(unread.apply(snippets.getFirst()))
                : snippets.stream().flatMap(snippet -> rewrite(List.of(snippet)).stream()).toList();
    }

    private List<Rewriting> written(List<SnippetReading> readings) {
        if (typeProbe == null) {
            typeProbe = compiler.add(TYPE_PROBE) ? "" : TYPE_PROBE;
        }
        StringBuilder unit = new StringBuilder(compiler.header(
                readings.stream().map(SnippetReading::typed).collect(Collectors.joining("\n"))));
        List<Integer> offsets = new ArrayList<>();
        for (SnippetReading reading : readings) {
            offsets.add(unit.length());
            unit.append(reading.asking()).append('\n');
        }
        List<Found> found = compiler.attribute(unit + typeProbe,
                attributed -> IntStream.range(0, readings.size())
                        .mapToObj(i -> OperatorFinder.find(attributed, offsets.get(i), readings.get(i)))
                        .toList());
        return IntStream.range(0, readings.size()).mapToObj(i -> readings.get(i).withCalls(found.get(i)))
                .toList();
    }
}
