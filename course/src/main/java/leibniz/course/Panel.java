package leibniz.course;

import java.util.List;
import java.util.stream.Collectors;
import leibniz.course.exercises.Examination.Result;
import leibniz.course.exercises.Finding;
import leibniz.course.exercises.Text;
import leibniz.display.Displayable;
import leibniz.display.MimeBundle;

/** What is shown below a check that did not pass. */
final class Panel implements Displayable {
    private static final String BOX = "border-left:4px solid #d1495b;padding:2px 0 2px 12px;margin:4px 0";
    private static final String CELL = "border:1px solid rgba(128,128,128,0.35);padding:3px 8px;text-align:left;"
            + "vertical-align:top;";
    private static final String CODE = "white-space:pre-wrap;font-family:monospace";

    private static final Text COLON = new Text(": ", "：");

    private final String id;
    private final List<Result> results;
    private final Text help;

    Panel(String id, List<Result> results, Text help) {
        this.id = id;
        this.results = results;
        this.help = help;
    }

    @Override
    public MimeBundle toMimeBundle() {
        return MimeBundle.of(text()).with("text/html", html());
    }

    private String text() {
        StringBuilder out = new StringBuilder("✗ ").append(id);
        for (Result result : results) {
            out.append(results.size() == 1 ? COLON : "\n" + mark(result) + " " + result.part() + COLON);
            switch (result.finding()) {
                case Finding.Passed passed -> out.append(passed.tested());
                case Finding.Failed failed -> {
                    out.append(failed.diagnosis());
                    int width = failed.rows().stream().mapToInt(row -> width(row.name().toString())).max()
                            .orElse(0);
                    for (Finding.Row row : failed.rows()) {
                        String name = row.name().toString();
                        out.append("\n    ").append(name).append(" ".repeat(width - width(name)))
                                .append(" = ").append(row.value().indent(width + 7).strip());
                    }
                }
            }
        }
        return out.append('\n').append(help).toString();
    }

    private String html() {
        StringBuilder out = new StringBuilder("<div style=\"").append(BOX).append("\"><div><b>✗ ")
                .append(escape(id)).append("</b>");
        for (Result result : results) {
            out.append(results.size() == 1
                    ? " &nbsp; "
                    : "</div><div style=\"margin-top:4px\">" + mark(result) + " <b>"
                            + escape(result.part().toString()) + "</b> &nbsp; ");
            switch (result.finding()) {
                case Finding.Passed passed -> out.append(escape(passed.tested().toString()));
                case Finding.Failed failed -> failed(out, failed);
            }
        }
        return out.append("</div><div style=\"margin-top:4px;opacity:0.8\">").append(escape(help.toString()))
                .append("</div></div>").toString();
    }

    private static void failed(StringBuilder out, Finding.Failed failed) {
        out.append(escape(failed.diagnosis().toString()));
        if (!failed.rows().isEmpty()) {
            out.append(failed.rows().stream()
                    .map(row -> "<tr style=\"background:none\"><td style=\"" + CELL + "\">"
                            + escape(row.name().toString()) + "</td><td style=\"" + CELL + CODE + "\">"
                            + escape(row.value()) + "</td></tr>")
                    .collect(Collectors.joining("",
                            "<table style=\"border-collapse:collapse;border:none;margin:6px 0;font-size:13px\">",
                            "</table>")));
        }
        if (failed.picture() != null) {
            MimeBundle picture = failed.picture().toMimeBundle();
            out.append(picture.data().getOrDefault("text/html", ""));
        }
    }

    /** In columns: a Chinese character takes the room of two Latin ones. */
    private static int width(String text) {
        return text.codePoints().map(c -> Character.isIdeographic(c) ? 2 : 1).sum();
    }

    private static String mark(Result result) {
        return result.passed() ? "✓" : "✗";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
