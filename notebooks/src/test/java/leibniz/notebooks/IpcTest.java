package leibniz.notebooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The kernel with sockets in the file system, with a client of libzmq, and what it listens on with TCP. */
class IpcTest {
    @Test
    void aKernelWithSocketsInAFolderWorksAndLetsNobodyElseIn() throws IOException {
        Command run = Command
                .run(List.of(PythonEnvironment.python().toString(), Project.python("ipc.py"), "--jupyter",
                        InstalledKernel.jupyter().toString()))
                .mustSucceed();
        assertEquals("""
                cell 42
                interrupt Interrupted
                printed 3000000
                sockets 5 {'0o600'}
                strangers {b''} 100
                restarted 48
                shutdown ok
                left []
                listens only as told True
                """, run.output());
    }
}
