/**
 * Operators on tensors: {@code a + b} in a cell becomes {@code $Operators.add(a, b)} where an operand is a
 * tensor.
 *
 * <pre>{@code
 * Operators operators = new Operators(jshell, compiler);
 * Rewriting rewriting = operators.rewrite("var z = x * 2 + y;");  // x and y are tensors of the session
 * rewriting.changes();                               // true
 * rewriting.text();                                  // with calls in the place of * and +
 * rewriting.typed(errors);                           // errors in that text at their places in what was typed
 * operators.withAdvice(rewriting, errors);           // and what to write instead
 * operators.rewrite("int n = 2 * 3;").changes();     // false: what has no tensors stays as it is
 * operators.set(false);                              // %operators off
 * }</pre>
 *
 * <p>
 * How to read it: {@code Operator} is the table. {@code OperatorRewriter} has {@code SnippetReading} parse a
 * snippet and {@code OperatorWriter} write it twice: with calls of {@code TypeProbe.java}, from whose types
 * {@code OperatorFinder} learns which operators have tensors, and then with the calls that run.
 * {@code OperatorErrors}, {@code OperatorWarnings} and {@code NotebookMethods} say what to write instead;
 * {@code TensorWords} guesses whether a snippet is worth reading at all. {@code Operators} is what others
 * call.
 */
@NullMarked
package leibniz.kernel.operators;

import org.jspecify.annotations.NullMarked;
