package leibniz.display;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Images in the form in which a notebook stores them. Java's own writer takes several times as long for a
 * plot.
 */
final class Png {
    private static final byte[] SIGNATURE = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
    private static final int BITS = 8;
    private static final byte RGB = 2;
    private static final byte RGBA = 6;
    /** Stores each row as its difference from the one above, which in drawings is mostly none. */
    private static final byte UP = 2;
    private static final int LEVEL = 2;

    private Png() {}

    static String base64(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        boolean alpha = image.getColorModel().hasAlpha();
        var out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) BITS)
                .put(alpha ? RGBA : RGB).array(), 13);
        byte[] rows = rows(image, alpha);
        byte[] deflated = new byte[rows.length + rows.length / 1000 + 64];
        var deflater = new Deflater(LEVEL);
        deflater.setInput(rows);
        deflater.finish();
        int length = 0;
        while (!deflater.finished()) {
            length += deflater.deflate(deflated, length, deflated.length - length);
        }
        deflater.end();
        chunk(out, "IDAT", deflated, length);
        chunk(out, "IEND", new byte[0], 0);
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }

    private static byte[] rows(BufferedImage image, boolean alpha) {
        int width = image.getWidth();
        int height = image.getHeight();
        int channels = alpha ? 4 : 3;
        byte[] bytes = new byte[height * (1 + channels * width)];
        int[] pixels = pixels(image, width, height);
        int at = 0;
        for (int y = 0; y < height; y++) {
            bytes[at++] = UP;
            for (int x = 0; x < width; x++) {
                int now = pixels[y * width + x];
                int before = y == 0 ? 0 : pixels[(y - 1) * width + x];
                if (now == before) {
                    at += channels; // 0 is there already
                    continue;
                }
                bytes[at++] = (byte) ((now >> 16) - (before >> 16));
                bytes[at++] = (byte) ((now >> 8) - (before >> 8));
                bytes[at++] = (byte) (now - before);
                if (alpha) {
                    bytes[at++] = (byte) ((now >>> 24) - (before >>> 24));
                }
            }
        }
        return bytes;
    }

    /** getRGB, without its detour over the colour model where an image is stored like that. */
    private static int[] pixels(BufferedImage image, int width, int height) {
        return switch (image.getType()) {
            case BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB ->
                (int[]) image.getRaster().getDataElements(0, 0, width, height, null);
            default -> image.getRGB(0, 0, width, height, null, 0, width);
        };
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data, int length) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var sum = new CRC32();
        sum.update(name);
        sum.update(data, 0, length);
        out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        out.writeBytes(name);
        out.write(data, 0, length);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
