package leibniz.autograd;

import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.ones;
import static leibniz.autograd.Tensors.tensor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The view of a graph that displays draw. */
class GraphTest {
    @AfterEach
    void reset() {
        Graph.keepValues(false);
        TestOrigin.set(null);
    }

    private static String text(Graph graph) {
        return graph.nodes().stream()
                .map(node -> node.name() + node.inputs() + " " + node.value() + " | " + node.grad())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void everythingIsShownAfterBackwardWhereValuesAreKept() {
        Graph.keepValues(true);
        Tensor x = arange(4.0).requiresGrad_(true);
        Tensor y = x.dot(x).mul(2);
        y.backward();
        assertEquals("""
                Leaf[] tensor([0., 1., 2., 3.]) | tensor([ 0.,  4.,  8., 12.])
                Dot[<Leaf>, <Leaf>] tensor(14.) | tensor(2.)
                Constant[] tensor(2.) | null
                Mul[<Dot>, <Constant>] tensor(28.) | tensor(1.)""", text(Graph.of(y)));
    }

    @Test
    void aLeafThatWasWrittenToIsShownAsTheGraphHadReadIt() {
        for (boolean kept : new boolean[]{ true, false }) {
            Graph.keepValues(kept);
            Tensor w = tensor(1.0, 2).requiresGrad_(true);
            Tensor y = w.square().sum();
            assertNull(Graph.of(y).whyNoGradients());
            TestOrigin.set("cell 3");
            Autograd.noGrad(() -> {
                w.sub_(0.5);
            });
            TestOrigin.set(null);
            var graph = Graph.of(y);
            var leaf = graph.find(w);
            assertEquals(kept ? "tensor([1., 2.])" : "null", String.valueOf(leaf.value()));
            assertTrue(leaf.isOverwritten());
            assertEquals("cell 3", leaf.overwrittenBy());
            assertTrue(graph.gradients().isEmpty());
            assertTrue(graph.whyNoGradients().contains("a later operation in place"), graph.whyNoGradients());
            assertFalse(Graph.of(w.square()).find(w).isOverwritten(),
                    "what is computed now reads what is there now");
        }
    }

    @Test
    void aConstantThatWasWrittenToBetweenItsUsesIsTwoNodes() {
        Graph.keepValues(true);
        Tensor x = tensor(3.0).requiresGrad_(true);
        Tensor c = tensor(2.0);
        Tensor first = x.mul(c);
        c.add_(5);
        Tensor y = first.add(x.mul(c));
        var constants = Graph.of(y).nodes().stream().filter(node -> node.kind() == GraphNode.Kind.CONSTANT)
                .map(node -> node.value() + " " + node.isOverwritten()).toList();
        assertEquals(List.of("tensor(2.) true", "tensor(7.) false"), constants);
        assertEquals("tensor(7.)", Graph.of(y).find(c).value().toString());
    }

    @Test
    void whyThereIsNoGradient() {
        Tensor x = tensor(3.0).requiresGrad_(true);
        Tensor y = x.square();
        TestOrigin.set("cell 2");
        y.backward();
        TestOrigin.set(null);
        assertTrue(Graph.of(y).whyNoGradients().contains("An earlier backward() of <Square> in cell 2"),
                Graph.of(y).whyNoGradients());
        assertTrue(Graph.of(tensor(1.0)).whyNoGradients()
                .contains("nothing that this tensor was computed from"));
        assertTrue(Graph.of(x.detach().mul(2)).whyNoGradients().contains("detach"));
        assertNull(Graph.of(x, x.mul(2)).whyNoGradients(), "two results");
    }

    @Test
    void withoutKeptValuesOnlyWhatTheEngineHoldsIsShown() {
        Tensor x = arange(4.0).requiresGrad_(true);
        Tensor y = x.dot(x).mul(2).add(1);
        assertEquals("""
                Leaf[] tensor([0., 1., 2., 3.]) | null
                Dot[<Leaf>, <Leaf>] null | null
                Constant[] tensor(2.) | null
                Mul[<Dot>, <Constant>] null | null
                Add[<Mul>] tensor(29.) | null""", text(Graph.of(y)));
        assertNull(((OpNode) y.node()).extras(), "nothing hangs on a node");
    }

    @Test
    void aCompositionIsOneNodeWithParts() {
        Graph.keepValues(true);
        Tensor x = arange(4.0).requiresGrad_(true);
        Tensor y = x.mean();
        Graph graph = Graph.of(y);
        GraphNode mean = graph.find(y);
        assertEquals("<Mean>", mean.toString());
        assertEquals("[<Sum>, <Div>]", mean.parts().toString());
        assertEquals(List.of(graph.find(x)), mean.inputs());
        assertEquals(2, graph.nodes().size());
        assertSame(mean, graph.results().get(0));
        assertEquals("tensor(1.5000)", mean.value().toString());
        assertEquals("tensor(1.5000, gradFn=<Mean>)", y.toString());
        assertEquals("Mean", y.gradFn().name());
        assertTrue(mean.parts().get(0).parts().isEmpty());
        GraphNode square = Graph.of(x.square()).results().get(0);
        assertEquals(2, square.inputs().size(), "both operands of the product, as the primitive has them");
    }

    @Test
    void gradFnLeadsToTheGraphBehindTheResult() {
        Tensor x = arange(4.0).requiresGrad_(true);
        Tensor y = x.mul(2).mean();
        GraphNode mean = y.gradFn();
        y.add_(1);
        assertEquals("<Add>", y.gradFn().toString());
        assertEquals("<Mean>", mean.toString());
        assertEquals("[<Sum>, <Div>]", mean.parts().toString());
        assertEquals("[<Mul>]", mean.inputs().toString());
        assertEquals("[4]", Arrays.toString(mean.inputs().get(0).shape()));
        assertNull(x.gradFn());
    }

    @Test
    void eachCallOfACompositionIsANodeOfItsOwn() {
        Tensor x = arange(4.0).requiresGrad_(true);
        Tensor y = x.square().square();
        assertEquals("[<Leaf>, <Square>, <Square>]", Graph.of(y).nodes().toString());
    }

    @Test
    void tensorsAreFoundByIdentity() {
        Graph.keepValues(true);
        Tensor x = arange(4.0).requiresGrad_(true);
        Tensor c = ones(4);
        Tensor u = x.mul(x).detach();
        Tensor z = u.mul(x).mul(c).add(c);
        Graph graph = Graph.of(z.sum(), x);
        assertEquals(GraphNode.Kind.LEAF, graph.find(x).kind());
        assertEquals(GraphNode.Kind.CONSTANT, graph.find(c).kind());
        assertEquals(GraphNode.Kind.DETACHED, graph.find(u).kind());
        assertEquals("Detach", graph.find(u).name());
        assertEquals(GraphNode.Kind.OPERATION, graph.find(z).kind());
        assertNull(graph.find(ones(4)));
        assertEquals(1, graph.nodes().stream().filter(n -> n.kind() == GraphNode.Kind.CONSTANT).count(),
                "one constant, used twice");
        assertSame(graph.find(x), graph.results().get(1));
        assertEquals("Constant", Graph.of(c).results().get(0).name());
        assertSame(GraphNode.Kind.DETACHED, Graph.of(u).find(u).kind());
        assertEquals("NoGrad", Graph.of(Autograd.noGrad(() -> x.mul(2))).results().get(0).name());
    }

    @Test
    void gradientsAreComputedPrivately() {
        Tensor x = arange(3.0).requiresGrad_(true);
        Tensor y = x.mean();
        Graph graph = Graph.of(y);
        Map<GraphNode, Tensor> gradients = graph.gradients();
        assertEquals("tensor([0.3333, 0.3333, 0.3333])", gradients.get(graph.find(x)).toString());
        assertEquals("tensor(1.)", gradients.get(graph.find(y)).toString());
        assertEquals("tensor(0.3333)", gradients.get(graph.find(y).parts().get(0)).toString());
        assertNull(x.grad());
        y.backward();
        assertEquals(Map.of(), Graph.of(y).gradients(), "freed");
        assertEquals(Map.of(), Graph.of(x.mul(2)).gradients(), "not a single number");
    }

    @Test
    void largeValuesAndLargeGraphsAreNotKept() {
        Graph.keepValues(true);
        Tensor x = ones(100).requiresGrad_(true);
        Tensor y = x.mul(2);
        NodeSnapshot kept = NodeSnapshot.of(y.node());
        assertNull(kept.value);
        Tensor z = y.sum();
        int keptNodes = 2;
        for (int i = 0; i < 400; i++) {
            z = z.add(z); // each node is counted once, however many paths lead to it
            keptNodes += NodeSnapshot.of(z.node()) == null ? 0 : 1;
        }
        assertEquals(300, keptNodes);
    }

    @Test
    void nodesKnowWhereTheyWereMade() {
        TestOrigin.set("cell 7");
        Tensor x = arange(3.0).requiresGrad_(true);
        Tensor y = x.exp();
        TestOrigin.set("cell 8");
        Tensor z = y.mean();
        assertEquals("cell 7", Graph.of(z).find(y).origin());
        assertEquals("cell 8", Graph.of(z).find(z).origin());
    }

    @Test
    void retainedGradIsShown() {
        Tensor x = arange(3.0).requiresGrad_(true);
        Tensor y = x.exp();
        y.retainGrad();
        y.sum().backward();
        assertEquals("tensor([1., 1., 1.])", Graph.of(y).find(y).grad().toString());
    }

    @Test
    void aDeepGraphIsViewedWithoutRecursion() {
        Tensor y = tensor(1.0).requiresGrad_(true);
        for (int i = 0; i < 100_000; i++) {
            y = y.mul(1);
        }
        assertEquals("Mul", Graph.of(y).results().get(0).name());
    }

    @Test
    void aValueIsTheOneOfItsTime() {
        Graph.keepValues(true);
        Tensor x = tensor(2.0).requiresGrad_(true);
        Tensor c = tensor(3.0);
        Tensor y = x.mul(c);
        c.fill_(9);
        Graph graph = Graph.of(y);
        assertEquals("tensor(3.)", graph.find(c).value().toString());
        assertNotSame(c, graph.find(c).value());
    }

    @Test
    void whatLiesBehindADetachIsSeenWhileItLives() {
        Graph.keepValues(true);
        Tensor x = arange(4.0).requiresGrad_(true);
        Tensor s = x.mul(x);
        Tensor u = s.detach();
        Graph graph = Graph.of(u.mul(x).sum());
        assertEquals("[<Leaf>, <Detach>, <Mul>, <Sum>]", graph.nodes().toString());
        assertEquals("[<Leaf>, <Mul>, <Detach>, <Mul>, <Sum>]", graph.allNodes().toString());
        assertSame(graph.find(s), graph.find(u).source());
        assertTrue(graph.find(s).isCutOff());
        assertFalse(graph.find(u).isCutOff());
        assertFalse(graph.find(x).isCutOff(), "a gradient comes here by the other way");
        assertEquals("[<Leaf>, <Leaf>]", graph.find(s).inputs().toString());
        Graph alone = Graph.of(u);
        assertEquals("[<Detach>]", alone.nodes().toString());
        assertEquals("[<Leaf>, <Mul>, <Detach>]", alone.allNodes().toString());
        Tensor v = Autograd.noGrad(() -> s.mul(2));
        assertEquals("[<Leaf>, <Mul>, <NoGrad>, <Mul>]", Graph.of(v.mul(x)).allNodes().toString());
    }

    @Test
    void rulesAreFormulas() {
        Graph.keepValues(true);
        Tensor a = arange(3.0).requiresGrad_(true);
        Tensor b = ones(3).requiresGrad_(true);
        Tensor m = ones(2, 3).requiresGrad_(true);
        assertEquals("g \u2299 in2", rule(a.mul(b), 0));
        assertEquals("g \u2299 a", rule(a.mul(b), 1, "a", a));
        assertEquals("g", rule(a.add(b), 1));
        assertEquals("\u2212g", rule(a.sub(b), 1));
        assertEquals("2g", rule(a.mul(2), 0));
        assertEquals("g \u2299 cos x", rule(a.sin(), 0, "x", a));
        assertEquals("g \u2299 y", rule(a.exp(), 0, "y", null));
        assertEquals("g·𝟏", rule(a.sum(), 0));
        assertEquals("m\u1d40g", rule(m.matmul(a), 1, "m", m));
        assertNull(rule(ones(3).mul(b), 0), "a constant needs no gradient");
        assertNull(rule(a.mean(), 0), "a composition has parts");
        assertEquals("g/3", Graph.of(a.mean()).results().get(0).parts().get(1).rule(0, node -> null));
    }

    private static String rule(Tensor y, int input) {
        return rule(y, input, "", null);
    }

    /** The rule where a tensor, or with null the result, has a name. */
    private static String rule(Tensor y, int input, String name, Tensor named) {
        Graph graph = Graph.of(y);
        GraphNode node = graph.find(named == null ? y : named);
        return graph.results().get(0).rule(input, any -> any == node && !name.isEmpty() ? name : null);
    }

    @Test
    void contributionsOfTheEdgesAddUpToTheGradient() {
        Tensor x = tensor(3.0).requiresGrad_(true);
        Tensor y = x.mul(x).add(x);
        Graph graph = Graph.of(y);
        Map<GraphNode, List<Tensor>> given = graph.contributions();
        assertEquals("[tensor(3.), tensor(3.)]", given.get(graph.nodes().get(1)).toString());
        assertEquals("[tensor(1.), tensor(1.)]", given.get(graph.find(y)).toString());
        assertNull(x.grad());
        y.backward();
        assertEquals(Map.of(), Graph.of(y).contributions(), "freed");
    }

    @Test
    void contributionsAreKeptLikeValues() {
        Graph.keepValues(true);
        Tensor x = tensor(3.0).requiresGrad_(true);
        Tensor large = ones(100).requiresGrad_(true);
        Tensor y = x.mul(x).mul(large.sum());
        y.backward();
        x.grad().zero_();
        Graph graph = Graph.of(y);
        Map<GraphNode, List<Tensor>> given = graph.contributions();
        assertEquals("[tensor(100.), tensor(9.)]", given.get(graph.find(y)).toString());
        assertEquals("[tensor(300.), tensor(300.)]", given.get(graph.find(y).inputs().get(0)).toString());
        assertEquals("[null]", given.get(graph.find(y).inputs().get(1)).toString(), "too large to be kept");
    }

    @Test
    void whatWasKeptDiesWithTheNode() {
        Graph.keepValues(true);
        Tensor x = arange(4.0).requiresGrad_(true);
        List<WeakReference<?>> kept = keptOfDroppedGraph(x);
        for (int i = 0; i < 100 && kept.stream().anyMatch(reference -> reference.get() != null); i++) {
            System.gc();
        }
        assertTrue(kept.stream().allMatch(reference -> reference.get() == null),
                "x is still in use, and holds nothing of what was computed from it");
        assertEquals("tensor([2., 4., 6., 8.])", x.grad().toString());
    }

    /** References to all that is kept for the nodes of a graph on x that nobody holds any more. */
    private static List<WeakReference<?>> keptOfDroppedGraph(Tensor x) {
        Tensor y = x.add(ones(4)).square().sum();
        y.backward();
        List<WeakReference<?>> kept = new ArrayList<>();
        for (Node node = y.node(); node instanceof OpNode op; node = op.input(0)) {
            NodeSnapshot values = NodeSnapshot.of(op);
            kept.add(new WeakReference<>(op));
            kept.add(new WeakReference<>(values));
            kept.add(new WeakReference<>(values.value));
            kept.add(new WeakReference<>(values.grad));
            kept.add(new WeakReference<>(values.given.get(0)));
            for (NodeSnapshot.Constant constant : values.constants) {
                if (constant != null) {
                    kept.add(new WeakReference<>(constant.value()));
                }
            }
        }
        assertTrue(kept.size() > 12 && kept.stream().noneMatch(reference -> reference.get() == null),
                kept::toString);
        assertEquals(30, y.item(), "until here the graph is in use");
        return kept;
    }

    @Test
    void symbolsAreFormulasBeforeAndAfterDataIsBound() {
        Graph.keepValues(true);
        Tensor a = Tensors.symbol("a");
        Tensor b = Tensors.symbol("b");
        Tensor c = a.mul(2).add(b);
        assertEquals("[a, 2a, b, 2a + b]", formulas(c));
        Tensor bound = c.bind(Map.of("a", tensor(3.0).requiresGrad_(true), "b", tensor(1.0)));
        assertEquals("[a, 2a, b, 2a + b]", formulas(bound));
        assertEquals("tensor(7., gradFn=<Add>)", bound.toString());
        assertEquals(Map.of(), Graph.of(tensor(1.0).requiresGrad_(true).mul(2)).formulas());
    }

    private static String formulas(Tensor y) {
        Graph graph = Graph.of(y);
        Map<GraphNode, String> formulas = graph.formulas();
        return graph.nodes().stream().map(formulas::get).filter(f -> f != null).toList().toString();
    }

    /** What is made of constants within a composition, such as the windows of an image, is no operand. */
    @Test
    void aCompositionShowsTheTensorsThatItWasGiven() {
        Tensor image = Tensors.ones(1, 3, 3);
        Tensor kernel = Tensors.ones(1, 1, 2, 2).requiresGrad_(true);
        Tensor a = Tensors.ones(2, 3);
        Tensor b = Tensors.ones(3, 2).requiresGrad_(true);
        assertOperands(List.of(image, kernel), image.conv2d(kernel));
        assertOperands(List.of(a, b), Tensors.einsum("ij,jk->ik", a, b));
        assertOperands(List.of(b, a), Tensors.einsum("jk,ij->ik", b, a));
        assertOperands(List.of(a, b), a.kron(b));
        Tensor v = tensor(1.0, 2, 3).requiresGrad_(true);
        Tensor c = tensor(1.0, 2, 4);
        assertOperands(List.of(c, v), c.outer(v));
        assertOperands(List.of(v, c), v.outer(c));
        Tensor system = Tensors.eye(3).requiresGrad_(true);
        assertOperands(List.of(system, c), system.solve(c));
        assertOperands(List.of(system, c), system.lstsq(c));
        assertOperands(List.of(system, c),
                system.crossEntropy(tensor(0, 1, 2), c, -100, 0, LossReduction.MEAN));
        Tensor square = Tensors.ones(3, 3);
        Tensor window = Tensors.ones(2, 2).requiresGrad_(true);
        assertOperands(List.of(square, window), square.corr2d(window));
        Tensor y = square.corr2d(window).mul(2);
        square.add_(1);
        GraphNode written = Graph.of(y).results().get(0).inputs().get(0).inputs().get(0);
        assertTrue(written.isOverwritten());
        assertNull(written.value());
    }

    private static void assertOperands(List<Tensor> expected, Tensor y) {
        Graph graph = Graph.of(y);
        assertEquals(expected.stream().map(graph::find).toList(), graph.results().get(0).inputs());
        assertFalse(expected.stream().map(graph::find).toList().contains(null));
    }

    /** An assignment says to which elements, and needs no operation that copies what it assigns. */
    @Test
    void anAssignmentNamesItsPlace() {
        Tensor x = Tensors.tensor(1.0, 2).requiresGrad_(true);
        Tensor y = Tensors.zeros(2, 2);
        y.set_(x, 1);
        GraphNode set = Graph.of(y).results().get(0);
        assertEquals("Set", set.name());
        assertEquals("[1:2, :]", set.arguments());
        assertEquals(GraphNode.Kind.LEAF, set.inputs().get(0).kind());
    }

    @Test
    void anOperationIsAppliedToOtherOperands() {
        Tensor x = Tensors.tensor(1.0, 2, 3).requiresGrad_(true);
        Tensor y = x.square().mean();
        GraphNode mean = Graph.of(y).results().get(0);
        assertEquals(2, mean.apply(operand -> Tensors.tensor(1.0, 2, 3)).item());
        Tensor u = Tensors.symbol("u", 3);
        assertEquals("(\u2211 u)/3", mean.apply(operand -> u).toString());
        y.backward();
        GraphNode square = Graph.of(y).results().get(0).inputs().get(0);
        assertEquals("u\u00b2", square.apply(operand -> u).toString(),
                "the rule is there after the values are freed");
        assertThrows(IllegalStateException.class, () -> Graph.of(x).results().get(0).apply(operand -> x));
    }
}
