package leibniz.display;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import leibniz.display.Widget.Form;

/** The kinds of widgets, each with the models of ipywidgets that it is made of. */
final class Widgets {
    private static final MathContext DIGITS = new MathContext(12);
    private static final int STEPS = 100;

    private Widgets() {}

    static Widget<Double> slider(String name, double from, double to) {
        return slider("slider(name, from, to)", name, from, to);
    }

    /** @param call what the user called for it */
    static Widget<Double> slider(String call, String name, double from, double to) {
        if (!(from < to) || !Double.isFinite(to - from)) {
            throw Refusals.of(Refusals.BOUNDS, call, Numbers.compact(from), Numbers.compact(to));
        }
        double step = step((to - from) / STEPS);
        double start = rounded(from + Math.round((to - from) / 2 / step) * step);
        var model = WidgetModel.control("FloatSlider", "Slider", Map.of("description", name, "min", from,
                "max", to, "step", step, "value", start, "readout_format", ".4~g"));
        var form = new Form<Double>("value", value -> within(name, value, from, to),
                read -> read instanceof Number number ? rounded(number.doubleValue()) : null,
                value -> text(name, Numbers.compact(value)));
        return new Widget<>(model, model, form, start);
    }

    /** The largest of 1, 2 or 5 times a power of ten that is not larger. */
    private static double step(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        double factor = most / power;
        return rounded(power * (factor >= 5 ? 5 : factor >= 2 ? 2 : 1));
    }

    /** Without the digits that a sum of steps leaves behind. */
    private static double rounded(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : value;
    }

    private static Object within(String name, double value, double from, double to) {
        if (!(value >= from && value <= to)) {
            throw Refusals.of(LiveWords.OUTSIDE, name, Numbers.compact(from), Numbers.compact(to),
                    Numbers.compact(value));
        }
        return value;
    }

    private static MimeBundle text(String name, String value) {
        return MimeBundle.of(name.isEmpty() ? value : name + ": " + value);
    }

    private static Form<Integer> whole(String name, int from, int to) {
        return new Form<>("value", value -> {
            within(name, value, from, to);
            return value;
        }, read -> read instanceof Number number ? (Integer) number.intValue() : null,
                value -> text(name, Integer.toString(value)));
    }

    private static WidgetModel intModel(String name, int from, int to, int start) {
        return WidgetModel.control("IntSlider", "Slider",
                Map.of("description", name, "min", from, "max", to, "value", start));
    }

    static Widget<Integer> intSlider(String name, int from, int to) {
        requireOrder("intSlider(name, from, to)", from, to);
        int start = (int) Math.floorDiv((long) from + to, 2L);
        var model = intModel(name, from, to, start);
        return new Widget<>(model, model, whole(name, from, to), start);
    }

    private static void requireOrder(String call, int from, int to) {
        if (from >= to) {
            throw Refusals.of(Refusals.BOUNDS, call, Integer.toString(from), Integer.toString(to));
        }
    }

    /** A player and a slider with the same value. */
    static Widget<Integer> play(String name, int from, int to) {
        requireOrder("play(name, from, to)", from, to);
        var player = WidgetModel.control("Play", "Description",
                Map.of("min", from, "max", to, "value", from, "interval", 500));
        var slider = intModel(name, from, to, from);
        WidgetModel.link(player, slider, "value");
        return new Widget<>(box("HBox", List.of(player.reference(), slider.reference())), player,
                whole(name, from, to), from);
    }

    static <T> Widget<T> dropdown(String name, Map<String, T> options) {
        if (options.isEmpty()) {
            throw Refusals.of(LiveWords.NO_OPTIONS);
        }
        var labels = List.copyOf(options.keySet());
        var values = new ArrayList<>(options.values());
        var model = WidgetModel.control("Dropdown", "Description",
                Map.of("description", name, "_options_labels", labels, "index", 0));
        var form = new Form<T>("index", value -> {
            int index = values.indexOf(value);
            if (index < 0) {
                throw Refusals.of(LiveWords.NOT_AN_OPTION, name, value, String.join(", ", labels));
            }
            return index;
        }, read -> read instanceof Number index && index.intValue() >= 0 && index.intValue() < values.size()
                ? values.get(index.intValue())
                : null, value -> text(name, labels.get(Math.max(0, values.indexOf(value)))));
        return new Widget<>(model, model, form, values.getFirst());
    }

    static <T> Widget<T> dropdown(String name, List<T> options) {
        var named = new LinkedHashMap<String, T>();
        options.forEach(option -> named.put(String.valueOf(option), option));
        return dropdown(name, named);
    }

    static Widget<Boolean> checkbox(String name) {
        var model = WidgetModel.control("Checkbox", "Checkbox",
                Map.of("description", name, "value", false, "indent", false));
        return new Widget<>(model, model, new Form<>("value", value -> value,
                read -> read instanceof Boolean is ? is : null, value -> text(name, value.toString())),
                false);
    }

    static Widget<String> text(String name) {
        var model = WidgetModel.control("Text", "Text", Map.of("description", name, "value", ""));
        return new Widget<>(model, model, ofString(value -> text(name, value)), "");
    }

    private static Form<String> ofString(Function<String, MimeBundle> bundle) {
        return new Form<>("value", value -> value, read -> read instanceof String text ? text : null, bundle);
    }

    static Widget<Integer> button(String name) {
        var model = WidgetModel.control("Button", "Button", Map.of("description", name));
        var widget = new Widget<Integer>(model, model, new Form<>("_clicks", value -> value,
                read -> null, value -> text(name, LiveWords.CLICKED.of(value))), 0);
        widget.onCustom(clicks -> clicks + 1);
        return widget;
    }

    static Widget<String> html(String html) {
        var model = WidgetModel.control("HTML", "HTML", Map.of("value", html));
        return new Widget<>(model, model, ofString(value -> MimeBundle.of(value).with("text/html", value)),
                html);
    }

    static Widget<Object> output() {
        var model = WidgetModel.output();
        return new Widget<>(model, model, new Form<>("outputs",
                value -> List.of(Map.of("output_type", "display_data", "data", forms(value), "metadata",
                        Map.of())),
                read -> null, Renderers::render), "");
    }

    /** The forms of a value as they stand in a notebook. */
    private static Map<String, Object> forms(Object value) {
        var forms = new LinkedHashMap<String, Object>(Renderers.render(value).data());
        if (value instanceof Widget<?> widget) {
            forms.put(Widget.VIEW, widget.view());
        }
        return forms;
    }

    private static WidgetModel box(String kind, List<String> children) {
        return WidgetModel.control(kind, "", Map.of("children", children));
    }

    static Widget<List<Widget<?>>> box(String kind, Widget<?>... children) {
        var model = box(kind, references(List.of(children)));
        var form = new Form<List<Widget<?>>>("children", Widgets::references, read -> null,
                value -> still(value));
        return new Widget<>(model, model, form, List.of(children));
    }

    static List<String> references(List<? extends Widget<?>> widgets) {
        return widgets.stream().map(Widget::reference).toList();
    }

    private static MimeBundle still(List<Widget<?>> widgets) {
        return MimeBundle.of(widgets.stream().map(Widget::toString).collect(Collectors.joining("\n")));
    }
}
