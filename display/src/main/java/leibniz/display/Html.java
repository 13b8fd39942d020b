package leibniz.display;

import java.util.Base64;

/** Text inside HTML and SVG. */
final class Html {
    private Html() {}

    /**
     * The text with everything that means something in markup, inside and outside attributes, written
     * harmless, and U+FFFD for what XML cannot hold (control characters, halves of surrogate pairs).
     */
    static String escape(String text) {
        var out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return out.toString();
    }

    /** An SVG document as an image, which also a notebook that is not trusted shows. */
    static String image(byte[] svg, String alternative, int width, int height, String style) {
        return "<img src=\"data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg) + "\" alt=\""
                + escape(alternative) + "\" width=\"" + width + "\" height=\"" + height + "\" style=\""
                + style + "\"/>";
    }

    private static boolean isXml(int c) {
        boolean half = c >= 0xD800 && c <= 0xDFFF;
        boolean control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
        return !half && !control && c != 0xFFFE && c != 0xFFFF;
    }
}
