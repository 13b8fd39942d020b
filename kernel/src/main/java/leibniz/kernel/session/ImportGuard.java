package leibniz.kernel.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;

/**
 * Settles what a name means when a whole package is imported that has it too, as {@code java.awt.*} has
 * {@code List}. To Java it would mean neither from then on. In what the notebook has declared a name keeps
 * its meaning, since JShell would give up what it can no longer compile; otherwise the package that the user
 * imports comes before those that the kernel imports from the start.
 */
final class ImportGuard {
    private static final Pattern PACKAGE = Pattern.compile("\\s*import\\s+([\\w.]+)\\.\\*\\s*;?\\s*");
    private static final Pattern IMPORT = Pattern.compile("\\bimport\\s+([\\w.*]+)\\s*(?:;|$)");
    private static final Pattern WORD = Pattern.compile("\\b[A-Z]\\w*");

    private final JShell jshell;
    private final ClassLoader loader;
    private final ClassNames classes;

    ImportGuard(JShell jshell, ClassLoader loader, ClassNames classes) {
        this.jshell = jshell;
        this.loader = loader;
        this.classes = classes;
    }

    /**
     * Imports for themselves the classes whose names the import {@code source} would make ambiguous.
     *
     * @return what the user should know of it, a line for each; empty if {@code source} is no import of a
     * package
     */
    List<String> before(String source) {
        Matcher matcher = PACKAGE.matcher(source);
        List<String> told = new ArrayList<>();
        if (matcher.matches()) {
            String added = matcher.group(1);
            for (String name : used()) {
                String other = added + "." + name;
                if (!isImported(name) && exists(other)) {
                    packages().map(known -> known + "." + name)
                            .filter(known -> !known.equals(other) && exists(known))
                            .findFirst().ifPresent(known -> {
                                jshell.eval("import " + known + ";");
                                told.add(name + " still means " + known
                                        + ", with which something is declared; "
                                        + "write " + other + " for the other.");
                            });
                }
            }
            prefer(added);
        }
        return told;
    }

    /**
     * Imports for themselves those classes of a package whose names are also in a package that the kernel
     * imports from the start, and not the user: what the user imports is meant.
     */
    private void prefer(String added) {
        List<String> own = Session.PACKAGES.stream()
                .filter(known -> !known.equals(added) && !isImportedByUser(known)).toList();
        if (Session.PACKAGES.contains(added)) {
            return;
        }
        Set<String> names = classes.in(added);
        for (String known : own) {
            for (String name : classes.in(known)) {
                if (names.contains(name) && !isImported(name) && classes.isPublic(known + "." + name)
                        && classes.isPublic(added + "." + name)) {
                    jshell.eval("import " + added + "." + name + ";");
                }
            }
        }
    }

    private boolean isImportedByUser(String name) {
        return jshell.imports().anyMatch(snippet -> jshell.status(snippet).isActive()
                && PACKAGE.matcher(snippet.source()).matches() && snippet.source().contains(name + ".*"));
    }

    /** The names in the declarations of the notebook that may be those of classes. */
    private Set<String> used() {
        return declarations().flatMap(snippet -> WORD.matcher(snippet.source()).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Stream<DeclarationSnippet> declarations() {
        return jshell.snippets().filter(snippet -> snippet instanceof DeclarationSnippet
                && jshell.status(snippet).isActive()).map(snippet -> (DeclarationSnippet) snippet);
    }

    /**
     * Whether a class of this name is declared or imported for itself, which counts more than any package.
     */
    private boolean isImported(String name) {
        return jshell.types().anyMatch(type -> type.name().equals(name))
                || imports().anyMatch(imported -> imported.endsWith("." + name));
    }

    private Stream<String> packages() {
        return imports().filter(imported -> imported.endsWith(".*"))
                .map(imported -> imported.substring(0, imported.length() - 2));
    }

    /** What is imported, but for static members. Those from the start are many in one snippet. */
    private Stream<String> imports() {
        return jshell.imports().filter(snippet -> jshell.status(snippet).isActive())
                .flatMap(snippet -> IMPORT.matcher(snippet.source()).results()).map(found -> found.group(1));
    }

    private boolean exists(String className) {
        try {
            Class.forName(className, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
