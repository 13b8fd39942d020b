package leibniz.kernel.execution;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.SPIResolutionException;
import leibniz.kernel.protocol.Log;
import leibniz.kernel.protocol.Memory;
import org.jspecify.annotations.Nullable;

/**
 * Runs what JShell compiled, in this process and on the thread for code of cells, and keeps the values
 * themselves, of which JShell would only see the text. It knows when user code runs, since only then may its
 * thread be interrupted: an interrupt while javac reads a jar would close that jar for good.
 */
public final class CellControl extends DirectExecutionControl {
    public final ClassRedefiner redefiner;
    public final Interrupts interrupts = new Interrupts();
    private final CellLoader loader;
    private Invocation invocation = snippet -> snippet.invoke(null);
    private Consumer<String> starting = className -> {};
    private @Nullable Object value;
    private @Nullable Throwable thrown;
    private @Nullable Throwable notLoaded;
    private @Nullable Object variable;

    public CellControl(CellLoader loader) {
        super(new Loading(loader));
        PoolThreads.use(loader);
        this.loader = loader;
        this.redefiner = new ClassRedefiner(loader);
    }

    /** Has {@code starting} told the class of each snippet that is about to run. */
    public void onStart(Consumer<String> told) {
        starting = told;
    }

    /** How a compiled snippet is run. */
    @FunctionalInterface
    public interface Invocation {
        @Nullable
        Object of(Method snippet) throws IllegalAccessException, InvocationTargetException;
    }

    /** Code that evaluates snippets. */
    @FunctionalInterface
    public interface Evaluation<T extends @Nullable Object, E extends Exception> {
        T evaluate() throws E;
    }

    /** Evaluates with every snippet run by {@code other}. */
    public <T extends @Nullable Object, E extends Exception> T with(Invocation other,
            Evaluation<T, E> evaluation)
            throws E {
        Invocation before = invocation;
        invocation = other;
        try {
            return evaluation.evaluate();
        } finally {
            invocation = before;
        }
    }

    /** Whether this is the thread that code of cells runs on, and not one that such code started. */
    public static boolean runsCells(Thread thread) {
        return UserThread.isOne(thread);
    }

    /** What the expression or declaration that ran last evaluated to. */
    public @Nullable Object value() {
        return value;
    }

    /** The same, of which nothing is kept then. */
    public @Nullable Object takeValue() {
        Object taken = value;
        value = null;
        return taken;
    }

    @Override
    public String invoke(String className, String methodName)
            throws RunException, EngineTerminationException, InternalException {
        value = null;
        Method method;
        try {
            method = loader.loadClass(className).getDeclaredMethod(methodName);
            method.setAccessible(true);
        } catch (ReflectiveOperationException | LinkageError e) {
            notLoaded = e;
            throw new InternalException(e.toString());
        }
        Cell cell = interrupts.running();
        if (cell != null && loader.mayHoldTasks(className)) {
            TaskOwners.runs(className, cell);
        }
        starting.accept(className);
        try {
            value = asUserCode(() -> invocation.of(method));
            return "";
        } catch (InvocationTargetException e) {
            return convert(Objects.requireNonNull(e.getCause(), "what the snippet threw"));
        } catch (OutOfMemoryError e) {
            return convert(e); // there was not even the memory for an InvocationTargetException
        } catch (CellStoppedError e) {
            return convert(e); // its thread was left behind
        } catch (Exception e) {
            throw new InternalException(e.toString());
        }
    }

    /**
     * Keeps what was thrown itself; of what JShell makes of it the kernel only needs to know that something
     * was.
     */
    private String convert(Throwable caught) throws RunException, InternalException {
        Memory.releaseIfFull(caught);
        Cell cell = interrupts.running();
        if (cell != null && !(caught instanceof CellStoppedError)) {
            cell.stoppedIn(caught.getStackTrace()); // such as the end of a wait
        }
        markBroken(caught);
        thrown = caught;
        if (caught instanceof SPIResolutionException) {
            return throwConvertedInvocationException(caught);
        }
        throw new UserException("", caught.getClass().getName(), new StackTraceElement[0]);
    }

    /** What the snippet threw that ran last. */
    public Throwable takeThrown() {
        Throwable taken = Objects.requireNonNull(thrown, "the last snippet threw nothing");
        thrown = null;
        return taken;
    }

    /**
     * Why the snippet that was to run last has no class that Java takes, which JShell passes over; null if it
     * has one.
     */
    public @Nullable Throwable takeNotLoaded() {
        Throwable taken = notLoaded;
        notLoaded = null;
        return taken;
    }

    /** Finds the classes whose static initialisers what was thrown left unfinished. */
    private void markBroken(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable t = thrown; t != null && seen.add(t); t = t.getCause()) {
            for (StackTraceElement frame : t.getStackTrace()) {
                if (frame.getMethodName().equals("<clinit>")) {
                    loader.markBroken(frame.getClassName());
                }
            }
        }
    }

    /**
     * Runs code of the user, also a {@code toString} when a value is shown, so that an interrupt reaches it.
     */
    public <T extends @Nullable Object> T asUserCode(Callable<T> code) throws Exception {
        return interrupts.onUserThread(() -> asUserCodeHere(code));
    }

    private <T extends @Nullable Object> T asUserCodeHere(Callable<T> code) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        StringBuilder report = CompilerReports.pause();
        Cell cell = interrupts.running();
        interrupts.enterUserCode(cell != null && cell.interruptFlag());
        try {
            return code.call();
        } finally {
            boolean flag = interrupts.leaveUserCode();
            if (cell != null) {
                cell.keepInterruptFlag(flag);
            }
            CompilerReports.resume(report);
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** Does for the kernel what has to be done on the thread that runs code of the user. */
    public void onUserThread(Runnable task) {
        try {
            interrupts.onUserThread(() -> {
                task.run();
                return null;
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Runs what code of the user asks the kernel for, during which an interrupt must not reach its thread.
     */
    public <T extends @Nullable Object> T asKernelCode(Callable<T> code) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(CellControl.class.getClassLoader());
        boolean flag = interrupts.leaveUserCode();
        try {
            return code.call();
        } finally {
            interrupts.enterUserCode(flag);
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /**
     * Runs {@code read}, which asks JShell for one variable, and returns that variable's object instead of
     * its text.
     */
    public @Nullable Object variable(Runnable read) {
        variable = null;
        read.run();
        Object found = variable;
        variable = null;
        return found;
    }

    /** Sets a variable that is not used any more to null, so that what it held can be collected. */
    public static void clear(Class<?> holder, String name) {
        try {
            Field field = holder.getDeclaredField(name);
            if (!field.getType().isPrimitive()) {
                field.setAccessible(true);
                field.set(null, null);
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            Log.line("the value of " + name + " stays in memory: " + e);
        }
    }

    @Override
    public void redefine(ClassBytecodes[] classes) throws ClassInstallException {
        redefiner.redefine(classes);
    }

    @Override
    public String varValue(String className, String varName) throws InternalException {
        try {
            Field field = loader.loadClass(className).getDeclaredField(varName);
            field.setAccessible(true);
            variable = field.get(null);
            return "";
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new InternalException(e.toString());
        }
    }

    private record Loading(CellLoader loader) implements LoaderDelegate {
        @Override
        public void load(ClassBytecodes[] classes) {
            for (ClassBytecodes c : classes) {
                loader.add(c.name(), c.bytecodes());
            }
        }

        @Override
        public void classesRedefined(ClassBytecodes[] classes) {
            load(classes);
        }

        @Override
        public void addToClasspath(String path) throws InternalException {
            try {
                for (String entry : path.split(File.pathSeparator, -1)) {
                    loader.addJar(Path.of(entry).toUri().toURL());
                }
            } catch (MalformedURLException e) {
                throw new InternalException(e.toString());
            }
        }

        @Override
        public Class<?> findClass(String name) throws ClassNotFoundException {
            return loader.loadClass(name);
        }
    }
}
