package leibniz.kernel;

import java.net.URI;
import java.nio.file.Path;

/** What lies beside the kernel's jars where it is installed. */
final class KernelFiles {
    private KernelFiles() {}

    /** The folder with the sources of the libraries that cells use; there may be none. */
    static Path sources() {
        URI jar = URI
                .create(KernelFiles.class.getProtectionDomain().getCodeSource().getLocation().toString());
        return Path.of(jar).resolveSibling("../sources").normalize();
    }
}
