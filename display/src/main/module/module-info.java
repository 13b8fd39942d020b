/** Tensors, gradients and computation graphs as pictures, tables and text. */
@org.jspecify.annotations.NullMarked module leibniz.display {
    requires static org.jspecify;
    requires java.desktop;
    requires java.sql;
    requires xchart;
    requires transitive leibniz.autograd;

    exports leibniz.display;

    uses leibniz.display.CommService;
    uses leibniz.display.DisplayOutput;
    uses leibniz.display.Renderer;
    uses leibniz.display.VariableNames;

    provides leibniz.display.Renderer with leibniz.display.TensorRenderer,
            leibniz.display.ImageRenderer, leibniz.display.ChartRenderer,
            leibniz.display.RowsRenderer, leibniz.display.ResultSetRenderer,
            leibniz.display.GradCheckRenderer;
}
