package leibniz.display;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Images in the form in which a notebook stores them. */
final class Png {
    private Png() {}

    static String base64(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            // The cache would be a file in the folder for temporary ones.
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
