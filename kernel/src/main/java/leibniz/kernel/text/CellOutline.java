package leibniz.kernel.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a cell as brackets and first words show them, without a compiler: cells with errors have parts
 * too.
 */
public final class CellOutline {
    public enum Kind {
        IMPORT, DECLARATION, STATEMENT
    }

    /**
     * One import, declaration or statement.
     *
     * @param end after its semicolon or closing brace
     */
    public record Part(Kind kind, int start, int end) {}

    private static final Pattern MODIFIERS = Pattern.compile(
            "(?:\\s++|@\\w+(?:\\.\\w+)*(?:\\([^()]*\\))?|(?:public|protected|private|static|final|abstract|default|"
                    + "synchronized(?!\\s*\\()|native|strictfp|transient|volatile|sealed|non-sealed)\\b)*+");
    private static final Pattern TYPE = Pattern
            .compile("(?:class|interface|enum|@interface)\\b|record\\s+\\w+\\s*[<(]");
    private static final Pattern METHOD = Pattern.compile(
            "(?:<[^(){};=]*>\\s*)?(?!(?:new|return|throw|else|assert|yield|case|do)\\b)[\\w.$]+"
                    + "(?:\\s*<[^(){};=]*>)?(?:\\s*\\[\\s*])*\\s+[\\w$]+\\s*\\([^{}=;]*\\{",
            Pattern.UNICODE_CHARACTER_CLASS);
    /** What continues the statement that a closing brace seems to end. */
    private static final Pattern CONTINUES = Pattern
            .compile("\\s*(?:else|catch|finally|instanceof)\\b|\\s*(?:[.,;)\\]?:=*/&|^<>]|[-+](?![-+]))");
    private static final Pattern LOOP_END = Pattern.compile("\\s*while\\b");

    private CellOutline() {}

    /**
     * The parts of a cell in their order.
     *
     * @param text as {@link CodeMask} blanks it
     */
    public static List<Part> of(String text) {
        List<Part> parts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean ends = false;
            switch (text.charAt(i)) {
                case '(', '[', '{' -> depth++;
                case ')', ']' -> depth = Math.max(0, depth - 1);
                case '}' -> {
                    depth = Math.max(0, depth - 1);
                    ends = depth == 0 && !continues(text, start, i + 1);
                }
                case ';' -> ends = depth == 0;
                default -> {
                }
            }
            if (ends) {
                add(parts, text, start, i + 1);
                start = i + 1;
            }
        }
        add(parts, text, start, text.length());
        return parts;
    }

    private static boolean continues(String text, int start, int after) {
        Matcher next = CONTINUES.matcher(text).region(after, text.length());
        boolean loop = text.substring(start, after).stripLeading().startsWith("do")
                && LOOP_END.matcher(text).region(after, text.length()).lookingAt();
        return loop || next.lookingAt();
    }

    private static void add(List<Part> parts, String text, int start, int end) {
        String part = text.substring(start, end);
        if (!part.isBlank()) {
            parts.add(new Part(kind(part), start, end));
        }
    }

    private static Kind kind(String part) {
        if (part.stripLeading().startsWith("import ")) {
            return Kind.IMPORT;
        }
        String rest = part.substring(modifiersEnd(part));
        return TYPE.matcher(rest).lookingAt() || METHOD.matcher(rest).lookingAt()
                ? Kind.DECLARATION
                : Kind.STATEMENT;
    }

    /** Where the modifiers and annotations end that a part begins with. */
    public static int modifiersEnd(String part) {
        Matcher modifiers = MODIFIERS.matcher(part);
        return modifiers.lookingAt() ? modifiers.end() : 0;
    }

    /** A declaration; what a method does is left out, since its first line says all that others see of it. */
    public static String withoutMethodBody(String code, String masked, Part part) {
        String text = masked.substring(part.start(), part.end());
        int modifiers = modifiersEnd(text);
        Matcher method = METHOD.matcher(text).region(modifiers, text.length());
        return method.lookingAt()
                ? code.substring(part.start(), part.start() + method.end()) + " throw null; }"
                : code.substring(part.start(), part.end());
    }

    /** Whether there is a comma outside of all brackets. */
    public static boolean hasComma(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '(', '[', '{', '<' -> depth++;
                case ')', ']', '}' -> depth--;
                case '>' -> depth -= i > 0 && text.charAt(i - 1) == '-' ? 0 : 1;
                case ',' -> {
                    if (depth <= 0) {
                        return true;
                    }
                }
                default -> {
                }
            }
        }
        return false;
    }
}
