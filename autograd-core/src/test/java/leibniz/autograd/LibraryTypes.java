package leibniz.autograd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes of the library, for tests of what holds for all of them. */
final class LibraryTypes {
    private LibraryTypes() {}

    static List<Class<?>> all() {
        try (Stream<Path> files = Files
                .list(Path.of(Tensor.class.getResource("Tensor.class").toURI()).getParent())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("module-info.class"))
                    .<Class<?>>map(name -> load("leibniz.autograd." + name.replace(".class", "")))
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
