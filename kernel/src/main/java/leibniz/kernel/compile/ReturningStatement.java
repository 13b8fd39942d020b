package leibniz.kernel.compile;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import leibniz.kernel.text.CellOutline;
import leibniz.kernel.text.CodeMask;
import leibniz.kernel.text.CodeReader;
import leibniz.kernel.text.CopiedText;
import leibniz.kernel.text.ParsedText;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a cell with a {@code return} that belongs to no method or lambda: it ends the cell. Written
 * anew, it returns an array with the value, or an empty one.
 */
public final class ReturningStatement {
    private static final Pattern RETURN = Pattern.compile("\\breturn\\b");
    private static final String BEFORE = "class $JShell$return { static Object[] m() throws Throwable { if (true) {\n";
    private static final String AFTER = "\n} return null; }}";

    private ReturningStatement() {}

    /** The statement as it has to be compiled; null if it does not return. */
    public static @Nullable CopiedText in(String snippet, SessionCompiler compiler) {
        if (!RETURN.matcher(snippet).find() || CellOutline.of(CodeMask.of(snippet).text()).stream()
                .anyMatch(part -> part.kind() != CellOutline.Kind.STATEMENT)) {
            return null;
        }
        String whole = CodeReader.endsStatement(snippet) ? snippet : snippet + "\n;";
        ParsedText parsed = compiler.parse(List.of(BEFORE + whole + AFTER));
        if (parsed == null) {
            return null;
        }
        List<ReturnTree> returns = returns(parsed);
        if (returns.isEmpty()) {
            return null;
        }
        CopiedText copy = new CopiedText(whole);
        for (ReturnTree found : returns) {
            int after = parsed.start(found) - BEFORE.length() + "return".length();
            ExpressionTree value = found.getExpression();
            copy.copyTo(after);
            if (value == null) {
                copy.insert(" new Object[0]");
            } else {
                copy.insert(" new Object[]{ ");
                copy.copyTo(parsed.end(value) - BEFORE.length());
                copy.insert(" }");
            }
        }
        copy.copyTo(whole.length());
        return copy;
    }

    /** The unit that tells what is wrong with such a statement. */
    public static String unit(String header, String statement) {
        return header + BEFORE + statement + AFTER;
    }

    /** Where the statement begins in its unit. */
    public static int start(String header) {
        return header.length() + BEFORE.length();
    }

    private static List<ReturnTree> returns(ParsedText parsed) {
        List<ReturnTree> returns = new ArrayList<>();
        List<? extends StatementTree> statements = ((MethodTree) ((ClassTree) parsed.unit().getTypeDecls()
                .getFirst())
                .getMembers().getFirst()).getBody().getStatements();
        // Of a variable JShell makes a field, whose value no return can stand in.
        if (statements.getFirst() instanceof VariableTree) {
            return returns;
        }
        statements.getFirst().accept(new TreeScanner<Void, Void>() {
            @Override
            public Void visitReturn(ReturnTree found, Void unused) {
                returns.add(found);
                return null;
            }

            @Override
            public @Nullable Void visitLambdaExpression(LambdaExpressionTree lambda, Void unused) {
                return null;
            }

            @Override
            public @Nullable Void visitClass(ClassTree type, Void unused) {
                return null;
            }
        }, null);
        return returns;
    }
}
