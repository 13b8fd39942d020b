/**
 * JShell as the kernel uses it, one snippet at a time. This room knows neither cells nor magics.
 *
 * <pre>{@code
 * Session session = Session.start(loader, control, List.of());    // with the default imports
 * SnippetEvaluator evaluator = new SnippetEvaluator(session);
 * SnippetEvaluator.Evaluated evaluated = evaluator.evaluate("var x = tensor(1.0);");
 * evaluated.errors();                                 // why it does not compile, at places in what was typed
 * evaluated.events();                                 // what JShell tells of it
 * evaluated.failed();                                 // whether it threw: then session.failure(origins)
 * session.control.takeValue();                        // what the last expression came to
 * session.classPath.add(List.of(Library.at(jar)));    // a library for the cells that follow
 * session.dropTemporaries(evaluated.events());        // after each cell
 * }</pre>
 *
 * <p>
 * How to read it: {@code Session}, then {@code SnippetEvaluator}: a snippet is compiled directly if it can
 * be, along with those that follow it ({@code StatementBatch}), and is JShell's otherwise.
 * {@code RedeclarationCheck} sees to it that a new version that does not compile costs nothing,
 * {@code NextVersion} to its speed; {@code ImportGuard} and {@code VariableRestorer} keep an import from
 * doing harm. {@code ClassPath}, {@code Library} and {@code OnDemandJars} are the jars, {@code ClassIndex}
 * what JShell need not do.
 */
@NullMarked
package leibniz.kernel.session;

import org.jspecify.annotations.NullMarked;
