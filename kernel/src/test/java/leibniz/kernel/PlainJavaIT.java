package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.Test;

/** Java without tensors does the same whether operators on tensors are switched on or off. */
class PlainJavaIT extends WithKernel {
    private static final long SEED = Long.getLong("leibniz.operators.seed", 20);
    private static final int SNIPPETS = 1_000;
    private static final int PER_CELL = 20;
    /** Of the snippets that are meant to compile and run. */
    private static final int LEAST_THAT_RUN = SNIPPETS * 95 / 100;
    private static final int WRONG = 100;

    @Test
    void randomSnippetsDoTheSameWithOperatorsOnAndOff() throws Exception {
        System.out.println("random Java with seed " + SEED + "; -Dleibniz.operators.seed=... draws other");
        try (KernelProcess off = KernelProcess.start()) {
            off.run("%operators off");
            assertEquals("ok", compare(off, RandomJava.VARIABLES));
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
            assertTrue(good >= LEAST_THAT_RUN,
                    () -> "only " + good + " snippets ran to the end of their cell");
            int errors = 0;
            for (int i = 0; i < WRONG; i++) {
                errors += compare(off, java.wrong()).equals("error") ? 1 : 0;
            }
            int found = errors;
            assertTrue(found > WRONG / 2, () -> "only " + found + " snippets were wrong");
        }
    }

    private static String compare(KernelProcess off, String cell) {
        Message one = kernel.send(kernel.shell, "execute_request", KernelProcess.execution(cell));
        Message other = off.send(off.shell, "execute_request", KernelProcess.execution(cell));
        Answer withOperators = kernel.answer(one);
        Answer without = off.answer(other);
        assertEquals(told(without), told(withOperators),
                () -> "seed " + SEED + ", expected as with operators off:\n" + cell);
        return withOperators.status();
    }

    private static String told(Answer answer) {
        return answer.status() + "\n" + answer.printed("stdout") + answer.printed("stderr") + answer.result()
                + (answer.status().equals("error") ? answer.traceback() : "");
    }
}
