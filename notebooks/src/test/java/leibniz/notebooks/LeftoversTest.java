package leibniz.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts of the project hold no line that git leaves where a merge was not finished. */
class LeftoversTest {
    private static final Pattern MARK = Pattern.compile("^(<{7}|>{7}|\\|{7}) .*$", Pattern.MULTILINE);
    private static final Pattern TEXT = Pattern.compile(".*\\.(md|java|py|sh|xml|txt|ipynb|json|yml|cff)");
    private static final Set<String> NOT_OURS = Set.of(".git", "target", "node_modules");

    @Test
    void everyMergeWasFinished() throws IOException {
        assertEquals(List.of(), texts().filter(LeftoversTest::holdsMark).toList());
    }

    private static Stream<Path> texts() throws IOException {
        try (Stream<Path> all = Files.walk(Project.ROOT)) {
            return all.filter(path -> TEXT.matcher(path.getFileName().toString()).matches())
                    .filter(path -> NOT_OURS.stream().noneMatch(folder -> isBelow(path, folder)))
                    .toList().stream();
        }
    }

    private static boolean isBelow(Path path, String folder) {
        for (Path part : Project.ROOT.relativize(path)) {
            if (part.toString().equals(folder)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsMark(Path text) {
        try {
            return MARK.matcher(Files.readString(text, StandardCharsets.UTF_8)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(text.toString(), e);
        }
    }
}
