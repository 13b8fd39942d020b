package leibniz.display;

import org.jspecify.annotations.Nullable;

/** Turns any object into what a notebook shows. */
public final class Renderers {
    private Renderers() {}

    /**
     * The forms of a value: those of a {@link Displayable}, else of the first {@link Renderer} that knows it, else
     * text of bounded length, with arrays written out. User code that fails on the way becomes a text that names
     * the class and the failure; only a {@code ThreadDeath}, which is how a cell is stopped, and a
     * {@code VirtualMachineError} other than a stack overflow are thrown on.
     */
    public static MimeBundle render(@Nullable Object value) {
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
        try {
            return MimeBundle.of(PlainText.of(value));
        } catch (Throwable failure) {
            return failed(value.getClass().getTypeName() + ".toString()", failure);
        }
    }

    private static MimeBundle answer(@Nullable MimeBundle bundle, String call) {
        return bundle != null ? bundle : MimeBundle.of(call + " returned null");
    }

    private static MimeBundle failed(String call, Throwable failure) {
        throwIfFatal(failure);
        return MimeBundle.of(PlainText.cut(call + " failed: " + describe(failure)));
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
