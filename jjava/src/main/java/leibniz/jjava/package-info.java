/** Leibniz in a JJava kernel. */
@org.jspecify.annotations.NullMarked
package leibniz.jjava;
