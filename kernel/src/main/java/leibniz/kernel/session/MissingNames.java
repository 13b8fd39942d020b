package leibniz.kernel.session;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import leibniz.kernel.outcome.CompileError;

/**
 * Says what to do about a name that javac does not find: which import brings the class of that name, or what
 * a class that a cell has declared still lacks.
 */
public final class MissingNames {
    private static final Pattern MISSING = Pattern.compile("symbol: +(?:class|variable) (\\p{Lu}\\w*)");
    private static final Pattern LACKING = Pattern.compile("(?:class|variable) (\\p{Lu}\\w*)");
    /** Where several packages have a class of that name, these are meant more often than others. */
    private static final List<String> USUAL = List.of("java.", "javax.", "org.", "com.");
    private static final int MOST = 3;
    /** Words of Python, of which some are also classes of a library. */
    private static final Set<String> NO_CLASSES = Set.of("None", "True", "False");

    private final JShell jshell;
    private final ClassNames classes;

    MissingNames(JShell jshell, ClassNames classes) {
        this.jshell = jshell;
        this.classes = classes;
    }

    /** The errors with advice, once for each name. */
    List<CompileError> withAdvice(List<CompileError> errors) {
        Set<String> told = new HashSet<>();
        return errors.stream().map(error -> {
            Matcher missing = MISSING.matcher(error.message());
            String advice = missing.find() && told.add(missing.group(1)) ? advice(missing.group(1)) : "";
            return advice.isEmpty()
                    ? error
                    : new CompileError(error.message() + "\n" + advice, error.start(), error.end());
        }).toList();
    }

    private String advice(String name) {
        return jshell.types().filter(type -> type.name().equals(name)
                && jshell.status(type) == Snippet.Status.RECOVERABLE_NOT_DEFINED).findFirst()
                .map(this::whyUnusable).orElseGet(() -> {
                    String imports = imports(name);
                    return imports.isEmpty() ? "" : "Write above it: " + imports;
                });
    }

    private String whyUnusable(TypeDeclSnippet type) {
        String missing = jshell.unresolvedDependencies(type).collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? type.name() + " is declared, but does not compile."
                : type.name() + " is declared, but nothing declares " + missing + "." + importsOf(missing);
    }

    /**
     * The imports that bring what a declaration lacks.
     *
     * @param missing as JShell lists it, such as {@code class Retention, variable x}
     * @return sentences, with a blank before them; empty where no import helps
     */
    public String importsOf(String missing) {
        String imports = LACKING.matcher(missing).results().map(found -> imports(found.group(1)))
                .filter(found -> !found.isEmpty()).distinct().collect(Collectors.joining(" "));
        return imports.isEmpty() ? "" : " Write in a cell: " + imports;
    }

    private String imports(String name) {
        return NO_CLASSES.contains(name)
                ? ""
                : classes.named(name).stream().sorted(Comparator.comparingInt(MissingNames::rank))
                        .limit(MOST)
                        .map(type -> "import " + type + ";").collect(Collectors.joining(" or "));
    }

    private static int rank(String type) {
        return (int) USUAL.stream().takeWhile(prefix -> !type.startsWith(prefix)).count();
    }
}
