package leibniz.display;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import leibniz.autograd.DType;
import leibniz.autograd.Tensor;

/** A tensor as an image: a matrix in grey, three channels in red, green and blue. */
final class TensorImage implements Displayable {
    private static final String CALL = "showImage(t)";
    /** Small images are enlarged, each element to a square, up to about this side. */
    private static final int ENLARGED = 280;
    private static final int MOST_PIXELS = 16_000_000;
    /** Stands for NaN and infinity, which have no grey. */
    private static final int NOT_FINITE = 0xd81b60;

    private final BufferedImage image;
    private final int height;
    private final int width;
    private final String text;

    TensorImage(Tensor x) {
        if (x.isSymbolic()) {
            throw Refusals.of(Refusals.SYMBOLS, CALL, Refusals.THE_TENSOR);
        }
        int[] shape = x.shape();
        boolean hasThree = shape.length == 3;
        boolean channelsFirst = hasThree && (shape[0] == 3 || shape[0] == 1 && shape[2] != 3);
        boolean channelsLast = hasThree && !channelsFirst && (shape[2] == 3 || shape[2] == 1);
        if (shape.length != 2 && !channelsFirst && !channelsLast) {
            throw Refusals.of(Refusals.NOT_AN_IMAGE, CALL, Shapes.text(shape),
                    shape.length == 1 ? Refusals.RESHAPE_FIRST : Refusals.TAKE_ONE_IMAGE);
        }
        height = shape.length == 2 || channelsLast ? shape[0] : shape[1];
        width = shape.length == 2 || channelsLast ? shape[1] : shape[2];
        if (x.numel() == 0) {
            throw Refusals.of(Refusals.NO_PIXELS, CALL, Shapes.text(shape));
        }
        if ((long) height * width > MOST_PIXELS) {
            throw Refusals.of(Refusals.TOO_MANY_PIXELS, CALL, Numbers.grouped(MOST_PIXELS),
                    Shapes.text(shape), height);
        }
        int channels = shape.length == 2 ? 1 : channelsFirst ? shape[0] : shape[2];
        double[] values = new Elements(x).numbers();
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        double least = Arrays.stream(finite).min().orElse(0);
        double largest = Arrays.stream(finite).max().orElse(0);
        boolean bytes = x.dtype() == DType.INT64 && least >= 0 && largest <= 255;
        boolean unit = x.dtype() == DType.BOOL || x.dtype().isFloating() && least >= 0 && largest <= 1;
        double black = bytes || unit || !(largest > least) && finite.length == 0 ? 0 : least;
        double white = bytes ? 255 : unit ? 1 : largest;
        int planes = channelsFirst ? height * width : 1;
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int pixel = row * width + column;
                int rgb = 0;
                for (int c = 0; c < 3; c++) {
                    int channel = channels == 1 ? 0 : c;
                    int at = channelsFirst ? channel * planes + pixel : pixel * channels + channel;
                    double value = values[at];
                    if (!Double.isFinite(value)) {
                        rgb = NOT_FINITE;
                        break;
                    }
                    rgb = rgb << 8 | level(value, black, white);
                }
                image.setRGB(column, row, rgb);
            }
        }
        String range = !(white > black)
                ? Words.IMAGE_OF_ONE_VALUE.of(Numbers.compact(black))
                : (channels == 1 ? Words.IMAGE_RANGE : Words.IMAGE_RANGE_OF_CHANNELS)
                        .of(Numbers.compact(black), Numbers.compact(white));
        String note = finite.length == values.length
                ? ""
                : Words.IMAGE_NOT_FINITE.of(Numbers.grouped(values.length - finite.length));
        text = Words.joined(List.of(Words.IMAGE.of(width, height) + Words.FULL_STOP,
                finite.length == 0 ? "" : range, note));
    }

    private static int level(double value, double black, double white) {
        // the halves keep the difference of the largest doubles finite
        double part = white > black ? (value / 2 - black / 2) / (white / 2 - black / 2) : 0.5;
        return (int) Math.clamp(Math.round(255 * part), 0L, 255L);
    }

    @Override
    public MimeBundle toMimeBundle() {
        var shown = ImageRenderer.fitted(enlarged());
        String png = Png.base64(shown);
        return MimeBundle.of(text).with("text/html",
                // a white element has an edge on a white page, too
                ChartImage.html(png, text, text, shown.getWidth(), shown.getHeight()).replaceFirst(
                        "height:auto", "height:auto;border:1px solid rgba(128,128,128,0.35)"))
                .with("image/png", png);
    }

    private BufferedImage enlarged() {
        int times = Math.max(1, ENLARGED / Math.max(width, height));
        if (times == 1) {
            return image;
        }
        var large = new BufferedImage(times * width, times * height, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < times * height; row++) {
            for (int column = 0; column < times * width; column++) {
                large.setRGB(column, row, image.getRGB(column / times, row / times));
            }
        }
        return large;
    }

    @Override
    public String toString() {
        return text;
    }
}
