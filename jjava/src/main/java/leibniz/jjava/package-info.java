/**
 * Leibniz in a JJava kernel. With the jars of {@code jjava/target/extension} on the class path of the cells
 * JJava loads {@link leibniz.jjava.LeibnizExtension}, and a notebook shows what one of Leibniz's own shows:
 *
 * <pre>{@code
 * %jars path/to/extension/*.jar
 * var x = arange(4.0).requiresGrad_(true);
 * var y = dot(x, x).mul(2);
 * y.backward();
 * x                // a table: its values and beside them its gradient
 * graph(y)         // a picture, whose nodes carry the names x and y
 * }</pre>
 *
 * <p>
 * How to read it: {@code LeibnizExtension}, which asks whether Java is new enough; {@code Installation},
 * which leads JJava's renderer to {@code Renderers}; {@code KernelOutput} and {@code KernelVariables}, the
 * services that module display looks for.
 */
@org.jspecify.annotations.NullMarked
package leibniz.jjava;
