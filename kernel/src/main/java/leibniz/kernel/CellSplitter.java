package leibniz.kernel;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import leibniz.kernel.Piece.MagicCall;
import leibniz.kernel.Source.Part;

/** Splits a cell into snippets of Java and magics, in order, and finds before anything runs where that is impossible. */
final class CellSplitter {
    private final SourceCodeAnalysis analysis;
    private final List<Piece> pieces = new ArrayList<>();

    private CellSplitter(SourceCodeAnalysis analysis) {
        this.analysis = analysis;
    }

    /** @throws CellFailure if the Java code ends too early or a magic does not exist */
    static List<Piece> split(Part part, SourceCodeAnalysis analysis, Magics magics) throws CellFailure {
        CellSplitter splitter = new CellSplitter(analysis);
        int from = part.start();
        for (MagicCall call : magics.calls(part)) {
            splitter.addJava(new Part(part.source(), from, call.whole().start()));
            magics.check(call, splitter.pieces.isEmpty());
            splitter.pieces.add(call);
            from = call.whole().end();
        }
        splitter.addJava(new Part(part.source(), from, part.end()));
        return splitter.pieces;
    }

    private void addJava(Part part) throws CellFailure {
        String code = part.text();
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
            pieces.add(new Piece.Java(info.source().substring(blank), part.start() + offset + blank));
            offset = code.length() - info.remaining().length();
        }
    }

    private static CellFailure endsTooEarly(Part part) {
        String what = part.source().isCell() ? "the cell" : part.source().name();
        String where = part.end() == part.source().code().length()
                ? what + " ends before the code does"
                : "a magic begins before the code above it ends";
        int end = part.stripped().end();
        return new CellFailure(CompileError.failure(part.source(), 0,
                List.of(new CompileError(where + ": a bracket, a quote or an operand is missing",
                        Math.max(0, end - 1), end))));
    }
}
