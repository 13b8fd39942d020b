/**
 * The magics that the kernel has, a class for each family.
 *
 * <pre>{@code
 * public final class ClockMagics {                   // how another family begins
 *     public static void addTo(Magics magics) {      // Interpreter calls it
 *         magics.add(new Magic("clock", "%clock [ZONE]", "Tells the time.", "", JavaIn.NOTHING,
 *                 (run, arguments) -> {
 *                     List<String> words = Magic.words(arguments);
 *                     if (words.size() > 1) {
 *                         throw new MagicFailure("takes one zone, but got: " + arguments.text());
 *                     }
 *                     return LocalTime.now();        // shown; null shows nothing
 *                 }, null));                         // no %%clock
 *     }
 * }
 * }</pre>
 *
 * <p>
 * Each can be read by itself: {@code SessionMagics}, {@code TimingMagics}, {@code OperatorMagics},
 * {@code ClassPathMagics}, {@code MavenMagics}, {@code ShellMagics}, and {@code LoadMagic} with
 * {@code NotebookFile}. {@code MagicAssistant} answers what the editor asks about any of them.
 */
@NullMarked
package leibniz.kernel.magics;

import org.jspecify.annotations.NullMarked;
