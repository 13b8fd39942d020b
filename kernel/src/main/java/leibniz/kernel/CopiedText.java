package leibniz.kernel;

/**
 * A copy of a text, in order, in which some parts are replaced and others added; knows where each part came
 * from.
 */
final class CopiedText {
    final SourceMap map = new SourceMap();
    private final String original;
    private final StringBuilder copy = new StringBuilder();
    private int copied;

    CopiedText(String original) {
        this.original = original;
    }

    /**
     * Copies what comes before a place.
     *
     * @throws UnwritableTextException if the copy is beyond that place
     */
    void copyTo(int end) {
        if (end < copied) {
            throw new UnwritableTextException(UnwritableTextException.ESCAPED);
        }
        map.add(copy.length(), copy.length() + end - copied, copied, end);
        copy.append(original, copied, end);
        copied = end;
    }

    void insert(String added) {
        copy.append(added);
    }

    /** Puts a text in the place of the next characters. */
    void replace(int length, String by) {
        map.add(copy.length(), copy.length() + by.length(), copied, copied + length);
        copy.append(by);
        copied += length;
    }

    int length() {
        return copy.length();
    }

    @Override
    public String toString() {
        return copy.toString();
    }
}
