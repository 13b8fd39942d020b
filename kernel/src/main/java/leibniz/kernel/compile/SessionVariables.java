package leibniz.kernel.compile;

import com.sun.source.util.JavacTask;
import java.lang.reflect.Field;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.VarSnippet;
import leibniz.kernel.execution.CellLoader;
import leibniz.kernel.text.CellOutline;
import leibniz.kernel.text.CodeMask;
import org.jspecify.annotations.Nullable;

/** The variables of the session as the fields that they are. */
public final class SessionVariables {
    private static final Pattern VAR = Pattern.compile("(var)\\b");
    private static final Pattern PACKAGES = Pattern.compile("\\b(?:\\p{Ll}\\w*\\.)+(?=\\p{Lu})");

    private final JShell jshell;
    private final CellLoader loader;

    public SessionVariables(JShell jshell, CellLoader loader) {
        this.jshell = jshell;
        this.loader = loader;
    }

    /** The type of a variable as it is shown, without packages. */
    public static String typeName(VarSnippet variable) {
        return PACKAGES.matcher(variable.typeName()).replaceAll("");
    }

    /** The field that holds the value of a variable. */
    public Field field(VarSnippet variable) throws ReflectiveOperationException {
        Field field = loader.loadClass(className(variable)).getDeclaredField(variable.name());
        field.setAccessible(true);
        return field;
    }

    private String className(VarSnippet variable) {
        return jshell.sourceCodeAnalysis().wrapper(variable).fullClassName();
    }

    public void assign(VarSnippet variable, @Nullable Object value) {
        try {
            field(variable).set(null, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The variable of this name that exists and is of this very type; null if there is none. */
    @Nullable
    VarSnippet existing(String name, @Nullable TypeMirror type, JavacTask task) {
        return type == null
                ? null
                : jshell.variables()
                        .filter(v -> v.name().equals(name) && jshell.status(v) == Status.VALID
                                && isOfType(v, type, task))
                        .findFirst().orElse(null);
    }

    private boolean isOfType(VarSnippet variable, TypeMirror type, JavacTask task) {
        TypeElement holder = task.getElements().getTypeElement(className(variable));
        return holder != null && holder.getEnclosedElements().stream()
                .filter(e -> e.getSimpleName().contentEquals(variable.name()))
                .anyMatch(e -> task.getTypes().isSameType(e.asType(), type));
    }

    boolean exists(String name) {
        return jshell.variables().anyMatch(variable -> variable.name().equals(name));
    }

    static boolean isVar(String declaration) {
        return var(declaration).lookingAt();
    }

    /** Looks at what follows the modifiers. */
    private static Matcher var(String declaration) {
        String masked = CodeMask.of(declaration).text();
        return VAR.matcher(masked).region(CellOutline.modifiersEnd(masked), masked.length());
    }

    /** The declaration with each of these types in the place of the word {@code var}, if it has it. */
    static List<String> typed(String declaration, @Nullable TypeMirror type) {
        Matcher var = var(declaration);
        return type == null || !var.lookingAt()
                ? List.of(declaration)
                : WrittenType.of(type).stream()
                        .map(written -> declaration.substring(0, var.start(1)) + written
                                + declaration.substring(var.end(1)))
                        .toList();
    }
}
