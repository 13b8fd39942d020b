package leibniz.kernel.advice;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.kernel.outcome.CompileError;

/** Says in one line what a method takes, where javac goes through all methods of the name. */
final class Overloads {
    private static final Pattern NONE_SUITS = Pattern
            .compile("^(no suitable (?:method|constructor) found for (\\w+)\\(.*)\\n");
    private static final Pattern CANDIDATE = Pattern
            .compile(
                    "\\n    (?:method|constructor) ([\\w.$]*?)\\.?(?:<[^>]*>)?(\\w+)\\(([^\\n]*)\\) is not applicable");
    private static final Pattern ONE = Pattern.compile(
            "^((?:method|constructor) (\\w+) in (?:class|interface|record|enum) ([\\w.$]*?)(?:<\\S*>)? cannot be applied "
                    + "to given types);\\n  required: +(.*)\\n  found: +(.*)\\n");
    private static final int MOST = 6;

    private Overloads() {}

    static CompileError shortened(CompileError error) {
        String message = error.message();
        int advice = adviceStart(message);
        String shorter = shortened(message.substring(0, advice) + "\n");
        return shorter.isEmpty()
                ? error
                : new CompileError(shorter + message.substring(advice), error.start(), error.end());
    }

    /** Where what the kernel has added begins: javac indents what it adds to its first line. */
    static int adviceStart(String message) {
        return message.lines().skip(1).filter(line -> !line.startsWith(" "))
                .findFirst().map(line -> message.indexOf("\n" + line)).orElse(message.length());
    }

    /** Empty where nothing is to be shortened. */
    private static String shortened(String message) {
        Matcher none = NONE_SUITS.matcher(message);
        if (none.find()) {
            String name = none.group(2);
            List<String> taken = CANDIDATE.matcher(message).results()
                    .map(candidate -> parameters(candidate.group(1), name, candidate.group(3))).distinct()
                    .sorted(Comparator.comparingInt(String::length)).toList();
            return taken.isEmpty() ? "" : types(none.group(1)) + "\n  " + name + " takes " + listed(taken);
        }
        Matcher one = ONE.matcher(message);
        if (one.find()) {
            String required = one.group(4).equals("no arguments") ? "" : one.group(4);
            return types(one.group(1).replaceFirst(" in class +(?=cannot)", " ")) + "\n  " + one.group(2)
                    + " takes "
                    + parameters(one.group(3), one.group(2), required)
                    + ", but got "
                    + (one.group(5).equals("no arguments") ? "nothing" : "(" + types(one.group(5)) + ")");
        }
        return "";
    }

    private static String listed(List<String> taken) {
        List<String> shown = taken.stream().limit(MOST).toList();
        if (shown.size() == 1) {
            return shown.getFirst();
        }
        return taken.size() > MOST
                ? String.join(", ", shown) + " and " + (taken.size() - MOST) + " more"
                : String.join(", ", shown.subList(0, shown.size() - 1)) + " or " + shown.getLast();
    }

    /** With the names of the parameters, where the class files have them. */
    private static String parameters(String owner, String name, String types) {
        String wanted = types.replaceAll("<[^()]*?>(?=[,.\\[ )]|$)", "").replace("...", "[]");
        try {
            Class<?> type = Class.forName(owner, false, Overloads.class.getClassLoader());
            return Stream
                    .<Executable>concat(Arrays.stream(type.getMethods()),
                            Arrays.stream(type.getConstructors()))
                    .filter(method -> method.getName().equals(name) || method.getName().equals(owner))
                    .filter(method -> raw(method).equals(wanted)).findFirst()
                    .map(method -> Arrays.stream(method.getParameters()).map(Overloads::parameter)
                            .collect(Collectors.joining(", ", "(", ")")))
                    .orElse("(" + types(types) + ")");
        } catch (ClassNotFoundException | LinkageError e) {
            return "(" + types(types) + ")";
        }
    }

    private static String raw(Executable method) {
        return Arrays.stream(method.getParameters())
                .map(p -> p.isVarArgs()
                        ? p.getType().getComponentType().getCanonicalName() + "[]"
                        : p.getType().getCanonicalName())
                .collect(Collectors.joining(","));
    }

    private static String parameter(Parameter parameter) {
        String type = types(parameter.getParameterizedType().getTypeName());
        String shown = parameter.isVarArgs() ? type.replaceFirst("\\[]$", "...") : type;
        return parameter.isNamePresent() ? shown + " " + parameter.getName() : shown;
    }

    /** Types without their packages. */
    private static String types(String text) {
        return text.replaceAll("\\b(?:[a-z][\\w]*\\.)+(?=[A-Z])", "").replaceAll(", *", ", ");
    }
}
