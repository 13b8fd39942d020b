package leibniz.display;

import java.awt.Image;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/** Shows a {@link BufferedImage} as PNG, a large one made smaller. */
public final class ImageRenderer implements Renderer {
    /** In pixels: more than a notebook is wide. */
    static final int MAX_SIDE = 2000;

    /** For {@link java.util.ServiceLoader}. */
    public ImageRenderer() {}

    @Override
    public @Nullable MimeBundle render(Object value) {
        if (!(value instanceof BufferedImage image)) {
            return null;
        }
        BufferedImage shown = fitted(image);
        String text = Words.IMAGE.of(image.getWidth(), image.getHeight());
        if (shown != image) {
            text = Words.IMAGE_SHOWN_AT.of(text, shown.getWidth(), shown.getHeight());
        }
        return MimeBundle.of(text).with("image/png", Png.base64(shown));
    }

    static BufferedImage fitted(BufferedImage image) {
        int longest = Math.max(image.getWidth(), image.getHeight());
        if (longest <= MAX_SIDE) {
            return image;
        }
        int width = Math.max(1, (int) ((long) image.getWidth() * MAX_SIDE / longest));
        int height = Math.max(1, (int) ((long) image.getHeight() * MAX_SIDE / longest));
        var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        var graphics = small.createGraphics();
        graphics.drawImage(image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
        graphics.dispose();
        return small;
    }
}
