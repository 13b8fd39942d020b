package leibniz.display;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import leibniz.autograd.DType;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A tensor, and beside it its gradient, as an HTML table. All styles stand in the tags and all colours let
 * the theme shine through, so that it survives the sanitiser of an untrusted notebook and reads on light and
 * dark.
 */
final class TensorTable {
    private static final int ROWS = 16;
    private static final int COLUMNS = 12;
    private static final int VECTOR = 24;
    /** So many characters beside each other fit into a cell of a notebook; more elements are left out. */
    private static final int WIDTH = 110;
    private static final int LEAST_COLUMNS = 5;
    /** The room around the text of a cell, in characters. */
    private static final int PADDING = 2;
    private static final int SLICES = 4;
    /** Reading more elements than this for a table of a few hundred cells is not worth the memory. */
    private static final int MAX_ELEMENTS = 4_000_000;
    private static final int SUMMARIZED_ABOVE = 64;
    private static final int LEFT_OUT = -1;

    private static final String FRAME = "border-collapse:collapse;border:none;margin:0;font-size:13px";
    private static final String SIDE = "border:none;padding:0 16px 4px 0;text-align:left;vertical-align:top";
    private static final String CELL = "border:1px solid rgba(128,128,128,0.35);padding:3px 8px;text-align:right;"
            + "font-family:Menlo,Consolas,DejaVu Sans Mono,monospace;white-space:nowrap";
    private static final String SCALE = "border:none;padding:1px 6px;text-align:center;font-size:10px";
    private static final String CAPTION = "font-size:12px;opacity:0.8";

    private final StringBuilder out = new StringBuilder();
    private final Tensor tensor;
    private final @Nullable Side data;
    private final @Nullable Side grad;
    /** How many elements stand beside each other at most. */
    private final int columns;

    /** The elements of the tensor or of its gradient, and what they are like. */
    private record Side(Elements elements, Summary summary) {
        Side(Tensor x) {
            this(new Elements(x));
        }

        private Side(Elements elements) {
            this(elements, new Summary(elements));
        }
    }

    private TensorTable(Tensor tensor, @Nullable Tensor gradient) {
        this.tensor = tensor;
        boolean isShown = tensor.numel() > 0 && tensor.numel() <= MAX_ELEMENTS;
        data = isShown ? new Side(tensor) : null;
        grad = !isShown || gradient == null || gradient.numel() > MAX_ELEMENTS ? null : new Side(gradient);
        columns = data == null ? COLUMNS : columns(data, grad);
    }

    /** As many as fit, of a vector with its gradient below it and of a matrix with it beside. */
    private static int columns(Side data, @Nullable Side grad) {
        boolean vector = data.elements.shape.length < 2;
        int most = vector ? VECTOR : COLUMNS;
        int width = widest(data.elements, most);
        int room = WIDTH;
        if (grad != null) {
            width = Math.max(width, widest(grad.elements, most));
            room = vector ? room : room / 2;
        }
        return Math.clamp(room / (width + PADDING), Math.min(most, LEAST_COLUMNS), most);
    }

    /** The length of the longest text among the elements that could be shown. */
    private static int widest(Elements elements, int most) {
        int rank = elements.shape.length;
        if (rank == 0) {
            return 1;
        }
        var values = new ArrayList<>();
        int[] index = new int[rank];
        int[] rows = rank == 1 ? new int[]{ 0 } : shown(elements.shape[rank - 2], ROWS);
        for (int r : rows) {
            for (int c : shown(elements.shape[rank - 1], most)) {
                if (r != LEFT_OUT && c != LEFT_OUT) {
                    if (rank > 1) {
                        index[rank - 2] = r;
                    }
                    index[rank - 1] = c;
                    values.add(elements.at(index));
                }
            }
        }
        var style = NumberStyle.of(values);
        return values.stream().mapToInt(value -> style.text(value).length()).max().orElse(1);
    }

    /** @param state what the tensor is to differentiation, or empty */
    static String html(Tensor tensor, String state, @Nullable Tensor gradient) {
        var table = new TensorTable(tensor, gradient);
        table.out.append("<div style=\"overflow-x:auto\"><div style=\"").append(CAPTION)
                .append(";padding-bottom:4px\">");
        table.out.append(Html.escape(table.heading(state))).append("</div>");
        table.body();
        return table.out.append("</div>").toString();
    }

    private String heading(String state) {
        var parts = new ArrayList<String>();
        int[] shape = tensor.shape();
        parts.add(Words.TENSOR.of(Shapes.text(shape)));
        parts.add(tensor.dtype().toString());
        if (!state.isEmpty()) {
            parts.add(state);
        }
        if (shape.length == 1) {
            shownOf(shape[0], columns, Words.SHOWN_ELEMENTS, parts);
        } else if (shape.length > 1 && tensor.numel() <= MAX_ELEMENTS) {
            shownOf(slices(shape), SLICES, Words.SHOWN_MATRICES, parts);
            shownOf(shape[shape.length - 2], ROWS, Words.SHOWN_ROWS, parts);
            shownOf(shape[shape.length - 1], columns, Words.SHOWN_COLUMNS, parts);
        }
        return String.join(" \u00b7 ", parts);
    }

    private static void shownOf(int size, int most, Words what, List<String> parts) {
        if (size > most) {
            parts.add(what.of(most - 1, size));
        }
    }

    private static int slices(int[] shape) {
        return (int) Shapes.count(Arrays.copyOf(shape, shape.length - 2));
    }

    private void body() {
        if (tensor.numel() == 0) {
            out.append("<div>" + Words.NO_ELEMENTS + "</div>");
            return;
        }
        if (data == null) {
            out.append("<pre>").append(Html.escape(tensor.toString())).append("</pre>");
            return;
        }
        if (tensor.numel() > SUMMARIZED_ABOVE) {
            summary(data.summary, grad == null ? null : grad.summary);
        }
        if (tensor.dim() < 2) {
            vector(data.elements, grad == null ? null : grad.elements);
        } else {
            matrices(data, grad);
        }
    }

    /** In a few numbers and a histogram what the elements are like of which only some can be shown. */
    private void summary(Summary data, @Nullable Summary grad) {
        out.append("<table style=\"").append(FRAME).append("\">");
        row();
        for (var summary : grad == null ? List.of(data) : List.of(data, grad)) {
            // The picture has its own colours, which would suffer from being made paler with the text.
            out.append("<td style=\"").append(SIDE).append("\"><div style=\"").append(CAPTION).append("\">");
            if (grad != null) {
                out.append((summary == data ? Words.DATA : Words.GRAD) + ": ");
            }
            out.append(summary.text()).append("</div>").append(summary.html()).append("</td>");
        }
        out.append("</tr></table>");
    }

    /** One column an element: each gradient stands under its value. */
    private void vector(Elements data, @Nullable Elements grad) {
        out.append("<table style=\"").append(FRAME).append("\">");
        line(grad == null ? "" : Words.DATA.of(), data);
        if (grad != null) {
            line(Words.GRAD.of(), grad);
        }
        out.append("</table>");
    }

    private void line(String caption, Elements elements) {
        boolean scalar = elements.shape.length == 0;
        int[] shown = scalar ? new int[]{ 0 } : shown(elements.shape[0], columns);
        var values = new ArrayList<>();
        for (int i : shown) {
            if (i != LEFT_OUT) {
                values.add(scalar ? elements.at() : elements.at(i));
            }
        }
        var style = NumberStyle.of(values);
        var next = values.iterator();
        row();
        if (!caption.isEmpty()) {
            out.append("<td style=\"").append(SIDE).append(";vertical-align:middle;").append(CAPTION)
                    .append("\">");
            out.append(caption).append("</td>");
        }
        for (int i : shown) {
            if (i == LEFT_OUT) {
                leftOut();
            } else {
                cell(next.next(), style, 0);
            }
        }
        out.append("</tr>");
    }

    private void matrices(Side data, @Nullable Side grad) {
        int[] shape = data.elements.shape;
        int[] shown = shown(slices(shape), SLICES);
        out.append("<table style=\"").append(FRAME).append("\">");
        captions(grad != null);
        for (int slice : shown) {
            row();
            if (slice == LEFT_OUT) {
                out.append("<td style=\"").append(SIDE).append("\">\u22ee</td></tr>");
                continue;
            }
            int[] index = Shapes.index(slice, Arrays.copyOf(shape, shape.length - 2));
            if (shape.length > 2) {
                out.append("<td style=\"").append(SIDE).append(';').append(CAPTION).append("\">");
                out.append(Arrays.toString(index).replace("]", ", :, :]")).append("</td>");
            }
            matrix(data, index);
            if (grad != null) {
                matrix(grad, index);
            }
            out.append("</tr>");
        }
        scales(data.summary, grad == null ? null : grad.summary);
        out.append("</table>");
    }

    /** What the colours mean: the same for all matrices of a tensor. */
    private void scales(Summary data, @Nullable Summary grad) {
        if (tensor.dtype() == DType.BOOL || data.largest() == 0 && grad == null) {
            return;
        }
        row();
        if (tensor.dim() > 2) {
            out.append("<td style=\"").append(SIDE).append("\"></td>");
        }
        scale(data);
        if (grad != null) {
            scale(grad);
        }
        out.append("</tr>");
    }

    private void scale(Summary summary) {
        double largest = summary.largest();
        out.append("<td style=\"").append(SIDE).append("\">");
        if (largest > 0) {
            out.append("<table style=\"").append(FRAME).append("\">");
            row();
            for (double part : new double[]{ -1, -0.5, 0, 0.5, 1 }) {
                out.append("<td style=\"").append(SCALE).append(Heat.style(part * largest, largest))
                        .append("\">")
                        .append(Numbers.compact(part * largest)).append("</td>");
            }
            out.append("</tr></table>");
        }
        out.append("</td>");
    }

    private void captions(boolean withGradient) {
        if (!withGradient) {
            return;
        }
        row();
        if (tensor.dim() > 2) {
            out.append("<td style=\"").append(SIDE).append("\"></td>");
        }
        for (var caption : List.of(Words.DATA, Words.GRAD)) {
            out.append("<td style=\"").append(SIDE).append(';').append(CAPTION).append("\">").append(caption);
            out.append("</td>");
        }
        out.append("</tr>");
    }

    private void matrix(Side side, int[] leading) {
        int[] shape = side.elements.shape;
        int[] rows = shown(shape[shape.length - 2], ROWS);
        int[] places = shown(shape[shape.length - 1], columns);
        var values = new ArrayList<>();
        int[] index = Arrays.copyOf(leading, shape.length);
        for (int r : rows) {
            for (int c : places) {
                if (r != LEFT_OUT && c != LEFT_OUT) {
                    index[shape.length - 2] = r;
                    index[shape.length - 1] = c;
                    values.add(side.elements.at(index));
                }
            }
        }
        var style = NumberStyle.of(values);
        var next = values.iterator();
        out.append("<td style=\"").append(SIDE).append("\"><table style=\"").append(FRAME).append("\">");
        for (int r : rows) {
            row();
            for (int c : places) {
                if (r == LEFT_OUT) {
                    out.append("<td style=\"").append(CELL).append(";text-align:center\" colspan=\"")
                            .append(places.length).append("\">\u22ee</td>");
                    break;
                }
                if (c == LEFT_OUT) {
                    leftOut();
                } else {
                    cell(next.next(), style, side.summary.largest());
                }
            }
            out.append("</tr>");
        }
        out.append("</table></td>");
    }

    private void row() {
        out.append("<tr style=\"background:none\">"); // some themes stripe the rows
    }

    private void leftOut() {
        out.append("<td style=\"").append(CELL).append("\">\u2026</td>");
    }

    private void cell(Object value, NumberStyle style, double largest) {
        out.append("<td style=\"").append(CELL).append(Heat.style(value, largest)).append("\">");
        out.append(style.text(value)).append("</td>");
    }

    /** All indices below {@code size}, or those at both ends with one {@link #LEFT_OUT} between them. */
    private static int[] shown(int size, int most) {
        if (size <= most) {
            return java.util.stream.IntStream.range(0, size).toArray();
        }
        int head = most / 2;
        int tail = most - head - 1;
        int[] result = new int[most];
        for (int i = 0; i < head; i++) {
            result[i] = i;
        }
        result[head] = LEFT_OUT;
        for (int i = 0; i < tail; i++) {
            result[head + 1 + i] = size - tail + i;
        }
        return result;
    }
}
