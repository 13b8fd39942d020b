package leibniz.kernel.text;

/**
 * A copy of a text, in order, in which some parts are replaced and others added; knows where each part came
 * from.
 */
public final class CopiedText {
    public final SourceMap map = new SourceMap();
    private final String original;
    private final StringBuilder copy = new StringBuilder();
    private int copied;

    public CopiedText(String original) {
        this.original = original;
    }

    /**
     * Copies what comes before a place.
     *
     * @throws UnwritableTextException if the copy is beyond that place
     */
    public void copyTo(int end) {
        if (end < copied) {
            throw new UnwritableTextException(UnwritableTextException.ESCAPED);
        }
        map.add(copy.length(), copy.length() + end - copied, copied, end);
        copy.append(original, copied, end);
        copied = end;
    }

    public void insert(String added) {
        copy.append(added);
    }

    /** Puts a text in the place of the next characters. */
    public void replace(int length, String by) {
        map.add(copy.length(), copy.length() + by.length(), copied, copied + length);
        copy.append(by);
        copied += length;
    }

    public int length() {
        return copy.length();
    }

    @Override
    public String toString() {
        return copy.toString();
    }
}
