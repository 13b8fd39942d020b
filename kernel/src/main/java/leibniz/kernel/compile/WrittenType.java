package leibniz.kernel.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import leibniz.kernel.execution.CellLoader;
import leibniz.kernel.outcome.CompileError;
import org.jspecify.annotations.Nullable;

/**
 * A type as a programmer would write it. The word {@code var} may stand for one that Java has no way to
 * write, such as that of the elements of {@code List.of(1, 2.5)}, which is a number and comparable and more;
 * a programmer writes {@code Number}.
 */
final class WrittenType {
    /** What the classes of a notebook have in common without meaning anything by it. */
    private static final Set<String> TECHNICAL = Set.of("java.lang.Object", "java.lang.Record",
            "java.lang.Enum", "java.lang.Comparable", "java.io.Serializable", "java.io.Externalizable",
            "java.lang.Cloneable", "java.util.RandomAccess", "java.lang.constant.Constable",
            "java.lang.constant.ConstantDesc", "java.lang.invoke.TypeDescriptor",
            "java.lang.invoke.TypeDescriptor.OfField");
    private static final String OBJECT = "java.lang.Object";
    /** Java itself nests no deeper in what it infers. */
    private static final int DEEPEST = 4;

    /** Whether an argument that cannot be written becomes its bound, and not a wildcard with that bound. */
    private final boolean exact;

    private WrittenType(boolean exact) {
        this.exact = exact;
    }

    /**
     * The ways to write a type, the best first, though a value may fit the last alone: {@code List<Number>}
     * takes more than {@code List<? extends Number>}, but not every list of what are numbers is one. None for
     * an anonymous class, whose members only JShell makes known.
     */
    static List<String> of(TypeMirror type) {
        if (canBeWritten(type)) {
            return List.of(CompileError.clean(type.toString()));
        }
        if (!(type instanceof IntersectionType) && type instanceof DeclaredType declared
                && nesting(declared) == NestingKind.ANONYMOUS) {
            return List.of();
        }
        Set<String> ways = new LinkedHashSet<>();
        for (boolean exact : new boolean[]{ true, false }) {
            ways.add(new WrittenType(exact).write(type, 0));
        }
        return List.copyOf(ways);
    }

    private static boolean canBeWritten(TypeMirror type) {
        return switch (type) {
            case IntersectionType _ -> false;
            case ArrayType array -> canBeWritten(array.getComponentType());
            case WildcardType wildcard ->
                (wildcard.getExtendsBound() == null || canBeWritten(wildcard.getExtendsBound()))
                        && (wildcard.getSuperBound() == null || canBeWritten(wildcard.getSuperBound()));
            case DeclaredType declared -> hasName(declared)
                    && declared.getTypeArguments().stream().allMatch(WrittenType::canBeWritten);
            default -> type.getKind().isPrimitive();
        };
    }

    private static NestingKind nesting(DeclaredType type) {
        return ((TypeElement) type.asElement()).getNestingKind();
    }

    private static boolean hasName(DeclaredType type) {
        NestingKind nesting = nesting(type);
        return nesting == NestingKind.TOP_LEVEL || nesting == NestingKind.MEMBER;
    }

    private String write(@Nullable TypeMirror type, int depth) {
        return switch (type) {
            case null -> OBJECT;
            case IntersectionType all -> write(likeliest(all.getBounds()), depth);
            case ArrayType array -> write(array.getComponentType(), depth) + "[]";
            case TypeVariable variable -> write(variable.getUpperBound(), depth);
            case DeclaredType declared when hasName(declared) -> name(declared) + arguments(declared, depth);
            case DeclaredType local -> write(likeliest(supertypes(local)), depth);
            default -> type.getKind().isPrimitive() ? type.toString() : OBJECT;
        };
    }

    private String arguments(DeclaredType type, int depth) {
        List<String> arguments = new ArrayList<>();
        for (TypeMirror argument : type.getTypeArguments()) {
            arguments.add(depth == DEEPEST ? "?" : argument(argument, depth + 1));
        }
        return arguments.isEmpty() ? "" : "<" + String.join(", ", arguments) + ">";
    }

    private String argument(TypeMirror argument, int depth) {
        if (argument instanceof WildcardType wildcard) {
            TypeMirror above = wildcard.getExtendsBound();
            TypeMirror below = wildcard.getSuperBound();
            return above != null
                    ? "? extends " + write(above, depth)
                    : below != null && canBeWritten(below) ? "? super " + write(below, depth) : "?";
        }
        String written = write(argument, depth);
        return exact || canBeWritten(argument) ? written : "? extends " + written;
    }

    private static String name(DeclaredType type) {
        return CompileError.clean(((TypeElement) type.asElement()).getQualifiedName().toString());
    }

    private static List<? extends TypeMirror> supertypes(DeclaredType local) {
        TypeElement element = (TypeElement) local.asElement();
        return Stream.concat(Stream.of(element.getSuperclass()), element.getInterfaces().stream())
                .filter(type -> type.getKind() == TypeKind.DECLARED).toList();
    }

    /** What the notebook itself declares says most of an object, and next a class of a library. */
    private static @Nullable TypeMirror likeliest(List<? extends TypeMirror> types) {
        return Stream.<Stream<? extends TypeMirror>>of(
                types.stream().filter(type -> qualifiedName(type).startsWith(CellLoader.PACKAGE)),
                types.stream().filter(type -> !TECHNICAL.contains(qualifiedName(type))),
                types.stream().filter(type -> Set.of("java.lang.Record", "java.lang.Enum")
                        .contains(qualifiedName(type))))
                .flatMap(found -> found).findFirst().orElse(null);
    }

    private static String qualifiedName(TypeMirror type) {
        return type instanceof DeclaredType declared
                ? ((TypeElement) declared.asElement()).getQualifiedName().toString()
                : "";
    }
}
