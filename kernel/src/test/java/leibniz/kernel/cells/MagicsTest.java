package leibniz.kernel.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import leibniz.kernel.cells.Magic.JavaIn;
import leibniz.kernel.cells.CellRun.Result;
import leibniz.kernel.cells.Segment.MagicCall;
import leibniz.kernel.execution.CellStoppedError;
import leibniz.kernel.outcome.CellFailure;
import leibniz.kernel.outcome.Outcome;
import leibniz.kernel.outcome.SnippetOrigins;
import leibniz.kernel.outcome.Source;
import org.junit.jupiter.api.Test;

/** What a magic comes to, whatever it does. None of these touches the run of the cell, so there is none. */
class MagicsTest {
    private final Magics magics = new Magics(name -> false);

    private static Magic line(String name, Magic.Line line) {
        return new Magic(name, "%" + name, "", "", JavaIn.NOTHING, line, null);
    }

    private Result call(String typed) throws CellFailure {
        MagicCall call = magics.calls(Source.ofCell("cell 1", typed).whole()).get(0);
        magics.check(call, true);
        return magics.call(null, call, new SnippetOrigins());
    }

    @Test
    void aValueIsShownAndNullIsNot() throws CellFailure {
        magics.add(line("words", (run, arguments) -> Magic.words(arguments)));
        magics.add(line("nothing", (run, arguments) -> null));
        assertEquals(new Result(true, List.of("a b", "c", "d'e")), call("%words \"a b\"  c d'e"));
        assertEquals(Result.NOTHING, call("%nothing at all"));
    }

    @Test
    void whateverAMagicThrowsIsTold() {
        for (Throwable thrown : List.of(new Error("broken"), new StackOverflowError(),
                new OutOfMemoryError("broken"),
                new NoClassDefFoundError("broken"), new Exception((String) null), new Throwable() {
                    @Override
                    public String getMessage() {
                        throw new IllegalStateException("not even a text");
                    }
                })) {
            magics.add(line("broken", (run, arguments) -> {
                throw thrown;
            }));
            Outcome.Failure failure = assertThrows(CellFailure.class, () -> call("%broken now")).failure();
            assertEquals(thrown.getClass().getName(), failure.name());
            assertTrue(failure.message().startsWith("%broken failed: "), failure.message());
            assertTrue(String.join("\n", failure.traceback()).contains("%broken now"),
                    failure.traceback()::toString);
        }
    }

    @Test
    void aStoppedMagicEndsItsCell() {
        magics.add(line("endless", (run, arguments) -> {
            throw new CellStoppedError();
        }));
        assertThrows(CellStoppedError.class, () -> call("%endless"));
    }

    @Test
    void whatIsWrittenWronglyIsExplained() {
        magics.add(line("words", (run, arguments) -> Magic.words(arguments)));
        magics.add(line("vars", (run, arguments) -> null));
        magics.add(
                new Magic("measure", "%%measure", "", "", JavaIn.BODY, null, (run, arguments, body) -> null));
        assertMessage("%wrods: there is no magic named wrods. Did you mean %words? "
                + "There are %%measure, %vars, %words.", "%wrods a");
        assertMessage("%WORDS: there is no magic named WORDS. Did you mean %words? "
                + "There are %%measure, %vars, %words.", "%WORDS");
        assertMessage("%quit: there is no magic named quit. There are %%measure, %vars, %words.", "%quit");
        assertMessage("%measure: takes a whole cell, not one line. Write it as %%measure", "%measure");
        assertMessage("%%words: takes one line, not a whole cell. Write it as %words", "%%words\na");
        assertMessage("%words: a quotation mark is not closed: \"b", "%words a \"b");
    }

    private void assertMessage(String expected, String typed) {
        assertEquals(expected, assertThrows(CellFailure.class, () -> call(typed)).failure().message());
    }

    @Test
    void aWholeCellBeginsWithItsMagic() {
        magics.add(
                new Magic("measure", "%%measure", "", "", JavaIn.BODY, null, (run, arguments, body) -> null));
        MagicCall call = magics.calls(Source.ofCell("cell 1", "%%measure\nx").whole()).get(0);
        CellFailure failure = assertThrows(CellFailure.class, () -> magics.check(call, false));
        assertEquals("%%measure: takes a whole cell, so it must be the first line of one.",
                failure.failure().message());
    }
}
