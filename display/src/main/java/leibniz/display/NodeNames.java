package leibniz.display;

import java.util.HashMap;
import java.util.Map;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;
import leibniz.autograd.Tensor;

/** The names of the notebook's variables on the nodes of a graph. */
final class NodeNames {
    private NodeNames() {}

    /**
     * Node to name; to several names, in the order of their declaration, where variables hold the same
     * tensor.
     */
    static Map<GraphNode, String> of(Graph graph) {
        var names = new HashMap<GraphNode, String>();
        var notebook = Services.VARIABLE_NAMES;
        if (notebook != null) {
            notebook.variables().forEach((name, value) -> {
                if (value instanceof Tensor tensor) {
                    var node = graph.find(tensor);
                    if (node != null) {
                        names.merge(node, name, (first, second) -> first + ", " + second);
                    }
                }
            });
        }
        return names;
    }
}
