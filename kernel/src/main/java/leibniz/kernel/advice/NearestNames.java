package leibniz.kernel.advice;

import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import leibniz.autograd.Autograd;
import leibniz.autograd.DType;
import leibniz.autograd.GraphOption;
import leibniz.autograd.Tensors;
import leibniz.course.Course;
import leibniz.display.Displays;
import leibniz.kernel.compile.ActiveSnippets;
import leibniz.kernel.text.EditDistance;

/** The names that exist where one was typed that does not: of the session, of the library, and of Java. */
final class NearestNames {
    private static final int SHORTEST = 3;
    private static final int MOST = 2;
    /** Of types that cells use without importing them. */
    private static final List<String> TYPES = List.of("true", "false", "null", "String", "Math", "System",
            "Integer", "Double",
            "Boolean",
            "Tensor", "Tensors", "List", "ArrayList", "Map", "HashMap", "Arrays", "Stream", "IntStream",
            "Random",
            "TensorFunction", "Graph", "SGD", "Adam");

    private final JShell jshell;

    NearestNames(JShell jshell) {
        this.jshell = jshell;
    }

    /** The statement with the nearest names in the place of the missing one, the nearest first. */
    List<String> corrected(Problem problem) {
        String missing = problem.missing();
        if (missing == null || missing.length() < SHORTEST) {
            return List.of();
        }
        Matcher word = Pattern.compile("(?<![\\w$])" + Pattern.quote(missing) + "(?![\\w$])")
                .matcher(problem.statement());
        if (!word.find(problem.start())) {
            return List.of();
        }
        int most = Math.max(1, missing.length() / 4);
        return candidates(problem).distinct()
                .filter(name -> !name.equals(missing) && EditDistance.of(name, missing) <= most)
                .sorted(Comparator.comparingInt((String name) -> EditDistance.of(name, missing))
                        .thenComparing(name -> !name.toLowerCase(Locale.ROOT)
                                .equals(missing.toLowerCase(Locale.ROOT))))
                .limit(MOST)
                .map(name -> problem.statement().substring(0, word.start()) + name
                        + problem.statement().substring(word.end()))
                .toList();
    }

    private Stream<String> candidates(Problem problem) {
        String owner = problem.owner();
        if (owner != null) {
            return members(owner, problem.lacksMethod());
        }
        Stream<String> library = problem.lacksMethod()
                ? Stream.of(Tensors.class, Autograd.class, Displays.class, Course.class)
                        .flatMap(type -> Arrays.stream(type.getMethods())).map(Member::getName)
                : Stream.concat(TYPES.stream(), Stream.of(DType.values(), GraphOption.values())
                        .flatMap(Arrays::stream).map(Enum::name));
        return Stream.concat(ActiveSnippets.of(jshell).map(snippet -> snippet.name()), library);
    }

    private static Stream<String> members(String owner, boolean methods) {
        try {
            Class<?> type = Class.forName(owner.replaceFirst("<.*", ""), false,
                    NearestNames.class.getClassLoader());
            if (!type.getName().startsWith("java.") && !type.getName().startsWith("leibniz.")) {
                return Stream.of();
            }
            Stream<? extends Member> members = methods
                    ? Arrays.stream(type.getMethods())
                    : Arrays.stream(type.getFields());
            return members.filter(member -> Modifier.isPublic(member.getModifiers())).map(Member::getName);
        } catch (ClassNotFoundException e) {
            return Stream.of(); // one that a cell declared
        }
    }
}
