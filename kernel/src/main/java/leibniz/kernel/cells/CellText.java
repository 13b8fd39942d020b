package leibniz.kernel.cells;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.kernel.text.CellOutline;
import leibniz.kernel.text.CodeMask;

/**
 * The text of a cell without what only files and classes have. Each character that is left out becomes a
 * blank, so that all else keeps its place.
 */
public final class CellText {
    /** What is pasted from web pages and files of other systems; Java takes none of them for a blank. */
    private static final Pattern STRANGE_BLANK = Pattern.compile("[\uFEFF\u00A0\u2007\u202F\u200B\u3000]");
    private static final Pattern PACKAGE = Pattern
            .compile("\\s*(package\\s+[\\w$]+(?:\\s*\\.\\s*[\\w$]+)*\\s*;)");
    private static final Pattern INITIALISER = Pattern.compile("\\s*(static)\\s*\\{");

    private CellText() {}

    /**
     * Leaves out what only files and classes have.
     *
     * @param tell is given a line for each declaration that is left out
     */
    public static String of(String code, Consumer<String> tell) {
        return withoutInitialisers(withoutPackage(withPlainBlanks(code), "", tell));
    }

    private static String withPlainBlanks(String code) {
        Matcher blank = STRANGE_BLANK.matcher(code);
        if (!blank.find()) {
            return code;
        }
        CodeMask mask = CodeMask.of(code);
        StringBuilder plain = new StringBuilder(code);
        do {
            if (!mask.isInside(blank.start())) {
                plain.setCharAt(blank.start(), ' ');
            }
        } while (blank.find());
        return plain.toString();
    }

    /**
     * The text without the declaration of a package.
     *
     * @param where stands before the line that is told
     */
    public static String withoutPackage(String text, String where, Consumer<String> tell) {
        Matcher declaration = PACKAGE.matcher(text.contains("package") ? CodeMask.of(text).text() : "");
        if (!declaration.lookingAt()) {
            return text;
        }
        tell.accept(where + "'" + declaration.group(1)
                + "' is left out, because the classes of a notebook have no package.");
        return blanked(text, declaration.start(1), declaration.end(1));
    }

    /** A block that runs once is what a static initialiser is at the top level. */
    private static String withoutInitialisers(String code) {
        if (!code.contains("static")) {
            return code;
        }
        String masked = CodeMask.of(code).text();
        List<CellOutline.Part> parts = CellOutline.of(masked);
        String text = code;
        for (CellOutline.Part part : parts) {
            Matcher initialiser = INITIALISER.matcher(masked).region(part.start(), part.end());
            if (initialiser.lookingAt()) {
                text = blanked(text, initialiser.start(1), initialiser.end(1));
            }
        }
        return text;
    }

    /** The text with blanks for what stands between two places, but with its lines. */
    public static String blanked(String text, int start, int end) {
        return text.substring(0, start) + text.substring(start, end).replaceAll("[^\n]", " ")
                + text.substring(end);
    }
}
