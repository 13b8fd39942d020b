package leibniz.compat;

import java.util.List;
import jdk.jshell.JShell;
import org.jspecify.annotations.Nullable;

/** What the kernel does for those who call it by the names of IJava and JJava. */
public interface Notebook {
    /** Runs a text as a cell is run and returns the value of its last expression, which may be null. */
    @Nullable
    Object evaluate(String code);

    /** What a magic does; the body is null for one line. */
    @FunctionalInterface
    interface MagicCode {
        @Nullable
        Object call(List<String> arguments, @Nullable String body) throws Exception;
    }

    /** Adds {@code %name}, or {@code %%name}; one of that name is replaced. */
    void addMagic(String name, boolean ofCell, MagicCode magic);

    /** Calls {@code %name}, or {@code %%name} if there is a body; null if it gives nothing. */
    @Nullable
    Object callMagic(String name, List<String> arguments, @Nullable String body);

    /** Adds jars and folders, separated as in any class path. */
    void addToClassPath(String path);

    /** Has libraries looked for in one more Maven repository. */
    void addRepository(String id, String url);

    JShell jshell();
}
