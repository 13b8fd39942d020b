package leibniz.display;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * A TrueType font that ships with this module. Reading the few tables needed here takes a millisecond and
 * works on a machine without fonts; starting the fonts of Java's desktop module takes a hundred times as
 * long.
 */
final class FontFile {
    static final FontFile REGULAR = load("DejaVuSans.ttf");
    static final FontFile BOLD = load("DejaVuSans-Bold.ttf");

    static final int BOLD_ZERO = 0x1D7CE;
    static final int TRANSPOSE = 0x1D40;
    static final double SMALL = 0.7;

    private final ByteBuffer file;
    private final int unitsPerEm;
    private final int horizontalMetrics;
    private final int advances;
    private final int characters;
    private final int segments;

    private FontFile(byte[] bytes) {
        file = ByteBuffer.wrap(bytes);
        unitsPerEm = unsigned(table("head") + 18);
        horizontalMetrics = unsigned(table("hhea") + 34);
        advances = table("hmtx");
        characters = characterMap();
        segments = unsigned(characters + 6) / 2;
    }

    private static FontFile load(String name) {
        try {
            return new FontFile(bytes(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The TrueType file of this name as it ships. */
    static byte[] bytes(String name) throws IOException {
        try (var in = FontFile.class.getResourceAsStream("fonts/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the font " + name + " is missing from the display jar");
            }
            return in.readAllBytes();
        }
    }

    /** The width of a line of text in units of {@code size}. */
    double width(String text, double size) {
        double sum = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            sum += advance(text.codePointAt(i));
        }
        return sum * size;
    }

    static boolean isBoldDigit(int codePoint) {
        return codePoint >= BOLD_ZERO && codePoint < BOLD_ZERO + 10;
    }

    /** The advance of one character in em. */
    double advance(int codePoint) {
        if (isBoldDigit(codePoint)) {
            return BOLD.advance('0' + codePoint - BOLD_ZERO);
        }
        if (codePoint == TRANSPOSE) {
            return SMALL * advance('T');
        }
        int glyph = glyph(codePoint);
        if (glyph == 0) {
            return 1; // another font will draw it, and no common script is wider than its em
        }
        return (double) unsigned(advances + 4 * Math.min(glyph, horizontalMetrics - 1)) / unitsPerEm;
    }

    /** The glyph of a character, 0 if the font has none: format 4 of the table cmap. */
    int glyph(int codePoint) {
        if (codePoint > 0xFFFF) {
            return 0;
        }
        int ends = characters + 14;
        int low = 0;
        int high = segments - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (unsigned(ends + 2 * middle) < codePoint) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int start = ends + 2 * segments + 2 + 2 * low;
        int delta = start + 2 * segments;
        int range = delta + 2 * segments;
        if (codePoint < unsigned(start) || codePoint > unsigned(ends + 2 * low)) {
            return 0;
        }
        int offset = unsigned(range);
        if (offset == 0) {
            return (codePoint + unsigned(delta)) & 0xFFFF;
        }
        int glyph = unsigned(range + offset + 2 * (codePoint - unsigned(start)));
        return glyph == 0 ? 0 : (glyph + unsigned(delta)) & 0xFFFF;
    }

    private int characterMap() {
        int cmap = table("cmap");
        int count = unsigned(cmap + 2);
        for (int i = 0; i < count; i++) {
            int map = cmap + file.getInt(cmap + 8 + 8 * i);
            if (unsigned(map) == 4) {
                return map;
            }
        }
        throw new IllegalStateException("the font has no character map of format 4");
    }

    private int table(String tag) {
        int count = unsigned(4);
        for (int i = 0; i < count; i++) {
            int entry = 12 + 16 * i;
            boolean same = true;
            for (int k = 0; k < 4; k++) {
                same &= file.get(entry + k) == tag.charAt(k);
            }
            if (same) {
                return file.getInt(entry + 8);
            }
        }
        throw new IllegalStateException("the font has no table " + tag);
    }

    private int unsigned(int offset) {
        return Short.toUnsignedInt(file.getShort(offset));
    }
}
