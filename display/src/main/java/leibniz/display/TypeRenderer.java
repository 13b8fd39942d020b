package leibniz.display;

import java.util.List;
import java.util.Map;

/** Makes forms of the values of one type, from when a cell registers it; see {@link Renderers#register}. */
@FunctionalInterface
public interface TypeRenderer {
    /**
     * Forms of {@code value} by MIME type, without those that it cannot make; binary forms hold base64.
     *
     * @param wanted the MIME types that are asked for; empty for those that suit the value best
     */
    Map<String, String> render(Object value, List<String> wanted);
}
