package leibniz.kernel.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.kernel.outcome.MagicFailure;
import leibniz.kernel.outcome.Source.Span;
import org.jspecify.annotations.Nullable;

/**
 * What a cell can ask of the kernel itself, in a line {@code %name arguments}, for a whole cell that begins
 * with {@code %%name arguments}, or either way.
 *
 * @param usage how it is written
 * @param summary what it does, in one line
 * @param details what its help adds to that; may be empty
 * @param java what of it is Java
 * @param line what a line runs; null if it is none
 * @param cell what a whole cell runs; null if it is none
 */
public record Magic(String name, String usage, String summary, String details, JavaIn java,
        @Nullable Line line,
        @Nullable Body cell) {

    /** One that a cell, or a library, adds while the notebook runs. */
    public static Magic ofNotebook(String name, @Nullable Line line, @Nullable Body cell) {
        return new Magic(name, (line == null ? "%%" : "%") + name + " [ARGUMENT...]",
                "Added by this notebook.", "",
                JavaIn.NOTHING, line, cell);
    }

    /** What of a magic is Java, which an editor completes and explains. */
    public enum JavaIn {
        NOTHING,
        /** The lines below the first one, where it stands for a whole cell. */
        BODY,
        /** These, and what follows its name where it stands in a line. */
        BODY_AND_ARGUMENTS
    }

    /**
     * Whether there is Java in it.
     *
     * @param ofCell whether it stands for a whole cell
     */
    public boolean takesJava(boolean ofCell) {
        return java == JavaIn.BODY_AND_ARGUMENTS || java == JavaIn.BODY && ofCell;
    }

    /**
     * What {@code %name arguments} does. The result is shown where the magic is the last of its cell; null is
     * not.
     */
    @FunctionalInterface
    public interface Line {
        @Nullable
        Object call(CellRun run, Span arguments) throws Throwable;
    }

    /** What {@code %%name arguments} does with the rest of the cell. */
    @FunctionalInterface
    public interface Body {
        @Nullable
        Object call(CellRun run, Span arguments, Span body) throws Throwable;
    }

    /** The name of what runs a command, which is typed without a percent sign. */
    public static final String COMMAND = "!";

    /** The name as it is typed, for a line where that is possible. */
    public String typed() {
        return name.equals(COMMAND) ? name : (line == null ? "%%" : "%") + name;
    }

    public String help() {
        return usage + "\n" + summary + (details.isEmpty() ? "" : "\n\n" + details);
    }

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|[^\\s\"']\\S*|(\\S+)");

    /**
     * The arguments that white space separates; what holds white space stands in quotation marks.
     *
     * @throws MagicFailure if a quotation mark is not closed
     */
    public static List<String> words(Span arguments) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(arguments.text());
        while (word.find()) {
            if (word.group(3) != null) {
                throw new MagicFailure("a quotation mark is not closed: " + word.group(3));
            }
            words.add(word.group(1) != null
                    ? word.group(1)
                    : word.group(2) != null ? word.group(2) : word.group());
        }
        return words;
    }

    /**
     * Sees to it that there are no arguments.
     *
     * @throws MagicFailure if there are arguments
     */
    public static void takesNone(Span arguments) {
        if (!arguments.isBlank()) {
            throw new MagicFailure("takes no arguments, but got: " + arguments.text());
        }
    }
}
