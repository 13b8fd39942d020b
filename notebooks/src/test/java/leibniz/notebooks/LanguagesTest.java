package leibniz.notebooks;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each lesson is there in both languages, with the same cells: the code is the same but for comments and what
 * the reader reads, and the texts have the same links, formulas and numbers.
 */
class LanguagesTest {
    private static final Path NOTEBOOKS = Project.ROOT.resolve("notebooks");
    private static final String SPEAK_CHINESE = "language(\"zh\");\n";

    private static final Pattern COMMENT_OR_STRING = Pattern
            .compile("//[^\n]*|/\\*.*?\\*/|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])'", Pattern.DOTALL);
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern CONVERSION = Pattern.compile("%[-\\d.]*[a-zA-Z%]");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]*)\\)");
    private static final Pattern BLOCK = Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`[^`]+`");
    private static final Pattern HEADING = Pattern.compile("^#+(?= )", Pattern.MULTILINE);
    private static final Pattern FORMULA = Pattern.compile("\\$\\$(.*?)\\$\\$", Pattern.DOTALL);
    private static final Pattern LATEX = Pattern.compile("\\\\[a-zA-Z]+|\\S");
    private static final Pattern NUMBER = Pattern.compile("\\d(?:[\\d.]*\\d)");
    private static final Pattern HALF_WIDTH = Pattern.compile("\\p{IsHan}[,;:?!]|[,;:?!]\\p{IsHan}");

    private record Cell(String id, String kind, String tags, String source) {
        boolean isCode() {
            return kind.equals("code");
        }
    }

    @Test
    void eachLessonIsThereInBothLanguages() throws IOException {
        assertEquals(lessons("en"), lessons("zh"));
    }

    @Test
    void theReadmeIsThereInBothLanguages() throws IOException {
        String english = Files.readString(Project.ROOT.resolve("README.md"));
        String chinese = Files.readString(Project.ROOT.resolve("README.zh.md"));
        assertEquals(found(BLOCK, english), found(BLOCK, chinese));
        assertEquals(found(HEADING, english), found(HEADING, chinese));
        for (String link : found(LINK, english + chinese)) {
            assertTrue(link.startsWith("https:") || Files.exists(Project.ROOT.resolve(link)), link);
        }
    }

    /**
     * A book made of the notebooks, and tools that compare them, take cells with the same id for the same.
     */
    @Test
    void eachCellOfALanguageHasAnIdOfItsOwn() throws IOException {
        for (String language : List.of("en", "zh")) {
            Map<String, Path> seen = new HashMap<>();
            try (Stream<Path> files = Files.walk(NOTEBOOKS.resolve(language))) {
                for (Path file : files.filter(LanguagesTest::isNotebook).toList()) {
                    for (Cell cell : cells(file)) {
                        Path other = seen.put(cell.id(), file);
                        assertNull(other, () -> cell.id() + " is the id of a cell of " + other + " and of "
                                + file);
                    }
                }
            }
        }
    }

    /** That its cells run is for AdviceIT of the kernel to see. */
    @Test
    void theCheatSheetHasTheSameCellsInBothLanguages() throws IOException {
        List<String> english = found(CODE, Files.readString(NOTEBOOKS.resolve("cheat-sheet.md")));
        List<String> chinese = found(CODE, Files.readString(NOTEBOOKS.resolve("cheat-sheet.zh.md")));
        assertTrue(english.size() > 100, () -> "only " + english.size());
        assertEquals(english, chinese);
    }

    @TestFactory
    List<DynamicTest> theCellsAreTheSame() throws IOException {
        return lessons("zh").stream().map(lesson -> DynamicTest.dynamicTest(lesson, () -> compare(lesson)))
                .toList();
    }

    private static void compare(String lesson) throws IOException {
        List<Cell> english = cells("en", lesson);
        List<Cell> chinese = cells("zh", lesson);
        assertEquals(outline(english), outline(chinese));
        int first = Stream.iterate(0, i -> i + 1).filter(i -> chinese.get(i).isCode()).findFirst()
                .orElseThrow();
        assertTrue(chinese.get(first).source().startsWith(SPEAK_CHINESE),
                "the first code cell begins with " + SPEAK_CHINESE);
        assertAll(Stream.iterate(0, i -> i < english.size(), i -> i + 1).map(i -> () -> {
            String source = chinese.get(i).source();
            if (english.get(i).isCode()) {
                String code = i == first ? source.substring(SPEAK_CHINESE.length()) : source;
                compareCode(english.get(i).source(), code);
            } else {
                compareText(english.get(i).source(), source);
            }
        }));
    }

    private static void compareCode(String english, String chinese) {
        assertEquals(code(english), code(chinese));
        List<String> strings = strings(english);
        List<String> translated = strings(chinese);
        for (int i = 0; i < strings.size(); i++) {
            if (HAN.matcher(translated.get(i)).find()
                    || translated.get(i).matches(".*[\uff0c\u3002\uff1a].*")) {
                assertEquals(found(CONVERSION, strings.get(i)), found(CONVERSION, translated.get(i)),
                        chinese);
            } else {
                assertEquals(strings.get(i), translated.get(i), chinese);
            }
        }
    }

    private static void compareText(String english, String chinese) {
        assertTrue(HAN.matcher(chinese).find(), () -> "not in Chinese: " + chinese);
        String plain = chinese.replaceAll("`[^`]*`|\\$[^$]*\\$", "x");
        assertEquals(List.of(), found(HALF_WIDTH, plain), () -> "half-width punctuation in " + chinese);
        String links = chinese.replace(".zh.md", ".md");
        assertEquals(distinct(LINK, english), distinct(LINK, links), chinese);
        assertEquals(formulas(english), formulas(chinese), chinese);
        assertEquals(distinct(NUMBER, english), distinct(NUMBER, chinese), chinese);
    }

    /** Code without comments, each string by an empty one; a comment at the end of a line leaves no space. */
    private static String code(String source) {
        return COMMENT_OR_STRING.matcher(source)
                .replaceAll(match -> isString(match.group()) ? "\"\"" : isComment(match.group()) ? "" : "$0")
                .replaceAll("(?m) +$", "");
    }

    private static List<String> strings(String source) {
        return found(COMMENT_OR_STRING, source).stream().filter(LanguagesTest::isString).toList();
    }

    private static boolean isString(String token) {
        return token.startsWith("\"");
    }

    private static boolean isComment(String token) {
        return token.startsWith("/");
    }

    /** The parts of each displayed formula, sorted, since words among them may come in another order. */
    private static List<List<String>> formulas(String text) {
        return found(FORMULA, text).stream()
                .map(formula -> sorted(LATEX, formula.replaceAll("\\\\text\\{[^}]*\\}", ""))).toList();
    }

    private static List<String> sorted(Pattern pattern, String text) {
        return found(pattern, text).stream().sorted().toList();
    }

    private static Set<String> distinct(Pattern pattern, String text) {
        return new TreeSet<>(found(pattern, text));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(LanguagesTest::part).toList();
    }

    private static String part(MatchResult match) {
        return match.groupCount() == 0 ? match.group() : match.group(1);
    }

    private static List<String> outline(List<Cell> cells) {
        return cells.stream().map(cell -> cell.id() + " " + cell.kind() + " " + cell.tags()).toList();
    }

    private static List<String> lessons(String language) throws IOException {
        try (Stream<Path> files = Files.list(NOTEBOOKS.resolve(language))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".ipynb"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isNotebook(Path path) {
        return path.toString().endsWith(".ipynb") && !path.toString().contains(".ipynb_checkpoints");
    }

    private static List<Cell> cells(String language, String lesson) throws IOException {
        return cells(NOTEBOOKS.resolve(language).resolve(lesson));
    }

    private static List<Cell> cells(Path file) throws IOException {
        String notebook = Files.readString(file);
        JsonArray cells = JsonParser.parseString(notebook).getAsJsonObject().getAsJsonArray("cells");
        List<Cell> read = new ArrayList<>();
        for (JsonElement element : cells) {
            JsonObject cell = element.getAsJsonObject();
            StringBuilder source = new StringBuilder();
            cell.getAsJsonArray("source").forEach(line -> source.append(line.getAsString()));
            JsonElement tags = cell.getAsJsonObject("metadata").get("tags");
            read.add(new Cell(cell.get("id").getAsString(), cell.get("cell_type").getAsString(),
                    tags == null ? "" : tags.toString(), source.toString()));
        }
        return read;
    }
}
