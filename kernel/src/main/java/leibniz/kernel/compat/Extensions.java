package leibniz.kernel.compat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import leibniz.kernel.execution.CellStoppedError;
import leibniz.kernel.outcome.RuntimeError;
import leibniz.kernel.protocol.Memory;
import leibniz.kernel.session.Library;
import leibniz.kernel.session.Session;

/**
 * What libraries bring for notebooks, in JJava's form: a jar names classes that implement {@code Extension},
 * and each is installed once, when the jar is added to the class path.
 */
final class Extensions {
    private static final String SERVICE = "META-INF/services/org.dflib.jjava.jupyter.Extension";
    private static final Set<String> OFF = Set.of("", "0", "false");

    private static final Set<String> installed = new HashSet<>();

    private Extensions() {}

    /** Installs the extensions of libraries that were just added. One that fails is told of and left out. */
    static void install(Session session, List<Library> added) {
        String wanted = System.getenv("JJAVA_LOAD_EXTENSIONS");
        if (wanted != null && OFF.contains(wanted.strip().toLowerCase(Locale.ROOT))) {
            return;
        }
        for (Library library : added) {
            for (String name : named(library.file())) {
                if (installed.add(name)) {
                    install(session, library, name);
                }
            }
        }
    }

    private static void install(Session session, Library library, String name) {
        try {
            Compat.load();
            session.control.asUserCode(() -> {
                Object extension = Class.forName(name, true, session.loader).getDeclaredConstructor()
                        .newInstance();
                CompatNotebook.install(extension);
                return null;
            });
        } catch (CellStoppedError e) {
            throw e;
        } catch (Throwable e) {
            Memory.releaseIfFull(e);
            System.err.println("The extension " + name + " in " + library.file().getFileName()
                    + " could not be installed: " + RuntimeError.text(e)
                    + ". The library is on the class path all the same.");
        }
    }

    /** The classes that a jar or folder names as extensions. */
    private static List<String> named(Path library) {
        try {
            if (Files.isDirectory(library)) {
                Path file = library.resolve(SERVICE);
                return Files.exists(file) ? classes(Files.readString(file)) : List.of();
            }
            try (ZipFile jar = new ZipFile(library.toFile())) {
                ZipEntry entry = jar.getEntry(SERVICE);
                return entry == null
                        ? List.of()
                        : classes(
                                new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return List.of(); // what cannot be read has been told when it was added
        }
    }

    private static List<String> classes(String file) {
        return file.lines().map(line -> line.replaceFirst("#.*", "").strip()).filter(line -> !line.isEmpty())
                .toList();
    }
}
