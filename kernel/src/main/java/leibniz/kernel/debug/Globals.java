package leibniz.kernel.debug;

import java.lang.reflect.Field;
import java.util.ConcurrentModificationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import jdk.jshell.Snippet.Status;
import jdk.jshell.VarSnippet;
import leibniz.kernel.session.Session;
import org.jspecify.annotations.Nullable;

/** The variables of the notebook, read without asking JShell to run anything, also while a cell runs. */
final class Globals {
    private static final int TRIES = 5;

    private final Supplier<Session> session;

    Globals(Supplier<Session> session) {
        this.session = session;
    }

    Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (VarSnippet variable : variables()) {
            if (!variable.name().startsWith("$") && !variable.name().isEmpty()) {
                try {
                    Field field = session.get().field(variable);
                    values.put(variable.name(), field.get(null));
                } catch (ReflectiveOperationException | LinkageError e) {
                    // declared and not there yet
                }
            }
        }
        return values;
    }

    /** The variable of this name; null where there is none. */
    @Nullable
    VarSnippet variable(String name) {
        return variables().stream().filter(variable -> variable.name().equals(name)).findFirst().orElse(null);
    }

    /** The thread of the cells may declare one meanwhile, during which the list cannot be read. */
    private List<VarSnippet> variables() {
        Session current = session.get();
        for (int i = 0; i < TRIES; i++) {
            try {
                return current.jshell.variables().filter(v -> current.jshell.status(v) == Status.VALID)
                        .toList();
            } catch (ConcurrentModificationException | IndexOutOfBoundsException e) {
                Thread.onSpinWait();
            }
        }
        return List.of();
    }
}
