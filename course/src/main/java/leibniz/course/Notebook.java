package leibniz.course;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a check needs of the notebook that it runs in. The kernel provides one by
 * {@link java.util.ServiceLoader}.
 */
public interface Notebook {
    /**
     * A method that a cell declared.
     *
     * @param method null where it cannot be used yet
     * @param problem why it cannot be used, in one sentence; null if it can
     * @param source the declaration as it was written
     */
    record DeclaredMethod(@Nullable Method method, @Nullable String problem, String source) {}

    /**
     * How code of the learner ended. Without value, throwable and {@code endless} it returned null.
     *
     * @param endless whether it was still running at its time limit
     */
    record Ended(@Nullable Object value, @Nullable Throwable thrown, boolean endless) {}

    /** The methods of this name that cells declare at the top level, in order; never those of libraries. */
    List<DeclaredMethod> methods(String name);

    /** The class or record of this name that a cell declares; null if there is none. */
    @Nullable
    Class<?> type(String name);

    /** The type of the variable of this name, as the user would write it; null if there is none. */
    @Nullable
    String variable(String name);

    /** The classes declared by cells that have a method of this name. */
    List<String> typesWithMethod(String name);

    /** Where in a cell this was thrown, such as {@code cell 4, line 2}; null if nowhere. */
    @Nullable
    String place(Throwable thrown);

    /**
     * Runs code of the learner on a thread of its own, and stops it at the limit.
     *
     * @throws InterruptedException if the cell that asked for it is to stop
     */
    Ended run(Callable<@Nullable Object> code, Duration limit) throws InterruptedException;
}
