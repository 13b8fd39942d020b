package leibniz.autograd;

import org.jspecify.annotations.Nullable;

/**
 * What the text of every failure is made with. There is a class of them for each subject, such as
 * {@link ShapeErrors}. Each text names the operation, shows the values that do not fit, and says what to do.
 */
final class Errors {
    private Errors() {}

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency
    static RuntimeException argument(String text, @Nullable Object... values) {
        return new IllegalArgumentException(text.formatted(values));
    }

    @SuppressWarnings("AnnotateFormatMethod")
    static RuntimeException state(String text, @Nullable Object... values) {
        return new IllegalStateException(text.formatted(values));
    }

    static String in(@Nullable String origin) {
        return origin == null ? "" : " in " + origin;
    }
}
