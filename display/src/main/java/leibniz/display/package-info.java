/**
 * Tensors, gradients and computation graphs as pictures, tables and text. {@link leibniz.display.Displays} is
 * what users call:
 *
 * <pre>{@code
 * Tensor x = arange(4.0).requiresGrad_(true);
 * Tensor y = dot(x, x).mul(2);
 * display(graph(y));                              // who was computed from whom, with data | grad
 * display(explain(y, x));                         // the chain rule for dy/dx, written out
 * display(steps(y));                              // the backward pass, node by node
 * display(derivatives(v -> v.sin(), 1));          // as a formula, from differences, and automatically
 * display(plotTangent(v -> v.exp(), 0, -2, 2));   // f and its tangent at 0
 * y.backward();
 * display(x);                                     // its values and beside them its gradient
 * String text = explain(y, x).toString();         // every display can also be had as text
 * }</pre>
 *
 * <p>
 * How to read it: {@code Displays}, then {@code Displayable}, {@code MimeBundle} and {@code Renderers}, which
 * make of a value what a notebook shows. After that each display stands by itself: {@code TensorTable};
 * {@code GraphPicture}, with {@code GraphNodes}, {@code GraphOutline}, {@code GraphBoxes}, {@code Layout} and
 * {@code GraphDrawing} in the order in which they work; {@code Explainer}, with {@code Dependence},
 * {@code MathNames}, {@code Factors} and {@code NodeByNode}; {@code BackwardFrames}; {@code ModeComparison};
 * {@code DerivativeTable}; {@code Plots}, {@code ContourPlot}, {@code HistogramPlot} and
 * {@code GradCheckPlot}, which draw with {@code Panel}; {@code Live} with {@code ProgressBars} and
 * {@code LivePlot}, which change while a cell runs; {@code Widget} with {@code Widgets}, {@code WidgetModel}
 * and {@code Interaction}; {@code Words} holds what all of them say. No display changes a gradient, a version
 * or a graph.
 */
@NullMarked
package leibniz.display;

import org.jspecify.annotations.NullMarked;
