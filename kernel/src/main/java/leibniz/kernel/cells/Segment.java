package leibniz.kernel.cells;

import java.util.List;
import leibniz.kernel.outcome.CompileError;
import leibniz.kernel.outcome.Source;
import org.jspecify.annotations.Nullable;

/** A stretch of a cell that is run by itself: one snippet of Java, or one magic. */
public sealed interface Segment {
    /**
     * A snippet as JShell takes it.
     *
     * @param offset where it begins in its source
     * @param magics what of it stands for magics; null if nothing does
     */
    record Java(String text, int offset, @Nullable EmbeddedMagics magics) implements Segment {
        public Java(String text, int offset) {
            this(text, offset, null);
        }

        /** Errors in this snippet at their places in its source. */
        List<CompileError> inSource(List<CompileError> errors) {
            return errors.stream().map(error -> magics == null
                    ? new CompileError(error.message(), offset + Math.max(0, error.start()),
                            offset + error.end())
                    : magics.inSource(error)).toList();
        }
    }

    /**
     * A line {@code %name arguments} or {@code !command}, or a cell {@code %%name arguments} with its body.
     *
     * @param whole from the percent sign to the end of the line or of the cell
     * @param line the line of the call alone
     * @param body empty for a line magic
     */
    record MagicCall(String name, boolean ofCell, Source.Span whole, Source.Span line,
            Source.Span arguments, Source.Span body) implements Segment {
        /** The name as it is typed. */
        String typed() {
            return name.equals(Magic.COMMAND) ? name : (ofCell ? "%%" : "%") + name;
        }
    }
}
