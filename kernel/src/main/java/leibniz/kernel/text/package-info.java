/**
 * Java as text: reading and copying it without a compiler's help. This room uses no other.
 *
 * <pre>{@code
 * CodeMask mask = CodeMask.of("f(\"a;b\") // done");    // comments and literals become blanks
 * mask.text();                                           // f(     )
 * mask.end();                                            // whether a literal or a comment is left open
 * CodeReader.lastCodeCharacter("x = 1; // set");         // ';'
 * CodeReader.endsStatement("x = 1;");                    // true
 * CellOutline.of(mask.text());                           // imports, declarations and statements, by position
 * Brackets.enclosing("f(a, g(b", 8);                     // where the bracket opens that holds the position
 * CopiedText copy = new CopiedText("a + b");             // a copy that knows where each part came from
 * copy.replace(5, "add(a, b)");
 * copy.map.toSource(4);                                  // a place of "a + b"
 * }</pre>
 *
 * <p>
 * How to read it: {@code CodeReader} and {@code CodeMask}, which know what is code; {@code CellOutline} and
 * {@code Brackets}, which find its structure; {@code CopiedText} and {@code SourceMap}, which lead from what
 * was written anew to what was typed. {@code ParsedText} and {@code Expressions} read trees of javac's,
 * {@code SourceText} hands it a text.
 */
@NullMarked
package leibniz.kernel.text;

import org.jspecify.annotations.NullMarked;
