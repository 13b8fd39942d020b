/**
 * Documentation of methods and classes, found in the sources of the JDK, of the kernel, of libraries and of
 * cells.
 *
 * <pre>{@code
 * Sources sources = new Sources(List.of(Path.of("lib-sources.jar")));  // besides the JDK's own
 * Javadoc javadoc = new Javadoc(sources, wrapper -> null, trees, elements, types);
 * Documentation found = javadoc.of(element);
 * found.html();                                          // the comment, with its links and tags
 * found.summary();                                       // its first sentence
 * found.parameterNames();                                // class files do not have them
 * found.source();                                        // the declaration itself
 * HtmlText.of(found.html());                             // the same as plain text
 * }</pre>
 *
 * <p>
 * How to read it: {@code Javadoc} looks for the comment of an element, also in what it overrides;
 * {@code Sources} and {@code SourceFile} find the file and the {@code Declaration} in it; {@code JavadocHtml}
 * turns a comment into HTML and {@code HtmlText} that into text.
 */
@NullMarked
package leibniz.kernel.javadoc;

import org.jspecify.annotations.NullMarked;
