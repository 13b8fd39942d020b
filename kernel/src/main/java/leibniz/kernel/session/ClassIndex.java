package leibniz.kernel.session;

import java.lang.reflect.Field;
import java.util.concurrent.ThreadPoolExecutor;
import jdk.jshell.JShell;
import leibniz.kernel.protocol.Log;

/**
 * JShell lists all classes of the JDK and of the class path in the background, for suggestions of imports
 * that the kernel never asks for. While the kernel starts, that takes a processor core, and then memory.
 * JShell has no method to leave it out: the jar's manifest opens its package.
 */
final class ClassIndex {
    private ClassIndex() {}

    /** To be called before JShell is asked about code for the first time. */
    static void leaveOut() {
        try {
            Field indexer = Class.forName(JShell.class.getPackageName() + ".SourceCodeAnalysisImpl")
                    .getDeclaredField("INDEXER");
            indexer.setAccessible(true);
            ThreadPoolExecutor executor = (ThreadPoolExecutor) indexer.get(null);
            executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
            executor.shutdown();
        } catch (ReflectiveOperationException | RuntimeException e) {
            Log.line("the start takes longer, since JShell's list of classes is out of reach: " + e);
        }
    }
}
