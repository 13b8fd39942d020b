package leibniz.display;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One value in several forms, by MIME type, in the order in which they were added. Every bundle has a
 * {@code text/plain}. Binary forms such as {@code image/png} hold base64. Immutable.
 */
public final class MimeBundle {
    private static final String TEXT = "text/plain";

    private final Map<String, String> data;

    private MimeBundle(Map<String, String> data) {
        this.data = Collections.unmodifiableMap(data);
    }

    /** A bundle whose only form is {@code text/plain}. */
    public static MimeBundle of(String text) {
        return new MimeBundle(Map.of(TEXT, text));
    }

    /** This bundle and one more form; a form of the same type is replaced. */
    public MimeBundle with(String mimeType, String content) {
        var more = new LinkedHashMap<>(data);
        more.put(Objects.requireNonNull(mimeType), Objects.requireNonNull(content));
        return new MimeBundle(more);
    }

    /** MIME type to content, unmodifiable. */
    public Map<String, String> data() {
        return data;
    }

    /** The {@code text/plain} form. */
    public String text() {
        return Objects.requireNonNull(data.get(TEXT));
    }

    /** The {@code text/plain} form: what a console shows. */
    @Override
    public String toString() {
        return text();
    }
}
