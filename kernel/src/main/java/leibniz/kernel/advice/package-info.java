/**
 * One line below an error of javac that says what to write here.
 * <p>
 * To read: {@code Problem}, which is an error and its statement; {@code Advisor}, which tries what the others
 * offer; {@code Tokens}, {@code PythonExpressions}, {@code PythonCalls}, {@code FormattedText} and
 * {@code PythonStatements}, which write Python in Java with {@code PythonNames}; {@code MathNotation}, which
 * writes formulas so that these can read them; {@code NearestNames}; {@code TypeForms}, {@code FixedForms}
 * and {@code RunForms}; {@code Trial}, which compiles what is offered before anyone sees it;
 * {@code Overloads}, which shortens what javac says.
 *
 * <pre>{@code
 * Advisor advisor = new Advisor(jshell, compiler, operators);
 * Source cell = Source.ofCell("cell 1", "x ** 2");
 * CompileError error = new CompileError("illegal start of expression", 3, 4);
 * Outcome.Failure failure = advisor.failure(cell, List.of(error));
 * failure.message(); // ends: Java has no operator **. Write `x.pow(2)`.
 * }</pre>
 */
@NullMarked
package leibniz.kernel.advice;

import org.jspecify.annotations.NullMarked;
