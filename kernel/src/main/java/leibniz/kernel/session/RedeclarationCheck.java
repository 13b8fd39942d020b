package leibniz.kernel.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import jdk.jshell.VarSnippet;
import leibniz.kernel.compile.ActiveSnippets;
import leibniz.kernel.compile.IntroducedName;
import leibniz.kernel.compile.SessionCompiler;
import leibniz.kernel.execution.CellLoader;
import leibniz.kernel.execution.ClassRedefiner;
import leibniz.kernel.operators.Operators;
import leibniz.kernel.outcome.CompileError;
import leibniz.kernel.text.CodeReader;
import org.jspecify.annotations.Nullable;

/**
 * Checks a new version of something that exists before JShell sees it. JShell gives up the old declaration,
 * and every variable that depends on it, before it finds that the new one does not compile.
 */
final class RedeclarationCheck {
    /** A name that follows another word, as in {@code int x}, {@code class A} and {@code List<String> f}. */
    private static final Pattern NAME_AFTER_WORD = Pattern.compile("[\\w>\\],]\\s+(\\w+)");
    private static final Pattern STATIC = Pattern
            .compile("\\s*(?:public|protected|private|final|abstract|\\s)*\\bstatic\\b");
    private static final Pattern HOLDS_CODE = Pattern.compile("->|::|\\bnew\\b[^;]*\\{");
    /** That var stands where no type can be inferred. */
    private static final String NO_TYPE = "compiler.err.restricted.type.not.allowed.here";
    private static final Pattern MISSING_SYMBOL = Pattern.compile("symbol: +\\S+ +(\\w+)");

    private final SessionCompiler compiler;
    private final Operators operators;
    private final CellLoader loader;
    private final ClassRedefiner redefiner;
    private final JShell jshell;

    RedeclarationCheck(Session session) {
        this.jshell = session.jshell;
        this.compiler = session.compiler;
        this.operators = session.operators;
        this.loader = session.loader;
        this.redefiner = session.control.redefiner;
    }

    /**
     * What {@code source} declares that exists already: a cheap look first, since most sources declare
     * nothing such.
     */
    List<IntroducedName> redeclared(String source) {
        Set<String> existing = names();
        Matcher words = NAME_AFTER_WORD.matcher(CodeReader.outsideBrackets(source));
        int from = 0;
        while (words.find(from)) {
            if (existing.contains(words.group(1))) {
                return IntroducedName.in(source, compiler).stream().filter(d -> existing.contains(d.name()))
                        .toList();
            }
            from = words.start(1); // the word found may itself stand before the next
        }
        return List.of();
    }

    /** What is wrong with {@code source}; empty if it compiles. */
    List<CompileError> errors(String source, List<IntroducedName> redeclared, List<String> laterInCell) {
        List<CompileError> errors = new ArrayList<>();
        for (SnippetWrapper wrapper : jshell.sourceCodeAnalysis().wrappers(source)) {
            if (wrapper.kind() == Snippet.Kind.METHOD || wrapper.kind() == Snippet.Kind.TYPE_DECL
                    || wrapper.kind() == Snippet.Kind.VAR) {
                List<? extends Diagnostic<?>> problems = problems(wrapper, redeclared);
                if (problems.size() == 1 && problems.getFirst().getCode().equals(NO_TYPE)) {
                    errors.addAll(asLocal(wrapper));
                    continue;
                }
                for (Diagnostic<?> problem : problems) {
                    if (problems.size() > 1 && problem.getCode().equals(NO_TYPE)) {
                        continue; // the other one is why JShell could not put a type in the place of var
                    }
                    String missing = missingSymbol(problem);
                    if (missing == null || !declares(laterInCell, missing)) {
                        errors.add(error(problem, wrapper));
                    }
                }
            }
        }
        return errors;
    }

    /** Why no type can be inferred for a variable: Java says that of local variables alone. */
    private List<CompileError> asLocal(SnippetWrapper wrapper) {
        String wrapped = wrapper.wrapped();
        String before = wrapped.substring(0, wrapped.indexOf('{', wrapped.indexOf(" class ")) + 1)
                + " static void local() throws Throwable { ";
        return compiler.errors(before + wrapper.source() + "\n} }").stream()
                .map(problem -> CompileError.at(CompileError.clean(problem.getMessage(Locale.ENGLISH)),
                        wrapper.source(), (int) problem.getStartPosition() - before.length(),
                        (int) problem.getPosition() - before.length(),
                        (int) problem.getEndPosition() - before.length()))
                .toList();
    }

    private boolean declares(List<String> snippets, String name) {
        return snippets.stream().anyMatch(snippet -> IntroducedName.in(snippet, compiler).stream()
                .anyMatch(declared -> declared.name().equals(name)));
    }

    /**
     * A class may use classes that are made from its old version: then these are compiled anew along with it.
     */
    private List<? extends Diagnostic<?>> problems(SnippetWrapper wrapper,
            List<IntroducedName> redeclared) {
        String unit = SessionCompiler.withoutUnusedNames(wrapper.wrapped());
        List<? extends Diagnostic<?>> problems = compiler.errors(unit);
        String dependents = problems.isEmpty() || wrapper.kind() != Snippet.Kind.TYPE_DECL
                ? ""
                : dependentTypes(redeclared);
        if (dependents.isEmpty()) {
            return problems;
        }
        int end = wrapper.wrapped().lastIndexOf('}');
        return compiler.errors(wrapper.wrapped().substring(0, end) + "\n" + dependents + "}").stream()
                .filter(problem -> problem.getStartPosition() < end).toList();
    }

    private String dependentTypes(List<IntroducedName> redeclared) {
        Set<String> names = redeclared.stream().map(IntroducedName::name)
                .collect(Collectors.toSet());
        return existing()
                .filter(old -> old.kind() == Snippet.Kind.TYPE_DECL && names.contains(old.name()))
                .flatMap(old -> jshell.sourceCodeAnalysis().dependents(old).stream())
                .filter(user -> user.kind() == Snippet.Kind.TYPE_DECL && jshell.status(user).isActive()
                        && !names.contains(((DeclarationSnippet) user).name()))
                .distinct()
                .map(user -> (STATIC.matcher(user.source()).lookingAt() ? "" : "static ") + user.source())
                .collect(Collectors.joining("\n"));
    }

    /**
     * Whether this very method or class exists already; declaring it again would reset what depends on it for
     * nothing.
     */
    boolean isUnchanged(String source) {
        String stripped = source.strip();
        return existing()
                .anyMatch(s -> s.kind() != Snippet.Kind.VAR && jshell.status(s) == Snippet.Status.VALID
                        && operators.typed(s).strip().equals(stripped)
                        && !loader.isBroken(wrapper(s)));
    }

    /** The classes that JShell wrapped around the old versions. */
    Map<String, ClassRedefiner.Kind> replaced(List<IntroducedName> redeclared, String source) {
        Map<String, ClassRedefiner.Kind> wrappers = new HashMap<>();
        for (IntroducedName declared : redeclared) {
            existing().filter(old -> old.kind() == declared.kind() && old.name().equals(declared.name())
                    && jshell.status(old) == Snippet.Status.VALID).forEach(old -> {
                        boolean unused = old.kind() == Snippet.Kind.METHOD && !isUsed(old);
                        wrappers.put(wrapper(old), old.kind() == Snippet.Kind.TYPE_DECL
                                ? ClassRedefiner.Kind.TYPE
                                : unused
                                        ? ClassRedefiner.Kind.UNUSED_METHOD
                                        : ClassRedefiner.Kind.METHOD_OR_VARIABLE);
                        if (unused || old.kind() == Snippet.Kind.TYPE_DECL
                                && !IntroducedName.inner(old.source(), compiler)
                                        .equals(IntroducedName.inner(source, compiler))) {
                            NextVersion.ofOwnClass(old);
                        }
                    });
        }
        return wrappers;
    }

    private boolean isUsed(DeclarationSnippet declared) {
        return jshell.sourceCodeAnalysis().dependents(declared).stream()
                .anyMatch(dependent -> jshell.status(dependent).isActive())
                // JShell does not count a variable whose initialiser holds a lambda that calls a method.
                || jshell.variables().anyMatch(v -> mayHoldCodeThatCalls(declared.name(), v));
    }

    private boolean mayHoldCodeThatCalls(String name, VarSnippet variable) {
        String declaration = operators.typed(variable);
        return declaration.contains(name) && HOLDS_CODE.matcher(declaration).find();
    }

    /**
     * Puts an empty class in the place of a broken one that is declared anew: JShell would take a class of
     * equal bytes for the one it has, which Java does not initialise a second time.
     */
    void clearBroken(List<IntroducedName> redeclared) {
        for (IntroducedName declared : redeclared) {
            existing()
                    .filter(old -> old.kind() == Snippet.Kind.TYPE_DECL && old.name().equals(declared.name())
                            && loader.isBroken(wrapper(old)))
                    .toList()
                    .forEach(old -> jshell.eval("class " + old.name() + " {}"));
        }
    }

    private String wrapper(Snippet snippet) {
        return jshell.sourceCodeAnalysis().wrapper(snippet).fullClassName();
    }

    /** Leads what still calls the old versions of methods to the new ones. */
    void forwardLambdas(Map<String, ClassRedefiner.Kind> replaced, List<SnippetEvent> events) {
        for (SnippetEvent event : events) {
            if (event.snippet() instanceof MethodSnippet method && event.causeSnippet() == null
                    && event.status() == Snippet.Status.VALID) {
                replaced.forEach((old, kind) -> {
                    if (kind == ClassRedefiner.Kind.METHOD_OR_VARIABLE) {
                        redefiner.forward(old, wrapper(method));
                    }
                });
            }
        }
    }

    private Stream<DeclarationSnippet> existing() {
        return ActiveSnippets.of(jshell);
    }

    private Set<String> names() {
        return existing().map(DeclarationSnippet::name).collect(Collectors.toSet());
    }

    private static @Nullable String missingSymbol(Diagnostic<?> problem) {
        Matcher symbol = MISSING_SYMBOL.matcher(problem.getMessage(Locale.ENGLISH));
        return problem.getCode().startsWith("compiler.err.cant.resolve") && symbol.find()
                ? symbol.group(1)
                : null;
    }

    private static CompileError error(Diagnostic<?> problem, SnippetWrapper wrapper) {
        int start = wrapper.wrappedToSourcePosition((int) problem.getStartPosition());
        int position = wrapper.wrappedToSourcePosition((int) problem.getPosition());
        int end = wrapper.wrappedToSourcePosition((int) problem.getEndPosition());
        return CompileError.at(CompileError.clean(problem.getMessage(Locale.ENGLISH)), wrapper.source(),
                start, position, end);
    }
}
