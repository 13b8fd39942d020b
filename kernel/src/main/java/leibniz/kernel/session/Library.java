package leibniz.kernel.session;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import leibniz.kernel.outcome.MagicFailure;
import org.jspecify.annotations.Nullable;

/**
 * A jar, or a folder of classes, for the class path of the cells.
 *
 * @param id what other versions of it are called too, such as {@code com.example:parser}
 * @param version null where it is not known
 */
public record Library(Path file, String id, @Nullable String version) {
    private static final int FIRST_JAVA = 44;

    String description() {
        return version == null ? file.toString() : id + " " + version;
    }

    /** The classes that it offers as this service. */
    List<String> services(String service) {
        String entry = "META-INF/services/" + service;
        try {
            if (Files.isDirectory(file)) {
                Path list = file.resolve(entry);
                return Files.exists(list) ? services(Files.readString(list).lines()) : List.of();
            }
            try (ZipFile jar = new ZipFile(file.toFile())) {
                ZipEntry list = jar.getEntry(entry);
                return list == null
                        ? List.of()
                        : services(new String(jar.getInputStream(list).readAllBytes(), StandardCharsets.UTF_8)
                                .lines());
            }
        } catch (IOException e) {
            return List.of(); // whoever uses the library is told
        }
    }

    private static List<String> services(Stream<String> lines) {
        return lines.map(line -> line.replaceFirst("#.*", "").strip()).filter(line -> !line.isEmpty())
                .toList();
    }

    /**
     * Looks at a jar or folder that a user named.
     *
     * @throws MagicFailure if it does not exist, is no jar, or is made for a newer Java
     */
    public static Library at(Path file) {
        if (Files.isDirectory(file)) {
            return new Library(file, file.toString(), null);
        }
        if (Files.notExists(file)) {
            throw new MissingFileFailure("there is no file " + file
                    + (file.isAbsolute() ? "" : " in " + file.toAbsolutePath().getParent()));
        }
        try (ZipFile jar = new ZipFile(file.toFile())) {
            checkVersion(jar, file);
            Properties properties = mavenProperties(jar);
            String group = properties.getProperty("groupId");
            String artifact = properties.getProperty("artifactId");
            return group == null || artifact == null
                    ? new Library(file, file.toString(), null)
                    : new Library(file, group + ":" + artifact, properties.getProperty("version"));
        } catch (ZipException e) {
            throw new MagicFailure(file + " is not a jar that can be read (" + e.getMessage()
                    + "). Delete it and get it again.");
        } catch (IOException e) {
            throw new MagicFailure(file + " cannot be read: " + e);
        }
    }

    /**
     * Looks at a jar whose coordinates are known.
     *
     * @throws MagicFailure if it is no jar, or is made for a newer Java
     */
    public static Library of(Path file, String id, String version) {
        return new Library(at(file).file, id, version);
    }

    /**
     * What Maven writes into the jars it makes; empty where it is not there, or there for several artifacts.
     */
    private static Properties mavenProperties(ZipFile jar) throws IOException {
        Properties properties = new Properties();
        var found = jar.stream().filter(entry -> entry.getName().startsWith("META-INF/maven/")
                && entry.getName().endsWith("/pom.properties")).toList();
        if (found.size() == 1) {
            try (InputStream in = jar.getInputStream(found.getFirst())) {
                properties.load(in);
            } catch (IllegalArgumentException e) {
                return new Properties(); // malformed, and then it says nothing
            }
        }
        return properties;
    }

    private static void checkVersion(ZipFile jar, Path file) throws IOException {
        ZipEntry first = jar.stream()
                .filter(entry -> entry.getName().endsWith(".class")
                        && !entry.getName().startsWith("META-INF/")
                        && !entry.getName().endsWith("module-info.class"))
                .findFirst().orElse(null);
        if (first == null) {
            return;
        }
        try (DataInputStream in = new DataInputStream(jar.getInputStream(first))) {
            boolean isClass = in.readInt() == ClassFile.MAGIC_NUMBER;
            in.readUnsignedShort();
            int version = in.readUnsignedShort();
            if (isClass && version > ClassFile.latestMajorVersion()) {
                throw new MagicFailure(file + " is made for Java " + (version - FIRST_JAVA)
                        + ", and this kernel runs on Java " + Runtime.version().feature()
                        + ". Use a version of the library for that Java or older.");
            }
        }
    }
}
