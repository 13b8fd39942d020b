package leibniz.kernel.text;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.UnaryTree;

/** What can be said of an expression from its form alone. */
public final class Expressions {
    private Expressions() {}

    public static ExpressionTree stripped(ExpressionTree tree) {
        return tree instanceof ParenthesizedTree parenthesized
                ? stripped(parenthesized.getExpression())
                : tree;
    }

    /** Whether it is a variable, an element or a call: what an operation in place may change. */
    public static boolean isPlace(ExpressionTree tree) {
        return switch (stripped(tree)) {
            case IdentifierTree _,MemberSelectTree _,ArrayAccessTree _,MethodInvocationTree _ -> true;
            default -> false;
        };
    }

    /** Whether it is true or false whatever its operands are. */
    public static boolean isLogic(ExpressionTree tree) {
        ExpressionTree inner = stripped(tree);
        return inner instanceof InstanceOfTree || inner.getKind() == Kind.CONDITIONAL_AND
                || inner.getKind() == Kind.CONDITIONAL_OR
                || inner instanceof UnaryTree not && not.getKind() == Kind.LOGICAL_COMPLEMENT
                        && isLogic(not.getExpression());
    }

    /** Whether nothing in it can be a tensor, because all of it are literals or it is text. */
    public static boolean isWithoutTensors(BinaryTree tree) {
        return isLiteral(tree) || isText(tree);
    }

    private static boolean isLiteral(ExpressionTree tree) {
        return switch (stripped(tree)) {
            case LiteralTree _ -> true;
            case UnaryTree unary -> isLiteral(unary.getExpression());
            case BinaryTree binary ->
                isLiteral(binary.getLeftOperand()) && isLiteral(binary.getRightOperand());
            default -> false;
        };
    }

    private static boolean isText(ExpressionTree tree) {
        ExpressionTree inner = stripped(tree);
        return inner.getKind() == Kind.STRING_LITERAL || inner.getKind() == Kind.PLUS
                && inner instanceof BinaryTree sum
                && (isText(sum.getRightOperand()) || isText(sum.getLeftOperand()));
    }
}
