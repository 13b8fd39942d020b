package leibniz.kernel.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

/** Connection files and folders of sockets that other users of the machine may write. */
class OtherUsersTest {
    private static final String PORTS = """
            {"shell_port": 1, "control_port": 2, "iopub_port": 3, "stdin_port": 4, "hb_port": 5}""";

    @TempDir
    Path folder;

    @Test
    void aConnectionFileThatOthersMayWriteIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("kernel.json"), PORTS);
        for (String permissions : new String[]{ "rw-------", "rw-r--r--" }) {
            set(file, permissions);
            assertEquals(3, Connection.read(file).iopubPort());
        }
        set(file, "rw-rw-rw-");
        String message = assertThrows(IOException.class, () -> Connection.read(file)).getMessage();
        assertEquals("other users of this machine may write " + file
                + ", and could run code as you. Take that from them with: chmod go-w '" + file
                + "'. On a disk that knows no users, set JUPYTER_ALLOW_INSECURE_WRITES=true", message);
    }

    @Test
    void aFolderOfSocketsThatOthersMayWriteIsRefused() throws IOException {
        set(folder, "rwxrwxrwx");
        String address = "ipc://" + folder.resolve("kernel-ipc-1");
        try (ZContext context = new ZContext()) {
            Sockets sockets = new Sockets(context, null);
            RuntimeException refused = assertThrows(RuntimeException.class,
                    () -> new Channel(sockets, "shell", SocketType.ROUTER, address, frames -> {}));
            assertTrue(refused.getMessage().startsWith("other users of this machine may write " + folder),
                    refused.getMessage());
        }
    }

    @Test
    void aFolderInWhichOthersMayOnlyAddIsAccepted() throws IOException {
        // The folder for temporary files, where anyone may write and nobody removes what others have.
        OtherUsers.demandReadOnly(Path.of("/tmp"));
    }

    private static void set(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
