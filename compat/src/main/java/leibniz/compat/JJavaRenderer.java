package leibniz.compat;

import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.RenderFunction;
import org.dflib.jjava.jupyter.kernel.display.RenderRequestTypes;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leibniz.display.Renderers;

/** Leads JJava's renderer to {@link Renderers}. */
public final class JJavaRenderer extends Renderer {
    @Override
    @SuppressWarnings("unchecked") // the function is called with values of these types alone
    public <T> void register(Set<MIMEType> supported, Set<MIMEType> preferred,
            Set<Class<? extends T>> types, RenderFunction<T> function) {
        for (Class<? extends T> type : types) {
            Renderers.register(type, (value, wanted) -> {
                RenderRequestTypes requested = requested(wanted, preferred);
                DisplayData out = new DisplayData();
                if (wanted.isEmpty() || requested.anyRequestedIsSupported(supported)) {
                    function.render((T) value,
                            new RenderContext(requested, this, new LinkedHashMap<>(), out));
                }
                return DisplayDataReader.of(out);
            });
        }
    }

    private static RenderRequestTypes requested(List<String> wanted, Set<MIMEType> preferred) {
        var requested = new RenderRequestTypes.Builder(suffix -> null).withType(MIMEType.TEXT_PLAIN);
        wanted.forEach(requested::withType);
        if (wanted.isEmpty()) {
            preferred.forEach(requested::withType);
        }
        return requested.build();
    }

    static Map<String, String> renderItself(Object value, List<String> wanted) {
        DisplayDataRenderable renderable = (DisplayDataRenderable) value;
        DisplayData out = new DisplayData();
        renderable.render(new RenderContext(requested(wanted, renderable.getPreferredRenderTypes()),
                new JJavaRenderer(), new LinkedHashMap<>(), out));
        return DisplayDataReader.of(out);
    }

    @Override
    public DisplayData render(Object value, Map<String, Object> parameters) {
        return renderAs(value, parameters);
    }

    @Override
    public DisplayData renderAs(Object value, Map<String, Object> parameters, String... types) {
        DisplayData data = new DisplayData();
        Renderers.render(value, types).data().forEach(data::putData);
        return data;
    }
}
