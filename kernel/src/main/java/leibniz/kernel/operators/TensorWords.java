package leibniz.kernel.operators;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
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
import leibniz.kernel.compile.ActiveSnippets;
import leibniz.kernel.text.CodeMask;

/**
 * Guesses from its words alone whether a snippet has operators on tensors, or compares tensors as objects. A
 * wrong guess costs a pass of the compiler; a snippet without tensors, that only counts or asks for null,
 * must not cost it.
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
            .map(Method::getName).collect(Collectors.toSet());

    private final JShell jshell;

    TensorWords(JShell jshell) {
        this.jshell = jshell;
    }

    boolean mayHaveOperands(String source) {
        if (!COMPARISON.matcher(source).find() && !OPERATOR.matcher(CodeMask.of(source).text()).find()) {
            return false;
        }
        return new Search().reachesTensors(source);
    }

    /**
     * From the words of a text to what the session declared with these names, and on to the words of their
     * types.
     */
    private final class Search {
        private final Map<String, List<DeclarationSnippet>> declared = ActiveSnippets.of(jshell).collect(
                Collectors.groupingBy(DeclarationSnippet::name));

        boolean reachesTensors(String text) {
            Matcher words = WORD.matcher(text);
            while (words.find()) {
                String word = words.group(1);
                boolean called = words.end() < text.length() && text.charAt(words.end()) == '(';
                boolean selected = words.start() > 0 && text.charAt(words.start() - 1) == '.';
                boolean isKnown = word.equals(Tensor.class.getSimpleName())
                        || called && !selected && FUNCTIONS.contains(word);
                if ((isKnown || declared.containsKey(word))
                        && !(called && DECLARED.matcher(text).region(0, words.start()).find())
                        && (isKnown || leadsToTensors(word))) {
                    return true;
                }
            }
            return false;
        }

        private boolean leadsToTensors(String name) {
            List<DeclarationSnippet> snippets = declared.remove(name); // so that each is looked at once
            return snippets != null && snippets.stream().anyMatch(snippet -> reachesTensors(switch (snippet) {
                case VarSnippet variable -> type(variable);
                case MethodSnippet method -> method.signature();
                default -> snippet.source();
            }));
        }
    }

    /**
     * Once a class was dropped, JShell says of each {@code var} that it is an Object: then it may be a
     * tensor.
     */
    private static String type(VarSnippet variable) {
        String type = variable.typeName();
        return type.equals("java.lang.Object") ? Tensor.class.getSimpleName() : type;
    }
}
