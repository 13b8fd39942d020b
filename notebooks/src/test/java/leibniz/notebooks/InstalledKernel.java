package leibniz.notebooks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kernel of this build, installed by install.sh for the run of the tests. */
final class InstalledKernel {
    private static final Path PREFIX = Project.TARGET.resolve("installed");
    private static @Nullable Path jupyter;

    private InstalledKernel() {}

    /** The Jupyter folder that the kernel stands in, for JUPYTER_PATH. */
    static synchronized Path jupyter() throws IOException {
        if (jupyter == null) {
            Project.delete(PREFIX);
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.put("LEIBNIZ_JAVA_HOME", System.getProperty("java.home"));
            Command.run(Project.ROOT, environment,
                    List.of("./install.sh", "--no-build", "--prefix", PREFIX.toString()))
                    .mustSucceed();
            jupyter = PREFIX.resolve("share/jupyter");
        }
        return jupyter;
    }
}
