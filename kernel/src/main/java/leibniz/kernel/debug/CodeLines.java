package leibniz.kernel.debug;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import leibniz.kernel.text.CellOutline;
import leibniz.kernel.text.CodeMask;
import leibniz.kernel.text.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a cell on which something runs, which are those that a breakpoint can be on: as the parser
 * sees them, since the cell may not have run yet.
 */
final class CodeLines extends TreeScanner<@Nullable Void, @Nullable Void> {
    private static final Pattern MAGIC = Pattern.compile("(?m)^[ \\t]*[%!].*$");

    private final NavigableSet<Integer> lines = new TreeSet<>();
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    private CodeLines(CompilationUnitTree unit, SourcePositions positions) {
        this.unit = unit;
        this.positions = positions;
    }

    /** The lines, counted from 1. */
    static NavigableSet<Integer> of(String cell) {
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null,
                new DiagnosticCollector<JavaFileObject>(), List.of("-proc:none"), null,
                List.of(new SourceText(asClass(cell))));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            CodeLines found = new CodeLines(unit, Trees.instance(task).getSourcePositions());
            found.scan(unit, null);
            return found.lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cell as one class with the same lines: statements become initialisers, imports blanks. */
    private static String asClass(String cell) {
        String code = MAGIC.matcher(cell).replaceAll("");
        String masked = CodeMask.of(code).text();
        StringBuilder text = new StringBuilder("class C { ");
        for (CellOutline.Part part : CellOutline.of(masked)) {
            String piece = code.substring(part.start(), part.end());
            String plain = masked.substring(part.start(), part.end());
            int end = plain.stripTrailing().length(); // before a comment
            int start = CellOutline.modifiersEnd(plain);
            switch (part.kind()) {
                case IMPORT -> text.append(piece.replaceAll("[^\n]", ""));
                case DECLARATION -> text.append(piece);
                case STATEMENT -> text.append('{').append(piece.substring(0, start).replaceAll("[^\n]", ""))
                        .append(piece, start, end).append(";}").append(piece, end,
                                piece.length());
            }
        }
        return text.append("\n}").toString();
    }

    private void add(Tree tree) {
        addPosition(positions.getStartPosition(unit, tree));
    }

    private void addPosition(long position) {
        if (position >= 0) {
            lines.add((int) unit.getLineMap().getLineNumber(position));
        }
    }

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
        switch (tree) {
            case null -> {
            }
            case VariableTree variable -> {
                if (variable.getInitializer() != null) {
                    add(variable);
                }
            }
            case WhileLoopTree loop -> {
                if (!loop.getCondition().toString().equals("(true)")) {
                    add(loop);
                }
            }
            case ForLoopTree loop -> {
                if (loop.getCondition() != null || !loop.getInitializer().isEmpty()
                        || !loop.getUpdate().isEmpty()) {
                    add(loop);
                }
            }
            case DoWhileLoopTree loop -> add(loop.getCondition());
            case BlockTree _,ClassTree _,EmptyStatementTree _,LabeledStatementTree _,TryTree _,BreakTree _ ->
                {
                }
            case StatementTree statement -> add(statement);
            case LambdaExpressionTree lambda -> {
                if (lambda.getBody() instanceof ExpressionTree body) {
                    add(body);
                }
            }
            case MethodInvocationTree call ->
                addPosition(positions.getEndPosition(unit, call.getMethodSelect()));
            case NewClassTree made -> add(made);
            default -> {
            }
        }
        return super.scan(tree, null);
    }
}
