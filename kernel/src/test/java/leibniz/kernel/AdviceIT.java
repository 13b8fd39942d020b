package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leibniz.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Cells as people write them who come from Python and from mathematics: below what javac says stands one line
 * with what to write here, and that runs.
 */
class AdviceIT extends WithKernel {
    private static final String TABLE = "advice.txt";
    private static final int LEAST = 200;
    private static final long SEED = Long.getLong("leibniz.advice.seed", 24);
    private static final int SNIPPETS = Integer.getInteger("leibniz.advice.snippets", 300);
    private static final Pattern FORM = Pattern.compile("`([^`]+)`");

    /** The cells of the first section run before each of the others. */
    @TestFactory
    Stream<DynamicContainer> theTable() throws IOException {
        List<CellTable.Section> sections = CellTable.sections(TABLE);
        String before = String.join("\n", sections.getFirst().entries());
        return sections.stream().skip(1).map(section -> DynamicContainer.dynamicContainer(section.title(),
                section.entries().stream().map(entry -> DynamicTest.dynamicTest(CellTable.code(entry),
                        () -> check(entry, before)))));
    }

    @Test
    void theTableIsLarge() throws IOException {
        long cells = CellTable.sections(TABLE).stream().skip(1).mapToLong(s -> s.entries().size()).sum();
        assertTrue(cells >= LEAST, "only " + cells);
    }

    /**
     * Whether the first section has run since a cell last did something; what does not compile does nothing.
     */
    private static boolean ready;

    private static void prepare(String before) {
        if (!ready) {
            assertEquals("ok", kernel.run(before).status());
            ready = true;
        }
    }

    private static void reset() {
        ready = false;
        assertEquals("ok", kernel.run("%reset").status());
    }

    private static void check(String entry, String before) {
        prepare(before);
        String code = CellTable.code(entry);
        Answer answer = kernel.run(code);
        assertEquals("error", answer.status(), code);
        String advice = answer.reply().get("evalue").getAsString().lines().reduce((a, b) -> b).orElse("");
        if (answer.reply().get("ename").getAsString().startsWith("java.")) {
            ready = false;
            String told = answer.traceback().replaceFirst("(?s)\\n> \\d+ \\|.*", "").replace('\n', ' ');
            advice = told.substring(told.indexOf(advice) + advice.length()).strip(); // below the message
        }
        assertEquals(entry, code + "\n//! " + advice, () -> "If the new text is right, put it into " + TABLE);
        Matcher form = FORM.matcher(advice);
        int forms = 0;
        while (form.find()) {
            forms++;
            prepare(before);
            ready = leavesNothing(form.group(1));
            Answer offered = kernel.run(form.group(1));
            assertEquals("ok", offered.status(),
                    () -> code + "\noffers " + form.group(1) + "\nwhich fails: " + offered.reply());
        }
        assertTrue(forms > 0, "no form is offered: " + advice);
    }

    private static final Pattern ROW = Pattern
            .compile("(?m)^\\|(?:[^|\\\\]|\\\\.)*\\|((?:[^|\\\\]|\\\\.)*)\\|");

    /** The right column of notebooks/cheat-sheet.md, from top to bottom. */
    @Test
    void theCheatSheetRuns() throws IOException {
        reset();
        int ran = 0;
        for (Matcher row = ROW.matcher(Files.readString(Path.of("../notebooks/cheat-sheet.md"))); row
                .find();) {
            for (Matcher form = FORM.matcher(row.group(1)); form.find(); ran++) {
                Answer answer = kernel.run(form.group(1));
                assertEquals("ok", answer.status(), () -> form.group(1) + ": " + answer.reply());
                assertEquals("", answer.printed("stderr"), form.group(1));
            }
        }
        int cells = ran;
        assertTrue(cells > 50, () -> "only " + cells);
        reset();
    }

    /** Java with a mistake that has nothing to do with Python, tensors, or a name that is nearly right. */
    @Test
    void plainJavaGetsNoAdvice() {
        System.out.println(SNIPPETS + " snippets of plain Java with seed " + SEED
                + "; -Dleibniz.advice.seed=... draws others, -Dleibniz.advice.snippets=... so many");
        SplittableRandom random = new SplittableRandom(SEED);
        RandomJava java = new RandomJava(random);
        reset();
        assertEquals("ok", kernel.run(RandomJava.VARIABLES).status());
        int wrong = 0;
        List<String> advised = new ArrayList<>();
        for (int i = 0; i < SNIPPETS; i++) {
            String cell = mutated(java, random);
            Answer answer = kernel.run(cell);
            if (answer.status().equals("error")) {
                wrong++;
                String told = answer.traceback() + answer.reply().get("evalue").getAsString();
                String own = told.replace(cell, "").replace('\n', ' ')
                        .replaceAll("The method sum\\([^)]*\\) that a cell declared hides .*? for that one",
                                "");
                if (own.contains("`") || own.contains("Did you mean") || own.contains("Write ")) {
                    advised.add(cell + "\n" + told);
                }
            }
        }
        assertEquals(List.of(), advised, () -> "seed " + SEED);
        int found = wrong;
        assertTrue(found > SNIPPETS / 2, () -> "only " + found + " were wrong");
        reset();
    }

    /** What slips of the hand and of the mind make of Java; some of it still compiles. */
    private static String mutated(RandomJava java, SplittableRandom random) {
        String good = java.snippet();
        int at = random.nextInt(good.length());
        return switch (random.nextInt(9)) {
            case 0 -> java.wrong();
            case 1 -> replaced(good, "[;)}\\]({]", "", random);
            case 2 -> replaced(good, "\\b(?:i|d|s|t|array|list)\\b(?!\\s*=[^=])", "unknown", random);
            case 3 -> replaced(good, "\\b(?:int|double|boolean|var)\\b", "String", random);
            case 4 -> replaced(good, "\\+|\\*|-|&&|<=", "&&", random);
            case 5 -> replaced(good, "\\.\\w+\\(", ".unknown(", random);
            case 6 -> replaced(good, "\"", "", random);
            case 7 -> good.substring(0, at).replaceFirst("[\\w.]+$", "");
            default -> replaced(good, "\\d+", "\"x\"", random);
        };
    }

    private static String replaced(String text, String pattern, String by, SplittableRandom random) {
        List<Integer> starts = Pattern.compile(pattern).matcher(text).results().map(r -> r.start()).toList();
        if (starts.isEmpty()) {
            return text;
        }
        int start = starts.get(random.nextInt(starts.size()));
        Matcher found = Pattern.compile(pattern).matcher(text).region(start, text.length())
                .useTransparentBounds(true);
        return found.lookingAt() ? text.substring(0, start) + by + text.substring(found.end()) : text;
    }
}
