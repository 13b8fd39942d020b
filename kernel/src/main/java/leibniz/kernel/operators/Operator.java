package leibniz.kernel.operators;

import com.sun.source.tree.Tree.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An operator that tensors have in cells.
 *
 * @param method what stands for it in {@code $Operators}
 * @param probe the method of {@code $JShell$Types} with the types that it has
 */
record Operator(String symbol, String method, String probe) {
    private static final Map<Kind, Operator> BY_KIND = new EnumMap<>(Kind.class);

    static {
        """
                PLUS                  +   add        add
                MINUS                 -   sub        arithmetic
                MULTIPLY              *   mul        arithmetic
                DIVIDE                /   div        div
                REMAINDER             %   remainder  arithmetic
                LESS_THAN             <   lt         compare
                LESS_THAN_EQUAL       <=  le         compare
                GREATER_THAN          >   gt         compare
                GREATER_THAN_EQUAL    >=  ge         compare
                AND                   &   and        logic
                OR                    |   or         logic
                UNARY_MINUS           -   neg        sign
                UNARY_PLUS            +   pos        sign
                LOGICAL_COMPLEMENT    !   not        not
                BITWISE_COMPLEMENT    ~   not        not
                PLUS_ASSIGNMENT       +=  add_       inPlace
                MINUS_ASSIGNMENT      -=  sub_       inPlace
                MULTIPLY_ASSIGNMENT   *=  mul_       inPlace
                DIVIDE_ASSIGNMENT     /=  div_       inPlace
                """.lines().map(line -> List.of(line.split(" +", -1)))
                .forEach(row -> BY_KIND.put(Kind.valueOf(row.get(0)),
                        new Operator(row.get(1), row.get(2), row.get(3))));
    }

    /** One of the comparisons, which have the same types. */
    static final Operator LESS = Objects.requireNonNull(of(Kind.LESS_THAN));
    static final Operator GET_ITEM = new Operator("[", "getItem", "getItem");
    static final Operator SET_ITEM = new Operator("=", "setItem", "setItem");
    /** No operator, but the place where Java wants true or false. */
    static final Operator TRUTH = new Operator("", "truth", "truth");

    /** The operator of a tree of an operator that has this kind; null if tensors have none. */
    static @Nullable Operator of(Kind kind) {
        return BY_KIND.get(kind);
    }
}
