package leibniz.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import jdk.jshell.Snippet.Status;
import jdk.jshell.VarSnippet;
import leibniz.display.VariableNames;
import leibniz.kernel.session.Session;
import org.jspecify.annotations.Nullable;

/** Gives displays the notebook's variables, so that a drawn node can carry the name that the user gave it. */
public final class NotebookVariables implements VariableNames {
    private static volatile @Nullable Session session;

    static void attach(Session running) {
        session = running;
    }

    @Override
    public Map<String, Object> variables() {
        Map<String, Object> variables = new LinkedHashMap<>();
        Session current = session;
        if (current != null) {
            for (VarSnippet variable : current.jshell.variables().toList()) {
                if (current.jshell.status(variable) == Status.VALID) {
                    Object value = current.value(variable);
                    if (value != null) {
                        variables.put(variable.name(), value);
                    }
                }
            }
        }
        return variables;
    }
}
