/**
 * What IJava lets a cell call without an import.
 *
 * <pre>{@code
 * import static io.github.spencerpark.ijava.runtime.Kernel.*;  // the kernel does this for a cell that needs it
 *
 * eval("1 + 1");
 * display(render(tensor, "image/svg+xml"));
 * lineMagic("time", List.of("f()"));
 * cellMagic("time", List.of(), "f();");
 * printf("%d cells%n", 3);
 * getKernelInstance().addToClasspath("lib/my.jar");
 * }</pre>
 *
 * <p>
 * How to read it: {@code Display}, {@code Kernel} and {@code Magics} inherit from each other and from
 * {@code leibniz.compat.Functions}, so that a name that a cell imports from several of them is still one
 * method.
 */
@NullMarked
package io.github.spencerpark.ijava.runtime;

import org.jspecify.annotations.NullMarked;
