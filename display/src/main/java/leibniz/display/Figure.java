package leibniz.display;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A drawing in a page. */
final class Figure {
    private static final String FIGURE = "<figure style=\"margin:0;overflow-x:auto\">";

    private Figure() {}

    /**
     * A drawing as SVG in its own size, and on each place what it has to say as a tooltip, which a page may
     * drop.
     */
    static String html(Scene scene, String alternative, List<Scene.Place> places, List<String> tips) {
        if (places.isEmpty()) {
            return shrinking(scene, alternative, 1);
        }
        byte[] svg = Svg.of(scene, alternative).getBytes(StandardCharsets.UTF_8);
        String picture = image(scene, svg, alternative, 1);
        var out = new StringBuilder(FIGURE);
        // browsers go by the name or by the id, of which a page may drop one
        String map = "map" + Integer.toHexString(Arrays.hashCode(svg));
        out.append(picture, 0, picture.length() - 2).append(" usemap=\"#").append(map)
                .append("\"/><map id=\"").append(map).append("\" name=\"").append(map).append("\">");
        for (int i = 0; i < places.size(); i++) {
            var place = places.get(i);
            out.append("<area shape=\"rect\" coords=\"").append((int) place.x()).append(',')
                    .append((int) place.y()).append(',').append((int) (place.x() + place.width()))
                    .append(',').append((int) (place.y() + place.height())).append("\" title=\"")
                    .append(Html.escape(tips.get(i))).append("\"/>");
        }
        return out.append("</map></figure>").toString();
    }

    /** A drawing that a narrow page makes smaller, down to this part of its size; beyond that it scrolls. */
    static String shrinking(Scene scene, String alternative, double least) {
        byte[] svg = Svg.of(scene, alternative).getBytes(StandardCharsets.UTF_8);
        return FIGURE + image(scene, svg, alternative, least) + "</figure>";
    }

    private static String image(Scene scene, byte[] svg, String alternative, double least) {
        int width = (int) scene.width();
        String most = least < 1 ? "max-width:100%;" : "";
        return Html.image(svg, alternative, width, (int) scene.height(),
                "height:auto;" + most + "min-width:" + (int) (least * width) + "px");
    }
}
