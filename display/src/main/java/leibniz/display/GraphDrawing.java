package leibniz.display;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import leibniz.display.Scene.Label;
import leibniz.display.Scene.Mark;
import leibniz.display.Scene.Shape;

/**
 * Draws a computation graph: cards and arrows on a sheet of their own colour, so that it reads on any theme.
 */
final class GraphDrawing {
    private static final double MARGIN = 16;
    private static final double NOTE_SIZE = 11;
    private static final double NOTE_LINE = 17;
    /** A picture that is narrower is widened for its notes up to this. */
    private static final double NOTE_WIDTH = 460;
    private static final double WIDEST = 1090;
    private static final double RULE_SIZE = 11;
    private static final double RULE_GAP = 6;
    /** Room for a rule above each line that arrives. */
    private static final double RULE_LINE = 20;
    private static final double HEAD = 7;
    /** Where a line may end: after a blank, and between Chinese characters but not before punctuation. */
    private static final Pattern BREAKS = Pattern.compile("(?<= )|(?<=[\\p{IsHan}，。：；）])(?=[\\p{IsHan}（])");
    /** How long the arrows of the legend are. */
    private static final double SAMPLE = 26;
    /**
     * How far the line of the values lies above, and that of the gradients below, the middle between them.
     */
    private static final double APART = 2.4;
    private static final double THINNEST = 1;
    private static final double THICKEST = 6;
    /** The widths of lines tell sizes apart that differ by up to this power of ten. */
    private static final double MOST_DECADES = 6;
    /** In the scale bar. */
    private static final int MOST_SAMPLES = 5;

    private final List<Box> boxes;
    /** By box, the boxes that use it, each once. */
    private final List<Set<Integer>> users = new ArrayList<>();
    private final Card[] cards;
    /** By box, the width of the room left of its card, where rules stand. */
    private final double[] strip;
    private final double[] heights;
    /** Of the gradients that are finite and not 0; both are 0 where there is none. */
    private final double smallest;
    private final double largest;
    /** Whether gradients are known, or what rules make of them; else lines show the values alone. */
    private final boolean hasGradients;
    private final List<Mark> marks = new ArrayList<>();
    /** By box, how far the backward pass has come. */
    private Card.State[] states;
    private final Layout layout;
    /** A graph too wide for a screen runs down the sheet, unless rules stand on its lines. */
    private final Axes axes;

    GraphDrawing(List<Box> boxes) {
        this(boxes, WIDEST);
    }

    /** @param widest a graph that is wider runs down the sheet */
    GraphDrawing(List<Box> boxes, double widest) {
        this.boxes = boxes;
        int n = boxes.size();
        cards = boxes.stream().map(Card::new).toArray(Card[]::new);
        strip = new double[n];
        var sizes = boxes.stream().flatMap(box -> box.inputs().stream()).mapToDouble(Box.Input::size)
                .filter(size -> size > 0 && Double.isFinite(size)).summaryStatistics();
        smallest = sizes.getCount() == 0 ? 0 : sizes.getMin();
        largest = sizes.getCount() == 0 ? 0 : sizes.getMax();
        hasGradients = boxes.stream().anyMatch(box -> !box.grad().isEmpty() || box.inputs().stream()
                .anyMatch(input -> !input.rule().isEmpty() || !Double.isNaN(input.size())));
        var inputs = new int[n][];
        var widths = new double[n];
        heights = new double[n];
        var weights = new double[n];
        for (int i = 0; i < n; i++) {
            var box = boxes.get(i);
            users.add(new LinkedHashSet<>());
            for (var input : box.inputs()) {
                users.get(input.from()).add(i);
            }
            inputs[i] = box.inputs().stream().mapToInt(Box.Input::from).toArray();
            heights[i] = cards[i].height;
            for (var input : box.inputs()) {
                if (!input.rule().isEmpty()) {
                    strip[i] = Math.max(strip[i],
                            Label.width(input.rule(), RULE_SIZE, false) + 2 * RULE_GAP + HEAD);
                    heights[i] = Math.max(heights[i], RULE_LINE * (box.inputs().size() + 1));
                }
            }
            widths[i] = strip[i] + cards[i].width;
            // what runs through is straight; leaves stand beside it
            weights[i] = !box.flows() ? 1 : box.inputs().isEmpty() ? 2 : 12;
        }
        var toTheRight = new Layout(inputs, widths, heights, weights);
        var down = toTheRight.width <= widest || DoubleStream.of(strip).anyMatch(room -> room > 0)
                ? toTheRight
                : new Layout(inputs, heights, widths, weights);
        states = new Card.State[n];
        Arrays.fill(states, Card.State.WHOLE);
        boolean isDown = down != toTheRight && down.height < toTheRight.width;
        axes = isDown ? Axes.DOWN : Axes.RIGHT;
        layout = isDown ? down : toTheRight;
    }

    /** The graph in the middle of a backward pass: gradients are those that have arrived so far. */
    Scene inPass(Card.State[] reached) {
        states = reached;
        marks.clear();
        double width = Math.ceil(axes.x(layout.width, layout.height) + 2 * MARGIN);
        double height = Math.ceil(axes.y(layout.width, layout.height) + 2 * MARGIN);
        graph(width, height);
        return new Scene(width, height, List.copyOf(marks));
    }

    /** By box, where its card stands. */
    List<Scene.Place> places() {
        var places = new ArrayList<Scene.Place>();
        for (int i = 0; i < cards.length; i++) {
            places.add(new Scene.Place(MARGIN + axes.x(along(i), across(i)),
                    MARGIN + axes.y(along(i), across(i)), cards[i].width, cards[i].height));
        }
        return places;
    }

    /**
     * What is drawn of one line.
     *
     * @param target the box where it arrives, or -1 where it branches
     */
    record Line(int source, int target, List<Mark> marks) {}

    /** The lines, each apart. */
    List<Line> lines() {
        return layout.routes.stream()
                .map(route -> new Line(route.source(), route.target(), drawn(() -> edge(route)))).toList();
    }

    /** By box, what is drawn of its card. */
    List<List<Mark>> cards() {
        var places = places();
        return IntStream.range(0, cards.length).mapToObj(i -> drawn(
                () -> cards[i].draw(places.get(i).x(), places.get(i).y(), states[i], marks))).toList();
    }

    private List<Mark> drawn(Runnable drawing) {
        marks.clear();
        drawing.run();
        return List.copyOf(marks);
    }

    private double along(int i) {
        return layout.x[i] + strip[i];
    }

    private double across(int i) {
        return layout.y[i] + (axes == Axes.RIGHT ? (heights[i] - cards[i].height) / 2 : 0);
    }

    private void graph(double width, double height) {
        marks.add(new Shape(frame(width, height), Colours.SHEET, Colours.SHEET_EDGE, 1, false));
        layout.routes.forEach(this::edge);
        for (int i = 0; i < cards.length; i++) {
            cards[i].draw(MARGIN + axes.x(along(i), across(i)), MARGIN + axes.y(along(i), across(i)),
                    states[i], marks);
        }
    }

    /** @param sentences what stands under the picture */
    Scene scene(List<String> sentences) {
        double drawn = axes.x(layout.width, layout.height);
        double width = drawn + 2 * MARGIN;
        var notes = wrapped(sentences, Math.max(drawn, NOTE_WIDTH));
        boolean flows = layout.routes.stream().anyMatch(this::flows);
        double lines = notes.size() + (flows ? 1 : 0);
        for (var note : notes) {
            width = Math.max(width, Label.width(note, NOTE_SIZE, false) + 2 * MARGIN);
        }
        double bottom = axes.y(layout.width, layout.height) + 2 * MARGIN;
        double height = Math.ceil(bottom + (lines == 0 ? 0 : NOTE_LINE * lines));
        width = Math.ceil(flows ? Math.max(width, legendWidth()) : width);
        graph(width, height);
        double baseline = bottom + 2;
        if (flows) {
            legend(baseline);
            baseline += NOTE_LINE;
        }
        for (var note : notes) {
            marks.add(new Label(MARGIN, baseline, note, NOTE_SIZE, false, Colours.SOFT));
            baseline += NOTE_LINE;
        }
        return new Scene(width, height, List.copyOf(marks));
    }

    /** The sentences in lines of at most this width; a longer word has a line of its own. */
    private static List<String> wrapped(List<String> sentences, double width) {
        var lines = new ArrayList<String>();
        for (var sentence : sentences) {
            String line = "";
            for (var word : BREAKS.split(sentence, -1)) {
                if (!line.isEmpty() && Label.width((line + word).stripTrailing(), NOTE_SIZE, false) > width) {
                    lines.add(line.stripTrailing());
                    line = "";
                }
                line += word;
            }
            lines.add(line);
        }
        return lines;
    }

    private static Path frame(double width, double height) {
        return new Path().moveTo(0.5, 0.5).lineTo(width - 0.5, 0.5).lineTo(width - 0.5, height - 0.5)
                .lineTo(0.5, height - 0.5).close();
    }

    // ---- edges

    /** Whether gradients come back along a route. */
    private boolean flows(Layout.Route route) {
        return hasRun(route) && boxes.get(route.source()).flows()
                && (route.target() < 0 ? anyUserFlows(route.source()) : boxes.get(route.target()).flows());
    }

    private boolean hasRun(Layout.Route route) {
        return route.target() < 0
                ? users.get(route.source()).stream().anyMatch(this::hasRun)
                : hasRun(route.target());
    }

    private boolean hasRun(int i) {
        return states[i] != Card.State.WAITS;
    }

    private boolean anyUserFlows(int source) {
        return users.get(source).stream().anyMatch(user -> boxes.get(user).flows());
    }

    private void edge(Layout.Route route) {
        boolean flows = flows(route);
        boolean arrives = route.target() >= 0;
        var points = new ArrayList<>(route.points());
        if (arrives) {
            double frame = cards[route.target()].before(axes);
            var end = points.getLast();
            points.set(points.size() - 1,
                    new Layout.Point(end.x() + strip[route.target()] - frame, end.y()));
        }
        // Where an operation uses its only operand twice, the gradients go back outside of the values.
        int twin = flows && hasGradients && arrives ? twin(route) : 0;
        double apart = flows && hasGradients ? APART : 0;
        String colour = flows ? Colours.VALUES : Colours.NO_FLOW;
        double arrival = twin < 0 ? apart : -apart;
        line(axes, points, twin == 0 ? -apart : 0, arrival, 0, arrives ? HEAD : 0, colour, flows ? 1.3 : 1.1,
                !flows && boxes.get(route.source()).cutOff());
        if (arrives) {
            head(axes, points.getLast(), arrival, -1, colour, 3.2);
        }
        if (!flows || !hasGradients) {
            return;
        }
        double thick = thickness(size(route));
        double below = Math.max(APART, 0.6 + thick / 2) * (twin < 0 ? -1 : 1);
        double start = twin == 0 ? below : below + twin * APART;
        boolean leaves = leavesCard(route);
        if (leaves) {
            double beyond = cards[route.source()].beyond(axes);
            points.set(0, new Layout.Point(points.getFirst().x() + beyond, points.getFirst().y()));
        }
        line(axes, points, start, below, leaves ? HEAD : 0, 0, Colours.GRADIENT, thick, size(route) == 0);
        if (leaves) {
            head(axes, points.getFirst(), start, 1, Colours.GRADIENT, Math.max(3.2, thick / 2 + 2));
        }
        if (arrives) {
            rule(route, points.getLast(), below);
        }
    }

    /** For an edge to the upper one of two ports that a box alone uses -1, to the lower one 1; else 0. */
    private int twin(Layout.Route route) {
        var inputs = boxes.get(route.target()).inputs();
        int source = route.source();
        boolean twins = inputs.size() == 2 && inputs.getFirst().from() == source
                && inputs.getLast().from() == source;
        boolean only = twins && users.get(source).size() == 1;
        return only ? route.port() == 0 ? -1 : 1 : 0;
    }

    /** Not so where a route begins at a branch, or at the end of what another one has drawn. */
    private boolean leavesCard(Layout.Route route) {
        int source = route.source();
        double right = layout.x[source] + strip[source] + axes.x(cards[source].width, cards[source].height);
        return Math.abs(route.points().getFirst().x() - right) < 0.01;
    }

    /** What comes back along a route; where routes have joined, the largest of them. */
    private double size(Layout.Route route) {
        return route.target() >= 0
                ? boxes.get(route.target()).inputs().get(route.port()).size()
                : users.get(route.source()).stream().flatMap(user -> boxes.get(user).inputs().stream())
                        .filter(input -> input.from() == route.source()).mapToDouble(Box.Input::size)
                        .reduce(Double.NaN, (a, b) -> Double.isNaN(a) || b > a ? b : a);
    }

    private double thickness(double size) {
        if (Double.isNaN(size) || largest == 0) {
            return 1.3;
        }
        if (Double.isInfinite(size)) {
            return THICKEST;
        }
        double decades = Math.clamp(Math.log10(largest / smallest), 1, MOST_DECADES);
        double below = size == 0 ? decades : Math.log10(largest / size);
        return THICKEST - (THICKEST - THINNEST) * Math.clamp(below / decades, 0, 1);
    }

    /** A line through the points, moved across by two amounts, with room for a head at its start or end. */
    private void line(Axes axes, List<Layout.Point> points, double startShift, double endShift,
            double startRoom,
            double endRoom, String colour,
            double thick, boolean dashed) {
        var at = points.getFirst();
        double end = points.getLast().x() - (endRoom == 0 ? 0 : endRoom - 1);
        double from = at.x() + (startRoom == 0 ? 0 : startRoom - 1);
        double before = startShift;
        var path = axes.moveTo(new Path(), MARGIN + from, MARGIN + at.y() + before);
        for (int i = 1; i < points.size(); i++) {
            var to = points.get(i);
            double along = Math.min(to.x(), end);
            double shift = i == 1 ? startShift : endShift;
            double across = MARGIN + to.y() + shift;
            if (i % 2 == 0) {
                axes.curveTo(path, MARGIN + from, MARGIN + at.y() + before, MARGIN + along, across);
                from = along;
            } else if (along > from) {
                axes.lineTo(path, MARGIN + along, across);
                from = along;
            }
            at = to;
            before = shift;
        }
        marks.add(new Shape(path, null, colour, thick, dashed));
    }

    /** @param direction 1 for a head whose body lies after the point, -1 for before */
    private void head(Axes axes, Layout.Point point, double shift, int direction, String colour,
            double half) {
        double along = MARGIN + point.x();
        double across = MARGIN + point.y() + shift;
        var path = axes.moveTo(new Path(), along, across);
        axes.lineTo(path, along + direction * HEAD, across - half);
        axes.lineTo(path, along + direction * HEAD, across + half);
        marks.add(new Shape(path.close(), colour, null, 0, false));
    }

    private void rule(Layout.Route route, Layout.Point end, double shift) {
        String rule = boxes.get(route.target()).inputs().get(route.port()).rule();
        if (!rule.isEmpty()) {
            double width = Label.width(rule, RULE_SIZE, false);
            marks.add(new Label(MARGIN + end.x() - HEAD - RULE_GAP / 2 - width,
                    MARGIN + end.y() + (shift < 0 ? shift - 3 : shift + RULE_SIZE), rule,
                    RULE_SIZE, false, Colours.GRADIENT));
        }
    }

    // ---- the legend

    private String gradientsLegend() {
        return (largest == 0 ? Words.GRADIENTS_BACKWARD : Words.GRADIENTS_BY_WIDTH).of();
    }

    /** The sizes that the scale bar shows: powers of ten where the gradients differ by some, and 0. */
    private List<Double> scale() {
        var sizes = new ArrayList<Double>();
        if (largest == 0) {
            return sizes;
        }
        if (boxes.stream().flatMap(box -> box.inputs().stream()).anyMatch(input -> input.size() == 0)) {
            sizes.add(0.0);
        }
        int low = (int) Math.ceil(Math.log10(smallest) - 1e-9);
        int high = (int) Math.floor(Math.log10(largest) + 1e-9);
        if (high - low < 1) {
            sizes.add(smallest);
            if (!Numbers.compact(largest).equals(Numbers.compact(smallest))) {
                sizes.add(largest);
            }
            return sizes;
        }
        low = Math.max(low, high - (int) MOST_DECADES);
        int step = (high - low + MOST_SAMPLES - 2) / (MOST_SAMPLES - 1);
        for (int exponent = high - (high - low) / step * step; exponent <= high; exponent += step) {
            sizes.add(Math.pow(10, exponent));
        }
        return sizes;
    }

    private double legendWidth() {
        return 2 * MARGIN + 2 * (SAMPLE + 6) + 18 + Label.width(Words.VALUES_FORWARD.of(), NOTE_SIZE, false)
                + Label.width(gradientsLegend(), NOTE_SIZE, false)
                + scale().stream().mapToDouble(GraphDrawing::sampleWidth).sum();
    }

    private static double sampleWidth(double size) {
        return 18 + SAMPLE + 6 + Label.width(Numbers.compact(size), NOTE_SIZE, false);
    }

    private void legend(double baseline) {
        double y = baseline - 4 - MARGIN;
        var right = List.of(new Layout.Point(0, y), new Layout.Point(SAMPLE, y));
        line(Axes.RIGHT, right, 0, 0, 0, HEAD, Colours.VALUES, 1.3, false);
        head(Axes.RIGHT, right.getLast(), 0, -1, Colours.VALUES, 3.2);
        double x = MARGIN + SAMPLE + 6;
        marks.add(new Label(x, baseline, Words.VALUES_FORWARD.of(), NOTE_SIZE, false, Colours.SOFT));
        if (!hasGradients) {
            return;
        }
        x += Label.width(Words.VALUES_FORWARD.of(), NOTE_SIZE, false) + 18;
        if (largest == 0) {
            sample(x, y, 1.3, false);
            x += SAMPLE + 6;
        }
        marks.add(new Label(x, baseline, gradientsLegend(), NOTE_SIZE, false, Colours.GRADIENT));
        x += Label.width(gradientsLegend(), NOTE_SIZE, false);
        for (double size : scale()) {
            sample(x + 18, y, thickness(size), size == 0);
            marks.add(new Label(x + 18 + SAMPLE + 6, baseline, Numbers.compact(size), NOTE_SIZE, false,
                    Colours.GRADIENT));
            x += sampleWidth(size);
        }
    }

    private void sample(double x, double y, double thick, boolean dashed) {
        var left = List.of(new Layout.Point(x - MARGIN, y), new Layout.Point(x - MARGIN + SAMPLE, y));
        line(Axes.RIGHT, left, 0, 0, HEAD, 0, Colours.GRADIENT, thick, dashed);
        head(Axes.RIGHT, left.getFirst(), 0, 1, Colours.GRADIENT, Math.max(3.2, thick / 2 + 2));
    }
}
