/**
 * Asking javac about text of the session, which it sees with all that cells declared, and changing nothing
 * there.
 *
 * <pre>{@code
 * SessionCompiler compiler = new SessionCompiler(jshell, loader, List.of());
 * String unit = compiler.header("x.add(1)") + "class C { Object f() { return x.add(1); } }";
 * compiler.errors(unit);                                 // none if x exists
 * compiler.attribute(unit, found -> found.trees());      // with the types of all expressions
 * compiler.parse(List.of("class C {" + text + "}"));     // null where there is a syntax error
 * IntroducedName.in("int f() { return 1; }", compiler);        // a method named f
 * Statements.Result result = statements.compile("x = x.add(1);");  // one pass, where JShell takes four
 * // Ready: a class that CellControl can run; Typed: JShell shall declare it; None: leave it to JShell
 * }</pre>
 *
 * <p>
 * How to read it: {@code SessionCompiler}, which uses the compiler that JShell keeps warm
 * ({@code WarmCompiler}) or one of its own over {@code SessionClasses}. {@code Statements} and
 * {@code StatementForm} compile what declares nothing new. {@code ActiveSnippets} is what a session has,
 * {@code IntroducedName} what a text would add, {@code SessionVariables} the fields behind the variables,
 * {@code ClassFiles} what javac need not read again. {@code AnnotationProcessors} run in a compiler of their
 * own, and {@code AddedMembers} writes what they did into the text that JShell gets.
 */
@NullMarked
package leibniz.kernel.compile;

import org.jspecify.annotations.NullMarked;
