package leibniz.display;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The services that this package uses, looked up once, when first needed. */
final class Services {
    static final List<Renderer> RENDERERS = load(Renderer.class);
    static final @Nullable VariableNames VARIABLE_NAMES = first(load(VariableNames.class));
    static final @Nullable DisplayOutput DISPLAY_OUTPUT = first(load(DisplayOutput.class));
    private static final @Nullable CommService COMMS = first(load(CommService.class));

    private Services() {}

    static CommService comms() {
        if (COMMS == null) {
            throw new IllegalStateException(
                    "a Comm leads to the front end of a notebook, and this program runs in none");
        }
        return COMMS;
    }

    private static <S> List<S> load(Class<S> service) {
        var found = new ArrayList<S>();
        var providers = ServiceLoader.load(service, service.getClassLoader()).iterator();
        while (providers.hasNext()) {
            try {
                found.add(providers.next());
            } catch (ServiceConfigurationError e) {
                // One broken provider must not take the others with it.
                System.err.println(
                        "leibniz: a " + service.getSimpleName() + " was left out: " + e.getMessage());
            }
        }
        return List.copyOf(found);
    }

    private static <S> @Nullable S first(List<S> services) {
        return services.isEmpty() ? null : services.getFirst();
    }
}
