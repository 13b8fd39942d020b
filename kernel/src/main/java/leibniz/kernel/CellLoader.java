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
    private final Map<String, byte[]> compiled = new ConcurrentHashMap<>();
    private final StopWeaver weaver = new StopWeaver(ClassHierarchyResolver.ofResourceParsing(this::classFile)
            .orElse(ClassHierarchyResolver.defaultResolver()));

    CellLoader() {
        super("cells", new URL[0], new Libraries());
    }

    /** Adds a class as javac made it; it is woven when it is first used. */
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

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = compiled.get(name);
        if (bytes == null) {
            return super.findClass(name);
        }
        byte[] woven = weaver.weave(bytes);
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
