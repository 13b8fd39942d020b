/**
 * The names of JJava that its library does not have, in the package where notebooks look for them.
 *
 * <pre>{@code
 * import static org.dflib.jjava.kernel.JavaNotebookStatics.*;  // the kernel does this for a cell that needs it
 *
 * JavaKernel kernel = kernel();
 * kernel.evalRaw("1 + 1");                               // 2
 * kernel.getJShell().variables();
 * kernel.addToClasspath("lib/my.jar");
 * kernel.getMagicsRegistry();                            // where a cell adds its own
 * display(render(tensor, "image/svg+xml"));
 * }</pre>
 *
 * <p>
 * How to read it: {@code JavaNotebookStatics}, then {@code JavaKernel}; each line leads to
 * {@code leibniz.compat}.
 */
@NullMarked
package org.dflib.jjava.kernel;

import org.jspecify.annotations.NullMarked;
