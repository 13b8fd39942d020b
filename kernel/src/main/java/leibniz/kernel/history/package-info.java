/**
 * The cells that ran, in this session and in earlier ones, as IPython numbers them.
 *
 * <pre>{@code
 * History history = new History(HistoryFile.ofUser());  // one file for all sessions of a user
 * history.add(1, "var x = tensor(1.0);");               // written on a thread of its own
 * history.addOutput(1, "tensor(1.)");
 * JsonObject request = Json.of("hist_access_type", "tail", "n", 10, "output", true);
 * JsonArray answer = history.answer(request);           // [session, line, [input, output]], ...
 * history.close();                                      // waits for the disk, but not long
 * }</pre>
 *
 * <p>
 * How to read it: {@code History}, then {@code HistoryFile}, which several kernels may write at once;
 * {@code Glob} is how a client asks for inputs by a pattern.
 */
@NullMarked
package leibniz.kernel.history;

import org.jspecify.annotations.NullMarked;
