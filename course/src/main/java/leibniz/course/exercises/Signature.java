package leibniz.course.exercises;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a method that a learner is asked to declare, such as {@code double slope(double x)}.
 *
 * @param head as it is written
 * @param name of the method
 * @param result its type, without type arguments
 * @param types those of its parameters, without type arguments
 * @param names those of its parameters
 */
record Signature(String head, String name, String result, List<String> types, List<String> names) {
    private static final Pattern HEAD = Pattern.compile("(\\S+) (\\w+)\\((.*)\\)");

    static Signature of(String head) {
        String plain = head.replaceAll("<[^(]*?>(?= )|<[^<>]*>", "");
        Matcher matcher = HEAD.matcher(plain);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the head of a method: " + head);
        }
        List<String> parameters = matcher.group(3).isEmpty()
                ? List.of()
                : Arrays.asList(matcher.group(3).split(", "));
        return new Signature(head, matcher.group(2), matcher.group(1),
                parameters.stream().map(p -> p.substring(0, p.indexOf(' '))).toList(),
                parameters.stream().map(p -> p.substring(p.indexOf(' ') + 1)).toList());
    }

    boolean takes(Method method) {
        return types.equals(Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).toList());
    }

    boolean gives(Method method) {
        return isOrExtends(method.getReturnType());
    }

    /** Whether the type, or one that it extends, has the name of the result. */
    private boolean isOrExtends(Class<?> type) {
        if (type.getSimpleName().equals(result)) {
            return true;
        }
        Class<?> above = type.getSuperclass();
        return above != null && isOrExtends(above)
                || Arrays.stream(type.getInterfaces()).anyMatch(this::isOrExtends);
    }
}
