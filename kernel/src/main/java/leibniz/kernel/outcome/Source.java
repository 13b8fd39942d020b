package leibniz.kernel.outcome;

/**
 * Text that was typed or loaded, and what messages call it.
 *
 * @param name such as {@code cell 3} or {@code helpers.java}
 * @param isCell whether it is the cell under which its messages stand, so that these need not name it
 * @param typed the code before blanks took the place of what a cell leaves out, as the front end knows it
 */
public record Source(String name, boolean isCell, String code, String typed) {
    /** The text of a cell, such as the one with the label {@code cell 3}. */
    public static Source ofCell(String label, String code) {
        return ofCell(label, code, code);
    }

    public static Source ofCell(String label, String code, String typed) {
        return new Source(label, true, code, typed);
    }

    public static Source loaded(String name, String code) {
        return new Source(name, false, code, code);
    }

    public Span whole() {
        return new Span(this, 0, code.length());
    }

    /** The line that holds the character at {@code offset}, counted from 1. */
    public int line(int offset) {
        return 1 + (int) code.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    /** A stretch of a source. */
    public record Span(Source source, int start, int end) {
        public String text() {
            return source.code.substring(start, end);
        }

        public boolean isBlank() {
            return text().isBlank();
        }

        /** This part without the white space around its text. */
        public Span stripped() {
            String text = text();
            int from = start + text.length() - text.stripLeading().length();
            return new Span(source, from, Math.max(from, start + text.stripTrailing().length()));
        }
    }
}
