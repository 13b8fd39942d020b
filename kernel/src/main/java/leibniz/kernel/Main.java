package leibniz.kernel;

import java.io.IOException;
import java.nio.file.Path;
import leibniz.kernel.protocol.Connection;
import leibniz.kernel.protocol.MalformedMessageException;

/**
 * Starts one kernel for the connection file that Jupyter names on the command line, or runs the
 * {@link AotTraining}. Both start from the jar, since Java opens what its manifest names to no other start.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println(
                    "leibniz: expected one argument, the connection file that Jupyter writes, but got "
                            + args.length
                            + ". Start the kernel from Jupyter: jupyter lab, then choose Java (Leibniz).");
            System.exit(2);
        }
        try {
            if (args[0].equals("--train")) {
                AotTraining.run();
                return;
            }
            new Kernel(Connection.read(Path.of(args[0]))).start();
        } catch (IOException | MalformedMessageException | RuntimeException e) {
            String what = args[0].equals("--train")
                    ? "cannot make the cache for a quick start"
                    : "cannot start from the connection file " + args[0];
            System.err.println("leibniz: " + what + ": " + e.getMessage());
            System.exit(1);
        }
    }
}
