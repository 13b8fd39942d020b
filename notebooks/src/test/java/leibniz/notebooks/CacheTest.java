package leibniz.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cache for a quick start belongs to the jars and the JDK that it was made from, and the kernel starts
 * without one too, as some of the tests of the kernel itself do.
 */
class CacheTest {
    @TempDir
    Path folder;
    Sandbox sandbox;

    @BeforeEach
    void aCheckoutAndAJavaThatPrintsItsArguments() throws IOException {
        sandbox = new Sandbox(folder);
        sandbox.checkout = Project.copyTo(folder.resolve("checkout"));
        useJdk("25.0.1");
    }

    @AfterEach
    void removeLinks() throws IOException {
        sandbox.close();
    }

    private void useJdk(String version) throws IOException {
        Path jdk = Sandbox.standInJdk(folder.resolve("jdk " + version), version);
        Files.writeString(jdk.resolve("bin/java"), "echo \"$@\"\n", StandardOpenOption.APPEND);
        sandbox.environment.put("LEIBNIZ_JAVA_HOME", jdk.toString());
    }

    private void changeAJar(Path kernelspec) throws IOException {
        try (Stream<Path> jars = Files.list(kernelspec.resolve("lib"))) {
            Path jar = jars.filter(file -> file.getFileName().toString().startsWith("autograd-core-"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(jar, "another version", StandardOpenOption.APPEND);
        }
    }

    /** Installs, and returns the one cache that stands there then. */
    private Path install() throws IOException {
        sandbox.install("--no-build").mustSucceed();
        try (Stream<Path> files = Files.list(sandbox.kernelspec())) {
            List<Path> caches = files.filter(file -> file.toString().endsWith(".aot")).toList();
            assertEquals(1, caches.size(), caches::toString);
            return caches.getFirst();
        }
    }

    /** What the launcher starts. */
    private String started() {
        return Command.run(folder, sandbox.environment,
                List.of(sandbox.kernelspec().resolve("launch").toString(), "connection.json"))
                .mustSucceed().output();
    }

    @Test
    void isMadeAnewForAnotherJarOrAnotherJdk() throws IOException {
        Path first = install();
        assertEquals(first, install(), "nothing changed");
        assertTrue(started().contains("-XX:AOTCache=" + first), this::started);

        changeAJar(sandbox.checkout.resolve("kernel/target/kernelspec"));
        Path second = install();
        assertNotEquals(first, second, "a jar changed");
        assertTrue(started().contains("-XX:AOTCache=" + second), this::started);

        useJdk("25.0.2");
        Path third = install();
        assertNotEquals(second, third, "the JDK changed");
        assertTrue(started().contains("-XX:AOTCache=" + third), this::started);
    }

    @Test
    void isNotUsedForJarsItWasNotMadeFromNorMissedWhereThereIsNone() throws IOException {
        Path cache = install();
        changeAJar(sandbox.kernelspec());
        assertFalse(started().contains("-XX:AOTCache"), this::started);
        Files.delete(cache);
        String started = started();
        assertFalse(started.contains("-XX:AOTCache"), started);
        assertTrue(started.strip().endsWith("connection.json"), started);
    }
}
