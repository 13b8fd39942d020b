package leibniz.display;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns any object into what a notebook shows. */
public final class Renderers {
    /** The forms that a text can be shown as when they are asked for. */
    private static final Set<String> FORMS_OF_TEXT = Set.of("text/html", "text/markdown", "text/latex",
            "text/css",
            "image/svg+xml", "application/javascript", "application/json");

    private Renderers() {}

    /**
     * Has the values of a type and of the types below it rendered by {@code renderer}, unless one of these
     * has renderers of its own. Several renderers of one type add their forms together.
     */
    public static void register(Class<?> type, TypeRenderer renderer) {
        TypeRenderers.add(type, renderer);
    }

    /**
     * The forms of a value: those of a {@link Displayable}, else of what was {@link #register registered} for
     * its type, else of the first {@link Renderer} that knows it, else text of bounded length, with arrays
     * written out. User code that fails on the way becomes a text that names the class and the failure; only
     * a {@code ThreadDeath}, which is how a cell is stopped, and a {@code VirtualMachineError} other than a
     * stack overflow are thrown on.
     */
    public static MimeBundle render(@Nullable Object value) {
        return forms(value, List.of());
    }

    /**
     * Those of the wanted forms that a value has, and its text. A {@link CharSequence} is taken as it is for
     * HTML, Markdown, LaTeX, CSS, SVG, JavaScript and JSON.
     */
    public static MimeBundle render(@Nullable Object value, String... wanted) {
        MimeBundle all = forms(value, List.of(wanted));
        if (wanted.length == 0) {
            return all;
        }
        MimeBundle asked = MimeBundle.of(all.text());
        for (String type : wanted) {
            String content = all.data().get(type);
            if (content == null && value instanceof CharSequence text && FORMS_OF_TEXT.contains(type)) {
                content = text.toString();
            }
            asked = content == null ? asked : asked.with(type, content);
        }
        return asked;
    }

    private static MimeBundle forms(@Nullable Object value, List<String> wanted) {
        if (value == null) {
            return MimeBundle.of("null");
        }
        try {
            if (value instanceof Displayable displayable) {
                return answer(displayable.toMimeBundle(), value.getClass().getTypeName() + ".toMimeBundle()");
            }
        } catch (Throwable failure) {
            return failed(value.getClass().getTypeName() + ".toMimeBundle()", failure);
        }
        var ofType = TypeRenderers.of(value.getClass());
        if (!ofType.isEmpty()) {
            return registered(value, ofType, wanted);
        }
        for (var renderer : Services.RENDERERS) {
            try {
                var bundle = renderer.render(value);
                if (bundle != null) {
                    return bundle;
                }
            } catch (Throwable failure) {
                return failed(
                        renderer.getClass().getTypeName() + ".render(" + value.getClass().getTypeName() + ")",
                        failure);
            }
        }
        return text(value);
    }

    private static MimeBundle registered(Object value, List<TypeRenderer> renderers, List<String> wanted) {
        Map<String, String> forms = new LinkedHashMap<>();
        try {
            renderers.forEach(renderer -> forms.putAll(renderer.render(value, wanted)));
        } catch (Throwable failure) {
            return failed(Words.RENDERER_OF.of(value.getClass().getTypeName()), failure);
        }
        String text = forms.remove("text/plain");
        MimeBundle bundle = text == null ? text(value) : MimeBundle.of(text);
        for (var form : forms.entrySet()) {
            bundle = bundle.with(form.getKey(), form.getValue());
        }
        return bundle;
    }

    private static MimeBundle text(Object value) {
        try {
            return MimeBundle.of(PlainText.of(value));
        } catch (Throwable failure) {
            return failed(value.getClass().getTypeName() + ".toString()", failure);
        }
    }

    private static MimeBundle answer(@Nullable MimeBundle bundle, String call) {
        return bundle != null ? bundle : MimeBundle.of(Words.RETURNED_NULL.of(call));
    }

    private static MimeBundle failed(String call, Throwable failure) {
        throwIfFatal(failure);
        return MimeBundle.of(PlainText.cut(Words.FAILED.of(call, describe(failure))));
    }

    /** The failure's own text, or its class alone where making that text fails as well. */
    private static String describe(Throwable failure) {
        try {
            return failure.toString();
        } catch (Throwable second) {
            throwIfFatal(second);
            return failure.getClass().getTypeName();
        }
    }

    @SuppressWarnings("removal") // ThreadDeath is on its way out of Java, and still what stops a cell.
    private static void throwIfFatal(Throwable failure) {
        switch (failure) {
            case ThreadDeath stop -> throw stop;
            case StackOverflowError overflow -> {
            }
            case VirtualMachineError fatal -> throw fatal;
            default -> {
            }
        }
    }
}
