/**
 * What stands behind the names of IJava and JJava: all of it leads to the one {@code Notebook} of the kernel
 * and to the one renderer of display.
 *
 * <pre>{@code
 * Notebooks.start(notebook);                            // the kernel, before anything else here is used
 * Notebooks.running().evaluate("1 + 1");                // 2
 * Notebooks.magic("time", List.of("f()"), null);        // %time f()
 * new IJavaMagics().registerLineMagic("hello", words -> "hello");  // %hello in any cell from now on
 * new JJavaRenderer().render(tensor);                   // a DisplayData of JJava's with the forms of display
 * Functions.eval("1 + 1");                              // what a cell calls without an import
 * }</pre>
 *
 * <p>
 * How to read it: {@code Notebook} and {@code Notebooks}; {@code Functions}; then {@code IJavaRenderer},
 * {@code IJavaMagics} and {@code IJavaOutput}. Their likes for JJava do the same with classes of the other
 * library, which have the same names but no common type: each line of an adapter names one of them, so one
 * adapter for both would have nothing but parameters. {@code DisplayDataReader} is what both share.
 */
@NullMarked
package leibniz.compat;

import org.jspecify.annotations.NullMarked;
