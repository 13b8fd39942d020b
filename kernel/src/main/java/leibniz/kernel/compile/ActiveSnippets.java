package leibniz.kernel.compile;

import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;

/** The variables, methods and types of a session. */
public final class ActiveSnippets {
    private ActiveSnippets() {}

    /**
     * In the order in which they were declared; JShell keeps all snippets that ever were, and would be asked
     * three times.
     */
    public static Stream<DeclarationSnippet> of(JShell jshell) {
        return jshell.snippets()
                .filter(snippet -> snippet instanceof DeclarationSnippet && jshell.status(snippet).isActive())
                .map(snippet -> (DeclarationSnippet) snippet);
    }
}
