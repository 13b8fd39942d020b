package leibniz.kernel.compile;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.kernel.text.CellOutline;
import leibniz.kernel.text.CodeMask;
import leibniz.kernel.text.CodeReader;
import org.jspecify.annotations.Nullable;

/**
 * How a snippet becomes the body of a method.
 *
 * @param name of the variable that holds its value; empty if there is none
 */
record StatementForm(String before, String name, String after) {
    private static final String VALUE = "$leibniz$value";

    static final StatementForm STATEMENT = new StatementForm("", "", "");
    static final StatementForm EXPRESSION = new StatementForm("var " + VALUE + " = ", VALUE, ";");
    /** A call that returns nothing, written as if it were an expression. */
    static final StatementForm VOID_CALL = new StatementForm("", "", ";");

    /** A statement that may return an array, with something behind it that Java takes to be in reach. */
    static final StatementForm RETURNING = new StatementForm("if (true) {", "", "}");

    /**
     * Where a variable is declared with a value, and its name. Statements may look like it, but for blocks.
     */
    private static final Pattern DECLARATION = Pattern
            .compile("[^=({;\"]*[\\w>\\]]\\s+([\\p{L}_$][\\p{L}\\d_$]*)\\s*=(?!=)", Pattern.DOTALL);

    /** The ways to read a snippet, the likeliest first; none if it declares what only JShell can declare. */
    static List<StatementForm> of(String snippet, SessionVariables variables) {
        String masked = CodeMask.of(snippet).text();
        if (CellOutline.of(masked).stream()
                .anyMatch(part -> part.kind() != CellOutline.Kind.STATEMENT)) {
            return List.of();
        }
        if (!CodeReader.endsStatement(snippet)) {
            return List.of(EXPRESSION);
        }
        Matcher declaration = DECLARATION.matcher(masked).region(CellOutline.modifiersEnd(masked),
                masked.length());
        if (!declaration.lookingAt()) {
            return List.of(STATEMENT, EXPRESSION);
        }
        String name = declaration.group(1);
        return SessionVariables.isVar(snippet) || variables.exists(name)
                ? List.of(new StatementForm("", name, ""), STATEMENT, EXPRESSION)
                : List.of();
    }

    boolean isDeclaration() {
        return hasValue() && this != EXPRESSION;
    }

    String returnType() {
        return this == RETURNING ? "Object[]" : hasValue() ? "Object" : "void";
    }

    String end() {
        return after + (this == RETURNING ? " return null;" : hasValue() ? "return " + name + ";" : "");
    }

    boolean hasValue() {
        return !name.isEmpty();
    }

    /**
     * The only statement of the body, or the variable that holds its value; null if the snippet has another
     * form.
     */
    @Nullable
    StatementTree statement(MethodTree method) {
        List<? extends StatementTree> statements = method.getBody().getStatements().stream()
                .filter(s -> !(s instanceof EmptyStatementTree)).toList();
        if (this == RETURNING) {
            return statements.getFirst();
        }
        if (statements.size() != (hasValue() ? 2 : 1)) {
            return null;
        }
        StatementTree first = statements.getFirst();
        boolean fits = hasValue()
                ? first instanceof VariableTree variable && variable.getName().contentEquals(name)
                : !(first instanceof VariableTree || first instanceof ClassTree);
        return fits ? first : null;
    }
}
