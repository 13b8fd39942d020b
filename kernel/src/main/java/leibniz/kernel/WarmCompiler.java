package leibniz.kernel;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Function;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import jdk.jshell.JShell;
import leibniz.kernel.SessionCompiler.Attributed;
import org.jspecify.annotations.Nullable;

/**
 * The compiler that JShell keeps for its own passes. It has read the libraries and the session's classes already, so
 * that a pass takes a tenth of the time of a fresh compiler's. JShell has no method for that: the jar's manifest opens
 * its package.
 */
final class WarmCompiler {
    private final Object factory;
    private final Class<?> worker;
    private final Method analyze;
    private final Method wrap;
    private final Constructor<?> unit;
    private final Method trees;
    private final Field task;
    private final Field diagnostics;

    private WarmCompiler(JShell jshell) throws ReflectiveOperationException {
        Field field = JShell.class.getDeclaredField("taskFactory");
        field.setAccessible(true);
        this.factory = field.get(jshell);
        this.worker = type("TaskFactory$Worker");
        this.analyze = accessible(
                factory.getClass().getDeclaredMethod("analyze", type("OuterWrap"), List.class, worker));
        this.wrap = accessible(type("Wrap").getDeclaredMethod("identityWrap", String.class));
        this.unit = type("OuterWrap").getDeclaredConstructor(type("Wrap"));
        unit.setAccessible(true);
        Class<?> running = type("TaskFactory$BaseTask");
        this.trees = accessible(running.getDeclaredMethod("cuTrees"));
        this.task = running.getDeclaredField("task");
        task.setAccessible(true);
        this.diagnostics = running.getDeclaredField("diagnostics");
        diagnostics.setAccessible(true);
    }

    /** Null where JShell is not built as it is expected. */
    static @Nullable WarmCompiler of(JShell jshell) {
        try {
            return new WarmCompiler(jshell);
        } catch (ReflectiveOperationException | RuntimeException e) {
            Log.line("operators and redeclarations take longer, since JShell's compiler is out of reach: "
                    + e);
            return null;
        }
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(JShell.class.getPackageName() + "." + name);
    }

    private static Method accessible(Method method) {
        method.setAccessible(true);
        return method;
    }

    @SuppressWarnings("unchecked")
    <T> T attribute(String text, Function<Attributed, T> use) {
        Object run = Proxy.newProxyInstance(worker.getClassLoader(), new Class<?>[]{ worker },
                (proxy, method, arguments) -> use.apply(attributed(arguments[0])));
        try {
            return (T) analyze.invoke(factory, unit.newInstance(wrap.invoke(null, text)), List.of(), run);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                case Throwable other -> throw new IllegalStateException(other);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private Attributed attributed(Object running) throws ReflectiveOperationException {
        var unit = ((Iterable<CompilationUnitTree>) trees.invoke(running)).iterator().next();
        var problems = (DiagnosticCollector<JavaFileObject>) diagnostics.get(running);
        return new Attributed(unit, (JavacTask) task.get(running), problems.getDiagnostics());
    }
}
