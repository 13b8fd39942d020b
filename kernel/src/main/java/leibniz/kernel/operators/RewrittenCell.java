package leibniz.kernel.operators;

import leibniz.kernel.outcome.Source;

/** A cell as it was written for Java, as far as it has run. */
public final class RewrittenCell {
    private final Source source;
    private final StringBuilder written = new StringBuilder();
    private int copied;
    private boolean changed;

    RewrittenCell(Source source) {
        this.source = source;
    }

    boolean isOf(Source other) {
        return source == other;
    }

    /** Notes what a snippet became that begins at {@code offset}. */
    void add(int offset, Rewriting rewriting) {
        if (rewriting.changes() && offset >= copied) {
            written.append(source.code(), copied, offset).append(rewriting.text());
            // a snippet ends in a semicolon where the cell may end without
            copied = Math.min(source.code().length(), offset + rewriting.typed().length());
            changed = true;
        }
    }

    /** The code, or that nothing was written anew. */
    public String text() {
        return changed
                ? written + source.code().substring(copied)
                : "Nothing in this cell was written anew.";
    }
}
