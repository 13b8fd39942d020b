package leibniz.display;

import java.util.List;

/**
 * What the picture says about one node.
 *
 * @param name the notebook's variable, or empty
 * @param operation what made it, for people: {@code Mul by 2}, {@code leaf}
 * @param shape its shape, empty for a scalar
 * @param data its value in lines of text
 * @param grad its gradient in lines of text, no line if it has none
 * @param inputs the nodes that it uses, by index
 * @param count how many nodes it stands for
 */
record Box(Kind kind, String name, String operation, String shape, List<String> data, List<String> grad,
        List<Integer> inputs,
        int count) {
    enum Kind {
        LEAF("#eaf4fb", "#0072b2", 12), OPERATION("#ffffff", "#7b8794", 2), CONSTANT("#f5f6f7", "#7b8794",
                7), DETACHED("#fbf1f7", "#a9568a",
                        7), RESULT("#e8f6f1", "#00795a", 4), MORE("#ffffff", "#7b8794", 2);

        final String fill;
        final String outline;
        final double radius;

        Kind(String fill, String outline, double radius) {
            this.fill = fill;
            this.outline = outline;
            this.radius = radius;
        }
    }
}
