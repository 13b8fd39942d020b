package leibniz.kernel.compile;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import jdk.jshell.JShell;
import leibniz.kernel.compile.SessionCompiler.Attributed;
import leibniz.kernel.execution.CompilerReports;
import leibniz.kernel.protocol.Log;
import org.jspecify.annotations.Nullable;

/**
 * The compiler that JShell keeps for its own passes. It has read the libraries and the session's classes
 * already, so that a pass takes a tenth of the time of a fresh compiler's. JShell has no method for that: the
 * jar's manifest opens its package.
 */
final class WarmCompiler {
    private final Object factory;
    private final Class<?> worker;
    private final Method analyze;
    private final Method compile;
    private final Method parse;
    private final Method wrap;
    private final Method replace;
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
        this.compile = accessible(
                factory.getClass().getDeclaredMethod("compile", Collection.class, worker));
        this.parse = accessible(
                factory.getClass().getDeclaredMethod("parse", String.class, boolean.class, worker));
        this.wrap = accessible(type("Wrap").getDeclaredMethod("identityWrap", String.class));
        this.replace = accessible(factory.getClass().getDeclaredMethod("initTaskPool"));
        this.unit = type("OuterWrap").getDeclaredConstructor(type("Wrap"));
        unit.setAccessible(true);
        Class<?> running = type("TaskFactory$BaseTask");
        this.trees = accessible(running.getDeclaredMethod("cuTrees"));
        this.task = running.getDeclaredField("task");
        task.setAccessible(true);
        this.diagnostics = running.getDeclaredField("diagnostics");
        diagnostics.setAccessible(true);
    }

    /** Null where the inside of JShell is not as this class expects it. */
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

    <T> T attribute(String text, Function<Attributed, T> use) {
        return call(running -> use.apply(attributed(running)),
                worker -> analyze.invoke(factory, wrapped(text), List.of(), worker));
    }

    /** Reads a text that is one class. */
    <T> T parse(String text, Function<Attributed, T> use) {
        return call(running -> use.apply(attributed(running)),
                worker -> parse.invoke(factory, text, false, worker));
    }

    /** A task that may make class files of the text, and what it finds wrong. It has not begun. */
    <T> T compile(String text, BiFunction<JavacTask, DiagnosticCollector<JavaFileObject>, T> use) {
        return call(running -> use.apply((JavacTask) task.get(running), problems(running)),
                worker -> compile.invoke(factory, List.of(wrapped(text)), worker));
    }

    /** Has JShell begin with fresh compilers: what a pass that failed left behind spoils those after it. */
    void replace() {
        try {
            replace.invoke(factory);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object wrapped(String text) throws ReflectiveOperationException {
        return unit.newInstance(wrap.invoke(null, text));
    }

    private <T> T call(Reflective<T> work, Reflective<Object> start) {
        return CompilerReports.watch(() -> pass(work, start), failure -> replace());
    }

    /** @param start hands JShell the worker, which it calls with its running task */
    @SuppressWarnings("unchecked")
    private <T> T pass(Reflective<T> work, Reflective<Object> start) {
        Object run = Proxy.newProxyInstance(worker.getClassLoader(), new Class<?>[]{ worker },
                (proxy, method, arguments) -> work.apply(arguments[0]));
        try {
            return (T) start.apply(run);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Reflective<T> {
        T apply(Object argument) throws ReflectiveOperationException;
    }

    @SuppressWarnings("unchecked")
    private Attributed attributed(Object running) throws ReflectiveOperationException {
        var unit = ((Iterable<CompilationUnitTree>) trees.invoke(running)).iterator().next();
        return new Attributed(unit, (JavacTask) task.get(running), problems(running).getDiagnostics());
    }

    @SuppressWarnings("unchecked")
    private DiagnosticCollector<JavaFileObject> problems(Object running) throws ReflectiveOperationException {
        return (DiagnosticCollector<JavaFileObject>) diagnostics.get(running);
    }
}
