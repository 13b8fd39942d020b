package leibniz.rooms;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which classes use which, read from class files. What is nested in a class counts as that class. */
final class ClassUses {
    /** A class within a descriptor or a signature. */
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([\\w/$]+)[;<]");

    private final Map<String, Set<String>> uses = new TreeMap<>();

    Map<String, Set<String>> uses() {
        return uses;
    }

    /** Adds all classes of the jar or folder from which a class was loaded. */
    ClassUses addAllWith(Class<?> one) throws IOException, URISyntaxException {
        URI place = one.getProtectionDomain().getCodeSource().getLocation().toURI();
        Path path = Path.of(place);
        if (Files.isDirectory(path)) {
            addFolder(path);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(path)) {
                addFolder(jar.getPath("/"));
            }
        }
        return this;
    }

    private void addFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.toString();
                if (name.endsWith(".class") && !name.endsWith("-info.class")) {
                    add(Files.readAllBytes(file));
                }
            }
        }
    }

    void add(byte[] classFile) {
        ClassModel model = ClassFile.of().parse(classFile);
        String user = outermost(model.thisClass().asInternalName());
        Set<String> used = uses.computeIfAbsent(user, any -> new TreeSet<>());
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry other) {
                used.add(outermost(other.asInternalName().replaceAll("^\\[+L|;$", "")));
            } else if (entry instanceof Utf8Entry text) {
                Matcher descriptor = IN_DESCRIPTOR.matcher(text.stringValue());
                while (descriptor.find()) {
                    used.add(outermost(descriptor.group(1)));
                }
            }
        }
        used.remove(user);
    }

    private static String outermost(String internalName) {
        int nested = internalName.indexOf('$', internalName.lastIndexOf('/') + 2); // $Operators begins with
                                                                                   // one
        return (nested < 0 ? internalName : internalName.substring(0, nested)).replace('/', '.');
    }
}
