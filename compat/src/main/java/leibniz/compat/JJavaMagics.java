package leibniz.compat;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.jspecify.annotations.Nullable;

/** Leads JJava's registry of magics to that of the kernel. */
@SuppressWarnings("TypeParameterUnusedInFormals") // a magic gives what the caller takes it for
public final class JJavaMagics extends MagicsRegistry {
    private final Notebook notebook = Notebooks.running();

    @Override
    @SuppressWarnings("unchecked") // there is one kernel, and its class is the one that magics are written
                                   // for
    public MagicsRegistry registerLineMagic(String name, LineMagic<?, ?> magic) {
        notebook.addMagic(name, false, (arguments, body) -> ((LineMagic<?, BaseKernel>) magic)
                .eval(BaseKernel.notebookKernel(), arguments));
        return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public MagicsRegistry registerCellMagic(String name, CellMagic<?, ?> magic) {
        notebook.addMagic(name, true, (arguments, body) -> ((CellMagic<?, BaseKernel>) magic)
                .eval(BaseKernel.notebookKernel(), arguments, body));
        return this;
    }

    @Override
    public <T, K extends BaseKernel> @Nullable T evalLineMagic(K kernel, String name,
            List<String> arguments) {
        return Notebooks.magic(name, arguments, null);
    }

    @Override
    public <T, K extends BaseKernel> @Nullable T evalCellMagic(K kernel, String name, List<String> arguments,
            String body) {
        return Notebooks.magic(name, arguments, body);
    }
}
