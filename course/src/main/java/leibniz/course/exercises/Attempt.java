package leibniz.course.exercises;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import leibniz.course.NotWritten;
import leibniz.course.Notebook;
import leibniz.course.Notebook.Ended;
import leibniz.course.exercises.Finding.Failed;
import org.jspecify.annotations.Nullable;

/** The answer of a learner under examination. */
public final class Attempt {
    /** For all calls of one check together; a right answer takes a small part of a second. */
    private static final Duration LIMIT = Duration.ofSeconds(
            Integer.getInteger("leibniz.course.seconds", 10));

    private final Notebook notebook;
    private final Map<String, Method> methods;
    private final Map<String, Class<?>> types;
    private final Map<String, String> sources;
    private final long seed;
    private final long end = System.nanoTime() + LIMIT.toNanos();

    Attempt(Notebook notebook, Map<String, Method> methods, Map<String, Class<?>> types,
            Map<String, String> sources, long seed) {
        this.notebook = notebook;
        this.methods = methods;
        this.types = types;
        this.sources = sources;
        this.seed = seed;
    }

    /** Random numbers that are the same for each attempt with the same seed. */
    Random random() {
        return new Random(seed);
    }

    Class<?> type(String name) {
        return Objects.requireNonNull(types.get(name), name);
    }

    /** What the cells wrote between the braces of a method, without comments. */
    String source(String method) {
        return sources.getOrDefault(method, "").replaceAll("(?s)/\\*.*?\\*/|//[^\n]*", "");
    }

    /** Calls a method of the learner on a thread of its own. */
    Ended call(String name, Args args) throws InterruptedException {
        Method method = Objects.requireNonNull(methods.get(name), name);
        return run(() -> method.invoke(null, args.values()));
    }

    /** The same on the calling thread, for code that {@link #run} runs. */
    @Nullable
    Object invoke(String name, Object... args) throws ReflectiveOperationException {
        return Objects.requireNonNull(methods.get(name), name).invoke(null, args);
    }

    /** Runs what calls the learner's code on a thread of its own. */
    Ended run(Callable<@Nullable Object> code) throws InterruptedException {
        Ended ended = notebook.run(code, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        return ended.thrown() instanceof InvocationTargetException e && e.getCause() != null
                ? new Ended(null, e.getCause(), false)
                : ended;
    }

    /** What to say of code that did not come to its end. */
    Failed failed(Ended ended) {
        return Failed.because(reason(ended));
    }

    Text reason(Ended ended) {
        if (ended.endless()) {
            return Text.of("it was still running after %s seconds and was stopped: does its loop ever end?",
                    "运行了 %s 秒还没有结束，已被停止：循环能结束吗？", LIMIT.toSeconds());
        }
        Throwable thrown = Objects.requireNonNull(ended.thrown());
        if (thrown instanceof NotWritten) {
            return new Text("it is not written yet: put your own code in the place of throw notWritten();",
                    "还没有写：请用自己的代码替换 throw notWritten();");
        }
        String place = notebook.place(thrown);
        Text where = place == null ? new Text("", "") : Text.of(" (%s)", "（%s）", place);
        return switch (thrown) {
            case StackOverflowError e ->
                Text.of("it calls itself, or what it calls, without end%s.", "它不停地调用自己，没有结束%s。", where);
            case OutOfMemoryError e ->
                Text.of("it ran out of memory%s.", "内存用完了%s。", where);
            case NoSuchMethodException e -> Problems.lacking(e);
            case NoSuchFieldException e -> Problems.lacking(e);
            default -> Text.of("it threw %s%s: %s", "它抛出了 %s%s：%s", thrown.getClass().getSimpleName(),
                    where, message(thrown));
        };
    }

    private static String message(Throwable thrown) {
        try {
            return String.valueOf(thrown.getMessage());
        } catch (RuntimeException e) { // a class of the learner's own
            return "?";
        }
    }
}
