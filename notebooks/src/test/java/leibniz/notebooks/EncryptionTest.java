package leibniz.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The kernel as jupyter_client starts it where encryption is required. */
class EncryptionTest {
    @Test
    void aKernelWithEncryptedChannelsWorksAndTalksToNobodyElse() throws IOException {
        Command run = Command
                .run(List.of(PythonEnvironment.python().toString(), Project.python("encrypted.py"),
                        "--jupyter", InstalledKernel.jupyter().toString()))
                .mustSucceed();
        assertEquals(List.of("42", "48", "True", "None"), run.output().lines().toList());
    }
}
