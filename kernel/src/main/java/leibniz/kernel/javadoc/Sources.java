package leibniz.kernel.javadoc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Where the source of a class is: the JDK's {@code lib/src.zip}, and folders and sources jars of libraries.
 */
public final class Sources {
    private static final Path OF_JDK = Path.of(System.getProperty("java.home"), "lib", "src.zip");

    private final List<Path> libraries;

    /** @param libraries folders and jars with the sources of libraries */
    public Sources(List<Path> libraries) {
        this.libraries = libraries;
    }

    /** The text of the file that declares a class, or null where it is not to be had. */
    @Nullable
    String text(TypeElement topLevel, Elements elements) {
        String file = elements.getBinaryName(topLevel).toString().replace('.', '/') + ".java";
        String module = module(topLevel, elements);
        if (!module.isEmpty()) {
            return read(OF_JDK, module + "/" + file);
        }
        for (Path library : libraries) {
            String text = read(library, file);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** Why there is no source of this class, and what to do about it. */
    String reason(TypeElement topLevel, Elements elements) {
        if (!module(topLevel, elements).isEmpty()) {
            return Files.isReadable(OF_JDK)
                    ? "The source of this class is not in " + OF_JDK + "."
                    : "This JDK comes without its source, which holds the documentation: " + OF_JDK
                            + " is missing. Install it (on Debian and Ubuntu: openjdk-"
                            + Runtime.version().feature() + "-source).";
        }
        return "There is no documentation, since no sources of this library were found.";
    }

    private static String module(TypeElement type, Elements elements) {
        var module = elements.getModuleOf(type);
        return module == null ? "" : module.getQualifiedName().toString();
    }

    private static @Nullable String read(Path library, String file) {
        try {
            if (Files.isDirectory(library)) {
                Path source = library.resolve(file);
                return Files.isRegularFile(source) ? Files.readString(source) : null;
            }
            if (!Files.isReadable(library)) {
                return null;
            }
            try (ZipFile zip = new ZipFile(library.toFile())) {
                ZipEntry entry = zip.getEntry(file);
                return entry == null
                        ? null
                        : new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            return null; // a damaged archive has no documentation to offer
        }
    }
}
