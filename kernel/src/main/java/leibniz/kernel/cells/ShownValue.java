package leibniz.kernel.cells;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.tools.ToolProvider;
import jdk.jshell.SnippetEvent;
import leibniz.display.MimeBundle;
import leibniz.display.Renderers;
import leibniz.kernel.execution.Demangler;
import leibniz.kernel.outcome.FramesInText;
import leibniz.kernel.text.CodeReader;
import leibniz.kernel.text.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * What a cell shows of the value of its last snippet: nothing, unless that is an expression, without a
 * semicolon, that is no assignment.
 */
public final class ShownValue {
    private static final List<String> TEXTS = List.of("text/plain", "text/html");

    private ShownValue() {}

    /** The forms of a value; making them may run code of the user. */
    public static MimeBundle of(@Nullable Object value) {
        MimeBundle bundle = Renderers.render(value);
        return value instanceof String ? with(bundle, FramesInText::in) : withUserNames(bundle);
    }

    /**
     * The text that Java makes of an object of the user's own class begins with the name of that class, and
     * that of a stack frame says where it is.
     */
    public static MimeBundle withUserNames(MimeBundle bundle) {
        return with(bundle, text -> Demangler.in(FramesInText.in(text)));
    }

    private static MimeBundle with(MimeBundle bundle, UnaryOperator<String> words) {
        MimeBundle worded = bundle;
        for (String type : TEXTS) {
            String text = bundle.data().get(type);
            String other = text == null ? null : words.apply(text);
            if (other != null && !other.equals(text)) {
                worded = worded.with(type, other);
            }
        }
        return worded;
    }

    static boolean isShown(String source, List<SnippetEvent> events) {
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                return switch (event.snippet().subKind()) {
                    case VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND, TEMP_VAR_EXPRESSION_SUBKIND ->
                        isShown(source);
                    default -> false;
                };
            }
        }
        return false;
    }

    /** @param expression with a value, as it was typed */
    static boolean isShown(String expression) {
        return CodeReader.lastCodeCharacter(expression) != ';'
                && !(expression.contains("=") && isAssignment(expression));
    }

    private static boolean isAssignment(String source) {
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null,
                diagnostic -> {},
                List.of("-proc:none"), null,
                List.of(new SourceText("class C { Object value = " + source + "\n; }")));
        boolean[] found = { false };
        try {
            task.parse().forEach(tree -> tree.accept(new TreeScanner<Void, Void>() {
                @Override
                public Void visitVariable(VariableTree variable, Void unused) {
                    ExpressionTree value = variable.getInitializer();
                    found[0] |= value instanceof AssignmentTree || value instanceof CompoundAssignmentTree;
                    return null;
                }
            }, null));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return found[0];
    }
}
