package leibniz.kernel.debug;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import leibniz.kernel.execution.CellFrame;
import leibniz.kernel.execution.CellLoader;
import leibniz.kernel.outcome.CompileError;
import leibniz.kernel.session.Session;
import leibniz.kernel.text.CodeMask;
import leibniz.kernel.text.CodeReader;
import org.jspecify.annotations.Nullable;

/**
 * Java that is run in a frame, with its variables as parameters of a method: an expression, or statements. It
 * is compiled once and may run often.
 */
final class Evaluation {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String METHOD = "evaluate";
    private static final String THIS = "this$";
    private static final Pattern OF_THIS = Pattern.compile("\\bthis\\b(?:\\s*\\.\\s*(\\w+)\\b(?!\\s*\\())?");

    private final Method method;
    private final List<Variable> used;

    private Evaluation(Method method, List<Variable> used) {
        this.method = method;
        this.used = used;
    }

    /** Why something is not run. */
    static final class NotCompiled extends Exception {
        private static final long serialVersionUID = 1L;

        NotCompiled(String message) {
            super(message);
        }
    }

    /**
     * A variable of the frame that the text names.
     *
     * @param index among those of the frame; -1 for a field of its object
     */
    private record Variable(String name, String type, int index, @Nullable Field field) {
        @Nullable
        Object in(CellFrame frame) throws IllegalAccessException {
            return field == null ? frame.values()[index] : field.get(self(frame));
        }
    }

    /**
     * Compiles a text for a frame.
     *
     * @param mayBeStatements whether it may be something else than an expression
     * @throws NotCompiled saying what javac says
     */
    static Evaluation of(String text, CellFrame frame, Session session, boolean mayBeStatements)
            throws NotCompiled {
        String code = withoutThis(text.strip().replaceAll(";+$", ""), self(frame));
        List<Variable> used = used(CodeReader.words(code), frame, session.loader);
        List<String> errors = new ArrayList<>();
        String result = "Object[] " + METHOD + "$ = { null };";
        String values = "return new Object[]{ " + METHOD + "$[0]"
                + used.stream().map(v -> ", " + v.name).collect(Collectors.joining()) + " };";
        String expression = result + " " + METHOD + "$[0] = \n" + code + "\n; " + values;
        String statements = result + " if (true) {\n" + code + (code.endsWith("}") ? "" : ";") + "\n} "
                + values;
        for (String body : mayBeStatements ? List.of(expression, statements) : List.of(expression)) {
            Method compiled = compiled(text, body, used, session, errors);
            if (compiled != null) {
                return new Evaluation(compiled, used);
            }
        }
        // Of statements javac says something else when it reads them as an expression.
        throw new NotCompiled(
                errors.stream().filter(error -> !error.startsWith("illegal start of expression"))
                        .findFirst().orElse(errors.getFirst()));
    }

    /**
     * What is a field of the frame's object, and the object, become variables: other code may not see them.
     */
    private static String withoutThis(String code, @Nullable Object self) {
        if (self == null) {
            return code;
        }
        Set<String> fields = Children.fields(self).stream().map(Field::getName).collect(Collectors.toSet());
        CodeMask mask = CodeMask.of(code);
        return OF_THIS.matcher(code).replaceAll(found -> mask.isInside(found.start())
                ? Matcher.quoteReplacement(found.group())
                : found.group(1) != null && fields.contains(found.group(1))
                        ? Matcher.quoteReplacement(THIS + found.group(1))
                        : Matcher.quoteReplacement(THIS + found.group().substring("this".length())));
    }

    private static @Nullable Method compiled(String text, String body, List<Variable> used, Session session,
            List<String> errors) {
        String name = CellLoader.RUN + "debug" + COUNT.incrementAndGet();
        String unit = session.compiler.header(text) + "class " + name + " { static Object[] " + METHOD + "("
                + used.stream().map(v -> v.type + " " + v.name).collect(Collectors.joining(", "))
                + ") throws Throwable { " + body + " } }";
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        Map<String, byte[]> classes = session.compiler.compileApart(unit, problems);
        if (classes.isEmpty()) {
            problems.getDiagnostics().stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                    .map(d -> CompileError.clean(d.getMessage(Locale.ENGLISH)))
                    .forEach(errors::add);
            return null;
        }
        classes.forEach(session.loader::add);
        try {
            Method method = Arrays.stream(session.loader.loadClass(CellLoader.PACKAGE + name)
                    .getDeclaredMethods()).filter(m -> m.getName().equals(METHOD)).findFirst().orElseThrow();
            method.setAccessible(true);
            return method;
        } catch (ReflectiveOperationException | LinkageError e) {
            errors.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static List<Variable> used(Set<String> words, CellFrame frame, CellLoader loader) {
        List<Variable> used = new ArrayList<>();
        List<String> described = frame.variables();
        Set<String> names = described.stream().map(v -> v.substring(0, v.indexOf(' ')))
                .collect(Collectors.toSet());
        IntStream.range(0, described.size()).forEach(i -> {
            String name = described.get(i).substring(0, described.get(i).indexOf(' '));
            if (words.contains(name.equals("this") ? THIS : name)) {
                used.add(new Variable(name.equals("this") ? THIS : name,
                        WrittenSignature.of(described.get(i).substring(name.length() + 1), loader), i, null));
            }
        });
        Object self = self(frame);
        if (self != null) {
            for (Field field : Children.fields(self)) {
                for (String name : List.of(field.getName(), THIS + field.getName())) {
                    if (words.contains(name) && names.add(name)) {
                        used.add(new Variable(name, WrittenSignature.of(field), -1, field));
                    }
                }
            }
        }
        return used;
    }

    private static @Nullable Object self(CellFrame frame) {
        List<String> variables = frame.variables();
        return IntStream.range(0, variables.size()).filter(i -> variables.get(i).startsWith("this "))
                .mapToObj(i -> Objects.requireNonNull(frame.values()[i], "this")).findFirst().orElse(null);
    }

    /**
     * Runs it in the thread of the frame.
     *
     * @param maySet whether what it assigns to variables of the frame is kept
     * @throws Throwable what it throws
     */
    @Nullable
    Object in(CellFrame frame, boolean maySet) throws Throwable {
        @Nullable
        Object[] arguments = new Object[used.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = used.get(i).in(frame);
        }
        @Nullable
        Object[] results;
        try {
            results = (Object[]) Objects.requireNonNull(method.invoke(null, arguments));
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
        for (int i = 0; i < arguments.length; i++) {
            Variable variable = used.get(i);
            if (!isSame(arguments[i], results[i + 1])) {
                if (variable.field != null) {
                    if (Modifier.isFinal(variable.field.getModifiers())) {
                        throw new IllegalStateException(variable.name + " is final");
                    }
                    variable.field.set(self(frame), results[i + 1]);
                } else if (maySet) {
                    frame.set(variable.index, results[i + 1]);
                } else {
                    throw new IllegalStateException("a variable of a caller keeps its value until the call "
                            + "returns; choose the frame on top to set one");
                }
            }
        }
        return results[0];
    }

    private static boolean isSame(@Nullable Object before, @Nullable Object after) {
        return before == after || before instanceof Number && before.equals(after)
                || before instanceof Boolean && before.equals(after)
                || before instanceof Character && before.equals(after);
    }
}
