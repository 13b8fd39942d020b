/**
 * The debugger of JupyterLab, inside this process: the lines of cells call it while it is on.
 *
 * <pre>{@code
 * Debugger debugger = new Debugger(() -> session, origins, control, iopub);
 * debugger.answer(Json.of("command", "initialize"));         // from here on cells are woven line by line
 * debugger.answer(Json.of("command", "dumpCell", "arguments", Json.of("code", code)));    // its path
 * debugger.answer(Json.of("command", "setBreakpoints", "arguments", lines));
 * // a cell runs, reaches such a line and waits; all clients hear an event
 * debugger.answer(Json.of("command", "stackTrace"));         // the methods that run
 * debugger.answer(Json.of("command", "next"));               // to the next line
 * debugger.answer(Json.of("command", "disconnect"));         // the cell goes on, and is woven as usual
 * }</pre>
 *
 * <p>
 * How to read it: {@code Debugger} answers; {@code Stops} is told of each line by
 * {@link leibniz.kernel.execution.Lines} and decides whether its thread becomes a {@code StoppedThread}, by
 * {@code Breakpoints}, {@code Conditions} and the {@code Step} that is asked for. {@code Places} leads from
 * classes to lines that were typed, {@code CellPaths} are the names of cells, {@code CodeLines} tells where a
 * breakpoint can be. {@code StackView} shows frames and variables: {@code ValueText} is a value on one line,
 * {@code Children} what it consists of, {@code Globals} the variables of the notebook. {@code Evaluation}
 * compiles what the user asks, with the types that {@code WrittenSignature} reads.
 */
@NullMarked
package leibniz.kernel.debug;

import org.jspecify.annotations.NullMarked;
