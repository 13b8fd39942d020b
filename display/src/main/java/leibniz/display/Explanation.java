package leibniz.display;

import java.util.List;

/** A derivation: sentences and lines of mathematics in turn, as LaTeX and as plain text. */
final class Explanation implements Displayable {
    private final StringBuilder latex = new StringBuilder();
    private final StringBuilder text = new StringBuilder();

    /** A sentence; what stands between dollar signs is mathematics in LaTeX, and as it is in the text. */
    void say(MathText sentence) {
        latex.append(latex.isEmpty() ? "" : "\n\n").append(sentence.latex());
        text.append(text.isEmpty() ? "" : "\n").append(sentence.text());
    }

    void say(String sentence) {
        say(new MathText(sentence, sentence));
    }

    /** Lines below each other, aligned at the first sign that each has for that, {@code &}. */
    void lines(List<MathText> lines) {
        if (lines.isEmpty()) {
            return;
        }
        latex.append("\n\n$$\\begin{aligned} ")
                .append(String.join(" \\\\[4pt] ", lines.stream().map(MathText::latex).toList()))
                .append(" \\end{aligned}$$");
        for (var line : lines) {
            text.append("\n    ").append(line.text().replace("\n", "\n    "));
        }
    }

    /** Formulas side by side, as many as there are. */
    void row(List<MathText> formulas) {
        if (!formulas.isEmpty()) {
            lines(List.of(MathText.join(formulas, " ,\\quad ", ",  ")));
        }
    }

    @Override
    public MimeBundle toMimeBundle() {
        return MimeBundle.of(text.toString()).with("text/latex", latex.toString());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
