package leibniz.kernel.editor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.kernel.text.CellOutline;
import leibniz.kernel.text.CellOutline.Kind;
import leibniz.kernel.text.CellOutline.Part;
import leibniz.kernel.text.CodeMask;

/**
 * One part of a cell with what it needs of the rest, as a compilation unit that javac can read without the
 * session hearing of it. The methods and classes that the cell declares are members, methods without their
 * bodies; the variables declared above the part are local, with their initial value only where their type
 * depends on it and the part depends on them. So a long cell takes hardly longer than a short one.
 */
final class CellUnit {
    /** Stands in all names that only this unit has. */
    static final String MARK = "$Leibniz";

    /** A modifier that a variable of a cell may have and a local variable may not. */
    private static final Pattern MEMBER_MODIFIER = Pattern
            .compile("\\b(?:public|protected|private|static|transient|volatile)\\b");
    private static final Pattern VARIABLE = Pattern.compile(
            "\\s*(?!(?:return|throw|new|yield|assert|package|else|case|do)\\b)"
                    + "([\\w$]+(?:\\.[\\w$]+)*\\s*(?:<[^=;(){}]*>)?(?:\\s*\\[\\s*])*)\\s+([\\w$]+)\\s*(=(?!=)|;|$)",
            Pattern.UNICODE_CHARACTER_CLASS | Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("[\\w$]+", Pattern.UNICODE_CHARACTER_CLASS);

    private final StringBuilder text = new StringBuilder();
    /** What to add to a position in the cell. */
    private int shift;

    /**
     * @param header the package and imports of the session
     * @param at a position in the part that is wanted
     */
    CellUnit(String header, String code, int at) {
        String masked = CodeMask.of(code).text();
        List<Part> parts = CellOutline.of(masked);
        Part wanted = parts.stream().filter(p -> p.start() <= at && at <= p.end()).reduce((_, last) -> last)
                .orElse(new Part(Kind.STATEMENT, at, at));
        text.append(header).append('\n');
        for (Part part : parts) {
            if (part.kind() == Kind.IMPORT) {
                add(part == wanted, part, code.substring(part.start(), part.end()));
                text.append(";\n");
            }
        }
        text.append("class Cell").append(MARK).append(" {\n");
        for (Part part : parts) {
            if (part.kind() == Kind.DECLARATION && part != wanted) {
                text.append(CellOutline.withoutMethodBody(code, masked, part)).append('\n');
            }
        }
        text.append("void run").append(MARK).append("() throws Throwable {\n");
        variables(code, masked, parts, wanted).forEach(text::append);
        if (wanted.kind() == Kind.DECLARATION) {
            text.append("class Part").append(MARK).append(" {\n");
            add(true, wanted, code.substring(wanted.start(), wanted.end()));
            text.append("\n}");
        } else if (wanted.kind() == Kind.STATEMENT) {
            add(true, wanted, statement(code, masked, wanted));
            // On a line of its own, since the statement may end in a comment.
            text.append("\n;");
        }
        text.append("\n}}");
    }

    private void add(boolean isWanted, Part part, String source) {
        if (isWanted) {
            shift = text.length() - part.start();
        }
        text.append(source);
    }

    /** The variables that the statements above a part declare. */
    private static Deque<String> variables(String code, String masked, List<Part> parts, Part wanted) {
        Deque<String> variables = new ArrayDeque<>();
        Set<String> needed = words(masked, wanted);
        for (Part part : parts.reversed()) {
            if (part.kind() != Kind.STATEMENT || part.end() > wanted.start()) {
                continue;
            }
            String statement = statement(masked, masked, part);
            Matcher variable = VARIABLE.matcher(statement);
            if (!variable.lookingAt()) {
                continue;
            }
            String type = variable.group(1);
            String name = variable.group(2);
            boolean several = CellOutline.hasComma(statement.substring(variable.end())) || variable.find();
            if (several || type.equals("var") && needed.contains(name)) {
                needed.addAll(words(masked, part));
                variables.addFirst(statement(code, masked, part) + "\n;\n");
            } else {
                variables.addFirst((type.equals("var") ? "Object" : type) + " " + name + ";\n");
            }
        }
        return variables;
    }

    private static Set<String> words(String masked, Part part) {
        Set<String> words = new HashSet<>();
        WORD.matcher(masked.substring(part.start(), part.end())).results().forEach(m -> words.add(m.group()));
        return words;
    }

    /** The text of a statement without the modifiers that only a cell allows; positions stay. */
    private static String statement(String code, String masked, Part part) {
        String source = code.substring(part.start(), part.end());
        int modifiers = CellOutline.modifiersEnd(masked.substring(part.start(), part.end()));
        return MEMBER_MODIFIER.matcher(source.substring(0, modifiers))
                .replaceAll(m -> " ".repeat(m.group().length()))
                + source.substring(modifiers);
    }

    String text() {
        return text.toString();
    }

    /** Where in this unit a position of the wanted part is. */
    int position(int inCode) {
        return inCode + shift;
    }
}
