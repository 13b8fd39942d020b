package leibniz.kernel.cells;

import java.util.List;
import leibniz.kernel.session.Library;

/** What a cell needs where it was written for another kernel. */
public interface Compatibility {
    /** Readies the compiler for a text that may use names of another kernel. */
    void prepare(String code);

    /** Installs what libraries that were just added to the class path bring for another kernel. */
    void install(List<Library> added);
}
