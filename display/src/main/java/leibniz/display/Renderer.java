package leibniz.display;

import org.jspecify.annotations.Nullable;

/**
 * Makes the rich forms of values whose class cannot implement {@link Displayable}. Found by
 * {@link java.util.ServiceLoader}; the first renderer that answers is taken.
 */
public interface Renderer {
    /**
     * The forms of {@code value}, which is never null, or null if this renderer does not know such values.
     */
    @Nullable
    MimeBundle render(Object value);
}
