package leibniz.kernel;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of the cells. Its parent lets through the platform's classes and the libraries that cells are
 * meant to use, and nothing else of the kernel's class path, so that a notebook may bring its own version of a
 * library that the kernel uses too.
 */
final class CellLoader extends URLClassLoader {
    private static final String WRAPPER = "$JShell$";

    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final Map<String, byte[]> compiled = new ConcurrentHashMap<>();
    private final StopWeaver weaver = new StopWeaver(ClassHierarchyResolver.ofResourceParsing(this::classFile)
            .orElse(ClassHierarchyResolver.defaultResolver()));

    CellLoader() {
        super("cells", new URL[0], new Libraries());
    }

    /** Adds a class as javac made it, or a new version of it; it is woven when it is first used. */
    void add(String name, byte[] bytes) {
        compiled.put(name, bytes);
    }

    void addJar(URL jar) {
        addURL(jar);
    }

    /** The classes added so far, by name, as javac made them. */
    Map<String, byte[]> compiled() {
        return compiled;
    }

    /** The class that JShell wrapped around the declaration of a class, by their names. */
    static String wrapper(String name) {
        int end = name.indexOf('$', name.lastIndexOf(WRAPPER) + WRAPPER.length());
        return end < 0 ? name : name.substring(0, end);
    }

    /** Notes a class whose static initialiser did not come to its end: Java does not run it a second time. */
    void markBroken(String name) {
        broken.add(wrapper(name));
    }

    boolean isBroken(String wrapper) {
        return broken.contains(wrapper);
    }

    /** The class of this name if something has used it already. */
    @Nullable
    Class<?> loaded(String name) {
        return findLoadedClass(name);
    }

    byte[] weave(byte[] bytes) {
        return weaver.weave(bytes);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = compiled.get(name);
        if (bytes == null) {
            return super.findClass(name);
        }
        byte[] woven = weave(bytes);
        return defineClass(name, woven, 0, woven.length);
    }

    private @Nullable InputStream classFile(ClassDesc type) {
        String descriptor = type.descriptorString();
        String path = descriptor.substring(1, descriptor.length() - 1);
        byte[] bytes = compiled.get(path.replace('/', '.'));
        return bytes != null ? new ByteArrayInputStream(bytes) : getResourceAsStream(path + ".class");
    }

    /** The parent: what cells may see of the kernel's own class path. */
    private static final class Libraries extends ClassLoader {
        /** What {@link StopWeaver} makes cells call. */
        private static final Set<String> WOVEN = Set.of(StopCheck.class.getName(), Exit.class.getName());

        private final ClassLoader application = CellLoader.class.getClassLoader();

        Libraries() {
            super("libraries", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (isVisible(name)) {
                return application.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }

        @Override
        protected @Nullable URL findResource(String path) {
            return isVisible(path.replace('/', '.')) ? application.getResource(path) : null;
        }

        private static boolean isVisible(String name) {
            return name.startsWith("leibniz.autograd.") || name.startsWith("leibniz.display.")
                    || WOVEN.contains(name);
        }
    }
}
