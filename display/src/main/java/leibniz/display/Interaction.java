package leibniz.display;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.display.Widget.Form;

/**
 * A function and the widgets that give it its values: below them stands what it returns, which follows them.
 * The result is the text of a widget, and not a display, since a page that was loaded again has forgotten
 * where displays stood.
 */
final class Interaction<R> {
    private final Supplier<R> function;
    private final List<Widget<?>> controls;
    /** The failures whose trace was shown: what was thrown, and where. */
    private final Set<String> traced = new HashSet<>();

    private Interaction(Supplier<R> function, Widget<?>... controls) {
        this.function = function;
        this.controls = List.of(controls);
    }

    /** @param function takes the values from the controls */
    static <R> Widget<R> of(Supplier<R> function, Widget<?>... controls) {
        for (int i = 0; i < controls.length; i++) {
            if (controls[i] == null) {
                throw Refusals.of(Refusals.IS_NULL, "interact(f, ...)", LiveWords.WIDGET_N.of(i + 1));
            }
        }
        return new Interaction<>(function, controls).start();
    }

    private Widget<R> start() {
        R first = computed();
        var rendered = Renderers.render(first);
        String kind = isMath(rendered) ? "HTMLMath" : "HTML";
        var area = WidgetModel.control(kind, kind, Map.of("value", html(rendered)));
        var children = Stream.concat(controls.stream().map(Widget::reference), Stream.of(area.reference()))
                .toList();
        var shown = WidgetModel.control("VBox", "", Map.of("children", children));
        var made = new Widget<R>(shown, area,
                new Form<>("value", value -> html(Renderers.render(value)), read -> null, this::still),
                first);
        controls.forEach(control -> control.onChange(changed -> update(made, area)));
        return made;
    }

    private R computed() {
        return Objects.requireNonNull(function.get(), LiveWords.NO_RESULT::of);
    }

    /**
     * A failure stands in the place of the result. Its trace is shown once, since traces stay on the page and
     * a slider may fail at each place that it passes, with another number in the message.
     */
    private void update(Widget<R> made, WidgetModel area) {
        try {
            made.set(computed());
        } catch (Throwable e) {
            String told = e instanceof Error ? LiveWords.NOT_COMPUTED.of() : e.toString();
            area.set("value", "<pre style=\"color:#c62828\">" + Html.escape(told) + "</pre>");
            StackTraceElement[] trace = e.getStackTrace();
            if (traced.add(e.getClass().getName() + (trace.length == 0 ? "" : trace[0]))
                    || e instanceof Error) {
                throw e;
            }
        }
    }

    private static boolean isMath(MimeBundle bundle) {
        return bundle.data().containsKey("text/latex") && !bundle.data().containsKey("text/html");
    }

    private static String html(MimeBundle bundle) {
        var data = bundle.data();
        String html = data.get("text/html");
        String latex = data.get("text/latex");
        String png = data.get("image/png");
        return html != null
                ? html
                : latex != null
                        ? latex
                        : png != null
                                ? "<img src=\"data:image/png;base64," + png + "\" alt=\""
                                        + Html.escape(bundle.text()) + "\"/>"
                                : "<pre>" + Html.escape(bundle.text()) + "</pre>";
    }

    /** The controls with their values and the result below. */
    private MimeBundle still(R value) {
        String values = controls.stream().map(Widget::toString).collect(Collectors.joining(", "));
        var rendered = Renderers.render(value);
        var still = MimeBundle.of(values + "\n" + rendered.text());
        return isMath(rendered)
                ? still
                : still.with("text/html", "<div>" + Html.escape(values) + "</div>" + html(rendered));
    }
}
