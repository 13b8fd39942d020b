package leibniz.display;

import java.util.ArrayList;
import java.util.List;

/** Finds the rounds of a loop in the sequence of operations that it left behind. */
final class LoopFolding {
    private static final int MIN_ROUNDS = 4;
    private static final int MAX_BODY = 4;

    private LoopFolding() {}

    /** {@code rounds} repetitions of {@code body} elements from {@code start} on. */
    record Run(int start, int body, int rounds) {
        int end() {
            return start + body * rounds;
        }
    }

    /** Cuts a sequence into runs; what does not repeat often enough is a run of one element and one round. */
    static List<Run> of(List<?> sequence) {
        var runs = new ArrayList<Run>();
        for (int at = 0; at < sequence.size(); at = runs.getLast().end()) {
            runs.add(runAt(sequence, at));
        }
        return runs;
    }

    private static Run runAt(List<?> sequence, int start) {
        for (int body = 1; body <= MAX_BODY; body++) {
            int end = start + body;
            while (end < sequence.size() && sequence.get(end).equals(sequence.get(end - body))) {
                end++;
            }
            int rounds = (end - start) / body;
            if (rounds >= MIN_ROUNDS) {
                return new Run(start, body, rounds);
            }
        }
        return new Run(start, 1, 1);
    }
}
