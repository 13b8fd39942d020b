package leibniz.kernel;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.TypeDeclSnippet;
import leibniz.course.Notebook;
import leibniz.display.Displays;
import leibniz.kernel.compile.SessionVariables;
import leibniz.kernel.execution.AnswerThreads;
import leibniz.kernel.operators.NotebookMethods;
import leibniz.kernel.outcome.SnippetOrigins;
import leibniz.kernel.protocol.Memory;
import leibniz.kernel.session.Session;
import org.jspecify.annotations.Nullable;

/** Hands the exercises what the cells declare, and runs it for them. */
public final class NotebookAnswers implements Notebook {
    private static volatile @Nullable NotebookAnswers attached;

    private final @Nullable Session session;
    private final @Nullable SnippetOrigins origins;

    /** For {@link java.util.ServiceLoader}. */
    public NotebookAnswers() {
        this(null, null);
    }

    private NotebookAnswers(@Nullable Session session, @Nullable SnippetOrigins origins) {
        this.session = session;
        this.origins = origins;
    }

    static void attach(Session session, SnippetOrigins origins) {
        attached = new NotebookAnswers(session, origins);
    }

    private static Session session() {
        return Objects.requireNonNull(Objects.requireNonNull(attached, "no cell has run").session);
    }

    private static JShell jshell() {
        return session().jshell;
    }

    @Override
    public List<DeclaredMethod> methods(String name) {
        return active(jshell().methods()).filter(m -> m.name().equals(name)).map(NotebookAnswers::declared)
                .toList();
    }

    private static <S extends DeclarationSnippet> Stream<S> active(Stream<S> snippets) {
        return snippets.filter(snippet -> jshell().status(snippet).isActive());
    }

    private static DeclaredMethod declared(MethodSnippet snippet) {
        String source = session().operators.typed(snippet);
        if (jshell().status(snippet) != Status.VALID) {
            String missing = jshell().unresolvedDependencies(snippet).collect(Collectors.joining(", "));
            return new DeclaredMethod(null, missing.isEmpty()
                    ? snippet.name() + (isChinese() ? " 不能编译：" : " does not compile: ")
                            + new NotebookMethods(jshell()).firstError(snippet)
                    : isChinese()
                            ? snippet.name() + " 还不能用，因为还没有声明" + inChinese(missing) + "。"
                            : snippet.name() + " cannot be used yet, because nothing declares " + missing
                                    + ".",
                    source);
        }
        Class<?> wrapper = wrapper(snippet);
        Method method = Arrays.stream(wrapper.getDeclaredMethods())
                .filter(m -> m.getName().equals(snippet.name()) && !m.isSynthetic()).findFirst()
                .orElseThrow();
        return new DeclaredMethod(method, null, source);
    }

    private static Class<?> wrapper(DeclarationSnippet snippet) {
        try {
            return session().loader
                    .loadClass(jshell().sourceCodeAnalysis().wrapper(snippet).fullClassName());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public @Nullable Class<?> type(String name) {
        return types().filter(type -> type.getSimpleName().equals(name)).findFirst().orElse(null);
    }

    private static Stream<Class<?>> types() {
        List<Class<?>> types = new ArrayList<>();
        for (TypeDeclSnippet snippet : active(jshell().types()).toList()) {
            if (jshell().status(snippet) == Status.VALID) {
                Arrays.stream(wrapper(snippet).getDeclaredClasses())
                        .filter(type -> type.getSimpleName().equals(snippet.name())).forEach(types::add);
            }
        }
        return types.stream();
    }

    @Override
    public @Nullable String variable(String name) {
        return active(jshell().variables()).filter(v -> v.name().equals(name))
                .map(SessionVariables::typeName).findFirst().orElse(null);
    }

    @Override
    public List<String> typesWithMethod(String name) {
        return types().filter(
                type -> Arrays.stream(type.getDeclaredMethods()).anyMatch(m -> m.getName().equals(name)))
                .map(Class::getSimpleName).toList();
    }

    @Override
    public @Nullable String place(Throwable thrown) {
        SnippetOrigins places = Objects.requireNonNull(attached, "no cell has run").origins;
        return Arrays.stream(thrown.getStackTrace()).map(Objects.requireNonNull(places)::place)
                .filter(Objects::nonNull).findFirst()
                .map(place -> isChinese()
                        ? place.source().name().replaceFirst("^cell (?=\\d+$)", "单元格 ") + "，第 " + place.line()
                                + " 行"
                        : place.source().name() + ", line " + place.line())
                .orElse(null);
    }

    private static String inChinese(String declarations) {
        return declarations.replace("method ", "方法 ").replace("class ", "类 ").replace("variable ", "变量 ");
    }

    private static boolean isChinese() {
        return Displays.language().equals("zh");
    }

    @Override
    public Ended run(Callable<@Nullable Object> code, Duration limit) throws InterruptedException {
        Task task = new Task(code);
        AnswerThreads threads = new AnswerThreads(task);
        if (threads.run(limit.toMillis())) {
            return Objects.requireNonNull(task.ended);
        }
        session().control.interrupts.stop(threads);
        return new Ended(null, null, true);
    }

    private static final class Task implements Runnable {
        private final Callable<@Nullable Object> code;
        private volatile @Nullable Ended ended;

        Task(Callable<@Nullable Object> code) {
            this.code = code;
        }

        @Override
        public void run() {
            Thread.currentThread().setContextClassLoader(session().loader);
            try {
                ended = new Ended(code.call(), null, false);
            } catch (Throwable e) {
                Memory.releaseIfFull(e);
                ended = new Ended(null, e, false);
            }
        }
    }
}
