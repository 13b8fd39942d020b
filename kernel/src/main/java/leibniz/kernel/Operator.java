package leibniz.kernel;

import com.sun.source.tree.Tree.Kind;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operators that tensors have in cells, and the methods that stand for them in {@code $Operators}. */
enum Operator {
    ADD(Kind.PLUS, "+", "add"), SUB(Kind.MINUS, "-", "sub"), MUL(Kind.MULTIPLY, "*", "mul"), DIV(Kind.DIVIDE,
            "/", "div"), REMAINDER(Kind.REMAINDER, "%", "remainder"), LT(Kind.LESS_THAN, "<", "lt"), LE(
                    Kind.LESS_THAN_EQUAL, "<=",
                    "le"), GT(Kind.GREATER_THAN, ">", "gt"), GE(Kind.GREATER_THAN_EQUAL, ">=", "ge"), AND(
                            Kind.AND, "&", "and"), OR(Kind.OR, "|", "or"), NEG(Kind.UNARY_MINUS, "-",
                                    "neg"), POS(Kind.UNARY_PLUS, "+", "pos"), NOT(Kind.LOGICAL_COMPLEMENT,
                                            "!",
                                            "not"), INVERT(Kind.BITWISE_COMPLEMENT, "~", "not"), ADD_ASSIGN(
                                                    Kind.PLUS_ASSIGNMENT, "+=",
                                                    "add_"), SUB_ASSIGN(Kind.MINUS_ASSIGNMENT, "-=",
                                                            "sub_"), MUL_ASSIGN(Kind.MULTIPLY_ASSIGNMENT,
                                                                    "*=", "mul_"), DIV_ASSIGN(
                                                                            Kind.DIVIDE_ASSIGNMENT, "/=",
                                                                            "div_"), GET_ITEM(
                                                                                    Kind.ARRAY_ACCESS, "[",
                                                                                    "getItem"), SET_ITEM(
                                                                                            Kind.ASSIGNMENT,
                                                                                            "=", "setItem"),
    /** No operator, but the place where Java wants true or false. */
    TRUTH(Kind.OTHER, "", "truth");

    private static final Map<Kind, Operator> BY_KIND = Arrays.stream(values())
            .collect(Collectors.toMap(o -> o.kind, Function.identity()));

    private final Kind kind;
    final String symbol;
    final String method;

    Operator(Kind kind, String symbol, String method) {
        this.kind = kind;
        this.symbol = symbol;
        this.method = method;
    }

    /** The operator of a tree; null if tensors have none of its kind. */
    static @Nullable Operator of(Kind kind) {
        return BY_KIND.get(kind);
    }
}
