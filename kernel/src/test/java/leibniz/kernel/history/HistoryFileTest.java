package leibniz.kernel.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import leibniz.kernel.history.HistoryFile.Entry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
    private static final long LARGE = 1L << 20;

    @TempDir
    Path folder;
    private Path path;
    private HistoryFile file;

    @BeforeEach
    void open() {
        path = folder.resolve("new folder").resolve("history.jsonl");
        file = new HistoryFile(path, LARGE);
    }

    @Test
    void whatIsAppendedIsRead() throws IOException {
        assertEquals(List.of(), file.read());
        assertEquals(1, file.append(0, 1, "int a = 1;\n\"\u4E2D\uD83D\uDE00\""));
        assertEquals(1, file.append(1, 2, "a"));
        assertEquals(2, file.append(0, 1, "b"));
        assertEquals(List.of(new Entry(1, 1, "int a = 1;\n\"\u4E2D\uD83D\uDE00\""), new Entry(1, 2, "a"),
                new Entry(2, 1, "b")), file.read());
    }

    @Test
    void aLineThatIsNotWholeIsPassedOver() throws IOException {
        file.append(0, 1, "first");
        Files.writeString(path, "{\"session\":1,\"line\":2,\"inp", StandardOpenOption.APPEND);
        assertEquals(List.of(new Entry(1, 1, "first")), file.read());
        assertEquals(2, file.append(0, 1, "after"));
        assertEquals(List.of(new Entry(1, 1, "first"), new Entry(2, 1, "after")), file.read());
    }

    @Test
    void aFirstLineThatIsNotWholeIsWrittenAgain() throws IOException {
        Files.createDirectories(path.getParent());
        for (String begun : List.of("", "{\"leibn", "{\"leibniz-history\":1}")) {
            Files.writeString(path, begun);
            assertEquals(List.of(), file.read());
            file.append(0, 1, "x");
            assertEquals(List.of(new Entry(1, 1, "x")), file.read());
        }
    }

    @Test
    void aFileOfOthersStaysAsItIs() throws IOException {
        Files.createDirectories(path.getParent());
        for (String content : List.of("{\"leibniz-history\":2}\n{\"something\":\"new\"}\n",
                "shopping list\nmilk\n",
                "[1, 2", "null\n", "\u0000\u0001")) {
            Files.writeString(path, content);
            assertThrows(IOException.class, file::read, content);
            assertThrows(IOException.class, () -> file.append(0, 1, "x"), content);
            assertEquals(content, Files.readString(path));
        }
    }

    @Test
    void aLargeFileIsCutToItsNewerHalf() throws IOException {
        HistoryFile small = new HistoryFile(path, 2000);
        for (int line = 1; line <= 500; line++) {
            assertEquals(1, small.append(line == 1 ? 0 : 1, line, "cell " + line));
            assertTrue(Files.size(path) < 2100, "the file has " + Files.size(path) + " bytes");
        }
        List<Entry> left = small.read();
        assertEquals(new Entry(1, 500, "cell 500"), left.getLast());
        assertTrue(left.size() > 15, "only " + left.size() + " lines are left");
        assertEquals(500 - left.size() + 1, left.getFirst().line());
        assertEquals(2, small.append(0, 1, "next session"));
    }

    @Test
    void onlyTheOwnerMayReadIt() throws IOException {
        file.append(0, 1, "var password = \"x\";");
        assertEquals("rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @Test
    void aPatternHasStarsQuestionMarksAndSets() {
        assertMatches("*sum*", "x.sum()", true);
        assertMatches("*sum", "x.sum()", false);
        assertMatches("x?y", "x.y", true);
        assertMatches("x?y", "xy", false);
        assertMatches("a[*]b*", "a*b\nc", true);
        assertMatches("a[*]b", "aab", false);
        assertMatches("[a-c]", "b", true);
        assertMatches("[^a-c]", "b", false);
        assertMatches("[]]", "]", true);
        assertMatches("ints[0", "ints[0", true);
        assertMatches("(.*)", "(abc)", false);
        assertMatches("[\\d&&]", "d", true);
    }

    private static void assertMatches(String glob, String text, boolean expected) {
        assertEquals(expected, Glob.pattern(glob).matcher(text).matches(), glob + " on " + text);
    }
}
