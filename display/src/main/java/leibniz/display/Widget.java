package leibniz.display;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something on the page with a value that both the user of the page and code may change: a slider, a field, a
 * button, or a place for text and pictures. As the value of a cell it is shown. The page needs the package
 * ipywidgets beside JupyterLab.
 *
 * @param <T> what its value is
 */
public final class Widget<T> implements Displayable {
    static final String VIEW = "application/vnd.jupyter.widget-view+json";

    /** A function of three values, for {@link Displays#interact}. */
    @FunctionalInterface
    public interface OfThree<A, B, C, R> {
        /** The result for these values. */
        R apply(A a, B b, C c);
    }

    /** A function of four values, for {@link Displays#interact}. */
    @FunctionalInterface
    public interface OfFour<A, B, C, D, R> {
        /** The result for these values. */
        R apply(A a, B b, C c, D d);
    }

    /**
     * How a value stands in the state of a model.
     *
     * @param property the name of the property
     * @param write what the property is for a value; throws what is wrong with the value
     * @param read the value for the property, or null for one that is none
     * @param bundle the value without a front end
     * @param hint how to get the front end
     */
    record Form<T>(String property, Function<T, Object> write, Function<Object, @Nullable T> read,
            Function<T, MimeBundle> bundle, Words hint) {
        Form(String property, Function<T, Object> write, Function<Object, @Nullable T> read,
                Function<T, MimeBundle> bundle) {
            this(property, write, read, bundle, LiveWords.WIDGET_HINT);
        }
    }

    private final WidgetModel shown;
    private final WidgetModel model;
    private final Form<T> form;
    private final List<Consumer<? super T>> callbacks = new CopyOnWriteArrayList<>();
    private volatile T value;

    Widget(WidgetModel shown, WidgetModel model, Form<T> form, T value) {
        this.shown = shown;
        this.model = model;
        this.form = form;
        this.value = value;
        model.onUpdate(changes -> {
            Object changed = changes.get(form.property);
            T read = changed == null ? null : form.read.apply(changed);
            if (read != null) {
                this.value = read;
            }
        });
    }

    /** Counts something that happens at the front end and is no property. */
    void onCustom(Function<T, T> next) {
        model.onCustom(content -> value = next.apply(value));
    }

    /** The value of this moment. */
    public T value() {
        return value;
    }

    /**
     * Changes the value, here and on all pages that show it. A page without ipywidgets closes a widget, which
     * then has a value all the same.
     *
     * @throws IllegalArgumentException if it cannot have this value
     */
    public void set(T value) {
        Objects.requireNonNull(value, "set(value): value is null");
        Object written = form.write.apply(value);
        boolean changes = !value.equals(this.value);
        this.value = value;
        model.set(form.property, written);
        if (changes) {
            callbacks.forEach(callback -> callback.accept(value));
        }
    }

    /**
     * Has code called with each new value. It runs between cells and an interrupt ends it; what it prints,
     * shows and throws appears under the cell that called this. Values that come while it runs are left out,
     * except for the last; a button leaves none out.
     */
    public void onChange(Consumer<? super T> callback) {
        Objects.requireNonNull(callback, "onChange(callback): callback is null; write x -> { ... }");
        callbacks.add(callback);
        model.comm().observe(message -> {
            boolean isCustom = "custom".equals(message.data().get("method"));
            if (isCustom || changes(message) && model.comm().waiting().noneMatch(this::changes)) {
                callback.accept(value);
            }
        });
    }

    private boolean changes(CommMessage message) {
        return WidgetModel.changes(message).containsKey(form.property);
    }

    String reference() {
        return shown.reference();
    }

    /** What names the view in a notebook. */
    Map<String, Object> view() {
        return Map.of("version_major", 2, "version_minor", 0, "model_id", shown.id());
    }

    /** The view, and beside it what a page shows that has no ipywidgets, or no kernel. */
    @Override
    public MimeBundle toMimeBundle() {
        MimeBundle still = form.bundle.apply(value);
        MimeBundle all = MimeBundle.of(still.text() + "\n" + form.hint);
        if (still.data().containsKey("text/html")) {
            all = all.with("text/html", withHint(still, form.hint));
        }
        return all.with(VIEW,
                "{\"version_major\": 2, \"version_minor\": 0, \"model_id\": \"" + shown.id() + "\"}");
    }

    /** A value as HTML, and below it how to get the front end. */
    static String withHint(MimeBundle still, Words hint) {
        return "<div>" + still.data().get("text/html") + "<div style=\"font-size:12px;opacity:0.8\">"
                + Html.escape(hint.of()) + "</div></div>";
    }

    /** What it is and its value, as text. */
    @Override
    public String toString() {
        return form.bundle.apply(value).text();
    }

    /** Closes all widgets: they vanish from the pages, and their values stay as they are. */
    public static void closeAll() {
        WidgetModel.closeAll();
    }
}
