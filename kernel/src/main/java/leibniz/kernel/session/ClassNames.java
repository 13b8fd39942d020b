package leibniz.kernel.session;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The public classes of the JDK and of the class path of the cells, by the names of their files. */
final class ClassNames {
    private static final String CLASS = ".class";

    private final ClassPath classPath;
    private final ClassLoader loader;

    ClassNames(ClassPath classPath, ClassLoader loader) {
        this.classPath = classPath;
        this.loader = loader;
    }

    /** The full names of the public classes with this simple name. */
    List<String> named(String simple) {
        Set<String> found = new TreeSet<>();
        FileSystem jdk = FileSystems.getFileSystem(URI.create("jrt:/"));
        for (Module module : ModuleLayer.boot().modules()) {
            for (String inside : module.getPackages()) {
                if (module.isExported(inside)
                        && Files.exists(folder(jdk, module, inside).resolve(simple + CLASS))) {
                    found.add(inside + "." + simple);
                }
            }
        }
        found.addAll(inLibraries(file -> file.endsWith("/" + simple + CLASS)));
        return found.stream().filter(this::isPublic).toList();
    }

    /** The simple names of the classes of a package, the public ones and others. */
    Set<String> in(String packageName) {
        Set<String> found = new TreeSet<>();
        FileSystem jdk = FileSystems.getFileSystem(URI.create("jrt:/"));
        for (Module module : ModuleLayer.boot().modules()) {
            if (module.getPackages().contains(packageName)) {
                try (Stream<Path> files = Files.list(folder(jdk, module, packageName))) {
                    files.map(file -> String.valueOf(file.getFileName())).filter(name -> name.endsWith(CLASS))
                            .forEach(name -> found.add(name.substring(0, name.length() - CLASS.length())));
                } catch (IOException e) {
                    // a package without files
                }
            }
        }
        String folder = packageName.replace('.', '/') + "/";
        inLibraries(file -> file.startsWith(folder) && file.indexOf('/', folder.length()) < 0)
                .forEach(name -> found.add(name.substring(packageName.length() + 1)));
        found.removeIf(name -> name.contains("$") || name.contains("-"));
        return found;
    }

    private static Path folder(FileSystem jdk, Module module, String packageName) {
        return jdk.getPath("modules", module.getName(), packageName.replace('.', '/'));
    }

    private List<String> inLibraries(Predicate<String> wanted) {
        List<String> found = new ArrayList<>();
        for (Path entry : classPath.entries()) {
            try {
                if (Files.isDirectory(entry)) {
                    try (Stream<Path> files = Files.walk(entry)) {
                        add(files.map(file -> entry.relativize(file).toString().replace('\\', '/')), wanted,
                                found);
                    }
                } else {
                    try (ZipFile jar = new ZipFile(entry.toFile())) {
                        add(jar.stream().map(ZipEntry::getName), wanted, found);
                    }
                }
            } catch (IOException e) {
                // whoever uses that jar is told
            }
        }
        return found;
    }

    private static void add(Stream<String> files, Predicate<String> wanted, List<String> found) {
        files.filter(file -> file.endsWith(CLASS) && !file.startsWith("META-INF/")).filter(wanted)
                .forEach(file -> found
                        .add(file.substring(0, file.length() - CLASS.length()).replace('/', '.')));
    }

    boolean isPublic(String type) {
        try {
            return Modifier.isPublic(Class.forName(type, false, loader).getModifiers());
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
