package leibniz.kernel.advice;

import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import leibniz.autograd.Autograd;
import leibniz.autograd.DType;
import leibniz.autograd.GraphOption;
import leibniz.autograd.Tensors;
import leibniz.course.Course;
import leibniz.course.exercises.EditDistance;
import leibniz.display.Displays;
import leibniz.kernel.compile.ActiveSnippets;

/** The names that exist where one was typed that does not: of the session, of the library, and of Java. */
final class NearestNames {
    private static final int SHORTEST = 3;
    private static final int MOST = 2;
    private static final String CALL = "()";
    /** What other languages call it. */
    private static final Map<String, String> ELSEWHERE = Map.of("bool", "boolean", "Int", "int", "integer",
            "int",
            "let", "var", "const", "var", "val", "var", "auto", "var", "str", "String", "fun", "Tensor",
            "tensor",
            "Tensor");
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
        if (problem.message().contains("class " + missing) && ELSEWHERE.containsKey(missing)) {
            return List.of(problem.statement().substring(0, word.start()) + ELSEWHERE.get(missing)
                    + problem.statement().substring(word.end()));
        }
        int most = Math.max(1, missing.length() / 4);
        String owner = problem.owner();
        Stream<String> calls = owner == null || problem.lacksMethod()
                ? Stream.of()
                : members(owner, true).map(name -> name + CALL);
        return Stream.concat(candidates(problem), calls).distinct()
                .filter(name -> !name.equals(missing) && distance(name, missing) <= most)
                .sorted(Comparator.comparingInt((String name) -> distance(name, missing))
                        .thenComparing(name -> !name.toLowerCase(Locale.ROOT)
                                .equals(missing.toLowerCase(Locale.ROOT))))
                .limit(MOST)
                .map(name -> problem.statement().substring(0, word.start()) + name
                        + problem.statement().substring(word.end()))
                .toList();
    }

    private static int distance(String name, String missing) {
        boolean exchanged = missing.length() <= SHORTEST && name.length() == missing.length()
                && !letters(name).equals(letters(missing));
        return exchanged // such as cos for cot, which is another function
                ? Integer.MAX_VALUE
                : EditDistance.of(name.replace(CALL, ""), missing);
    }

    private static List<Integer> letters(String name) {
        return name.toLowerCase(Locale.ROOT).chars().sorted().boxed().toList();
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
