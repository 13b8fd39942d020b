package leibniz.kernel.cells;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.kernel.text.CodeMask;
import org.jspecify.annotations.Nullable;

/**
 * The method with which Java would start what a cell or a file declares: of a class, or, as of Java 25, of no
 * class.
 *
 * @param type of which it is; null if of none
 * @param isStatic whether it needs no object
 * @param takesArguments whether it takes an array of strings
 */
public record MainMethod(@Nullable String type, boolean isStatic, boolean takesArguments) {
    private static final Pattern MAIN = Pattern.compile(
            "((?:\\b(?:public|protected|private|static|final|synchronized)\\s+)*)\\bvoid\\s+main\\s*"
                    + "\\(\\s*(\\)|(?:final\\s+)?String\\s*(?:\\[|\\.\\.\\.|\\w+\\s*\\[))");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|enum|record)\\s+(\\w+)");

    /** The first one in a text. */
    public static Optional<MainMethod> in(String java) {
        String code = java.contains("main") ? CodeMask.of(java).text() : "";
        Matcher main = MAIN.matcher(code);
        while (main.find()) {
            boolean takesArguments = !main.group(2).equals(")");
            boolean isStatic = main.group(1).contains("static");
            int depth = depth(code, main.start());
            if (depth == 0) {
                return Optional.of(new MainMethod(null, true, takesArguments));
            }
            String type = depth == 1 ? typeBefore(code, main.start()) : null;
            if (type != null && !main.group(1).contains("private")) {
                return Optional.of(new MainMethod(type, isStatic, takesArguments));
            }
        }
        return Optional.empty();
    }

    /**
     * How to call it.
     *
     * @param arguments an expression for the array
     */
    public String call(String arguments) {
        String of = type == null ? "" : isStatic ? type + "." : "new " + type + "().";
        return of + "main(" + (takesArguments ? arguments : "") + ");";
    }

    private static int depth(String code, int end) {
        int depth = 0;
        for (int i = 0; i < end; i++) {
            depth += code.charAt(i) == '{' ? 1 : code.charAt(i) == '}' ? -1 : 0;
        }
        return depth;
    }

    private static @Nullable String typeBefore(String code, int end) {
        String name = null;
        Matcher type = TYPE.matcher(code).region(0, end);
        while (type.find()) {
            name = depth(code, type.start()) == 0 ? type.group(1) : name;
        }
        return name;
    }
}
