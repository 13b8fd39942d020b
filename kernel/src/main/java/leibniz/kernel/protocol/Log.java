package leibniz.kernel.protocol;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Lines for the terminal that Jupyter runs in. System.err is no use for them: in a kernel it belongs to the
 * cells.
 */
public final class Log {
    private static final PrintStream TERMINAL = new PrintStream(new FileOutputStream(FileDescriptor.err),
            true, StandardCharsets.UTF_8);

    private static final int MAX_LENGTH = 500;

    private Log() {}

    /** Writes the first line of the text, without control characters: parts of it may come from a client. */
    public static void line(String text) {
        String line = text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
        TERMINAL.println(
                "leibniz: " + (line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "..."));
    }
}
