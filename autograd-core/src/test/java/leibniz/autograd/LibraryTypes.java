package leibniz.autograd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import leibniz.optim.Optimizer;

/** The classes of the library, for tests of what holds for all of them. */
final class LibraryTypes {
    private LibraryTypes() {}

    /** Those of the package that holds tensors and rules. */
    static List<Class<?>> all() {
        return of(Tensor.class);
    }

    /** Those of all packages. */
    static List<Class<?>> ofAllPackages() {
        return Stream.of(Tensor.class, Optimizer.class).flatMap(one -> of(one).stream()).toList();
    }

    private static List<Class<?>> of(Class<?> neighbour) {
        // One class speaks of a module that is loaded only when there is use for it.
        assertTrue(VectorModule.isThere());
        try (Stream<Path> files = Files.list(Path.of(
                neighbour.getResource(neighbour.getSimpleName() + ".class").toURI()).getParent())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("module-info.class"))
                    .<Class<?>>map(
                            name -> load(neighbour.getPackageName() + "." + name.replace(".class", "")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Tensor.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
