package leibniz.autograd;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a tensor: its elements, and what else is not the default: shape, dtype, state of the gradient.
 */
final class TensorText {
    private static final String PREFIX = "tensor(";

    private TensorText() {}

    static String of(Tensor x) {
        return x.storage.isSymbolic()
                ? formula(FormulaWriter.of(x).text())
                : withSuffixes(PREFIX + Printer.elements(x, PREFIX.length()), suffixes(x));
    }

    /** A formula that is left out as a whole says why. */
    private static String formula(String text) {
        return text.equals(FormulaWriter.LEFT_OUT) ? text + " (too long to be written)" : text;
    }

    private static List<String> suffixes(Tensor x) {
        List<String> suffixes = new ArrayList<>();
        boolean empty = x.numel() == 0;
        if (empty && x.dim() != 1) {
            suffixes.add("size=" + Shapes.text(x.layout.shape));
        }
        if (x.dtype() == DType.FLOAT64 || (empty && x.dtype() != DType.FLOAT32)) {
            suffixes.add("dtype=" + x.dtype());
        }
        if (x.history() instanceof OpNode node) {
            suffixes.add("gradFn=<" + node.name() + ">");
        } else if (x.requiresGrad()) {
            suffixes.add("requiresGrad=true");
        }
        return suffixes;
    }

    private static String withSuffixes(String text, List<String> suffixes) {
        StringBuilder result = new StringBuilder(text);
        int lastLine = text.length() - text.lastIndexOf('\n') + 1;
        for (String suffix : suffixes) {
            if (lastLine + suffix.length() + 2 > Printer.LINE) {
                result.append(",\n").append(" ".repeat(PREFIX.length()));
                lastLine = PREFIX.length() + suffix.length();
            } else {
                result.append(", ");
                lastLine += suffix.length() + 2;
            }
            result.append(suffix);
        }
        return result.append(')').toString();
    }
}
