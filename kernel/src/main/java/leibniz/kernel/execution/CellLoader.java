package leibniz.kernel.execution;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.security.CodeSigner;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of the cells. Its parent lets through the platform's classes and the libraries that cells
 * are meant to use, and nothing else of the kernel's class path, so that a notebook may bring its own version
 * of a library that the kernel uses too.
 */
public final class CellLoader extends URLClassLoader {
    static final String NAME = "cells";
    public static final String PACKAGE = "REPL.";
    public static final String WRAPPER = "$JShell$";
    /** The beginning of the names of classes that are loaded once and that no other class names. */
    public static final String RUN = WRAPPER + "run";

    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final Map<String, byte[]> compiled = new ConcurrentHashMap<>();
    /** How javac begins the names of the methods that it makes of lambdas. */
    private static final byte[] LAMBDA = "lambda$".getBytes(StandardCharsets.US_ASCII);

    private final Set<String> withLambdas = ConcurrentHashMap.newKeySet();
    /** The statements of cells in which there are further classes. */
    private final Set<String> withClasses = ConcurrentHashMap.newKeySet();
    private final ClassHierarchyResolver hierarchy = ClassHierarchyResolver.ofResourceParsing(this::classFile)
            .orElse(ClassHierarchyResolver.defaultResolver()).cached(ConcurrentHashMap::new);
    private final StopWeaver weaver = new StopWeaver(hierarchy);
    /** What the debugger sees of the cells; null while it is off. */
    private volatile @Nullable LineWeaver lines;

    /**
     * A loader that knows no class of a cell yet.
     *
     * @param isOnDemand whether a name is that of a class whose jars {@code open} opens first
     */
    public CellLoader(Predicate<String> isOnDemand, Runnable open) {
        super(NAME, new URL[0], new Libraries(isOnDemand, open));
    }

    /** Adds a class as javac made it, or a new version of it; it is woven when it is first used. */
    public void add(String name, byte[] bytes) {
        compiled.put(name, bytes);
        if (!wrapper(name).equals(name)) {
            withClasses.add(wrapper(name));
        } else if (hasLambdas(bytes)) {
            withLambdas.add(name);
        }
    }

    /** Whether other threads may run code of this class: it has a lambda or a class inside of it. */
    boolean mayHoldTasks(String wrapper) {
        return withLambdas.contains(wrapper) || withClasses.contains(wrapper);
    }

    private static boolean hasLambdas(byte[] bytes) {
        for (int at = 0; at <= bytes.length - LAMBDA.length; at++) {
            if (bytes[at] == LAMBDA[0]
                    && Arrays.equals(bytes, at, at + LAMBDA.length, LAMBDA, 0, LAMBDA.length)) {
                return true;
            }
        }
        return false;
    }

    void addJar(URL jar) {
        addURL(jar);
    }

    /** The classes added so far, by name, as javac made them. */
    public Map<String, byte[]> compiled() {
        return compiled;
    }

    /** The class that JShell wrapped around the declaration of a class, by their names. */
    public static String wrapper(String name) {
        int wrapped = name.indexOf(WRAPPER);
        int end = wrapped < 0 ? -1 : name.indexOf('$', wrapped + WRAPPER.length());
        return end < 0 ? name : name.substring(0, end);
    }

    /** Notes a class whose static initialiser did not come to its end: Java does not run it a second time. */
    public void markBroken(String name) {
        broken.add(wrapper(name));
    }

    public boolean isBroken(String wrapper) {
        return broken.contains(wrapper);
    }

    /** The class of this name if something has used it already. */
    public @Nullable Class<?> loaded(String name) {
        return findLoadedClass(name);
    }

    /**
     * A class of a cell with its stop checks, or unchanged if it has no room for them or refers to classes
     * that are missing.
     */
    byte[] weave(byte[] bytes) {
        LineWeaver seen = lines;
        if (seen != null) {
            try {
                return weaver.weaveCell(seen.weave(bytes));
            } catch (IllegalArgumentException e) {
                // too large for the debugger, which does not stop in it
            }
        }
        try {
            return weaver.weaveCell(bytes);
        } catch (IllegalArgumentException e) {
            return weaveLibrary(bytes); // which needs less room
        }
    }

    private byte[] weaveLibrary(byte[] bytes) {
        try {
            return weaver.weave(bytes);
        } catch (IllegalArgumentException e) {
            return bytes;
        }
    }

    /** Whether classes that are loaded from now on have what {@link LineWeaver} adds. */
    void weaveLines(boolean on) {
        synchronized (getClassLoadingLock("")) { // no class is half way in
            lines = on ? new LineWeaver(hierarchy) : null;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = compiled.get(name);
        if (bytes == null) {
            return findInJars(name);
        }
        byte[] woven = weave(bytes);
        if (name.startsWith(RUN, PACKAGE.length()) && !withClasses.contains(wrapper(name))) {
            compiled.remove(name); // a long session has many of them
        }
        return defineClass(name, woven, 0, woven.length);
    }

    /** What {@link URLClassLoader} does, and weaving: a loop in a library can be interrupted too. */
    private Class<?> findInJars(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/') + ".class";
        URL file = findResource(path);
        if (file == null) {
            throw new ClassNotFoundException(name);
        }
        try {
            URLConnection connection = file.openConnection();
            Manifest manifest = null;
            URL source = URI.create(file.toString().replace(path, "")).toURL();
            if (connection instanceof JarURLConnection jar) {
                manifest = jar.getManifest();
                source = jar.getJarFileURL();
            }
            definePackageOf(name, manifest, source);
            try (InputStream in = connection.getInputStream()) {
                byte[] woven = weaveLibrary(in.readAllBytes());
                return defineClass(name, woven, 0, woven.length,
                        new CodeSource(source, (CodeSigner[]) null));
            }
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private void definePackageOf(String className, @Nullable Manifest manifest, URL source) {
        int dot = className.lastIndexOf('.');
        if (dot < 0 || getDefinedPackage(className.substring(0, dot)) != null) {
            return;
        }
        try {
            definePackage(className.substring(0, dot), manifest == null ? new Manifest() : manifest, source);
        } catch (IllegalArgumentException e) {
            Objects.requireNonNull(getDefinedPackage(className.substring(0, dot)),
                    "defined by another thread");
        }
    }

    private @Nullable InputStream classFile(ClassDesc type) {
        String descriptor = type.descriptorString();
        String path = descriptor.substring(1, descriptor.length() - 1);
        byte[] bytes = compiled.get(path.replace('/', '.'));
        return bytes != null ? new ByteArrayInputStream(bytes) : getResourceAsStream(path + ".class");
    }

    /** The parent: what cells may see of the kernel's own class path. */
    private static final class Libraries extends ClassLoader {
        /** What {@link StopWeaver} and {@link LineWeaver} make cells call. */
        private static final Set<String> WOVEN = Set.of(StopCheck.class.getName(), Exit.class.getName(),
                CellProcess.class.getName(), CellConsole.class.getName(), Lines.class.getName(),
                CellFrame.class.getName());

        /** Its package alone: the solutions stand in one below it. */
        private static final String COURSE = "leibniz.course.";

        private final ClassLoader application = CellLoader.class.getClassLoader();
        private final Predicate<String> isOnDemand;
        private final Runnable open;

        Libraries(Predicate<String> isOnDemand, Runnable open) {
            super("libraries", ClassLoader.getPlatformClassLoader());
            this.isOnDemand = isOnDemand;
            this.open = open;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (isOnDemand.test(name)) {
                open.run();
                return application.loadClass(name);
            }
            if (isVisible(name)) {
                return application.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }

        @Override
        protected @Nullable URL findResource(String path) {
            String name = path.replace('/', '.');
            return isVisible(name) || isOnDemand.test(name) ? application.getResource(path) : null;
        }

        private static boolean isVisible(String name) {
            return name.startsWith("leibniz.autograd.") || name.startsWith("leibniz.optim.")
                    || name.startsWith("leibniz.display.")
                    || name.startsWith(COURSE) && name.indexOf('.', COURSE.length()) < 0
                    || name.startsWith("org.knowm.xchart.")
                    || WOVEN.contains(name);
        }
    }
}
