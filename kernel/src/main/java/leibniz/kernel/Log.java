package leibniz.kernel;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Lines for the terminal that Jupyter runs in. System.err is no use for them: in a kernel it belongs to the cells. */
final class Log {
    private static final PrintStream TERMINAL = new PrintStream(new FileOutputStream(FileDescriptor.err),
            true, StandardCharsets.UTF_8);

    private Log() {}

    static void line(String text) {
        TERMINAL.println("leibniz: " + text.lines().findFirst().orElse(""));
    }
}
