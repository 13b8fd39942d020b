package leibniz.display;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

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

    /**
     * A drawing as SVG in its own size, and on each place what it has to say as a tooltip, which a page may
     * drop.
     */
    static String figure(Scene scene, String alternative, List<Scene.Place> places, List<String> tips) {
        byte[] svg = Svg.of(scene, alternative).getBytes(StandardCharsets.UTF_8);
        int width = (int) scene.width();
        String picture = image(svg, alternative, width, (int) scene.height(),
                "height:auto;min-width:" + width + "px");
        var out = new StringBuilder("<figure style=\"margin:0;overflow-x:auto\">");
        if (places.isEmpty()) {
            return out.append(picture).append("</figure>").toString();
        }
        // browsers go by the name or by the id, of which a page may drop one
        String map = "map" + Integer.toHexString(Arrays.hashCode(svg));
        out.append(picture, 0, picture.length() - 2).append(" usemap=\"#").append(map)
                .append("\"/><map id=\"").append(map).append("\" name=\"").append(map).append("\">");
        for (int i = 0; i < places.size(); i++) {
            var place = places.get(i);
            out.append("<area shape=\"rect\" coords=\"").append((int) place.x()).append(',')
                    .append((int) place.y()).append(',').append((int) (place.x() + place.width()))
                    .append(',').append((int) (place.y() + place.height())).append("\" title=\"")
                    .append(escape(tips.get(i))).append("\"/>");
        }
        return out.append("</map></figure>").toString();
    }

    private static boolean isXml(int c) {
        boolean half = c >= 0xD800 && c <= 0xDFFF;
        boolean control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
        return !half && !control && c != 0xFFFE && c != 0xFFFF;
    }
}
