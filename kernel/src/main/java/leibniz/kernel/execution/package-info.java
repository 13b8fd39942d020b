/**
 * What a cell runs in: its threads, its output and input, its class loader, and what stops it. This room
 * knows JShell only as what calls {@code CellControl}.
 *
 * <pre>{@code
 * CellLoader loader = new CellLoader(name -> false, () -> {});
 * CellControl control = new CellControl(loader);   // JShell hands it classes; the loader weaves them
 * Cell cell = new Cell(request, 3, false, iopub);  // on the thread that runs it
 * control.interrupts.expect(cell);                 // from here on an interrupt means this cell
 * cell.enter();                                    // its threads and what they print are this cell's
 * control.asUserCode(() -> method.invoke(null));   // only in here may the thread be interrupted
 * // meanwhile, on the thread of the control channel:
 * control.interrupts.stopRunning();                // arms StopCheck: each loop throws a CellStoppedError
 * // and then, on the thread of the cell:
 * control.interrupts.end();                        // the next expect lets loops run at full speed again
 * }</pre>
 *
 * <p>
 * How to read it: {@code Cell} and {@code Interrupts} first; {@code StopCheck} is what loops call and
 * {@code StopWeaver} what makes them call it, with {@code ReplacedCalls}, which lead to {@code Exit},
 * {@code CellProcess} and {@code CellConsole}; {@code CellLoader} weaves when a class is first used.
 * {@code LineWeaver} does so for the debugger while that is on: {@code Lines} is told of each line, and keeps
 * the {@code CellFrame}s of a thread in its {@code FrameStack}. {@code CellThreads} and {@code TaskOwners}
 * tell whose a thread is. {@code CellStreams}, {@code CellOutput} and {@code Iopub} are the way of what is
 * printed, {@code CellInput} is {@code System.in}. {@code ChildProcess} runs commands. {@code CellControl}
 * runs what was compiled and keeps the values; {@code ClassRedefiner} exchanges loaded classes in place, with
 * what {@code Agent} was given. {@code CellOrigin} lets tensors name their cell, {@code Demangler} gives
 * names back the form that was typed.
 */
@NullMarked
package leibniz.kernel.execution;

import org.jspecify.annotations.NullMarked;
