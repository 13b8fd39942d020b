package leibniz.kernel.editor;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Declarations as a user would write them: simple names, no wrappers of JShell. */
public final class Signatures {
    /** What javac calls the parameters of a class file that does not name them. */
    private static final String UNNAMED = "arg\\d+";

    static final String ARROW = " -> ";

    private Signatures() {}

    static String of(Element element) {
        return of(element, element instanceof ExecutableElement method ? names(method) : List.of());
    }

    /** The declaration with these names for the parameters of a method. */
    static String of(Element element, List<String> parameterNames) {
        return switch (element) {
            case ExecutableElement method -> method(method, parameterNames);
            case TypeElement type -> type(type);
            case VariableElement variable -> variable(variable);
            default -> element.toString();
        };
    }

    /** The parameters in brackets, and what comes back: {@code (int... dims) -> Tensor}. */
    static String call(ExecutableElement method) {
        return parameters(method, names(method)) + ARROW + type(method.getReturnType());
    }

    /** The parameters in brackets, without names where the class file has none. */
    static String parameters(ExecutableElement method, List<String> names) {
        StringBuilder text = new StringBuilder("(");
        List<? extends VariableElement> parameters = method.getParameters();
        for (int i = 0; i < parameters.size(); i++) {
            String type = type(parameters.get(i).asType());
            if (method.isVarArgs() && i == parameters.size() - 1 && type.endsWith("[]")) {
                type = type.substring(0, type.length() - 2) + "...";
            }
            String name = i < names.size() ? names.get(i) : "";
            text.append(i == 0 ? "" : ", ").append(type)
                    .append(name.isEmpty() || name.matches(UNNAMED) ? "" : " " + name);
        }
        return text.append(')').toString();
    }

    /**
     * The names of the parameters, where the class file has them; those of a record's components are its own.
     */
    static List<String> names(ExecutableElement method) {
        List<? extends RecordComponentElement> components = method.getKind() == ElementKind.CONSTRUCTOR
                ? ((TypeElement) owner(method)).getRecordComponents()
                : List.of();
        if (!components.isEmpty() && components.size() == method.getParameters().size()) {
            return components.stream().map(c -> c.getSimpleName().toString()).toList();
        }
        return method.getParameters().stream().map(p -> p.getSimpleName().toString()).toList();
    }

    /** A type with simple names. */
    static String type(TypeMirror type) {
        return type.toString().replaceAll("REPL\\.\\$JShell\\$\\w+?\\.(?=\\w)", "")
                .replaceAll("\\b\\w*\\" + CellUnit.MARK + "\\.", "")
                .replaceAll("@(?:\\w+\\.)*\\w+(?:\\([^)]*\\))?\\s*", "")
                .replaceAll("\\b(?:[a-z_]\\w*\\.)+(?=[A-Z])", "").replace(",", ", ");
    }

    private static String method(ExecutableElement method, List<String> names) {
        Element owner = owner(method);
        StringBuilder text = new StringBuilder(modifiers(method));
        text.append(typeParameters(method.getTypeParameters(), " "));
        if (method.getKind() == ElementKind.CONSTRUCTOR) {
            text.append(owner.getSimpleName());
        } else {
            text.append(type(method.getReturnType())).append(' ');
            if (!isHidden(owner)) {
                text.append(owner.getSimpleName()).append('.');
            }
            text.append(method.getSimpleName());
        }
        text.append(parameters(method, names));
        if (!method.getThrownTypes().isEmpty()) {
            text.append(" throws ").append(types(method.getThrownTypes()));
        }
        return text.toString();
    }

    private static String variable(VariableElement variable) {
        Element owner = owner(variable);
        boolean member = variable.getKind().isField() && !isHidden(owner);
        String name = (member ? owner.getSimpleName() + "." : "") + variable.getSimpleName();
        Object constant = variable.getConstantValue();
        String value = constant == null
                ? ""
                : " = " + (constant instanceof String s ? '"' + s + '"' : constant);
        if (variable.getKind() == ElementKind.ENUM_CONSTANT) {
            return "enum constant " + name;
        }
        return (member ? modifiers(variable) : "") + type(variable.asType()) + " " + name + value;
    }

    private static String type(TypeElement type) {
        String kind = switch (type.getKind()) {
            case INTERFACE -> "interface ";
            case ENUM -> "enum ";
            case RECORD -> "record ";
            case ANNOTATION_TYPE -> "@interface ";
            default -> "class ";
        };
        StringBuilder text = new StringBuilder();
        if (type.getKind() == ElementKind.CLASS) {
            text.append(modifiers(type));
        }
        Element owner = type.getEnclosingElement();
        String outer = owner instanceof TypeElement && !isHidden(owner) ? owner.getSimpleName() + "." : "";
        text.append(kind).append(outer).append(type.getSimpleName())
                .append(typeParameters(type.getTypeParameters(), ""));
        if (type.getKind() == ElementKind.RECORD) {
            text.append(type.getRecordComponents().stream().map(Signatures::component)
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        TypeMirror parent = type.getSuperclass();
        if (type.getKind() == ElementKind.CLASS && parent.getKind() != TypeKind.NONE
                && !parent.toString().equals("java.lang.Object")) {
            text.append(" extends ").append(type(parent));
        }
        if (!type.getInterfaces().isEmpty()) {
            text.append(type.getKind() == ElementKind.INTERFACE ? " extends " : " implements ")
                    .append(types(type.getInterfaces()));
        }
        return text.toString();
    }

    private static String component(RecordComponentElement component) {
        return type(component.asType()) + " " + component.getSimpleName();
    }

    private static String types(List<? extends TypeMirror> types) {
        return types.stream().map(Signatures::type).collect(Collectors.joining(", "));
    }

    private static String typeParameters(List<? extends TypeParameterElement> parameters, String after) {
        return parameters.isEmpty()
                ? ""
                : parameters.stream().map(Signatures::typeParameter)
                        .collect(Collectors.joining(", ", "<", ">" + after));
    }

    private static String typeParameter(TypeParameterElement parameter) {
        String bounds = parameter.getBounds().stream().map(Signatures::type).filter(b -> !b.equals("Object"))
                .collect(Collectors.joining(" & "));
        return parameter.getSimpleName() + (bounds.isEmpty() ? "" : " extends " + bounds);
    }

    /** The modifiers that tell a user something: in a notebook all is public. */
    private static String modifiers(Element element) {
        Set<Modifier> modifiers = element.getModifiers();
        boolean hidden = isHidden(owner(element));
        return modifiers.stream()
                .filter(m -> m == Modifier.ABSTRACT && element instanceof TypeElement
                        || m == Modifier.STATIC && !hidden && !(element instanceof TypeElement)
                        || m == Modifier.PROTECTED || m == Modifier.SEALED
                        || m == Modifier.FINAL && element instanceof TypeElement)
                .map(m -> m + " ").collect(Collectors.joining());
    }

    /** What an element is declared in; only modules and packages are declared in nothing. */
    private static Element owner(Element element) {
        return Objects.requireNonNull(element.getEnclosingElement(), element::toString);
    }

    /** Whether an element is a class that JShell or {@link CellUnit} puts around what the user declares. */
    public static boolean isHidden(Element element) {
        String name = element.getSimpleName().toString();
        return name.startsWith("$JShell$") || name.endsWith(CellUnit.MARK);
    }
}
