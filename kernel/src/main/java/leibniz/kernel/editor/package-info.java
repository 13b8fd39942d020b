/**
 * What the editor asks about a cell that is being typed. Nothing here runs code or changes the session.
 *
 * <pre>{@code
 * String header = compiler.header();                     // package and imports of the session
 * JavaFileManager files = ...;                           // with the classes that cells declared
 * Completion.Matches found = Completion.at("x.ad", 4, header, files);
 * found.list();                                          // add, addmm, ... with their kinds and signatures
 * Inspection.Found meant = Inspection.at("x.add(1)", 3, header, files);
 * InspectionPage page = InspectionPage.of(meant, javadoc, "", false);
 * page.html();                                           // signature and documentation
 * CellCompleteness.of("if (x) {", jshell.sourceCodeAnalysis());  // status incomplete, with an indent
 * }</pre>
 *
 * <p>
 * How to read it: {@code CellUnit} makes of the part of a cell around the cursor a unit that javac can read,
 * {@code CellAnalysis} asks javac about it. {@code Completion}, with {@code Members}, {@code Packages} and
 * {@code Signatures}, and {@code Inspection}, with {@code InspectionPage}, make answers of that. {@code
 * CellCompleteness} stands by itself.
 */
@NullMarked
package leibniz.kernel.editor;

import org.jspecify.annotations.NullMarked;
