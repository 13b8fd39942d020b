package leibniz.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That public names are documented; the compiler checks that their Javadoc is sound. */
class JavadocTest {
    @Test
    void everyPublicNameIsDocumented() throws IOException {
        List<String> undocumented = new ArrayList<>();
        int found = 0;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/leibniz"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).strip().startsWith("public ")) {
                        found++;
                        if (!isDocumented(lines, i)) {
                            undocumented.add(file.getFileName() + ": " + lines.get(i).strip());
                        }
                    }
                }
            }
        }
        assertTrue(found > 300, "only " + found + " public names seen");
        assertEquals(List.of(), undocumented,
                "say in a sentence or two what these do, with shapes and errors");
    }

    /** Javadoc stands above the name and its annotations; what overrides inherits its own. */
    private static boolean isDocumented(List<String> lines, int at) {
        int above = at - 1;
        while (lines.get(above).strip().startsWith("@")) {
            if (lines.get(above).strip().equals("@Override")) {
                return true;
            }
            above--;
        }
        return lines.get(above).strip().endsWith("*/");
    }
}
