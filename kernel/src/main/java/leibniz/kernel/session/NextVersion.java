package leibniz.kernel.session;

import java.lang.reflect.Method;
import jdk.jshell.Snippet;
import leibniz.kernel.protocol.Log;

/**
 * Has JShell put the next version of a method into a class of its own at once. By itself it would compile the
 * method under the name of the old class, find that this cannot be exchanged, and compile it a second time.
 * JShell has no method for that: the jar's manifest opens its package.
 */
final class NextVersion {
    private NextVersion() {}

    static void ofOwnClass(Snippet old) {
        try {
            Method number = Snippet.class.getDeclaredMethod("sequenceNumber");
            Method setNumber = Snippet.class.getDeclaredMethod("setSequenceNumber", int.class);
            number.setAccessible(true);
            setNumber.setAccessible(true);
            setNumber.invoke(old, (Integer) number.invoke(old) + 1);
        } catch (ReflectiveOperationException | RuntimeException e) {
            Log.line("methods take longer to declare anew, since JShell's numbers are out of reach: " + e);
        }
    }
}
