package leibniz.kernel.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** What other users of the machine may do with a file, where the file system knows users and groups. */
final class OtherUsers {
    private static final int STICKY = 01000;

    private OtherUsers() {}

    /**
     * Refuses what others may write. Their file would decide where the kernel listens and with which key, and
     * their sockets would stand in for those of the kernel.
     */
    static void demandReadOnly(Path path) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null || "true".equalsIgnoreCase(System.getenv("JUPYTER_ALLOW_INSECURE_WRITES"))) {
            return;
        }
        PosixFileAttributes file = view.readAttributes();
        Set<PosixFilePermission> may = file.permissions();
        // Many systems give each user a group of the same name, in which is nobody else.
        boolean groupIsUser = file.group().getName().equals(file.owner().getName());
        if (may.contains(PosixFilePermission.OTHERS_WRITE) && !isSticky(path, file)
                || may.contains(PosixFilePermission.GROUP_WRITE) && !groupIsUser) {
            throw new IOException("other users of this machine may write " + path
                    + ", and could run code as you. Take that from them with: chmod go-w '" + path
                    + "'. On a disk that knows no users, set JUPYTER_ALLOW_INSECURE_WRITES=true");
        }
    }

    /** Whether a folder lets others only add to it, as that for temporary files does. */
    private static boolean isSticky(Path path, PosixFileAttributes file) throws IOException {
        return file.isDirectory() && ((Integer) Files.getAttribute(path, "unix:mode") & STICKY) != 0;
    }
}
