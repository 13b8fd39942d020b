package leibniz.kernel.compile;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import leibniz.kernel.execution.CellLoader;
import leibniz.kernel.protocol.Log;

/**
 * The class files that javac made of the cells. JShell keeps each of them, and javac reads through the list
 * in every pass, so that after a thousand cells the next would take twice as long; here those that no cell
 * can name any more are taken out. JShell has no method for that: the jar's manifest opens its package.
 */
public final class ClassFiles {
    /** How many files must be new since the last look before the next is worth its time. */
    private static final int WORTH_A_LOOK = 32;

    /** JShell numbers the classes that it makes of snippets. */
    private static final Pattern OF_SNIPPET = Pattern.compile("REPL\\.\\$JShell\\$\\d");

    private final JShell jshell;
    private final Map<String, ?> files;
    private int kept;

    public ClassFiles(JShell jshell) {
        this.jshell = jshell;
        this.files = files(jshell);
    }

    /** Takes out all but those of the variables, methods and classes that exist. */
    public void dropUnused() {
        if (files.size() <= kept + WORTH_A_LOOK) {
            return;
        }
        Set<String> wrappers = ActiveSnippets.of(jshell)
                .map(snippet -> jshell.sourceCodeAnalysis().wrapper(snippet).fullClassName())
                .collect(Collectors.toSet());
        files.keySet().removeIf(name -> OF_SNIPPET.matcher(name).lookingAt()
                && !wrappers.contains(CellLoader.wrapper(name)));
        kept = files.size();
    }

    /** Takes out one that no cell will ever name. */
    void remove(String name) {
        files.remove(name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> files(JShell jshell) {
        try {
            Object manager = field(field(jshell, "taskFactory"), "fileManager");
            return (Map<String, ?>) field(manager, "classObjects");
        } catch (ReflectiveOperationException | RuntimeException e) {
            Log.line("cells become slower with their number, since JShell's class files are out of reach: "
                    + e);
            return Map.of();
        }
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }
}
