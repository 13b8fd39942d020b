package leibniz.display;

import java.util.HashMap;
import java.util.Map;
import leibniz.autograd.Graph;
import leibniz.autograd.GraphNode;

/** The names of the notebook's variables on the nodes of a graph. */
final class NodeNames {
    private NodeNames() {}

    /**
     * Node to name; to several names, in the order of their declaration, where variables hold the same
     * tensor.
     */
    static Map<GraphNode, String> of(Graph graph) {
        var names = new HashMap<GraphNode, String>();
        HeldTensors.names().forEach((tensor, name) -> {
            var node = graph.find(tensor);
            if (node != null) {
                names.merge(node, name, (first, second) -> first + ", " + second);
            }
        });
        return names;
    }
}
