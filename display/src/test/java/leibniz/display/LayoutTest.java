package leibniz.display;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayoutTest {
    /** A graph whose nodes use up to three of the {@code reach} nodes before them. */
    static final class Sample {
        final int[][] inputs;
        final double[] widths;
        final double[] heights;
        private final double[] weights;
        private final String name;

        private Sample(int[][] inputs, Random random, String name) {
            int n = inputs.length;
            this.inputs = inputs;
            this.name = name;
            widths = random.doubles(n, 40, 260).toArray();
            heights = random.doubles(n, 25, 120).toArray();
            weights = random.doubles(n, 1, 4).toArray();
        }

        static Sample random(int seed, int nodes, int reach) {
            var random = new Random(seed);
            var inputs = new int[nodes][];
            for (int v = 0; v < nodes; v++) {
                inputs[v] = random
                        .ints(v == 0 ? 0 : random.nextInt(4), Math.max(0, v - reach), Math.max(v, 1))
                        .toArray();
            }
            return new Sample(inputs, random, "seed " + seed + ", " + nodes + " nodes");
        }

        Layout layout() {
            return new Layout(inputs, widths, heights, weights);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Sample> samples() {
        var samples = new ArrayList<Sample>();
        samples.add(Sample.random(1, 1, 1));
        for (int seed = 2; seed < 12; seed++) {
            samples.add(Sample.random(seed, 5 + 7 * seed, 3 + seed));
        }
        samples.add(Sample.random(12, 1000, 12));
        samples.add(
                new Sample(IntStream.range(0, 4000).mapToObj(v -> v == 0 ? new int[0] : new int[]{ v - 1 })
                        .toArray(int[][]::new), new Random(13), "a chain of 4000"));
        samples.add(
                new Sample(IntStream.range(0, 120).mapToObj(v -> v == 0 ? new int[0] : new int[]{ 0, v - 1 })
                        .toArray(int[][]::new), new Random(14), "one node used by all others"));
        return samples;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void boxesStandApartAndInsideTheDrawing(Sample s) {
        var layout = s.layout();
        var byColumn = new HashMap<Double, List<Integer>>();
        for (int v = 0; v < s.inputs.length; v++) {
            assertTrue(layout.x[v] >= 0 && layout.x[v] + s.widths[v] <= layout.width + 1e-6,
                    "node " + v + " sticks out");
            assertTrue(layout.y[v] >= -1e-6 && layout.y[v] + s.heights[v] <= layout.height + 1e-6,
                    "node " + v + " sticks out");
            byColumn.computeIfAbsent(Math.rint(2 * layout.x[v] + s.widths[v]), any -> new ArrayList<>())
                    .add(v);
        }
        for (var column : byColumn.values()) {
            column.sort((a, b) -> Double.compare(layout.y[a], layout.y[b]));
            for (int i = 1; i < column.size(); i++) {
                int above = column.get(i - 1);
                int below = column.get(i);
                assertTrue(layout.y[above] + s.heights[above] + 10 <= layout.y[below],
                        "nodes " + above + " and " + below + " are too near");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void inputsStandLeftOfWhatUsesThem(Sample s) {
        var layout = s.layout();
        for (int v = 0; v < s.inputs.length; v++) {
            for (int u : s.inputs[v]) {
                assertTrue(layout.x[u] + s.widths[u] + 20 <= layout.x[v],
                        "node " + u + " is not left of " + v);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyEdgeRunsFromItsSourceToItsPort(Sample s) {
        var layout = s.layout();
        // The points that routes of each source have passed; a branch goes on from one of them.
        var reached = new HashMap<Integer, Set<Layout.Point>>();
        var arrived = new HashSet<List<Integer>>();
        for (var route : layout.routes) {
            int u = route.source();
            var start = new Layout.Point(layout.x[u] + s.widths[u], layout.y[u] + s.heights[u] / 2);
            var points = reached.computeIfAbsent(u, any -> new HashSet<>());
            var first = route.points().getFirst();
            assertTrue(near(first, start) || points.stream().anyMatch(p -> near(p, first)),
                    "a route of node " + u + " starts nowhere");
            points.addAll(route.points());
            if (route.target() >= 0) {
                int v = route.target();
                var end = route.points().getLast();
                assertEquals(layout.x[v], end.x(), 1e-6, "the end of an edge into node " + v);
                assertTrue(end.y() > layout.y[v] && end.y() < layout.y[v] + s.heights[v],
                        "an edge into node " + v + " ends beside it");
                assertEquals(u, s.inputs[v][route.port()]);
                assertTrue(arrived.add(List.of(v, route.port())), "an edge is drawn twice");
            }
        }
        assertEquals(IntStream.range(0, s.inputs.length).map(v -> s.inputs[v].length).sum(), arrived.size());
    }

    private static boolean near(Layout.Point a, Layout.Point b) {
        return Math.abs(a.x() - b.x()) < 1e-6 && Math.abs(a.y() - b.y()) < 1e-6;
    }

    /**
     * Curves run between the columns of boxes; within a column edges are level, and must pass between the
     * boxes.
     */
    @ParameterizedTest
    @MethodSource("samples")
    void noEdgeRunsUnderABox(Sample s) {
        var layout = s.layout();
        for (var route : layout.routes) {
            var points = route.points();
            for (int i = 1; i < points.size(); i++) {
                var from = points.get(i - 1);
                var to = points.get(i);
                double low = Math.min(from.y(), to.y());
                double high = Math.max(from.y(), to.y());
                for (int v = 0; v < s.inputs.length; v++) {
                    boolean beside = layout.x[v] + s.widths[v] <= from.x() + 1e-6
                            || layout.x[v] >= to.x() - 1e-6;
                    boolean apart = layout.y[v] + s.heights[v] < low || layout.y[v] > high;
                    assertTrue(beside || apart,
                            "an edge from node " + route.source() + " runs under node " + v);
                }
            }
        }
    }

    @Test
    void isTheSameEachTime() {
        var first = Sample.random(7, 60, 9).layout();
        var second = Sample.random(7, 60, 9).layout();
        assertArrayEquals(first.x, second.x);
        assertArrayEquals(first.y, second.y);
        assertEquals(first.routes, second.routes);
    }

    @Test
    void aChainIsAStraightLine() {
        var s = new Sample(new int[][]{ {}, { 0 }, { 1 }, { 2 } }, new Random(3), "chain");
        for (var route : s.layout().routes) {
            double y = route.points().getFirst().y();
            route.points().forEach(point -> assertEquals(y, point.y(), 1e-6));
        }
    }

    @Test
    void operandsOfOneNodeStandInTheirOrder() {
        var s = new Sample(new int[][]{ {}, {}, {}, { 2, 0, 1 } }, new Random(4), "three operands");
        var layout = s.layout();
        assertTrue(layout.y[2] < layout.y[0] && layout.y[0] < layout.y[1],
                "the first operand should be on top");
    }

    @Test
    void aTreeHasNoCrossings() {
        int[][] tree = { {}, {}, {}, {}, { 0, 3 }, { 1, 2 }, { 4, 5 } };
        var layout = new Sample(tree, new Random(5), "tree").layout();
        assertTrue(Math.max(layout.y[0], layout.y[3]) < Math.min(layout.y[1], layout.y[2]),
                "the operands of the first branch should stand above those of the second");
    }

    @Test
    void nodesMustComeAfterTheirInputs() {
        var s = new Sample(new int[][]{ { 1 }, {} }, new Random(6), "wrong order");
        assertThrows(IllegalArgumentException.class, s::layout);
    }

    @Test
    void poolingGivesTheNearestIncreasingSequence() {
        assertArrayEquals(new double[]{ 1, 2.5, 2.5, 4 },
                CoordinateAssignment.increasing(new double[]{ 1, 3, 2, 4 }, new double[]{ 1, 1, 1, 1 }),
                1e-12);
        assertArrayEquals(new double[]{ 2, 2, 2 },
                CoordinateAssignment.increasing(new double[]{ 3, 2, 1 }, new double[]{ 1, 1, 1 }), 1e-12);
        assertArrayEquals(new double[]{ 2.5, 2.5 },
                CoordinateAssignment.increasing(new double[]{ 3, 1 }, new double[]{ 3, 1 }), 1e-12);
    }
}
