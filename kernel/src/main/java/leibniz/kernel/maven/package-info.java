/**
 * Libraries from Maven repositories, with the user's own settings.
 *
 * <pre>{@code
 * MavenLibraries libraries = new MavenLibraries(line -> System.out.println(line));  // told of downloads
 * List<ResolvedArtifact> found = libraries.resolve(
 *         List.of("com.google.code.gson:gson:2.13.2"),      // also ranges, RELEASE, classifiers
 *         Map.of("jitpack", "https://jitpack.io"));         // repositories besides those of the settings
 * found.getFirst().file();                                  // the jar; what it needs follows
 * libraries.resolvePom("<dependency>...</dependency>", List.of("compile", "runtime"));
 * MavenLibraries.sources(found.getFirst());                 // its sources, if there are any
 * libraries.cancel();                                       // from another thread: ends at the next step
 * }</pre>
 *
 * <p>
 * How to read it: {@code MavenLibraries} asks Maven Resolver; {@code Pom} is what a cell may give instead of
 * coordinates, {@code UserSettings} the user's {@code settings.xml}, {@code Downloads} tells how far they
 * are, and {@code Causes} why there is no library, in a {@code ResolutionException}.
 */
@NullMarked
package leibniz.kernel.maven;

import org.jspecify.annotations.NullMarked;
