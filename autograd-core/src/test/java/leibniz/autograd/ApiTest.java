package leibniz.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every public name. */
class ApiTest {
    private static final List<String> DEFAULT_IMPORTS = List.of("java.lang", "java.io", "java.math",
            "java.net",
            "java.nio.file", "java.time", "java.util", "java.util.concurrent", "java.util.function",
            "java.util.regex", "java.util.stream");

    private static List<Class<?>> publicTypes() throws IOException, URISyntaxException {
        Path folder = Path.of(Tensor.class.getResource("Tensor.class").toURI()).getParent();
        List<Class<?>> types = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                Class<?> type = name.equals("module-info") ? null : load("leibniz.autograd." + name);
                if (type != null && Modifier.isPublic(type.getModifiers())) {
                    types.add(type);
                }
            }
        }
        assertFalse(types.isEmpty());
        return types;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ApiTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    @Test
    void noTypeHidesADefaultImport() throws IOException, URISyntaxException {
        List<String> clashes = new ArrayList<>();
        for (Class<?> type : publicTypes()) {
            for (String imported : DEFAULT_IMPORTS) {
                if (load(imported + "." + type.getSimpleName()) != null) {
                    clashes.add(imported + "." + type.getSimpleName());
                }
            }
        }
        assertEquals(List.of(), clashes, "rename these types");
    }

    @Test
    void noMethodDeclaresACheckedException() throws IOException, URISyntaxException {
        List<Executable> checked = new ArrayList<>();
        for (Class<?> type : publicTypes()) {
            for (Method method : type.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers()) && method.getExceptionTypes().length > 0) {
                    checked.add(method);
                }
            }
        }
        assertEquals(List.of(), checked);
    }
}
