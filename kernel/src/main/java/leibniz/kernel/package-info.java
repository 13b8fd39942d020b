/**
 * The Jupyter kernel: its process, its channels, and who answers what. What a request needs lies in the rooms
 * below, which do not know this package.
 *
 * <pre>{@code
 * Connection connection = Connection.read(Path.of("connection.json"));
 * new Kernel(connection).start();  // five channels are open, JShell starts beside them
 * // shell:   execute_request           -> Shell -> Interpreter.run -> the answer
 * // shell:   complete, inspect         -> Shell -> EditorQuestions -> Assistant -> the answer
 * // shell:   history_request           -> Shell -> History -> the answer
 * // shell:   comm_open, comm_msg       -> Shell -> Comms -> Interpreter.call, under the cell that registered
 * // control: interrupt, shutdown       -> Kernel.answerControl, while a cell runs
 * // stdin:   the answer to input()     -> CellInput
 * // iopub:   what all clients hear     <- Iopub
 * }</pre>
 *
 * <p>
 * How to read it: {@code Main} and {@code Kernel} are the start, the channels and the end; {@code Requests}
 * is a channel on which clients ask, {@code Shell} the one that runs the cells. {@code Interpreter} runs a
 * cell in the session, {@code Assistant} answers the editor. {@code Comms}, {@code CellComm},
 * {@code Callback} and {@code JsonValues} are the lines between cells and the front end. {@code CellDisplay},
 * {@code NotebookComms} and {@code NotebookVariables} are what display finds by {@code ServiceLoader}.
 * {@code AotTraining} makes the cache from which later starts take their classes.
 */
@NullMarked
package leibniz.kernel;

import org.jspecify.annotations.NullMarked;
