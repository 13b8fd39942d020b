package leibniz.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every public name. */
class ApiTest {
    /** The packages that a cell imports, beside java.lang and this library. */
    private static final List<String> DEFAULT_IMPORTS = List.of("java.lang", "java.io", "java.math",
            "java.net",
            "java.nio.file", "java.time", "java.util", "java.util.concurrent", "java.util.function",
            "java.util.regex", "java.util.stream");

    /** The types that users can name, also those within others. */
    private static List<Class<?>> publicTypes() {
        List<Class<?>> types = LibraryTypes.ofAllPackages().stream().filter(ApiTest::isPublic).toList();
        assertFalse(types.isEmpty());
        return types;
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && !type.isAnonymousClass()
                && (outer == null || isPublic(outer));
    }

    private static boolean exists(String name) {
        try {
            Class.forName(name, false, ClassLoader.getPlatformClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Test
    void noTypeHidesADefaultImport() {
        assertTrue(DEFAULT_IMPORTS.stream().allMatch(ApiTest::holdsTypes), "a package is misspelt");
        List<String> clashes = new ArrayList<>();
        for (Class<?> type : publicTypes()) {
            for (String imported : DEFAULT_IMPORTS) {
                if (exists(imported + "." + type.getSimpleName())) {
                    clashes.add(imported + "." + type.getSimpleName());
                }
            }
        }
        assertEquals(List.of(), clashes, "rename these types");
    }

    private static boolean holdsTypes(String imported) {
        return ModuleLayer.boot().findModule("java.base").orElseThrow().getPackages().contains(imported);
    }

    @Test
    void nothingPublicDeclaresACheckedException() {
        List<Executable> checked = new ArrayList<>();
        for (Class<?> type : publicTypes()) {
            Constructor<?>[] constructors = type.getConstructors();
            Stream.concat(Arrays.stream(type.getMethods()), Arrays.stream(constructors))
                    .filter(member -> member.getDeclaringClass() != Object.class && !member.isSynthetic())
                    .filter(member -> Arrays.stream(member.getExceptionTypes()).anyMatch(ApiTest::isChecked))
                    .forEach(checked::add);
        }
        assertEquals(List.of(), checked, "a cell would need try and catch for these");
    }

    private static boolean isChecked(Class<?> exception) {
        return !RuntimeException.class.isAssignableFrom(exception)
                && !Error.class.isAssignableFrom(exception);
    }
}
