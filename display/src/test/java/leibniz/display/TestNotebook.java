package leibniz.display;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stands in for a kernel: variables with values, and what was shown. */
final class TestNotebook {
    static final Map<String, Object> VARIABLES = new LinkedHashMap<>();
    static final Map<String, MimeBundle> SHOWN = new LinkedHashMap<>();

    private TestNotebook() {}

    static void clear() {
        VARIABLES.clear();
        SHOWN.clear();
    }

    public static final class Names implements VariableNames {
        @Override
        public Map<String, Object> variables() {
            return new LinkedHashMap<>(VARIABLES);
        }
    }

    public static final class Output implements DisplayOutput {
        @Override
        public void show(MimeBundle bundle) {
            show(bundle, String.valueOf(SHOWN.size()));
        }

        @Override
        public void show(MimeBundle bundle, String id) {
            SHOWN.put(id, bundle);
        }

        @Override
        public void update(String id, MimeBundle bundle) {
            SHOWN.replace(id, bundle);
        }

        @Override
        public void clear() {
            SHOWN.clear();
        }
    }

    /** A value that {@link FailingRenderer} knows. */
    record Unrenderable() {}

    public static final class FailingRenderer implements Renderer {
        @Override
        public @Nullable MimeBundle render(Object value) {
            if (value instanceof Unrenderable) {
                throw new IllegalStateException("no ink");
            }
            return null;
        }
    }
}
