package leibniz.kernel.operators;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssertTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import java.util.function.Predicate;
import leibniz.kernel.text.CopiedText;
import leibniz.kernel.text.Expressions;
import leibniz.kernel.text.ParsedText;
import leibniz.kernel.text.UnwritableTextException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a text anew with calls in the place of operators. All else is copied as it stands, comments and line
 * breaks included, so that lines keep their numbers.
 */
final class OperatorWriter extends TreeScanner<@Nullable Void, @Nullable Void> {
    /**
     * The part of a text that an operator makes up with its operands, and its method in
     * {@code $JShell$Types}.
     */
    record Site(String probe, int start, int end) {}

    /** The class in {@code TypeProbe.java}. */
    static final String TYPE_PROBE = "$JShell$Types";
    /** The compiler's time grows with the square of this, and its stack is finite. */
    private static final int MOST_DEPTH = 500;

    private final ParsedText parsed;
    private final String helper;
    private final Predicate<Site> chosen;
    private final boolean asksForTypes;
    private final CopiedText text;
    private int depth;

    private OperatorWriter(ParsedText parsed, String helper, Predicate<Site> chosen, boolean asksForTypes) {
        this.parsed = parsed;
        this.text = new CopiedText(parsed.text());
        this.helper = helper;
        this.chosen = chosen;
        this.asksForTypes = asksForTypes;
    }

    /** The text with calls of {@code $JShell$Types}, which let javac find the types of all operands. */
    static CopiedText forTypes(ParsedText parsed) {
        return new OperatorWriter(parsed, TYPE_PROBE, site -> true, true).write();
    }

    /** The text with calls of {@code helper} at the chosen sites. */
    static CopiedText withCalls(ParsedText parsed, String helper, Predicate<Site> chosen) {
        return new OperatorWriter(parsed, helper, chosen, false).write();
    }

    private CopiedText write() {
        scan(parsed.unit(), null);
        text.copyTo(parsed.text().length());
        return text;
    }

    // ---- operators

    @Override
    public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void unused) {
        if (tree.getKind() == Kind.CONDITIONAL_AND || tree.getKind() == Kind.CONDITIONAL_OR) {
            condition(tree.getLeftOperand());
            condition(tree.getRightOperand());
            return null;
        }
        Operator operator = Operator.of(tree.getKind());
        if (operator == null || Expressions.isWithoutTensors(tree) || !isChosen(operator, tree)) {
            return super.visitBinary(tree, null);
        }
        open(operator, tree);
        scan(tree.getLeftOperand(), null);
        comma(operator, tree.getLeftOperand(), tree.getRightOperand());
        scan(tree.getRightOperand(), null);
        close(tree);
        return null;
    }

    @Override
    public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void unused) {
        ExpressionTree operand = tree.getExpression();
        Operator operator = Operator.of(tree.getKind());
        if (tree.getKind() == Kind.LOGICAL_COMPLEMENT && Expressions.isLogic(operand)) {
            condition(operand);
        } else if (operator == null) {
            target(operand); // ++ and --
        } else if (operand instanceof LiteralTree || !isChosen(operator, tree)) {
            scan(operand, null);
        } else {
            deepen();
            text.copyTo(parsed.start(tree));
            text.replace(operator.symbol().length(), call(operator));
            scan(operand, null);
            close(tree);
        }
        return null;
    }

    @Override
    public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree tree, @Nullable Void unused) {
        ExpressionTree variable = tree.getVariable();
        Operator operator = Expressions.isPlace(variable) ? Operator.of(tree.getKind()) : null;
        // javac knows the type of a variable anyway; to what a method returned it would assign nothing
        boolean call = asksForTypes
                ? Expressions.stripped(variable) instanceof MethodInvocationTree && operator != null
                : operator != null && isChosen(operator, tree);
        if (operator == null || !call) {
            target(variable);
            scan(tree.getExpression(), null);
        } else {
            open(operator, tree);
            scan(variable, null);
            comma(operator, variable, tree.getExpression());
            scan(tree.getExpression(), null);
            close(tree);
        }
        return null;
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
        if (!asksForTypes && Expressions.stripped(tree.getVariable()) instanceof ArrayAccessTree item
                && isChosen(Operator.SET_ITEM, tree)) {
            open(Operator.SET_ITEM, tree);
            scan(item.getExpression(), null);
            comma(Operator.GET_ITEM, item.getExpression(), item.getIndex());
            scan(item.getIndex(), null);
            text.copyTo(parsed.end(item) - 1);
            text.replace(1, "");
            comma(Operator.SET_ITEM, tree.getVariable(), tree.getExpression());
            scan(tree.getExpression(), null);
            close(tree);
        } else {
            target(tree.getVariable());
            scan(tree.getExpression(), null);
        }
        return null;
    }

    @Override
    public @Nullable Void visitArrayAccess(ArrayAccessTree tree, @Nullable Void unused) {
        if (!isChosen(Operator.GET_ITEM, tree)) {
            return super.visitArrayAccess(tree, null);
        }
        open(Operator.GET_ITEM, tree);
        scan(tree.getExpression(), null);
        comma(Operator.GET_ITEM, tree.getExpression(), tree.getIndex());
        scan(tree.getIndex(), null);
        depth--;
        text.copyTo(parsed.end(tree) - 1);
        text.replace(1, ")");
        return null;
    }

    /** What is assigned to must stay a variable. */
    private void target(ExpressionTree tree) {
        switch (tree) {
            case ParenthesizedTree parenthesized -> target(parenthesized.getExpression());
            case ArrayAccessTree item -> {
                scan(item.getExpression(), null);
                scan(item.getIndex(), null);
            }
            default -> scan(tree, null);
        }
    }

    // ---- places where Java wants true or false

    @Override
    public @Nullable Void visitIf(IfTree tree, @Nullable Void unused) {
        condition(tree.getCondition());
        scan(tree.getThenStatement(), null);
        return scan(tree.getElseStatement(), null);
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void unused) {
        condition(tree.getCondition());
        return scan(tree.getStatement(), null);
    }

    @Override
    public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void unused) {
        scan(tree.getStatement(), null);
        condition(tree.getCondition());
        return null;
    }

    @Override
    public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void unused) {
        scan(tree.getInitializer(), null);
        if (tree.getCondition() != null) {
            condition(tree.getCondition());
        }
        scan(tree.getUpdate(), null);
        return scan(tree.getStatement(), null);
    }

    @Override
    public @Nullable Void visitConditionalExpression(ConditionalExpressionTree tree, @Nullable Void unused) {
        condition(tree.getCondition());
        scan(tree.getTrueExpression(), null);
        return scan(tree.getFalseExpression(), null);
    }

    @Override
    public @Nullable Void visitAssert(AssertTree tree, @Nullable Void unused) {
        condition(tree.getCondition());
        return scan(tree.getDetail(), null);
    }

    @Override
    public @Nullable Void visitCase(CaseTree tree, @Nullable Void unused) {
        scan(tree.getLabels(), null);
        if (tree.getGuard() != null) {
            condition(tree.getGuard());
        }
        scan(tree.getStatements(), null);
        return tree.getBody() == null || tree.getStatements() != null ? null : scan(tree.getBody(), null);
    }

    /**
     * Goes down to where a tensor may stand; {@code instanceof} keeps its place, since its variable lives
     * where it is true.
     */
    private void condition(ExpressionTree tree) {
        switch (tree) {
            case ParenthesizedTree parenthesized -> condition(parenthesized.getExpression());
            case ConditionalExpressionTree choice -> {
                condition(choice.getCondition());
                condition(choice.getTrueExpression());
                condition(choice.getFalseExpression());
            }
            case UnaryTree not when not.getKind() == Kind.LOGICAL_COMPLEMENT ->
                condition(not.getExpression());
            default -> {
                boolean wrapped = !Expressions.isLogic(tree) && !(tree instanceof LiteralTree)
                        && tree.getKind() != Kind.EQUAL_TO && tree.getKind() != Kind.NOT_EQUAL_TO
                        && isChosen(Operator.TRUTH, tree);
                if (wrapped) {
                    open(Operator.TRUTH, tree);
                }
                scan(tree, null);
                if (wrapped) {
                    close(tree);
                }
            }
        }
    }

    // ---- writing

    private boolean isChosen(Operator operator, Tree tree) {
        return chosen.test(new Site(operator.probe(), parsed.start(tree), parsed.end(tree)));
    }

    private void open(Operator operator, Tree tree) {
        deepen();
        text.copyTo(parsed.start(tree));
        text.insert(call(operator));
    }

    private void deepen() {
        if (++depth > MOST_DEPTH) {
            throw new UnwritableTextException(UnwritableTextException.TOO_DEEP);
        }
    }

    private String call(Operator operator) {
        return helper + "." + (asksForTypes ? operator.probe() : operator.method()) + "(";
    }

    private void close(Tree tree) {
        depth--;
        text.copyTo(parsed.end(tree));
        text.insert(")");
    }

    /** Puts a comma in the place of the operator between two operands. */
    private void comma(Operator operator, Tree left, Tree right) {
        text.copyTo(parsed.between(left, operator.symbol(), right));
        text.replace(operator.symbol().length(), ",");
    }
}
