package leibniz.compat;

import io.github.spencerpark.jupyter.kernel.magic.registry.CellMagicFunction;
import io.github.spencerpark.jupyter.kernel.magic.registry.LineMagicFunction;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import org.jspecify.annotations.Nullable;
import java.util.List;

/** Leads IJava's registry of magics to that of the kernel. */
@SuppressWarnings("TypeParameterUnusedInFormals") // a magic gives what the caller takes it for
public final class IJavaMagics extends Magics {
    private final Notebook notebook = Notebooks.running();

    @Override
    public void registerLineMagic(String name, LineMagicFunction<?> magic) {
        notebook.addMagic(name, false, (arguments, body) -> magic.execute(arguments));
    }

    @Override
    public void registerCellMagic(String name, CellMagicFunction<?> magic) {
        notebook.addMagic(name, true, (arguments, body) -> magic.execute(arguments, body));
    }

    @Override
    public <T extends LineMagicFunction<?> & CellMagicFunction<?>> void registerLineCellMagic(String name,
            T magic) {
        registerLineMagic(name, magic);
        registerCellMagic(name, magic);
    }

    @Override
    public <T> @Nullable T applyLineMagic(String name, List<String> arguments) {
        return Notebooks.magic(name, arguments, null);
    }

    @Override
    public <T> @Nullable T applyCellMagic(String name, List<String> arguments, String body) {
        return Notebooks.magic(name, arguments, body);
    }
}
