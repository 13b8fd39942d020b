package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The version stands in pom.xml; where another file has to repeat it, it is the same. */
class VersionTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    private static final Pattern OF_PARENT = Pattern
            .compile("<artifactId>leibniz</artifactId>\\s*<version>([^<]+)</version>");
    private static final Map<String, Pattern> REPEATED = Map.of("CITATION.cff",
            Pattern.compile("^version: (.*)$", Pattern.MULTILINE), "docs/library.md",
            Pattern.compile("<version>([^<]+)</version>"));

    @Test
    void everyFileThatNamesTheVersionNamesThatOfThePom() throws IOException {
        String version = version(Path.of("pom.xml"), OF_PARENT);
        assertEquals(version, KernelInfo.VERSION, "in KernelInfo");
        for (Path pom : poms()) {
            assertEquals(version, version(pom, OF_PARENT), pom::toString);
        }
        for (var repeated : REPEATED.entrySet()) {
            assertEquals(version, version(Path.of(repeated.getKey()), repeated.getValue()), repeated::getKey);
        }
    }

    private static List<Path> poms() throws IOException {
        try (Stream<Path> files = Files.find(ROOT, 3,
                (path, _) -> path.endsWith("pom.xml") && !path.toString().contains("/target/"))) {
            return files.map(ROOT::relativize).toList();
        }
    }

    private static String version(Path file, Pattern pattern) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(ROOT.resolve(file)));
        return matcher.find() ? matcher.group(1) : "none";
    }
}
