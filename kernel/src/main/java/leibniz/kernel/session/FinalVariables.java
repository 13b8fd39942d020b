package leibniz.kernel.session;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import jdk.jshell.VarSnippet;
import leibniz.autograd.Tensor;
import leibniz.kernel.compile.SessionCompiler;
import leibniz.kernel.compile.SessionCompiler.Attributed;
import leibniz.kernel.execution.CellLoader;
import leibniz.kernel.outcome.CompileError;
import leibniz.kernel.text.CellOutline;
import leibniz.kernel.text.CodeMask;

/**
 * The variables that were declared final. JShell leaves that word out, since its fields are given their
 * values later; here an assignment to one is refused, as Java refuses it.
 */
final class FinalVariables {
    private static final Pattern FINAL = Pattern.compile("\\bfinal\\b");

    private final JShell jshell;
    private final SessionCompiler compiler;
    /** The snippets that declared them, by name. */
    private final Map<String, VarSnippet> declared = new HashMap<>();

    FinalVariables(JShell jshell, SessionCompiler compiler) {
        this.jshell = jshell;
        this.compiler = compiler;
    }

    /** Notes whether the text that has declared a variable, or declared it again, makes it final. */
    void note(String source, VarSnippet variable) {
        String masked = CodeMask.of(source).text();
        int modifiers = CellOutline.modifiersEnd(masked);
        if (FINAL.matcher(masked).region(0, modifiers).find() && masked.indexOf('=', modifiers) >= 0) {
            declared.put(variable.name(), variable);
        } else {
            declared.remove(variable.name());
        }
    }

    /** The assignments to such variables in a snippet. */
    List<CompileError> assigned(String snippet) {
        declared.values().removeIf(variable -> jshell.status(variable) != Status.VALID);
        if (declared.isEmpty() || !mayAssign(CodeMask.of(snippet).text())) {
            return List.of();
        }
        List<CompileError> errors = new ArrayList<>();
        for (SnippetWrapper wrapper : jshell.sourceCodeAnalysis().wrappers(snippet)) {
            errors.addAll(compiler.attribute(SessionCompiler.withoutUnusedNames(wrapper.wrapped()),
                    unit -> assigned(unit, wrapper)));
        }
        return errors;
    }

    private boolean mayAssign(String code) {
        String names = declared.keySet().stream().map(Pattern::quote)
                .collect(Collectors.joining("|", "(?:", ")"));
        return Pattern
                .compile("(?<![\\w$.])" + names + "\\s*\\)*\\s*(?:=(?!=)|\\+\\+|--|[-+*/%&|^]=|<<=|>>>?=)"
                        + "|(?:\\+\\+|--)\\s*\\(*\\s*" + names + "(?![\\w$])")
                .matcher(code).find();
    }

    private List<CompileError> assigned(Attributed attributed, SnippetWrapper wrapper) {
        List<CompileError> errors = new ArrayList<>();
        CompilationUnitTree unit = attributed.unit();
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitAssignment(AssignmentTree tree, Void unused) {
                check(tree.getVariable());
                return super.visitAssignment(tree, null);
            }

            @Override
            public Void visitCompoundAssignment(CompoundAssignmentTree tree, Void unused) {
                // Of a tensor, x += 1 changes the elements and not the variable.
                TypeMirror type = attributed.trees()
                        .getTypeMirror(new TreePath(getCurrentPath(), tree.getVariable()));
                if (type == null || !type.toString().equals(Tensor.class.getName())) {
                    check(tree.getVariable());
                }
                return super.visitCompoundAssignment(tree, null);
            }

            @Override
            public Void visitUnary(UnaryTree tree, Void unused) {
                switch (tree.getKind()) {
                    case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
                        check(tree.getExpression());
                    default -> {
                    }
                }
                return super.visitUnary(tree, null);
            }

            private void check(ExpressionTree target) {
                if (target instanceof IdentifierTree name
                        && declared.containsKey(name.getName().toString())) {
                    Element meant = attributed.trees().getElement(new TreePath(getCurrentPath(), target));
                    if (meant != null && meant.getEnclosingElement() instanceof TypeElement holder
                            && holder.getNestingKind() == NestingKind.TOP_LEVEL
                            && holder.getQualifiedName().toString().startsWith(CellLoader.PACKAGE)
                            && !holder.getQualifiedName().toString()
                                    .equals(wrapper.fullClassName())) {
                        var positions = attributed.trees().getSourcePositions();
                        errors.add(
                                new CompileError("cannot assign a value to final variable " + name.getName(),
                                        wrapper.wrappedToSourcePosition(
                                                (int) positions.getStartPosition(unit, target)),
                                        wrapper.wrappedToSourcePosition(
                                                (int) positions.getEndPosition(unit, target))));
                    }
                }
            }
        }.scan(unit, null);
        return errors;
    }
}
