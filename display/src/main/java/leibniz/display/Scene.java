package leibniz.display;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished drawing: what lies where and in which colour, in pixels, y pointing down; the first mark lies
 * lowest.
 */
record Scene(double width, double height, List<Mark> marks) {
    /** Where something stands that has more to say than there is room for. */
    record Place(double x, double y, double width, double height) {}

    /** One thing drawn. Colours are {@code #rrggbb}. */
    sealed interface Mark {
        void write(Svg svg);
    }

    /** A filled or stroked shape; null leaves the fill or the stroke out. */
    record Shape(Path path, @Nullable String fill, @Nullable String stroke, double strokeWidth,
            boolean dashed) implements Mark {
        @Override
        public void write(Svg svg) {
            svg.shape(this);
        }
    }

    /** One line of text whose baseline starts at (x, y). */
    record Label(double x, double y, String text, double size, boolean bold, String colour) implements Mark {
        @Override
        public void write(Svg svg) {
            svg.label(this);
        }

        double width() {
            return width(text, size, bold);
        }

        Label at(double newX, double newY) {
            return new Label(newX, newY, text, size, bold, colour);
        }

        static double width(String text, double size, boolean bold) {
            return (bold ? FontFile.BOLD : FontFile.REGULAR).width(text, size);
        }
    }
}
