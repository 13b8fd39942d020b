package leibniz.kernel;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/**
 * The jars of Maven Resolver, in a folder beside the kernel's. They join the kernel's class path when they are first
 * needed: there from the start, all of them would be opened whenever Java looks for a service.
 */
final class MavenJars {
    private static boolean open;

    private MavenJars() {}

    /** @throws IOException if one of them cannot be read */
    static synchronized void open() throws IOException {
        Path kernel = Path
                .of(URI.create(
                        MavenJars.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        Path folder = kernel.resolveSibling("maven");
        if (open || Files.isDirectory(kernel)) {
            return; // a folder of classes has all that it needs on its class path
        }
        Instrumentation instrumentation = Agent.instrumentation();
        if (instrumentation == null) {
            throw new MagicFailure("needs the kernel to be started by its launcher, as Jupyter does");
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                instrumentation.appendToSystemClassLoaderSearch(new JarFile(jar.toFile()));
            }
        }
        open = true;
    }
}
