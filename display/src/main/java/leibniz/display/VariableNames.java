package leibniz.display;

import java.util.Map;

/**
 * Tells pictures which variable holds which object. The kernel provides one by
 * {@link java.util.ServiceLoader}.
 */
public interface VariableNames {
    /**
     * The notebook's variables that hold an object now: name to value, in the order of their declaration. The
     * map is a snapshot that the caller may keep while it reads.
     */
    Map<String, Object> variables();
}
