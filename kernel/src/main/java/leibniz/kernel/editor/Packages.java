package leibniz.kernel.editor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileManager.Location;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardLocation;

/**
 * The packages of the JDK and of the class path, and the types in them. It goes by the names of files: javac,
 * asked for what is in a package, would read every class of it.
 */
final class Packages {
    private final Elements elements;
    private final JavaFileManager files;

    Packages(Elements elements, JavaFileManager files) {
        this.elements = elements;
        this.files = files;
    }

    /** The public types of a package whose simple names are wanted. */
    List<TypeElement> types(String packageName, Predicate<String> wanted) {
        List<TypeElement> types = new ArrayList<>();
        for (PackageElement found : elements.getAllPackageElements(packageName)) {
            for (String name : classNames(location(elements.getModuleOf(found)), packageName, false)) {
                String simple = name.substring(name.lastIndexOf('.') + 1);
                TypeElement type = simple.contains("$") || !wanted.test(simple)
                        ? null
                        : elements.getTypeElement(name);
                if (type != null && type.getModifiers().contains(Modifier.PUBLIC)) {
                    types.add(type);
                }
            }
        }
        return types;
    }

    private Location location(ModuleElement module) {
        try {
            return module == null || module.isUnnamed()
                    ? StandardLocation.CLASS_PATH
                    : files.getLocationForModule(StandardLocation.SYSTEM_MODULES,
                            module.getQualifiedName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> classNames(Location location, String packageName, boolean below) {
        List<String> names = new ArrayList<>();
        try {
            for (JavaFileObject file : files.list(location, packageName, Set.of(Kind.CLASS), below)) {
                names.add(files.inferBinaryName(location, file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** The next steps of names from a package to the packages below it; from an empty name to all. */
    Set<String> below(String packageName) {
        String above = packageName.isEmpty() ? "" : packageName + ".";
        Set<String> steps = new TreeSet<>();
        for (String name : names()) {
            if (name.startsWith(above) && name.length() > above.length()) {
                int dot = name.indexOf('.', above.length());
                steps.add(name.substring(above.length(), dot < 0 ? name.length() : dot));
            }
        }
        return steps;
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (ModuleElement module : elements.getAllModuleElements()) {
            for (var export : ElementFilter.exportsIn(module.getDirectives())) {
                if (export.getTargetModules() == null) {
                    names.add(export.getPackage().getQualifiedName().toString());
                }
            }
        }
        for (String name : classNames(StandardLocation.CLASS_PATH, "", true)) {
            int dot = name.lastIndexOf('.');
            if (dot > 0) {
                names.add(name.substring(0, dot));
            }
        }
        return names;
    }
}
