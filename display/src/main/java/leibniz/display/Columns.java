package leibniz.display;

/** Text in columns: a Chinese character takes the room of two Latin ones. */
final class Columns {
    private Columns() {}

    static int width(String text) {
        return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
    }

    /** The text with as many blanks behind it as it needs to be so wide. */
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** Ideographs and the full-width forms of punctuation; between two of them a line may end. */
    static boolean isWide(int codePoint) {
        return Character.isIdeographic(codePoint) || codePoint >= 0x3000 && codePoint <= 0x303f
                || codePoint >= 0xff00 && codePoint <= 0xff60;
    }
}
