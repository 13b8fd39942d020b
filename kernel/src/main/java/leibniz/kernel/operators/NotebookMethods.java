package leibniz.kernel.operators;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import leibniz.autograd.Autograd;
import leibniz.autograd.Tensors;
import leibniz.display.Displays;
import leibniz.kernel.outcome.CompileError;

/** Advice on errors that come of methods which cells declared. */
public final class NotebookMethods {
    private static final Pattern NOT_APPLICABLE = Pattern
            .compile("cannot be applied to given types|no suitable method found for|cannot be converted to");
    private static final Pattern NAME_OF_CALL = Pattern.compile("(?<![\\w$.])([\\p{L}_$][\\w$]*)\\s*\\($");
    /** What javac says of a method that a class of the user's has itself. */
    private static final Pattern METHOD_OF_CLASS = Pattern
            .compile("^method (\\w+) in (?:class|record|enum|interface) (\\w+) cannot be applied");

    private final JShell jshell;

    public NotebookMethods(JShell jshell) {
        this.jshell = jshell;
    }

    /**
     * What to write where a function is wanted and the name of a method was given; empty if there is no such
     * method.
     */
    String asFunction(String name) {
        return declared(name).map(method -> {
            int count = method.parameterTypes().isBlank()
                    ? 0
                    : method.parameterTypes().split(",", -1).length;
            String names = IntStream.range(0, count).mapToObj(i -> String.valueOf((char) ('a' + i)))
                    .collect(Collectors.joining(", "));
            String parameters = count == 1 ? names : "(" + names + ")";
            return name + " is a method. Where a function is wanted, write " + parameters + " -> " + name
                    + "("
                    + names + ").";
        }).orElse("");
    }

    /**
     * What hides the imported methods of the name that is called: a method of the notebook hides all of them,
     * whatever their parameters, and so does one of a class within it. Empty if nothing does.
     */
    String hiding(CompileError error, String typed) {
        if (!NOT_APPLICABLE.matcher(error.message()).find()) {
            return "";
        }
        Matcher own = METHOD_OF_CLASS.matcher(error.message());
        if (own.find() && (error.start() == 0 || typed.charAt(error.start() - 1) != '.')) {
            return hiding(own.group(1), "The method " + own.group(1) + " of " + own.group(2));
        }
        return declared(called(error, typed)).map(method -> hiding(method.name(),
                "The method " + method.name() + "(" + method.parameterTypes() + ") that a cell declared"))
                .orElse("");
    }

    /** Why a declaration of the session does not compile. */
    public String firstError(DeclarationSnippet snippet) {
        return CompileError.of(jshell, snippet).stream().findFirst().map(error -> {
            String hiding = hiding(error, snippet.source());
            return error.message() + (hiding.isEmpty() ? "" : "\n" + hiding);
        }).orElse("");
    }

    private static String hiding(String name, String what) {
        return Stream.of(Tensors.class, Autograd.class, Displays.class)
                .filter(c -> Arrays.stream(c.getMethods())
                        .anyMatch(m -> m.getName().equals(name) && Modifier.isStatic(m.getModifiers())))
                .findFirst()
                .map(c -> what + " hides " + c.getSimpleName() + "." + name + ". Write " + c.getSimpleName()
                        + "."
                        + name + "(...) for that one.")
                .orElse("");
    }

    /** The name of the method whose call is at fault, or that the faulty text is an argument of. */
    private String called(CompileError error, String typed) {
        int depth = 0;
        for (int at = Math.min(error.start(), typed.length()) - 1; at >= 0; at--) {
            char c = typed.charAt(at);
            if (c == ')') {
                depth++;
            } else if (c == '(' && depth-- == 0) {
                Matcher call = NAME_OF_CALL.matcher(typed.substring(0, at + 1));
                if (call.find() && declared(call.group(1)).isPresent()) {
                    return call.group(1);
                }
                break;
            }
        }
        Matcher word = Pattern.compile("[\\w$]+").matcher(typed.substring(error.start()));
        return word.lookingAt() ? word.group() : "";
    }

    private Optional<MethodSnippet> declared(String name) {
        return jshell.methods().filter(m -> m.name().equals(name)).findFirst();
    }
}
