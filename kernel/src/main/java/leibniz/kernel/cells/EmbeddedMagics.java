package leibniz.kernel.cells;

import java.util.List;
import java.util.stream.Collectors;
import leibniz.kernel.cells.Segment.MagicCall;
import leibniz.kernel.outcome.CompileError;
import leibniz.kernel.outcome.Source.Span;
import leibniz.kernel.text.SourceMap;

/**
 * Java in which magics stand for values, as in {@code List<String> files = %sh ls}, or for statements of a
 * block. Each becomes a call; no line changes its number.
 */
final class EmbeddedMagics {
    private final String code;
    private final SourceMap map;
    private final int from;

    EmbeddedMagics(Span part, List<MagicCall> calls) {
        StringBuilder written = new StringBuilder();
        this.map = new SourceMap();
        this.from = 0;
        int copied = part.start();
        for (MagicCall call : calls) {
            add(written, part.source().code().substring(copied, call.whole().start()), copied,
                    call.whole().start());
            add(written, call(call), call.whole().start(), call.whole().end());
            copied = call.whole().end();
        }
        add(written, part.source().code().substring(copied, part.end()), copied, part.end());
        this.code = written.toString();
    }

    private EmbeddedMagics(EmbeddedMagics whole, int from) {
        this.code = whole.code;
        this.map = whole.map;
        this.from = from;
    }

    /** The same for a snippet that begins at this place in the code. */
    EmbeddedMagics from(int start) {
        return new EmbeddedMagics(this, start);
    }

    private void add(StringBuilder written, String text, int start, int end) {
        map.add(written.length(), written.length() + text.length(), start, end);
        written.append(text);
    }

    private static String call(MagicCall call) {
        return "leibniz.compat.Functions.lineMagic(" + literal(call.name()) + ", java.util.List.of("
                + Magic.words(call.arguments()).stream().map(EmbeddedMagics::literal)
                        .collect(Collectors.joining(", "))
                + "));";
    }

    private static String literal(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** What JShell gets. */
    String code() {
        return code;
    }

    int inSource(int position) {
        return map.toSource(from + position);
    }

    CompileError inSource(CompileError error) {
        int start = inSource(Math.max(0, error.start()));
        return new CompileError(error.message(), start, Math.max(start + 1, inSource(error.end() - 1) + 1));
    }
}
