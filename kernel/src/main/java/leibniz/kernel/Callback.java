package leibniz.kernel;

import java.util.Objects;
import java.util.function.Consumer;
import leibniz.kernel.execution.Cell;
import org.jspecify.annotations.Nullable;

/** Code that a cell wants called later, and that cell: what the code shows appears under it. */
record Callback<T>(Consumer<T> code, @Nullable Cell cell) {
    static <T> Callback<T> of(Consumer<T> code) {
        return new Callback<>(
                Objects.requireNonNull(code, "the callback is null; to ignore messages give m -> {}"),
                Cell.ofOutput());
    }
}
