package leibniz.jjava;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Brings tensors and their displays into a JJava kernel, which installs it when the jars are put on the class
 * path of the cells. On a Java older than 25 it says so in one line and changes nothing.
 */
public final class LeibnizExtension implements Extension {
    private static final int NEEDED = 25;

    /** For {@link java.util.ServiceLoader}. */
    public LeibnizExtension() {}

    @Override
    public void install(BaseKernel kernel) {
        int running = Runtime.version().feature();
        if (running < NEEDED) {
            System.err.println("Leibniz needs Java " + NEEDED + " or newer, and this kernel runs on Java "
                    + running + ": start JJava with a newer java first on the PATH.");
            return;
        }
        // In a class of its own, because an older Java cannot even load what it uses.
        Installation.into(kernel);
    }
}
