package leibniz.kernel.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import leibniz.kernel.advice.Advisor;
import leibniz.kernel.cells.Segment.MagicCall;
import leibniz.kernel.outcome.CellFailure;
import leibniz.kernel.outcome.CompileError;
import leibniz.kernel.outcome.Source.Span;
import leibniz.kernel.session.Session;
import leibniz.kernel.text.CodeMask;
import leibniz.kernel.text.CodeReader;
import org.jspecify.annotations.Nullable;

/**
 * Splits a cell into snippets of Java and magics, in order, and finds before anything runs where that is
 * impossible.
 */
final class CellSplitter {
    /** What may add magics before those below it are called. */
    private static final Pattern ADDS_MAGICS = Pattern.compile(
            "\\bregister\\w*\\(|(?m)^[ \\t]*%(?:maven|jars|classpath|load|addMaven)");

    private final SourceCodeAnalysis analysis;
    private final Advisor advisor;
    private final Magics magics;
    private final List<Segment> pieces = new ArrayList<>();

    private CellSplitter(Session session, Magics magics) {
        this.analysis = session.jshell.sourceCodeAnalysis();
        this.advisor = session.advisor;
        this.magics = magics;
    }

    /** @throws CellFailure if the Java code ends too early or a magic does not exist */
    static List<Segment> split(Span part, Session session, Magics magics) throws CellFailure {
        CellSplitter splitter = new CellSplitter(session, magics);
        int from = part.start();
        for (MagicCall call : magics.calls(part)) {
            splitter.addJava(new Span(part.source(), from, call.whole().start()));
            splitter.check(call, part.start());
            splitter.pieces.add(call);
            from = call.whole().end();
        }
        splitter.addJava(new Span(part.source(), from, part.end()));
        return splitter.pieces;
    }

    /** A magic that does not exist may still come to exist while what is above it runs. */
    private void check(MagicCall call, int from) throws CellFailure {
        String above = call.whole().source().code().substring(from, call.whole().start());
        if (magics.find(call.name()).isPresent() || !ADDS_MAGICS.matcher(above).find()) {
            magics.check(call, pieces.isEmpty());
        }
    }

    private void addJava(Span part) throws CellFailure {
        List<MagicCall> embedded = magics.embedded(part);
        for (MagicCall call : embedded) {
            check(call, 0);
        }
        EmbeddedMagics replaced = embedded.isEmpty() ? null : new EmbeddedMagics(part, embedded);
        String code = replaced == null ? part.text() : replaced.code();
        checkComments(code, part, replaced);
        int offset = 0;
        while (offset < code.length() && CodeReader.lastCodeCharacter(code.substring(offset)) != 0) {
            CompletionInfo info = analysis.analyzeCompletion(code.substring(offset));
            Completeness completeness = info.completeness();
            if (completeness == Completeness.EMPTY) {
                break;
            }
            if (completeness == Completeness.DEFINITELY_INCOMPLETE || info.source() == null) {
                throw endsTooEarly(part);
            }
            // JShell counts the lines of a stack frame from the first line that is not blank.
            int blank = info.source().length() - info.source().stripLeading().length();
            int start = offset + blank;
            pieces.add(replaced == null
                    ? new Segment.Java(info.source().substring(blank), part.start() + start)
                    : new Segment.Java(info.source().substring(blank), replaced.inSource(start),
                            replaced.from(start)));
            offset = code.length() - info.remaining().length();
        }
    }

    /** JShell takes a comment that does not end for one that ends with the cell. */
    private static void checkComments(String code, Span part, @Nullable EmbeddedMagics replaced)
            throws CellFailure {
        if (code.contains("/*") && CodeMask.of(code).end() == CodeMask.End.COMMENT) {
            int inCode = CodeMask.of(code).lastStart();
            int start = replaced == null ? part.start() + inCode : replaced.inSource(inCode);
            throw new CellFailure(CompileError.failure(part.source(), 0, List.of(new CompileError(
                    "this comment does not end: write */ behind it", start, start + 2))));
        }
    }

    private CellFailure endsTooEarly(Span part) {
        String what = part.source().isCell() ? "the cell" : part.source().name();
        String where = part.end() == part.source().code().length()
                ? what + " ends before the code does"
                : "a magic begins before the code above it ends";
        int end = part.stripped().end();
        return new CellFailure(advisor.failure(part.source(),
                List.of(new CompileError(where + ": a bracket, a quote or an operand is missing",
                        Math.max(0, end - 1), end))));
    }
}
