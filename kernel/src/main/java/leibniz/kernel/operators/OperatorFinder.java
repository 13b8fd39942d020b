package leibniz.kernel.operators;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import leibniz.autograd.Tensor;
import leibniz.kernel.compile.SessionCompiler;
import leibniz.kernel.operators.OperatorWriter.Site;
import leibniz.kernel.outcome.CompileError;
import leibniz.kernel.text.Expressions;
import leibniz.kernel.text.SourceMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the operators that have tensors as operands, in a text that {@link OperatorWriter#forTypes} wrote.
 */
final class OperatorFinder extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private static final Set<String> BOXES = Set.of("java.lang.Byte", "java.lang.Short", "java.lang.Integer",
            "java.lang.Long", "java.lang.Float", "java.lang.Double");
    private static final Set<TypeKind> NUMBERS = Set.of(TypeKind.BYTE, TypeKind.SHORT, TypeKind.INT,
            TypeKind.LONG,
            TypeKind.FLOAT, TypeKind.DOUBLE);

    private final SessionCompiler.Attributed attributed;
    private final Trees trees;
    private final SourcePositions positions;
    private final int offset;
    private final SourceMap map;
    private final TypeMirror tensor;
    private final Set<Site> found = new HashSet<>();
    private final Set<Tree> unknown = new HashSet<>();
    private final OperatorWarnings warnings;

    private OperatorFinder(SessionCompiler.Attributed attributed, int offset, SourceMap map, String typed) {
        this.attributed = attributed;
        this.offset = offset;
        this.trees = attributed.trees();
        this.positions = trees.getSourcePositions();
        this.map = map;
        this.tensor = attributed.task().getElements().getTypeElement(Tensor.class.getName()).asType();
        this.warnings = new OperatorWarnings(typed);
    }

    /** @param sites in the text that was typed */
    record Found(Set<Site> sites, List<CompileError> warnings) {}

    /**
     * @param offset of the text in the attributed unit
     * @param reading whose text that asks for types stands there
     */
    static Found find(SessionCompiler.Attributed attributed, int offset, SnippetReading reading) {
        OperatorFinder finder = new OperatorFinder(attributed, offset, reading.asking().map,
                reading.parsed().text());
        CompilationUnitTree unit = attributed.unit();
        int end = offset + reading.asking().length();
        for (Tree type : unit.getTypeDecls()) {
            long at = finder.positions.getStartPosition(unit, type);
            if (at >= offset && at < end) {
                finder.scan(new TreePath(new TreePath(unit), type), null);
            }
        }
        return new Found(finder.found, finder.warnings.list);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
        super.visitMethodInvocation(tree, null);
        List<? extends ExpressionTree> operands = tree.getArguments();
        String method = probed(tree);
        if (method == null) {
            if (operands.size() == 1 && tree.getMethodSelect() instanceof MemberSelectTree select
                    && select.getIdentifier().contentEquals("equals") && isTensor(select.getExpression())
                    && isTensor(operands.get(0))) {
                warnings.identity("equals", start(tree), end(tree));
            }
        } else if (returned(tree) == null || operands.stream().anyMatch(this::isUnknown)) {
            unknown.add(tree);
        } else if (isTensor(operands.get(0)) && isOperand(operands.getLast())
                || isOperand(operands.get(0)) && isTensor(operands.getLast())) {
            found.add(new Site(method, start(tree), end(tree)));
            operands.forEach(this::warnOfIntegerDivision);
            if (isComparison(tree) && operands.stream().anyMatch(OperatorFinder::isComparison)) {
                warnings.chainedComparison(start(tree), end(tree));
            }
        }
        return null;
    }

    private static boolean isComparison(Tree tree) {
        return Operator.LESS.probe().equals(probed(tree));
    }

    @Override
    public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree tree, @Nullable Void unused) {
        super.visitCompoundAssignment(tree, null);
        Operator operator = Operator.of(tree.getKind());
        ExpressionTree variable = tree.getVariable();
        boolean item = isItem(variable);
        if (operator != null && (item || isTensor(variable)) && isOperand(tree.getExpression())) {
            found.add(new Site(operator.probe(), start(tree), end(tree)));
            warnOfIntegerDivision(tree.getExpression());
            if (item) {
                Tree access = Expressions.stripped(variable);
                found.add(new Site(Operator.GET_ITEM.probe(), start(access), end(access)));
            }
        }
        return null;
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
        super.visitAssignment(tree, null);
        ExpressionTree value = Expressions.stripped(tree.getExpression());
        while (value instanceof AssignmentTree assignment) {
            value = Expressions.stripped(assignment.getExpression());
        }
        if (isItem(tree.getVariable()) && (isOperand(value) || type(value) == TypeKind.BOOLEAN)) {
            found.add(new Site(Operator.SET_ITEM.probe(), start(tree), end(tree)));
            warnOfIntegerDivision(value);
        }
        return null;
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void unused) {
        super.visitBinary(tree, null);
        if ((tree.getKind() == Kind.EQUAL_TO || tree.getKind() == Kind.NOT_EQUAL_TO)
                && isTensor(tree.getLeftOperand()) && isTensor(tree.getRightOperand())) {
            warnings.identity(tree.getKind() == Kind.EQUAL_TO ? "==" : "!=", start(tree), end(tree));
        }
        return null;
    }

    /** The name of the method if this is a call of {@code $JShell$Types}. */
    private static @Nullable String probed(Tree tree) {
        return tree instanceof MethodInvocationTree call
                && call.getMethodSelect() instanceof MemberSelectTree select
                && select.getExpression() instanceof IdentifierTree type
                && type.getName().contentEquals(OperatorWriter.TYPE_PROBE)
                        ? select.getIdentifier().toString()
                        : null;
    }

    // ---- types

    private boolean isItem(ExpressionTree variable) {
        return Expressions.stripped(variable) instanceof ArrayAccessTree access
                && isTensor(access.getExpression()) && isWhole(access.getIndex());
    }

    private boolean isOperand(ExpressionTree tree) {
        return isTensor(tree) || isNumber(tree);
    }

    private boolean isTensor(ExpressionTree tree) {
        TypeMirror type = mirror(tree);
        return type != null && !isUnknown(tree) && type.getKind() != TypeKind.NULL
                && attributed.task().getTypes().isAssignable(type, tensor);
    }

    private boolean isNumber(ExpressionTree tree) {
        TypeMirror type = mirror(tree);
        return type != null && (NUMBERS.contains(type.getKind()) || BOXES.contains(type.toString()));
    }

    private boolean isWhole(ExpressionTree tree) {
        return isNumber(tree) && !Set.of("float", "double", "java.lang.Float", "java.lang.Double")
                .contains(String.valueOf(mirror(tree)));
    }

    private boolean isUnknown(ExpressionTree tree) {
        return unknown.contains(Expressions.stripped(tree)) || type(tree) == TypeKind.ERROR;
    }

    private TypeKind type(ExpressionTree tree) {
        TypeMirror type = mirror(tree);
        return type == null ? TypeKind.ERROR : type.getKind();
    }

    private @Nullable TypeMirror mirror(ExpressionTree tree) {
        TypeMirror type = trees.getTypeMirror(new TreePath(getCurrentPath(), tree));
        ExpressionTree inner = Expressions.stripped(tree);
        // where another type is expected javac takes the call itself for an error
        return probed(inner) != null && type != null && type.getKind() == TypeKind.ERROR
                ? returned(inner)
                : type;
    }

    /** What the method of a call returns as it is declared; null if there is no such method. */
    private @Nullable TypeMirror returned(ExpressionTree call) {
        ExpressionTree method = ((MethodInvocationTree) call).getMethodSelect();
        return attributed.trees()
                .getElement(new TreePath(getCurrentPath(), method)) instanceof ExecutableElement found
                        ? found.getReturnType()
                        : null;
    }

    // ---- division of integers

    private void warnOfIntegerDivision(ExpressionTree operand) {
        ExpressionTree tree = Expressions.stripped(operand);
        if (!isWhole(tree)) {
            return;
        }
        List<? extends ExpressionTree> parts = switch (tree) {
            case BinaryTree binary -> List.of(binary.getLeftOperand(), binary.getRightOperand());
            case UnaryTree unary -> List.of(unary.getExpression());
            case MethodInvocationTree call when probed(call) != null -> call.getArguments();
            default -> List.of();
        };
        if (tree.getKind() == Kind.DIVIDE || "div".equals(probed(tree))) {
            warnings.integerDivision(start(tree), end(tree));
        }
        parts.forEach(this::warnOfIntegerDivision);
    }

    private int start(Tree tree) {
        return map.toSource((int) positions.getStartPosition(attributed.unit(), tree) - offset);
    }

    private int end(Tree tree) {
        return map.toSource((int) positions.getEndPosition(attributed.unit(), tree) - offset);
    }
}
