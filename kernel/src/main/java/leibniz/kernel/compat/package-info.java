/**
 * What notebooks that were written for IJava or JJava need of this kernel. No start opens anything for it.
 *
 * <pre>{@code
 * Compat.attach(() -> latestRun, magics);            // who answers when a name is used
 * CellLoader loader = new CellLoader(Compat::isName, Compat::load);  // opens their jars with the first use
 * Compatibility compat = new Compat(() -> session);
 * compat.prepare("render(x, \"image/svg+xml\")");   // the compiler gets the names, and their imports
 * compat.install(added);                             // extensions that libraries bring for JJava
 * Startup.timeout();                                 // IJAVA_TIMEOUT or JJAVA_TIMEOUT, if it is set
 * new Startup().setUp(firstRun);                     // class path and scripts that variables name
 * }</pre>
 *
 * <p>
 * How to read it: {@code Compat}; {@code CompatNotebook}, which is what the names lead to;
 * {@code Extensions}; {@code Startup}. The names themselves stand in the module {@code compat}, whose package
 * is {@code leibniz.compat}.
 */
@NullMarked
package leibniz.kernel.compat;

import org.jspecify.annotations.NullMarked;
