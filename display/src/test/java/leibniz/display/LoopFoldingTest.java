package leibniz.display;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LoopFoldingTest {
    private static String runs(String sequence) {
        var letters = sequence.chars().mapToObj(c -> (char) c).toList();
        return LoopFolding.of(letters).stream()
                .map(run -> sequence.substring(run.start(), run.start() + run.body())
                        + (run.rounds() == 1 ? "" : "x" + run.rounds()))
                .collect(Collectors.joining(" "));
    }

    @Test
    void findsTheShortestBody() {
        assertEquals("ax5", runs("aaaaa"));
        assertEquals("abx4", runs("abababab"));
        assertEquals("abcx4 a b", runs("abcabcabcabcab"));
    }

    @Test
    void leavesWhatRepeatsTooSeldom() {
        assertEquals("a a a b b", runs("aaabb"));
        assertEquals("a b a b a b", runs("ababab"));
        assertEquals("", runs(""));
    }

    @Test
    void findsRunsInTheMiddle() {
        assertEquals("c ax4 d", runs("caaaad"));
        assertEquals(List.of(new LoopFolding.Run(0, 1, 6)), LoopFolding.of(List.of(1, 1, 1, 1, 1, 1)));
    }
}
