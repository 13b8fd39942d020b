package leibniz.kernel;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Ordinary Java does in a cell what it does in a program; most of it stands in {@code java.txt}. */
class JavaIT extends WithKernel {
    /** The cells run in order in one session. */
    @TestFactory
    Stream<DynamicContainer> theTable() throws IOException {
        return CellTable.tests("java.txt", () -> kernel);
    }
}
