package leibniz.kernel.debug;

import java.lang.classfile.Signature;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A type of a class file as Java code has it. What that code could not name is told by what it extends. */
final class WrittenSignature {
    private final ClassLoader loader;

    private WrittenSignature(ClassLoader loader) {
        this.loader = loader;
    }

    /** @param signature of a variable, with or without type arguments */
    static String of(String signature, ClassLoader loader) {
        return new WrittenSignature(loader).of(Signature.parseFrom(signature));
    }

    /** Whether a value of this type can be declared in other cells. */
    static boolean isNameable(String signature, ClassLoader loader) {
        Signature type = Signature.parseFrom(signature);
        while (type instanceof Signature.ArrayTypeSig array) {
            type = array.componentSignature();
        }
        try {
            return !(type instanceof Signature.ClassTypeSig named)
                    || isKnown(Class.forName(binaryName(named), false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static boolean isKnown(Class<?> type) {
        return type.getCanonicalName() != null && isUsable(type);
    }

    static String of(Field field) {
        return name(field.getType());
    }

    private String of(Signature signature) {
        return switch (signature) {
            case Signature.BaseTypeSig base -> base.signatureString().length() == 1
                    ? primitive(base.baseType())
                    : "void";
            case Signature.ArrayTypeSig array -> of(array.componentSignature()) + "[]";
            case Signature.ClassTypeSig type -> type(type);
            case Signature.TypeVarSig _ -> "Object";
        };
    }

    private static String primitive(char type) {
        return switch (type) {
            case 'Z' -> "boolean";
            case 'B' -> "byte";
            case 'C' -> "char";
            case 'S' -> "short";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'F' -> "float";
            default -> "double";
        };
    }

    private String type(Signature.ClassTypeSig type) {
        String binary = binaryName(type);
        try {
            Class<?> known = Class.forName(binary, false, loader);
            String name = name(known);
            boolean isWhole = name.equals(known.getCanonicalName());
            return isWhole && !type.typeArgs().isEmpty()
                    ? name + type.typeArgs().stream().map(this::argument)
                            .collect(Collectors.joining(", ", "<", ">"))
                    : name;
        } catch (ClassNotFoundException | LinkageError e) {
            return "Object";
        }
    }

    private static String binaryName(Signature.ClassTypeSig type) {
        return type.outerType().map(outer -> binaryName(outer) + "$").orElse("")
                + type.className().replace('/', '.');
    }

    private String argument(Signature.TypeArg argument) {
        return switch (argument) {
            case Signature.TypeArg.Unbounded _ -> "?";
            case Signature.TypeArg.Bounded bounded -> switch (bounded.wildcardIndicator()) {
                case NONE -> of(bounded.boundType());
                case EXTENDS -> "? extends " + of(bounded.boundType());
                case SUPER -> "? super " + of(bounded.boundType());
            };
        };
    }

    /** The nearest class above this one that has a name and that other code may use. */
    private static String name(Class<?> type) {
        if (type.isArray()) {
            return name(type.getComponentType()) + "[]";
        }
        if (isKnown(type)) {
            return type.getCanonicalName();
        }
        Class<?>[] interfaces = type.getInterfaces();
        @Nullable
        Class<?> above = interfaces.length > 0 ? interfaces[0] : type.getSuperclass();
        return above == null ? "Object" : name(above);
    }

    private static boolean isUsable(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
            if (Modifier.isPrivate(c.getModifiers())) {
                return false;
            }
        }
        return true;
    }
}
