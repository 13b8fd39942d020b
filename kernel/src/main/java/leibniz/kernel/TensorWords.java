package leibniz.kernel;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.VarSnippet;
import leibniz.autograd.Autograd;
import leibniz.autograd.Tensor;
import leibniz.autograd.Tensors;

/**
 * Guesses from its words alone whether a snippet has operators on tensors, or compares tensors as objects. A wrong guess
 * costs a pass of the compiler; a snippet without tensors, that only counts or asks for null, must not cost it.
 */
final class TensorWords {
    private static final Pattern COMPARISON = Pattern
            .compile(
                    "[=!]=\\s*(?!=|null\\b|true\\b|false\\b|-?[\\d.]|['\"])|\\.equals\\(\\s*(?!null\\b|[\\d'\"])");
    private static final Pattern OPERATOR = Pattern
            .compile("[*/%]|(?<![-+])[-+](?![-+>])|\\s[<>]=?\\s");
    private static final Pattern WORD = Pattern.compile("(?<![\\w$])([\\p{L}_$][\\p{L}\\d_$]*)");
    /** What stands before a name with a parenthesis that is declared there, and not called. */
    private static final Pattern DECLARED = Pattern
            .compile("(?<!\\b(?:return|new|else|throw|yield|case|assert|do))(?<=[\\w>\\]])\\s+$");
    private static final Set<String> FUNCTIONS = Stream.of(Tensors.class, Autograd.class)
            .flatMap(c -> Arrays.stream(c.getMethods())).filter(m -> Modifier.isStatic(m.getModifiers()))
            .map(m -> m.getName() + "(").collect(Collectors.toSet());

    private final JShell jshell;

    TensorWords(JShell jshell) {
        this.jshell = jshell;
    }

    boolean mayHaveOperands(String source) {
        if (!COMPARISON.matcher(source).find() && !OPERATOR.matcher(CodeMask.of(source).text()).find()) {
            return false;
        }
        Set<String> known = new HashSet<>(FUNCTIONS);
        known.add(Tensor.class.getSimpleName());
        addNames(known);
        return holdsAny(source, known);
    }

    /** Adds what the session declared with a type that speaks of a known name. */
    private void addNames(Set<String> known) {
        Map<String, String> types = new HashMap<>();
        Stream<DeclarationSnippet> declared = Stream
                .of(jshell.variables(), jshell.methods(), jshell.types()).flatMap(s -> s);
        declared.forEach(s -> {
            switch (s) {
                case VarSnippet variable -> types.merge(variable.name(), type(variable), String::concat);
                case MethodSnippet method -> types.merge(method.name(), method.signature(), String::concat);
                default ->
                    types.merge(s.name(), s.source(), String::concat);
            }
        });
        boolean more = true;
        while (more) {
            more = types.entrySet().removeIf(e -> holdsAny(e.getValue(), known) && known.add(e.getKey()));
        }
    }

    /** Once a class was dropped, JShell says of each {@code var} that it is an Object: then it may be a tensor. */
    private static String type(VarSnippet variable) {
        String type = variable.typeName();
        return type.equals("java.lang.Object") ? Tensor.class.getSimpleName() : type;
    }

    private static boolean holdsAny(String text, Set<String> known) {
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            boolean called = words.end() < text.length() && text.charAt(words.end()) == '(';
            boolean selected = words.start() > 0 && text.charAt(words.start() - 1) == '.';
            boolean isKnown = known.contains(words.group(1))
                    || called && !selected && known.contains(words.group(1) + "(");
            if (isKnown && !(called && DECLARED.matcher(text).region(0, words.start()).find())) {
                return true;
            }
        }
        return false;
    }
}
