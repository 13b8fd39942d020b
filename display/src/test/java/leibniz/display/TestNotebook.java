package leibniz.display;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stands in for a kernel: variables with values, and what was shown. */
final class TestNotebook {
    static final Map<String, Object> VARIABLES = new LinkedHashMap<>();
    static final Map<String, MimeBundle> SHOWN = Collections.synchronizedMap(new LinkedHashMap<>());
    private static final List<Runnable> AT_END = new ArrayList<>();

    private TestNotebook() {}

    static void clear() {
        VARIABLES.clear();
        SHOWN.clear();
        AT_END.clear();
    }

    /** The cell ends. */
    static void endCell() {
        List<Runnable> tasks = List.copyOf(AT_END);
        AT_END.clear();
        tasks.forEach(Runnable::run);
    }

    /** The text of the only thing that was shown. */
    static String onlyText() {
        if (SHOWN.size() != 1) {
            throw new AssertionError(SHOWN.size() + " displays");
        }
        return SHOWN.values().iterator().next().text();
    }

    public static final class Names implements VariableNames {
        @Override
        public Map<String, Object> variables() {
            return new LinkedHashMap<>(VARIABLES);
        }
    }

    public static final class Output implements DisplayOutput {
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

        @Override
        public boolean atEnd(Runnable task) {
            AT_END.add(task);
            return true;
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
