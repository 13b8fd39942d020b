package leibniz.kernel.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.VarSnippet;
import leibniz.kernel.advice.PythonExpressions.Style;
import leibniz.kernel.advice.PythonStatements.Statement;
import leibniz.kernel.compile.ActiveSnippets;
import leibniz.kernel.compile.SessionCompiler;
import leibniz.kernel.operators.Operators;
import leibniz.kernel.outcome.CompileError;
import leibniz.kernel.outcome.Outcome;
import leibniz.kernel.outcome.Source;
import org.jspecify.annotations.Nullable;

/**
 * Adds to what javac says of a cell one line that says what to write here. What it offers compiles: each form
 * is tried in the session first.
 */
public final class Advisor {
    /** One look at a cell tries no more forms than this, so that a failing cell does not take long. */
    private static final int MOST_TRIALS = 8;
    /** Longer texts were not typed, so they get none; patterns and nesting are followed by recursion. */
    private static final int MOST_CHARACTERS = 10_000;
    /** A longer one is no help on one line. */
    private static final int LONGEST_FORM = 300;
    private static final List<Style> PYTHON = List.of(Style.FUNCTIONS, Style.METHODS, Style.NUMBERS);
    private static final Pattern JOINED = Pattern.compile("^no suitable method found for (cat|stack)\\(");
    private static final Pattern HASH = Pattern.compile("illegal character: '#'");

    private final JShell jshell;
    private final Trial trial;
    private final NearestNames names;
    private Function<String, @Nullable String> earlier = name -> null;

    public Advisor(JShell jshell, SessionCompiler compiler, Operators operators) {
        this.jshell = jshell;
        this.trial = new Trial(compiler, operators);
        this.names = new NearestNames(jshell);
    }

    /**
     * Says where to ask for names of earlier sessions.
     *
     * @param found the line on the cell that declared a name before a restart; null if none did
     */
    public void askEarlier(Function<String, @Nullable String> found) {
        earlier = found;
    }

    /** What a cell shows that does not compile. */
    public Outcome.Failure failure(Source source, List<CompileError> errors) {
        return CompileError.failure(source, 0, withAdvice(source.code(), errors));
    }

    /** What a cell shows that failed as it ran, with advice where there is some. */
    public Outcome.Failure afterRun(Outcome.Failure failure, String snippet) {
        return snippet.length() > MOST_CHARACTERS
                ? failure
                : RunForms.withAdvice(failure, snippet, jshell, trial::compiles);
    }

    /** @param errors at places of the text */
    List<CompileError> withAdvice(String text, List<CompileError> errors) {
        List<CompileError> shorter = errors.stream().map(Overloads::shortened)
                .collect(Collectors.toCollection(ArrayList::new));
        if (text.length() > MOST_CHARACTERS) {
            return shorter;
        }
        try {
            return withAdvice(text, errors, shorter);
        } catch (StackOverflowError e) { // nested deeper than anybody writes
            return shorter;
        }
    }

    private List<CompileError> withAdvice(String text, List<CompileError> errors,
            List<CompileError> shorter) {
        Set<String> tried = new HashSet<>();
        for (int i = 0; i < shorter.size(); i++) {
            CompileError error = errors.get(i);
            boolean advised = Overloads.adviceStart(error.message()) < error.message().length();
            String advice = advised ? function(text, error, tried) : advice(text, error, tried);
            if (advice != null) {
                CompileError told = shorter.get(i);
                String message = advised
                        ? told.message().substring(0, told.message().lastIndexOf('\n'))
                        : told.message();
                return List.of(new CompileError(message + "\n" + advice, told.start(), told.end()));
            }
            if (advised) {
                break;
            }
        }
        return shorter;
    }

    /**
     * The function of tensors that stands for one of Math, before the advice to take the number out: through
     * that no gradient flows.
     */
    private @Nullable String function(String text, CompileError error, Set<String> tried) {
        Matcher joined = JOINED.matcher(error.message());
        if (joined.find()) {
            String statement = problem(text, error, declared()).statement();
            String form = statement.replaceFirst("\\b" + joined.group(1) + "\\((?!\\d)",
                    joined.group(1) + "(0, ");
            return form.equals(statement) || !compiles(form, tried)
                    ? null
                    : joined.group(1) + " takes the dim first. Write `" + form + "`.";
        }
        return !mixesTypes(error) || !text.contains("Math")
                ? null
                : translated(text, error, declared(), Style.TENSORS_FOR_NUMBERS, tried);
    }

    private static boolean mixesTypes(CompileError error) {
        return error.message().contains("leibniz.autograd.Tensor cannot be converted to");
    }

    private Set<String> declared() {
        return ActiveSnippets.of(jshell).map(snippet -> snippet.name()).collect(Collectors.toSet());
    }

    private @Nullable String advice(String text, CompileError error, Set<String> tried) {
        if (HASH.matcher(error.message()).find()) {
            String comment = text.substring(error.start()).lines().findFirst().orElse("").replaceFirst("#+",
                    "//");
            return "A comment begins with two slashes. Write `" + comment.strip() + "`.";
        }
        Set<String> declared = declared();
        Problem problem = problem(text, error, declared);
        boolean atEnd = error.message().startsWith("the cell ends before");
        String fixed = FixedForms
                .of(atEnd ? new Problem(error, text.lines().findFirst().orElse(""), 0) : problem);
        if (fixed != null) {
            return fixed;
        }
        for (Style style : mixesTypes(error) ? List.of(Style.values()) : PYTHON) {
            String translated = translated(text, error, declared, style, tried);
            if (translated != null) {
                return translated;
            }
        }
        String call = call(problem, tried);
        if (call != null) {
            return call;
        }
        String formula = formula(problem, declared, tried);
        if (formula != null) {
            return formula;
        }
        String missing = problem.missing();
        String before = missing == null || problem.owner() != null ? null : earlier.apply(missing);
        if (before != null) {
            return before;
        }
        List<String> corrected = names.corrected(problem);
        for (String statement : corrected) {
            if (compiles(statement, tried)) {
                return "Did you mean `" + statement + "`?";
            }
            Statement in = PythonStatements.of(statement, Style.FUNCTIONS, declared::contains).getFirst();
            if (in.java() != null && compiles(in.java(), tried)) {
                return "Did you mean `" + in.java() + "`?";
            }
        }
        for (TypeForms.Form form : TypeForms.of(problem, tensors(), declared)) {
            if (!same(form.statement(), problem.statement()) && compiles(form.statement(), tried)) {
                return form.sentence().formatted("`" + form.statement() + "`");
            }
        }
        return null;
    }

    private static final Pattern NAME_ALONE = Pattern.compile("(?:[\\w.]+\\.)?(\\w+);?");
    private static final List<String> USUAL = List.of("4.0", "x", "x, x", "2, 3", "");

    /** An example of a function of which only the name was typed. */
    private @Nullable String call(Problem problem, Set<String> tried) {
        Matcher alone = NAME_ALONE.matcher(problem.statement());
        if (problem.owner() != null || problem.missing() == null || !alone.matches()) {
            return null;
        }
        String typed = alone.group(1);
        boolean prints = typed.equals("print") || typed.equals("println");
        String function = prints
                ? "System.out.println"
                : PythonNames.here(PythonNames.isKnown(typed)
                        ? typed
                        : typed.toLowerCase(Locale.ROOT));
        if (!prints && !PythonNames.FUNCTIONS.contains(function)) {
            return null;
        }
        List<String> tensors = tensors();
        for (String arguments : USUAL) {
            String form = function + "(" + (tensors.isEmpty() || prints
                    ? arguments.replace("x", "4.0")
                    : arguments.replace("x", tensors.getFirst())) + ")";
            if (compiles(form, tried)) {
                return typed + " is a function, and has its arguments in brackets. Write for example `" + form
                        + "`.";
            }
        }
        return null;
    }

    private @Nullable String formula(Problem problem, Set<String> declared, Set<String> tried) {
        MathNotation.Formula formula = MathNotation.of(problem.statement(), declared::contains);
        if (formula == null) {
            return null;
        }
        for (Style style : PYTHON) {
            String java = PythonStatements.of(formula.text(), style, declared::contains).getFirst().java();
            if (java != null && compiles(java, tried)) {
                return formula.reason() + " Write `" + java + "`.";
            }
        }
        return null;
    }

    /** The tensors of the notebook, first what derivatives are usually taken by. */
    private List<String> tensors() {
        return jshell.variables().filter(v -> v.typeName().endsWith("Tensor")).map(VarSnippet::name)
                .sorted(Comparator.comparingInt(name -> name.equals("x") ? 0 : name.equals("w") ? 1 : 2))
                .toList();
    }

    private static Problem problem(String text, CompileError error, Set<String> declared) {
        Statement at = at(PythonStatements.of(text, Style.FUNCTIONS, declared::contains), error);
        return at == null
                ? new Problem(error, text, 0)
                : new Problem(error, text.substring(at.start(), at.end()).strip(), at.start());
    }

    /** The statement that an error is in; the last one for an error at the end of the text. */
    private static @Nullable Statement at(List<Statement> statements, CompileError error) {
        Statement last = null;
        for (Statement statement : statements) {
            if (last == null || statement.start() <= error.start()) {
                last = statement;
            }
        }
        return last;
    }

    private @Nullable String translated(String text, CompileError error, Set<String> declared, Style style,
            Set<String> tried) {
        List<Statement> statements = PythonStatements.of(text, style, declared::contains);
        Statement statement = at(statements, error);
        String whole = wholeCell(text, error, statements, tried);
        if (whole != null) {
            return whole;
        }
        if (statement == null || statement.java() == null
                || same(statement.java(), text.substring(statement.start(), statement.end()))) {
            return null;
        }
        StringBuilder before = new StringBuilder();
        for (Statement earlierOne : statements) {
            if (earlierOne == statement) {
                break;
            }
            String java = earlierOne.java();
            before.append(java == null ? text.substring(earlierOne.start(), earlierOne.end()) : java)
                    .append(";\n");
        }
        String java = statement.java();
        return compiles(java, tried) || !before.isEmpty() && compiles(before + java, tried)
                ? (statement.reason().isEmpty() ? "" : statement.reason() + " ") + "Write `" + java + "`."
                : null;
    }

    /** A cell of several lines of Python, in which each statement lacks its end. */
    private @Nullable String wholeCell(String text, CompileError error, List<Statement> statements,
            Set<String> tried) {
        if (statements.size() < 2 || !error.message().contains("';' expected") || text.contains(";")
                || text.contains("{") || statements.stream().anyMatch(s -> s.java() == null)) {
            return null;
        }
        List<String> java = statements.stream().map(s -> Objects.requireNonNull(s.java())).toList();
        String form = Stream
                .concat(java.stream().limit(java.size() - 1).map(PythonStatements::ended),
                        Stream.of(java.getLast()))
                .filter(one -> !one.isEmpty()).collect(Collectors.joining(" "));
        return form.length() <= LONGEST_FORM && compiles(form, tried)
                ? "Java ends a statement with a semicolon. Write `" + form + "`."
                : null;
    }

    private boolean compiles(String statement, Set<String> tried) {
        return !statement.isBlank() && tried.size() < MOST_TRIALS && tried.add(statement)
                && trial.compiles(statement);
    }

    /** Whether two texts differ only in blanks, comments and where statements end. */
    private static boolean same(String one, String other) {
        return words(one).equals(words(other));
    }

    private static String words(String text) {
        return Tokens.of(text).stream().map(Tokens.Token::text).filter(word -> !word.equals(";"))
                .collect(Collectors.joining(" ")).strip().replaceAll(" +", " ");
    }
}
