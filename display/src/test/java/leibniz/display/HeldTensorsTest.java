package leibniz.display;

import static leibniz.autograd.Tensors.tensor;
import static leibniz.display.TestNotebook.VARIABLES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leibniz.autograd.Tensor;
import org.junit.jupiter.api.Test;

/** Tensors in fields, records, arrays, lists and maps have the names by which a cell would find them. */
class HeldTensorsTest extends WithNotebook {
    private record Layer(Tensor w, Tensor b) {}

    private static class Base {
        @SuppressWarnings("unused")
        private final Tensor scale = tensor(1.0).requiresGrad_(true);
    }

    private static final class Model extends Base {
        final Layer[] layers = { new Layer(tensor(1.0).requiresGrad_(true), tensor(2.0)),
                new Layer(tensor(3.0), tensor(4.0)) };
        @SuppressWarnings("unused")
        final Model itself = this;
        static final Tensor SHARED = tensor(9.0);
    }

    private static final class Untouchable extends ArrayList<Tensor> {
        @Override
        public Tensor get(int index) {
            throw new AssertionError("code of the user was run");
        }

        @Override
        public java.util.Iterator<Tensor> iterator() {
            throw new AssertionError("code of the user was run");
        }
    }

    @Test
    void inFieldsArraysListsAndMaps() {
        var model = new Model();
        Tensor p = tensor(5.0);
        Tensor q = tensor(6.0);
        VARIABLES.put("model", model);
        VARIABLES.put("params", List.of(model.layers[0].b, p));
        VARIABLES.put("byName", Map.of("bias", q));
        VARIABLES.put("again", new Object[]{ p, q, null });
        var names = HeldTensors.names();
        assertEquals("model.layers[0].w", names.get(model.layers[0].w));
        assertEquals("params[0]", names.get(model.layers[0].b), "the shortest way");
        assertEquals("params[1]", names.get(p));
        assertEquals("byName[\"bias\"]", names.get(q));
        assertTrue(names.containsValue("model.scale"));
        assertTrue(!names.containsKey(Model.SHARED));
    }

    @Test
    void aVariableOfItsOwnIsTheNameThatIsMeant() {
        Tensor w = tensor(1.0);
        VARIABLES.put("params", List.of(w));
        VARIABLES.put("w", w);
        VARIABLES.put("same", w);
        assertEquals("w, same", HeldTensors.names().get(w));
    }

    @Test
    void theNamesStandInGraphsFormulasAndSteps() {
        var model = new Model();
        VARIABLES.put("model", model);
        Tensor w = model.layers[0].w;
        Tensor z = name("z", w.mul(model.layers[0].b).sin());
        assertTrue(Displays.graph(z).toString().contains("model.layers[0].w"));
        assertTrue(Displays.explain(z, w).toString().contains("model.layers[0].b"),
                Displays.explain(z, w).toString());
        assertTrue(Displays.steps(z).toString().contains("model.layers[0].w.grad()"));
    }

    /** A list of the user's own class is not asked, and a variable that holds very much is left early. */
    @Test
    void noCodeOfTheUserRunsAndALotIsLeftEarly() {
        var list = new Untouchable();
        list.add(tensor(1.0));
        VARIABLES.put("list", list);
        var deep = new LinkedHashMap<String, Object>();
        var at = deep;
        for (int i = 0; i < 100; i++) {
            var next = new LinkedHashMap<String, Object>();
            at.put("next", next);
            at = next;
        }
        at.put("t", tensor(1.0));
        VARIABLES.put("deep", deep);
        var much = new ArrayList<Object>();
        for (int i = 0; i < 100_000; i++) {
            much.add(new Object[]{ i, tensor(1.0) });
        }
        VARIABLES.put("much", much);
        Tensor w = leaf("w", tensor(1.0));
        var names = HeldTensors.names();
        assertEquals("w", names.get(w));
        assertTrue(names.size() < 6_000, names.size() + " names");
    }
}
