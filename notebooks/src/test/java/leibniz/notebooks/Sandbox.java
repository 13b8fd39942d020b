package leibniz.notebooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An empty home folder to run install.sh in, with nothing of the machine's Java or Jupyter settings. */
final class Sandbox implements AutoCloseable {
    final Path home;
    final Path temporary;
    final Map<String, String> environment = new HashMap<>();
    Path checkout = Project.ROOT;
    private final List<Path> linked = new ArrayList<>();

    Sandbox(Path folder) throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        temporary = Files.createDirectories(folder.resolve("temporary"));
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", home.toString());
        environment.put("TMPDIR", temporary.toString());
        environment.put("LEIBNIZ_JAVA_HOME", standInJdk(folder.resolve("stand-in"), "25").toString());
    }

    /** Lets programs run on the JDK of the tests instead of the stand-in. */
    void useRealJdk() {
        environment.put("LEIBNIZ_JAVA_HOME", System.getProperty("java.home"));
    }

    /**
     * What passes for a JDK as long as nothing but the cache for a quick start is made with it, which takes
     * no time.
     */
    static Path standInJdk(Path home, String version) throws IOException {
        Path programs = Files.createDirectories(home.resolve("bin"));
        for (String program : List.of("java", "javac")) {
            Path file = Files.writeString(programs.resolve(program), """
                    #!/bin/sh
                    for option; do
                      case $option in -XX:AOTCacheOutput=*) echo cache >"${option#*=}" ;; esac
                    done
                    """);
            file.toFile().setExecutable(true);
        }
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Any\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home.toRealPath();
    }

    Path kernelspec() {
        return home.resolve(".local/share/jupyter/kernels/leibniz");
    }

    Command install(String... options) {
        List<String> line = new ArrayList<>(List.of(checkout.resolve("install.sh").toString()));
        line.addAll(Arrays.asList(options));
        return Command.run(temporary, environment, line);
    }

    /** Hides every JDK of the machine from find-jdk.sh. */
    void hideJdks(Path emptyRoot) throws IOException {
        hidePrograms("java", "javac");
        environment.remove("LEIBNIZ_JAVA_HOME");
        environment.put("LEIBNIZ_ROOT", emptyRoot.toString());
    }

    /** Hides the programs whose names begin so. */
    void hidePrograms(String... beginnings) throws IOException {
        Path programs = Files.createTempDirectory("programs");
        linked.add(programs);
        Programs.linkAllBut(name -> Arrays.stream(beginnings).anyMatch(name::startsWith), programs);
        environment.put("PATH", programs.toString());
    }

    @Override
    public void close() throws IOException {
        for (Path programs : linked) {
            Project.delete(programs);
        }
    }

    /** Puts a shell script of this name first on the PATH. */
    void program(String name, String script) throws IOException {
        Path folder = Files.createDirectories(home.resolveSibling("scripts"));
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        file.toFile().setExecutable(true);
        environment.merge("PATH", folder.toString(),
                (path, first) -> path.startsWith(first) ? path : first + ":" + path);
    }

    SortedMap<String, String> tree() throws IOException {
        return tree(home);
    }

    /** What lies below a folder: of each file its size, hash and whether it can be executed. */
    static SortedMap<String, String> tree(Path folder) throws IOException {
        SortedMap<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                String kind = "folder";
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    kind = Arrays.hashCode(Files.readAllBytes(file)) + " " + Files.isExecutable(file);
                }
                tree.put(folder.relativize(file).toString(), kind);
            }
        }
        return tree;
    }
}
