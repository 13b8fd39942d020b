package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import leibniz.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.Test;

/** Java without tensors does the same whether operators on tensors are switched on or off. */
class PlainJavaIT extends WithKernel {
    private static final long SEED = Long.getLong("leibniz.operators.seed", 20);
    private static final int SNIPPETS = 900;
    private static final int PER_CELL = 20;
    private static final int WRONG = 100;

    @Test
    void randomSnippetsDoTheSameWithOperatorsOnAndOff() throws Exception {
        System.out.println("random Java with seed " + SEED + "; -Dleibniz.operators.seed=... draws other");
        try (KernelProcess off = KernelProcess.start()) {
            off.run("%operators off");
            kernel.run("%operators on");
            compare(off, RandomJava.VARIABLES);
            RandomJava java = new RandomJava(new SplittableRandom(SEED));
            int ran = 0;
            for (int done = 0; done < SNIPPETS; done += PER_CELL) {
                StringBuilder cell = new StringBuilder();
                for (int i = 0; i < PER_CELL; i++) {
                    cell.append(java.snippet()).append('\n');
                }
                ran += compare(off, cell.toString()).equals("ok") ? PER_CELL : 0;
            }
            int good = ran;
            assertEquals(true, good > SNIPPETS / 2, () -> "only " + good + " snippets surely ran");
            int errors = 0;
            for (int i = 0; i < WRONG; i++) {
                errors += compare(off, java.wrong()).equals("error") ? 1 : 0;
            }
            int found = errors;
            assertEquals(true, errors > WRONG / 2, () -> "only " + found + " snippets were wrong");
        }
    }

    private static String compare(KernelProcess off, String cell) {
        Answer one = kernel.run(cell);
        Answer other = off.run(cell);
        assertEquals(told(other), told(one),
                () -> "seed " + SEED + ", expected as with operators off:\n" + cell);
        return one.status();
    }

    private static String told(Answer answer) {
        return answer.status() + "\n" + answer.printed("stdout") + answer.printed("stderr") + answer.result()
                + (answer.status().equals("error") ? answer.traceback() : "");
    }
}
