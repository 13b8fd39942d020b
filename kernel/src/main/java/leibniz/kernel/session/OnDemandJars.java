package leibniz.kernel.session;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import leibniz.kernel.execution.Agent;
import leibniz.kernel.outcome.MagicFailure;

/**
 * The jars that few notebooks need, in folders beside the kernel's. They join the kernel's class path when
 * they are first needed: there from the start, all of them would be opened whenever Java looks for a service.
 */
public final class OnDemandJars {
    private static final Map<String, List<Path>> OPEN = new ConcurrentHashMap<>();

    private OnDemandJars() {}

    /**
     * Opens the jars of a folder, unless they are open.
     *
     * @return them; none where the kernel runs from a folder of classes, which has all on its class path
     * @throws IOException if one of them cannot be read
     */
    public static synchronized List<Path> open(String folder) throws IOException {
        Path kernel = Path
                .of(URI.create(
                        OnDemandJars.class.getProtectionDomain().getCodeSource().getLocation().toString()));
        if (OPEN.containsKey(folder) || Files.isDirectory(kernel)) {
            return OPEN.getOrDefault(folder, List.of());
        }
        Instrumentation instrumentation = Agent.instrumentation();
        if (instrumentation == null) {
            throw new MagicFailure("needs the kernel to be started by its launcher, as Jupyter does");
        }
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(kernel.resolveSibling(folder), "*.jar")) {
            files.forEach(jars::add);
        }
        for (Path jar : jars) {
            instrumentation.appendToSystemClassLoaderSearch(new JarFile(jar.toFile()));
        }
        OPEN.put(folder, List.copyOf(jars));
        return jars;
    }
}
