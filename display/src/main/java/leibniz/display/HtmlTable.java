package leibniz.display;

import java.util.List;

/**
 * A table with a heading, as HTML that survives the sanitiser of an untrusted notebook, and as text in
 * columns.
 */
final class HtmlTable {
    private static final String FRAME = "border-collapse:collapse;border:none;margin:0;font-size:13px";
    private static final String CELL = "border:1px solid rgba(128,128,128,0.35);padding:3px 8px;white-space:nowrap;text-align:";

    private final List<String> heading;
    private final List<List<String>> rows;
    /** From this column on the cells are numbers, which stand to the right. */
    private final int numbersFrom;

    HtmlTable(List<String> heading, List<List<String>> rows, int numbersFrom) {
        this.heading = heading;
        this.rows = rows;
        this.numbersFrom = numbersFrom;
    }

    String html() {
        var out = new StringBuilder("<div style=\"overflow-x:auto\"><table style=\"").append(FRAME)
                .append("\">");
        row(out, heading, ";font-weight:bold");
        rows.forEach(row -> row(out, row, ""));
        return out.append("</table></div>").toString();
    }

    private void row(StringBuilder out, List<String> cells, String more) {
        out.append("<tr style=\"background:none\">"); // some themes stripe the rows
        for (int c = 0; c < cells.size(); c++) {
            out.append("<td style=\"").append(CELL).append(c < numbersFrom ? "left" : "right").append(more)
                    .append("\">").append(Html.escape(cells.get(c))).append("</td>");
        }
        out.append("</tr>");
    }

    String text() {
        int[] widths = new int[heading.size()];
        for (int c = 0; c < widths.length; c++) {
            int column = c;
            widths[c] = Math.max(Columns.width(heading.get(c)),
                    rows.stream().mapToInt(row -> Columns.width(row.get(column))).max().orElse(0));
        }
        var out = new StringBuilder(line(heading, widths));
        rows.forEach(row -> out.append('\n').append(line(row, widths)));
        return out.toString();
    }

    private String line(List<String> cells, int... widths) {
        var out = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String blanks = " ".repeat(widths[c] - Columns.width(cells.get(c)));
            out.append(c == 0 ? "" : "  ")
                    .append(c < numbersFrom ? cells.get(c) + blanks : blanks + cells.get(c));
        }
        return out.toString().stripTrailing();
    }
}
