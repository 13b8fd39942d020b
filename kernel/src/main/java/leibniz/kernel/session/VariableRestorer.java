package leibniz.kernel.session;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import leibniz.kernel.compile.SessionVariables;
import leibniz.kernel.execution.Demangler;
import leibniz.kernel.protocol.Log;
import org.jspecify.annotations.Nullable;

/**
 * Carries variables over an import that gives a name in their declarations another meaning, as
 * {@code java.awt.List} does with {@code List}: JShell compiles them again then and gives up those that do
 * not compile.
 */
final class VariableRestorer {
    private final JShell jshell;
    private final SessionVariables variables;
    private final List<Kept> kept = new ArrayList<>();

    /** @param type its full name, which no import changes */
    private record Kept(VarSnippet variable, String type, @Nullable Object value) {}

    /** Notes the variables of the session. */
    VariableRestorer(JShell jshell, SessionVariables variables) {
        this.jshell = jshell;
        this.variables = variables;
        jshell.variables()
                .filter(v -> jshell.status(v) == Status.VALID && !v.name().isEmpty()).forEach(variable -> {
                    try {
                        Field field = variables.field(variable);
                        kept.add(new Kept(variable, Demangler.in(field.getGenericType().getTypeName()),
                                field.get(null)));
                    } catch (ReflectiveOperationException | LinkageError e) {
                        Log.line(variable.name() + " cannot be carried over an import: " + e);
                    }
                });
    }

    /**
     * Declares those anew that JShell has given up, with their values.
     *
     * @return the names of those whose type is itself something that JShell has given up
     */
    List<String> restore() {
        List<String> gone = new ArrayList<>();
        for (Kept lost : kept) {
            if (jshell.status(lost.variable) != Status.VALID) {
                String name = lost.variable.name();
                for (SnippetEvent event : jshell.eval(lost.type + " " + name + ";")) {
                    if (event.causeSnippet() == null && event.snippet() instanceof VarSnippet declared
                            && event.status() != Status.REJECTED && !isSet(declared, lost.value)) {
                        gone.add(name);
                    }
                }
            }
        }
        return gone;
    }

    private boolean isSet(VarSnippet variable, @Nullable Object value) {
        if (jshell.status(variable) != Status.VALID) {
            return false;
        }
        try {
            variables.field(variable).set(null, value);
            return true;
        } catch (ReflectiveOperationException | LinkageError e) {
            Log.line("the value of " + variable.name() + " is lost: " + e);
            return false;
        }
    }
}
