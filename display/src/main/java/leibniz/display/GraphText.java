package leibniz.display;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A computation graph in words: a listing with a line for each node, and the text that stands for the
 * picture.
 */
final class GraphText {
    private static final int MAX_ALTERNATIVE = 1500;
    private static final String LISTING = "overflow-x:auto;font-size:12px;margin:0;white-space:pre";
    private static final String TABLE = "border-collapse:collapse;border:none;margin:0;font-size:12px";
    private static final String COLUMN = "border:none;padding:0 0 0 16px;text-align:left;vertical-align:top;"
            + "white-space:pre;line-height:1.5;font-family:Menlo,Consolas,DejaVu Sans Mono,monospace";

    private final List<Box> boxes;
    private final List<String> names;
    /** What a box is called as an operand: a comma between several names would make several operands. */
    private final List<String> operands;
    private final String note;

    GraphText(List<Box> boxes, String note) {
        this(boxes, names(boxes), note);
    }

    /** @param names what each box is called */
    GraphText(List<Box> boxes, List<String> names, String note) {
        this.boxes = boxes;
        this.names = names;
        this.note = note;
        operands = names.stream().map(name -> name.contains(", ")
                ? name.substring(0, name.indexOf(", "))
                : name).toList();
    }

    private static List<String> names(List<Box> boxes) {
        var names = new ArrayList<String>();
        int unnamed = 0;
        for (var box : boxes) {
            names.add(!box.name().isEmpty()
                    ? box.name()
                    : box.kind() == Box.Kind.MORE ? "..." : "#" + ++unnamed);
        }
        return names;
    }

    private String title() {
        var results = boxes.stream().filter(box -> box.kind() == Box.Kind.RESULT).toList();
        var shown = results.isEmpty() ? List.of(boxes.getLast()) : results;
        return Words.GRAPH_OF
                .of(String.join(Words.AND.of(), shown.stream().map(GraphText::nameAndValue).toList()));
    }

    private static String nameAndValue(Box box) {
        String name = box.name().isEmpty() ? box.title() : box.name();
        String formula = box.formula().isEmpty() ? "" : " = " + box.formula();
        return name + formula + box.is();
    }

    /** One line a node, in columns: its name, how it was made, type, value and gradient. */
    String listing() {
        var rows = rows();
        int[] widths = widths(rows);
        var out = new StringBuilder(title());
        for (var row : rows) {
            var line = new StringBuilder(" ");
            for (int c = 0; c < widths.length; c++) {
                if (widths[c] > 0) {
                    line.append(' ').append(Columns.padded(row.get(c), widths[c])).append(' ');
                }
            }
            out.append('\n').append(line.toString().stripTrailing());
        }
        return note.isEmpty() ? out.toString() : out.append('\n').append(note).toString();
    }

    /**
     * The listing as HTML. No font of a browser needs to give a Chinese character the room of two Latin ones,
     * so that with Chinese in it each column is a cell of a table, and its lines have one height.
     */
    String html() {
        var rows = rows();
        if (rows.stream().flatMap(List::stream).flatMapToInt(String::codePoints)
                .noneMatch(Columns::isWide)) {
            return block(listing());
        }
        int[] widths = widths(rows);
        var out = new StringBuilder(block(title()))
                .append("<div style=\"overflow-x:auto\"><table style=\"").append(TABLE)
                .append("\"><tr style=\"background:none\">");
        for (int c = 0; c < widths.length; c++) {
            int column = c;
            if (widths[c] > 0) {
                out.append("<td style=\"").append(COLUMN).append("\">")
                        .append(Html.escape(rows.stream().map(row -> row.get(column))
                                .collect(Collectors.joining("\n"))))
                        .append("</td>");
            }
        }
        return out.append("</tr></table></div>").append(note.isEmpty() ? "" : block(note)).toString();
    }

    private static String block(String text) {
        return "<pre style=\"" + LISTING + "\">" + Html.escape(text) + "</pre>";
    }

    private List<List<String>> rows() {
        var rows = new ArrayList<List<String>>();
        for (int i = 0; i < boxes.size(); i++) {
            var box = boxes.get(i);
            rows.add(List.of(names.get(i), box.call(operands), box.type(),
                    box.formula().isEmpty() ? "" : "= " + box.formula(),
                    box.data().isEmpty() ? "" : Words.DATA + " " + ValueText.inline(box.data()),
                    box.cutOff()
                            ? Words.CUT_OFF.of()
                            : box.grad().isEmpty() ? "" : Words.GRAD + " " + ValueText.inline(box.grad()),
                    left(box), rules(box)));
        }
        return rows;
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], Columns.width(row.get(c)));
            }
        }
        return widths;
    }

    private static String left(Box box) {
        var left = box.left();
        return left.lines().isEmpty() ? "" : left.caption() + " " + ValueText.inline(left.lines());
    }

    private String rules(Box box) {
        return box.inputs().stream().filter(input -> !input.rule().isEmpty())
                .map(input -> Words.RULE_TO.of(operands.get(input.from()), input.rule()))
                .collect(Collectors.joining(Words.CLAUSE.of()));
    }

    /** What the picture says, in one line: as a chain where the graph is one, else node by node. */
    String alternative() {
        var out = new StringBuilder(title());
        String separator = isChain() ? " -> " : Words.SEMICOLON.of();
        for (int i = 0; i < boxes.size(); i++) {
            if (out.length() > MAX_ALTERNATIVE) {
                out.append(separator).append(Words.AND_MORE_NODES.of(boxes.size() - i));
                break;
            }
            out.append(i == 0 ? Words.COLON.of() : separator)
                    .append(isChain() ? link(boxes.get(i)) : sentence(i));
        }
        return note.isEmpty()
                ? out.toString()
                : out.append(Words.joined(List.of(Words.FULL_STOP.of(), note))).toString();
    }

    /** What each box says, in full. */
    List<String> sentences() {
        return IntStream.range(0, boxes.size()).mapToObj(this::sentence).toList();
    }

    private boolean isChain() {
        for (int i = 0; i < boxes.size(); i++) {
            int before = i - 1;
            var inputs = boxes.get(i).inputs();
            if (inputs.isEmpty() != (i == 0) || inputs.stream().anyMatch(input -> input.from() != before)
                    || !rules(boxes.get(i)).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private String link(Box box) {
        if (box.inputs().isEmpty()) {
            return source(box, box.name());
        }
        return box.name().isEmpty() ? box.title() : box.name() + " = " + box.title();
    }

    private String sentence(int i) {
        var box = boxes.get(i);
        if (box.inputs().isEmpty()) {
            return source(box, names.get(i));
        }
        return names.get(i) + " = " + box.call(operands) + values(box);
    }

    private String source(Box box, String name) {
        if (box.kind() == Box.Kind.MORE) {
            return box.title();
        }
        String all = box.title() + values(box);
        return name.isEmpty() ? all : name + " (" + all + ")";
    }

    private String values(Box box) {
        String rules = rules(box);
        return (box.formula().isEmpty() ? "" : Words.CLAUSE + box.formula())
                + (box.data().isEmpty() ? "" : Words.CLAUSE + ValueText.inline(box.data()))
                + (box.grad().isEmpty()
                        ? ""
                        : Words.CLAUSE.of() + Words.GRADIENT + " " + ValueText.inline(box.grad()))
                + (box.left().lines().isEmpty() ? "" : Words.CLAUSE + left(box))
                + (box.cutOff() ? Words.CLAUSE.of() + Words.CUT_OFF_FROM_GRADIENTS : "")
                + (rules.isEmpty() ? "" : Words.CLAUSE.of() + Words.GRADIENT + " " + rules);
    }
}
