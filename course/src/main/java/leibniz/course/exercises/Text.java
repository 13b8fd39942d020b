package leibniz.course.exercises;

/** A text in both languages. */
public record Text(String en, String zh) {
    /** A text whose placeholders {@code %s} are filled with the same values in both languages. */
    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency
    public static Text of(String en, String zh, Object... values) {
        return new Text(en.formatted(values), zh.formatted(values));
    }

    /** The text in the language that is spoken now. */
    @Override
    public String toString() {
        return Language.isChinese() ? zh : en;
    }
}
