package leibniz.kernel.text;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;

/** A text and the tree that javac made of it. */
public record ParsedText(String text, CompilationUnitTree unit, SourcePositions positions) {

    public int start(Tree tree) {
        return (int) positions.getStartPosition(unit, tree);
    }

    public int end(Tree tree) {
        return (int) positions.getEndPosition(unit, tree);
    }

    /**
     * Where {@code symbol} stands between two trees; beside it there are only white space and comments.
     *
     * @throws UnwritableTextException if it is not there, for instance because it is written as a Unicode
     *     escape
     */
    public int between(Tree left, String symbol, Tree right) {
        int at = end(left);
        int limit = start(right);
        while (at < limit) {
            int code = CodeReader.afterComment(text, at);
            if (code > at) {
                at = code;
            } else if (text.startsWith(symbol, at)) {
                return at;
            } else if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                break;
            }
        }
        throw new UnwritableTextException(UnwritableTextException.ESCAPED);
    }
}
