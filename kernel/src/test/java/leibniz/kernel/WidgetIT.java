package leibniz.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import leibniz.kernel.KernelProcess.Answer;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Widgets as a front end sees them: messages of the protocol jupyter.widget 2.1. */
class WidgetIT extends WithKernel {
    private static final String ALL = """
            column(row(slider("s", 0, 1), intSlider("n", 0, 10), dropdown("d", "one", "two")), checkbox("c"), text("t"),
                    button("b"), play("p", 0, 5), html("<b>h</b>"), output(), interact(x -> x, slider("x", 0, 1)),
                    explore(ones(1)))""";
    /** What is ours in them: what a list of options shows, code and its name, and to what it belongs. */
    private static final Set<String> OWN = Set.of("_options_labels", "_esm", "_css", "_anywidget_id",
            "_dom_classes");

    @AfterEach
    void closeAll() {
        kernel.run("%reset");
    }

    /** The models that a cell opened. */
    private static List<Message> open(String code) {
        Answer answer = kernel.run(code);
        assertEquals("ok", answer.status(), () -> answer.reply().toString());
        return answer.published().stream().filter(m -> m.type().equals("comm_open")).toList();
    }

    private static Message open(String code, String model) {
        List<Message> found = open(code).stream().filter(m -> name(m).equals(model)).toList();
        assertEquals(1, found.size(), () -> model + " among " + found);
        return found.getFirst();
    }

    private static JsonObject state(Message message) {
        return message.content().getAsJsonObject("data").getAsJsonObject("state");
    }

    private static String name(Message opened) {
        return state(opened).get("_model_name").getAsString();
    }

    private static String id(Message comm) {
        return comm.content().get("comm_id").getAsString();
    }

    private static Message send(Message opened, String data) {
        return kernel.send(kernel.shell, "comm_msg",
                Json.of("comm_id", id(opened), "data", JsonParser.parseString(data)));
    }

    private static Message update(Message opened, String state) {
        return send(opened, "{method: 'update', state: " + state + ", buffer_paths: []}");
    }

    /** What is published while the kernel answers an update of the front end. */
    private static List<Message> answer(Message opened, String state) {
        return kernel.publishedUntilEnd(update(opened, state));
    }

    private static List<JsonObject> sent(List<Message> published, String method) {
        return published.stream().filter(m -> m.type().equals("comm_msg"))
                .map(m -> m.content().getAsJsonObject("data"))
                .filter(data -> data.get("method").getAsString().equals(method)).toList();
    }

    /** The table is what ipywidgets 8.1.9 and anywidget 0.11.0 themselves send for their widgets. */
    @Test
    void modelsHaveThePropertiesAndVersionsOfThoseOfIpywidgets() throws IOException {
        JsonObject table;
        try (var in = new InputStreamReader(
                Objects.requireNonNull(WidgetIT.class.getResourceAsStream("ipywidgets.json")),
                StandardCharsets.UTF_8)) {
            table = JsonParser.parseReader(in).getAsJsonObject();
        }
        List<Message> opened = open(ALL);
        Set<String> names = new TreeSet<>();
        for (Message model : opened) {
            assertEquals("jupyter.widget", model.content().get("target_name").getAsString());
            assertEquals("2.1.0", model.metadata().get("version").getAsString());
            JsonObject theirs = table.getAsJsonObject(name(model));
            assertNotNull(theirs, name(model));
            names.add(name(model));
            state(model).asMap().forEach((key, value) -> {
                // how often a button was clicked is the only thing that only the kernel knows
                assertTrue(theirs.has(key), () -> name(model) + " has no " + key);
                boolean anyRelease = name(model).equals("AnyModel") && key.endsWith("_version");
                if (anyRelease) {
                    assertEquals("*", value.getAsString(), key);
                } else if (key.startsWith("_") && !OWN.contains(key)) {
                    assertEquals(theirs.get(key), value, () -> name(model) + "." + key);
                }
                assertEquals(kind(theirs.get(key).toString()), kind(value.toString()),
                        () -> name(model) + "." + key);
            });
        }
        Set<String> expected = new TreeSet<>(table.keySet());
        expected.removeAll(Set.of("HTMLMathModel", "HTMLMathStyleModel"));
        assertEquals(expected, names);
    }

    private static String kind(String json) {
        return json.startsWith("\"") ? "text" : json.startsWith("[") ? "list" : "other";
    }

    @Test
    void aSliderThatMovesChangesTheValueAndCallsUnderTheCellThatAsked() {
        Message slider = open("var a = slider(\"a\", -3, 3);\na", "FloatSliderModel");
        assertEquals(JsonParser.parseString("{min: -3.0, max: 3.0, step: 0.05, value: 0.0}"),
                Json.of("min", state(slider).get("min"), "max", state(slider).get("max"), "step",
                        state(slider).get("step"), "value", state(slider).get("value")));
        Message asking = kernel.send(kernel.shell, "execute_request",
                KernelProcess.execution("a.onChange(v -> System.out.println(\"a is \" + v));"));
        kernel.answer(asking);
        Message request = update(slider, "{value: 1.5000000000000002}");
        List<Message> published = kernel.publishedUntilEnd(request);
        assertEquals("a is 1.5\n", KernelProcess.printed(KernelProcess.under(published, asking)));
        JsonObject echo = sent(KernelProcess.under(published, request), "echo_update").getFirst();
        assertEquals(JsonParser.parseString("{value: 1.5000000000000002}"), echo.get("state"));
        assertEquals("1.5", kernel.run("a.value()").result());

        Answer set = kernel.run("a.set(-2.0);");
        assertEquals("a is -2.0\n", set.printed("stdout"));
        assertEquals(JsonParser.parseString("{value: -2.0}"),
                sent(set.published(), "update").getFirst().get("state"));
        assertTrue(kernel.run("a.set(7.0);").told()
                .contains("set(value): a goes from -3 to 3, but was given 7"));
    }

    @Test
    void theViewStandsBesideTextThatSaysWhatIsMissing() {
        Answer shown = kernel.run("interact(x -> tensor(x), slider(\"x\", 0, 2))");
        JsonObject data = shown.contents("execute_result").getFirst().getAsJsonObject("data");
        assertEquals(2, data.getAsJsonObject("application/vnd.jupyter.widget-view+json").get("version_major")
                .getAsInt());
        assertTrue(data.get("text/plain").getAsString().startsWith("x: 1\ntensor(1.)"), data::toString);
        assertTrue(data.get("text/plain").getAsString().contains("pip install ipywidgets"), data::toString);
        assertTrue(data.get("text/html").getAsString().contains("<table"), data::toString);
    }

    @Test
    void aPageThatIsLoadedGetsAllStates() {
        Message slider = open("slider(\"a\", 0, 1)", "FloatSliderModel");
        answer(slider, "{value: 0.25}");
        Message asked = send(slider, "{method: 'request_state'}");
        assertEquals(0.25, sent(kernel.publishedUntilEnd(asked), "update").getFirst().getAsJsonObject("state")
                .get("value").getAsDouble());

        Message line = kernel.send(kernel.shell, "comm_open", Json.of("comm_id", "page", "target_name",
                "jupyter.widget.control", "data", new JsonObject()));
        kernel.publishedUntilEnd(line);
        Message request = kernel.send(kernel.shell, "comm_msg", Json.of("comm_id", "page", "data",
                Json.of("method", "request_states")));
        JsonObject states = sent(kernel.publishedUntilEnd(request), "update_states").getFirst()
                .getAsJsonObject("states");
        assertEquals(3, states.size(), states::toString);
        JsonObject model = states.getAsJsonObject(id(slider));
        assertEquals("FloatSliderModel", model.get("model_name").getAsString());
        assertEquals("@jupyter-widgets/controls", model.get("model_module").getAsString());
        assertEquals("2.0.0", model.get("model_module_version").getAsString());
        assertEquals(0.25, model.getAsJsonObject("state").get("value").getAsDouble());
    }

    @Test
    void aSlowCallbackSkipsWhatItNoLongerNeeds(@TempDir Path folder) throws IOException {
        Path go = folder.resolve("go");
        Message slider = open("""
                var a = intSlider("a", 0, 100);
                a.onChange(v -> {
                    System.out.println("got " + v);
                    while (!Files.exists(Path.of("%s"))) { Thread.onSpinWait(); }
                });
                a""".formatted(go), "IntSliderModel");
        update(slider, "{value: 1}");
        List<Message> published = new ArrayList<>();
        kernel.publishedUntil(published, all -> KernelProcess.printed(all).contains("got 1\n"));
        update(slider, "{value: 2}");
        update(slider, "{value: 3}");
        Message last = update(slider, "{value: 4}");
        Message other = update(slider, "{description: 'a'}");
        kernel.untilShellIsRead();
        Files.createFile(go);
        kernel.publishedUntil(published, all -> KernelProcess.isEnd(all.getLast(), other));
        assertEquals("got 1\ngot 4\n", KernelProcess.printed(published));
        assertFalse(KernelProcess.under(published, last).isEmpty());
        assertEquals("4", kernel.run("a.value()").result());
    }

    @Test
    void buttonsCountEachClickAndOptionsHaveTheirValues() {
        Message button = open("var b = button(\"b\"); b.onChange(n -> System.out.println(\"click \" + n));",
                "ButtonModel");
        String click = "{method: 'custom', content: {event: 'click'}}";
        send(button, click);
        assertEquals("click 1\nclick 2\n",
                KernelProcess.printed(kernel.publishedUntilEnd(send(button, click))));
        Message choice = open("var d = dropdown(\"d\", new TreeMap<>(Map.of(\"a\", 10, \"b\", 20)));",
                "DropdownModel");
        answer(choice, "{index: 1}");
        assertEquals("20", kernel.run("d.value()").result());
        answer(choice, "{index: 5}");
        answer(choice, "{index: null}");
        assertEquals("20", kernel.run("d.value()").result());
        assertTrue(kernel.run("d.set(3);").told().contains("d has no option 3; it has a, b"));
        Message tick = open("var c = checkbox(\"c\"); var t = text(\"t\");", "CheckboxModel");
        answer(tick, "{value: true}");
        assertEquals("true", kernel.run("c.value()").result());
    }

    @Test
    void theResultOfInteractFollowsAndAFailureStandsInItsPlace() {
        List<Message> opened = open(
                "interact((n, s) -> { if (n > 7) throw new IllegalStateException(\"large: \" + n); "
                        + "return n + \" <\" + s; }, intSlider(\"n\", 0, 10), text(\"s\"))");
        Message slider = opened.stream().filter(m -> name(m).equals("IntSliderModel")).findFirst()
                .orElseThrow();
        Message area = opened.stream().filter(m -> name(m).equals("HTMLModel")).findFirst().orElseThrow();
        assertEquals("<pre>5 &lt;</pre>", state(area).get("value").getAsString());
        assertEquals("<pre>6 &lt;</pre>", shown(answer(slider, "{value: 6}")));
        List<Message> failed = answer(slider, "{value: 8}");
        assertTrue(shown(failed).contains("java.lang.IllegalStateException: large: 8"), shown(failed));
        assertEquals(1, failed.stream().filter(m -> m.type().equals("error")).count());
        List<Message> again = answer(slider, "{value: 9}");
        assertTrue(shown(again).contains("large: 9"), shown(again));
        assertEquals(0, again.stream().filter(m -> m.type().equals("error")).count(), "traced once");
        assertEquals("<pre>3 &lt;</pre>", shown(answer(slider, "{value: 3}")));
        List<Message> back = answer(slider, "{value: 10}");
        assertTrue(shown(back).contains("large: 10"), shown(back));
        assertEquals(0, back.stream().filter(m -> m.type().equals("error")).count(), "traced once");
    }

    @Test
    void aFunctionThatCannotBeDrawnIsRefusedUnderTheNameOfTheCall() {
        String told = kernel.run("interactTangent(x -> x.mul(tensor(1.0, 2.0)), -2, 2)").reply()
                .get("evalue").getAsString();
        assertTrue(told.startsWith("interactTangent(f, from, to) draws a function from numbers to numbers"),
                told);
    }

    /** Of the mean of three elements each has a third of the gradient. */
    @Test
    void aGraphUnfoldsAndFoldsAndTellsOfItsNodes() {
        Message graph = open(
                """
                        Tensor rounds(Tensor h) { for (int i = 0; i < 5; i++) { h = h.mul(2).sin(); } return h.mean(); }
                        Tensor three = tensor(1.0, 2.0, 3.0).requiresGrad_(true);
                        explore(rounds(three))""",
                "AnyModel");
        JsonObject folded = state(graph).getAsJsonObject("scene");
        assertEquals(List.of("leaf", "Mul \u2192 Sin \u00d75", "Mean"), titles(folded));
        assertEquals("[2,1,0]", folded.get("backward").toString());

        JsonObject loop = scene(ask(graph, folded, "unfold", 1));
        assertEquals(12, titles(loop).size(), () -> titles(loop).toString());
        JsonObject both = scene(ask(graph, loop, "unfold", 11));
        assertEquals(List.of("Sum", "Div by 3"), titles(both).subList(11, 13));
        assertEquals(List.of(), ask(graph, folded, "unfold", 1), "of a scene that is no more");
        assertEquals(List.of(), ask(graph, both, "unfold", 99));
        JsonObject again = scene(ask(graph, scene(ask(graph, both, "fold", 12)), "fold", 4));
        assertEquals(titles(folded), titles(again));

        JsonObject told = sent(ask(graph, again, "node", 2), "custom").getFirst().getAsJsonObject("content");
        assertEquals(again.get("view"), told.get("view"));
        String rows = told.get("rows").toString();
        assertTrue(rows.contains("tensor([0.3333, 0.3333, 0.3333])"), rows);
    }

    /** What has many nodes would make the file of the notebook large. */
    @Test
    void aLargeGraphIsNotPartOfTheState() {
        Message graph = open("""
                Tensor long_(Tensor h) { for (int i = 0; i < 300; i++) { h = h.mul(1.001).sin(); } return h; }
                explore(long_(tensor(0.5).requiresGrad_(true)))""", "AnyModel");
        JsonObject loop = state(graph).getAsJsonObject("scene");
        JsonObject unfolded = scene(ask(graph, loop, "unfold", 1));
        assertFalse(unfolded.has("cards"), unfolded::toString);
        JsonObject told = sent(ask(graph, unfolded, "scene", -1), "custom").getFirst()
                .getAsJsonObject("content");
        assertEquals(601, titles(told.getAsJsonObject("scene")).size());
    }

    private static List<Message> ask(Message graph, JsonObject scene, String what, int node) {
        return kernel
                .publishedUntilEnd(send(graph,
                        "{method: 'custom', content: {ask: '" + what + "', node: " + node + ", view: "
                                + scene.get("view") + "}}"))
                .stream().filter(m -> m.type().equals("comm_msg")).toList();
    }

    private static JsonObject scene(List<Message> published) {
        return sent(published, "update").getFirst().getAsJsonObject("state").getAsJsonObject("scene");
    }

    private static List<String> titles(JsonObject scene) {
        return scene.getAsJsonArray("cards").asList().stream()
                .map(card -> card.getAsJsonObject().get("title").getAsString()).toList();
    }

    /** No text of a cell may become part of a page's code: the page gets it as text alone. */
    @Test
    void aPageWithoutAnywidgetShowsThePictureAndHowToGetIt() {
        List<Message> opened = open(
                "var named = Map.of(\"<b>\", tensor(1.0).requiresGrad_(true));\nexplore(named.get(\"<b>\").exp())");
        Message area = opened.stream().filter(m -> name(m).equals("HTMLModel")).findFirst().orElseThrow();
        String html = state(area).get("value").getAsString();
        assertTrue(html.contains("<img src") && html.contains("pip install anywidget"), html);
        assertFalse(html.contains("<b>"), html);
        Message graph = opened.stream().filter(m -> name(m).equals("AnyModel")).findFirst().orElseThrow();
        assertTrue(state(graph).get("_css").getAsString()
                .contains("." + state(area).getAsJsonArray("_dom_classes").get(0).getAsString() + " {"));
        assertTrue(state(graph).get("_esm").getAsString().length() < 30_000);
        Answer shown = kernel.run("explore(tensor(2.0).requiresGrad_(true).exp())");
        JsonObject data = shown.contents("execute_result").getFirst().getAsJsonObject("data");
        assertTrue(data.get("text/html").getAsString().contains("<img src"), data::toString);
        assertTrue(data.get("text/plain").getAsString().contains("pip install anywidget"), data::toString);
        assertTrue(kernel.run("explore(null)").told().contains("explore(z): z is null"));
    }

    private static String shown(List<Message> published) {
        return sent(published, "update").getFirst().getAsJsonObject("state").get("value").getAsString();
    }

    @Test
    void aCallbackIsInterruptible() {
        Message cell = kernel.send(kernel.shell, "execute_request", KernelProcess.execution("""
                var a = intSlider("a", 0, 100);
                a.onChange(v -> { System.out.println("go"); while (v == 7) { } });"""));
        Message slider = kernel.answer(cell).published().stream()
                .filter(m -> m.type().equals("comm_open") && name(m).equals("IntSliderModel")).findFirst()
                .orElseThrow();
        Message request = update(slider, "{value: 7}");
        kernel.printedUntil(cell, "go");
        kernel.send(kernel.control, "interrupt_request", new JsonObject());
        kernel.receive(kernel.control);
        List<Message> published = kernel.publishedUntilEnd(request);
        assertTrue(published.stream().anyMatch(m -> m.type().equals("error")), published::toString);
        assertEquals("go\n", KernelProcess.printed(answer(slider, "{value: 8}")));
    }

    @Test
    void resetClosesAThousandWidgets() {
        kernel.run("""
                var all = new ArrayList<Widget<?>>();
                for (int i = 0; i < 1000; i++) { all.add(checkbox("c" + i)); }
                var closed = all.getFirst();""");
        JsonObject comms = kernel.request("comm_info_request", Json.of("target_name", "jupyter.widget"))
                .reply().getAsJsonObject("comms");
        assertEquals(3000, comms.size());
        Answer reset = kernel.run("%reset");
        assertEquals(3000,
                reset.published().stream().filter(m -> m.type().equals("comm_close")).count());
        assertEquals(0, kernel.request("comm_info_request", Json.of("target_name", "jupyter.widget")).reply()
                .getAsJsonObject("comms").size());
    }

    /** As a page without ipywidgets closes all that it is told of. */
    @Test
    void aClosedWidgetStillHasAValue() {
        Message tick = open("var c = checkbox(\"c\"); c.onChange(v -> System.out.println(\"now \" + v));",
                "CheckboxModel");
        kernel.publishedUntilEnd(kernel.send(kernel.shell, "comm_close",
                Json.of("comm_id", id(tick), "data", new JsonObject())));
        Answer set = kernel.run("c.set(true);\nc.value()");
        assertEquals("now true\n", set.printed("stdout"));
        assertEquals("true", set.result());
    }
}
