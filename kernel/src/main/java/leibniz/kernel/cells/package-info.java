/**
 * The run of a cell: Java and magics, split, checked and run in their order.
 *
 * <pre>{@code
 * Magics magics = new Magics(name -> false);
 * magics.add(new Magic("hello", "%hello", "Greets.", "", JavaIn.NOTHING, (run, arguments) -> "hello", null));
 * CellRun run = new CellRun(session, cell, magics, origins, compat);
 * Source source = Source.ofCell("cell 3", "%hello\nvar x = 1;\nx + 1");
 * List<Segment> segments = run.split(source.whole());  // one magic, two snippets of Java
 * CellRun.Result result = run.evaluate(source.whole());
 * result.value();                                     // 2
 * ShownValue.of(result.value());                      // its forms by MIME type
 * Announcements.tell(session.jshell, run.events, cell.output);  // what was reset, what is still missing
 * }</pre>
 *
 * <p>
 * How to read it: {@code CellRun}; {@code CellSplitter} and {@code MagicCalls}, which make {@code Segment}s
 * of a cell, and {@code SyntaxCheck}, which reads all of them before the first runs; {@code EmbeddedMagics}
 * are those inside of Java. {@code Magics} and {@code Magic} are what a line with a percent sign calls.
 * {@code ShownValue} and {@code Announcements} are what the user sees in the end. {@code Compatibility} is
 * what a cell needs that was written for another kernel.
 */
@NullMarked
package leibniz.kernel.cells;

import org.jspecify.annotations.NullMarked;
