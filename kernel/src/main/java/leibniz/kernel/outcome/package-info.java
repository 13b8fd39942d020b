/**
 * How a cell ends, and what the user reads then.
 *
 * <pre>{@code
 * Source source = Source.ofCell("cell 3", "var x = tensor(1.0)\nx.foo()");
 * CompileError error = new CompileError("cannot find symbol", 20, 27);
 * Outcome.Failure failure = CompileError.failure(source, 0, List.of(error));
 * failure.name();                                  // CompileError
 * failure.traceback();                             // the message, and the line with the fault marked
 * SnippetOrigins origins = new SnippetOrigins();   // which class of JShell's came from which line
 * RuntimeError.failure(thrown, origins, control);  // the message, the line, the frames of the user's own code
 * throw new CellFailure(failure);                  // ends the cell with it
 * throw new MagicFailure("needs a path");          // a magic refuses, and says what to do
 * }</pre>
 *
 * <p>
 * How to read it: {@code Outcome}; {@code Source} and its spans; {@code CompileError} and
 * {@code RuntimeError}, which make failures, with {@code SourceExcerpt} and {@code Ansi};
 * {@code SnippetOrigins}; {@code Prose}, which breaks their lines. {@code CellFailure} and
 * {@code MagicFailure} carry what was said to where it is shown.
 */
@NullMarked
package leibniz.kernel.outcome;

import org.jspecify.annotations.NullMarked;
