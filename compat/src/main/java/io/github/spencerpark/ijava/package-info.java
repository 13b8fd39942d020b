/**
 * The names of IJava that its library does not have, in the package where notebooks look for them.
 *
 * <pre>{@code
 * import io.github.spencerpark.ijava.IJava;
 *
 * JavaKernel kernel = IJava.getKernelInstance();
 * kernel.eval("1 + 1");                                  // rendered
 * kernel.evalRaw("1 + 1");                               // 2
 * kernel.getMagics().registerLineMagic("hello", words -> "hello");
 * kernel.getRenderer().render(tensor);
 * kernel.addToClasspath("lib/my.jar");
 * kernel.getMavenResolver().addRemoteRepo("jitpack", "https://jitpack.io");
 * kernel.getMavenResolver().addMavenDependencies(List.of("com.google.code.gson:gson:2.13.2"));
 * }</pre>
 *
 * <p>
 * How to read it: {@code IJava}, {@code JavaKernel}, {@code MavenResolver}; each line leads to
 * {@code leibniz.compat}.
 */
@NullMarked
package io.github.spencerpark.ijava;

import org.jspecify.annotations.NullMarked;
