package leibniz.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The elements of a tensor as text, as PyTorch prints them with its default settings: all numbers in one
 * format and width, lines of 80 characters, and only the first and last 3 of each dim where there are more
 * than 1000.
 */
final class Printer {
    static final int LINE = 80;
    private static final int EDGE = 3;
    private static final int SUMMARIZED_ABOVE = 1000;

    private final NumberFormat format;
    private final Storage values;
    private final int offset;
    private final int[] shape;
    private final int[] strides;
    private final boolean summarized;

    private Printer(Tensor x) {
        Tensor rows = Loops.contiguous(x.alias(x.layout));
        values = rows.storage;
        offset = rows.layout.offset;
        shape = rows.layout.shape;
        strides = Layout.rowMajor(shape).strides;
        summarized = rows.numel() > SUMMARIZED_ABOVE;
        List<Integer> shown = new ArrayList<>();
        collect(0, offset, shown);
        format = NumberFormat.of(values, shown);
    }

    /** The elements in brackets; lines after the first are indented by the place where the first begins. */
    static String elements(Tensor x, int indent) {
        return x.numel() == 0 ? "[]" : new Printer(x).part(0, indent);
    }

    /** The indices of a dim that are shown; -1 stands for those left out. */
    private int[] shownIndices(int dim) {
        int size = shape[dim];
        if (!summarized || size <= 2 * EDGE) {
            return Shapes.range(size);
        }
        return new int[]{ 0, 1, 2, -1, size - 3, size - 2, size - 1 };
    }

    private void collect(int dim, int at, List<Integer> positions) {
        if (dim == shape.length) {
            positions.add(at);
            return;
        }
        for (int i : shownIndices(dim)) {
            if (i >= 0) {
                collect(dim + 1, at + i * strides[dim], positions);
            }
        }
    }

    private String part(int depth, int indent) {
        return depth == shape.length ? number(offset) : part(depth, offset, indent);
    }

    private String part(int depth, int at, int indent) {
        if (depth == shape.length - 1) {
            return row(at, indent);
        }
        String separator = "," + "\n".repeat(shape.length - depth - 1) + " ".repeat(indent + 1);
        return Arrays.stream(shownIndices(depth))
                .mapToObj(i -> i < 0 ? "..." : part(depth + 1, at + i * strides[depth], indent + 1))
                .collect(Collectors.joining(separator, "[", "]"));
    }

    private String row(int at, int indent) {
        int perLine = Math.max(1, (LINE - indent) / (format.width() + 2));
        List<String> cells = Arrays.stream(shownIndices(shape.length - 1))
                .mapToObj(i -> i < 0 ? " ..." : number(at + i)).toList();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < cells.size(); i += perLine) {
            lines.add(String.join(", ", cells.subList(i, Math.min(i + perLine, cells.size()))));
        }
        return "[" + String.join(",\n" + " ".repeat(indent + 1), lines) + "]";
    }

    private String number(int at) {
        String text = format.format(values, at);
        return " ".repeat(Math.max(0, format.width() - text.length())) + text;
    }
}
