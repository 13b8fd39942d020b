package leibniz.display;

import static leibniz.autograd.Tensors.arange;
import static leibniz.display.Displays.track;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bars of loops, as they stand when the cell has ended. */
class ProgressTest extends WithNotebook {
    private static final String FULL = "[####################] ";

    @AfterEach
    void end() {
        TestNotebook.endCell();
    }

    /** The bars at the end of the cell, without their times. */
    private static String shown() {
        TestNotebook.endCell();
        return TestNotebook.onlyText().replaceAll("(in|after) [\\d.]+ s", "$1 _");
    }

    @Test
    void aLoopThatCameToItsEndIsFull() {
        var seen = new ArrayList<Integer>();
        for (int i : track(3)) {
            seen.add(i);
        }
        assertEquals(List.of(0, 1, 2), seen);
        assertEquals(FULL + "3 of 3 in _", shown());
        assertTrue(html().contains("width:100.0%;background-color:#00795a"), html());
    }

    private static String html() {
        return TestNotebook.SHOWN.values().iterator().next().data().get("text/html");
    }

    @Test
    void aLoopThatWasLeftIsRedAndSaysWhere() {
        for (String letter : track(List.of("a", "b", "c", "d"))) {
            if (letter.equals("c")) {
                break;
            }
        }
        assertEquals("[##########          ] left in round 3 of 4 after _", shown());
        assertTrue(html().contains("width:50.0%;background-color:#c62828"), html());
    }

    @Test
    void loopsInsideOneAnotherStandBelowOneAnother() {
        for (int i : track(3)) {
            for (int j : track(4)) {
                if (i == 2 && j == 1) {
                    break;
                }
            }
        }
        for (int k : track(2)) {
            assertTrue(k < 2);
        }
        assertEquals(FULL + "3 of 3 in _\n[#####               ] left in round 2 of 4 after _\n" + FULL
                + "2 of 2 in _", shown());
    }

    @Test
    void anInnerLoopIsKnownToBeLeftAsSoonAsTheOuterOneGoesOn() {
        var states = new ArrayList<ProgressBar.State>();
        var outer = ProgressBars.begin(2);
        for (int i = 0; i < 2; i++) {
            outer.nextRound();
            var inner = ProgressBars.begin(5);
            inner.nextRound();
            if (i == 0) {
                outer.nextRound();
            }
            states.add(inner.state());
        }
        assertEquals(List.of(ProgressBar.State.LEFT, ProgressBar.State.RUNNING), states);
    }

    @Test
    void roundsAreCountedWhereNobodyKnowsHowMany() {
        var even = new TreeSet<>(List.of(2, 4, 6));
        Iterable<Integer> unsized = () -> even.stream().iterator();
        int sum = 0;
        for (int i : track(unsized)) {
            sum += i;
        }
        for (var row : track(arange(6.0).reshape(2, 3))) {
            sum += row.dim();
        }
        for (int i : track(0)) {
            sum += i;
        }
        assertEquals(14, sum);
        assertEquals("3 in _\n" + FULL + "2 of 2 in _\n" + FULL + "0 of 0 in _", shown());
    }

    @Test
    void aLoopOfAnotherThreadThatEndedIsNotLeftRunning() throws InterruptedException {
        Thread thread = new Thread(() -> {
            for (int i : track(10)) {
                if (i == 3) {
                    return;
                }
            }
        });
        thread.start();
        thread.join();
        assertEquals("[######              ] left in round 4 of 10 after _", shown());
    }

    @Test
    void aNegativeNumberIsRefused() {
        assertEquals("track(n) counts from 0 to n - 1, but n is -1; give it 0 or more",
                assertThrows(IllegalArgumentException.class, () -> track(-1)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({ "0.04, 0.0 s", "59.4, 59.4 s", "59.6, 1 min 0 s", "3599, 59 min 59 s", "3600, 1 h 0 min",
            "9000, 2 h 30 min" })
    void timesAreReadable(double seconds, String text) {
        assertEquals(text, ProgressText.time(seconds));
    }

    @Test
    void anotherCellHasItsOwnDisplay() {
        for (int i : track(1)) {
            assertEquals(0, i);
        }
        TestNotebook.endCell();
        for (int i : track(1)) {
            assertEquals(0, i);
        }
        assertEquals(2, TestNotebook.SHOWN.size());
    }
}
