package leibniz.kernel.magics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leibniz.kernel.advice.CommandLines;
import leibniz.kernel.cells.CellRun;
import leibniz.kernel.cells.Magic;
import leibniz.kernel.cells.Magic.JavaIn;
import leibniz.kernel.cells.Magics;
import leibniz.kernel.execution.ChildProcess;
import leibniz.kernel.outcome.MagicFailure;
import leibniz.kernel.outcome.Source.Span;
import org.jspecify.annotations.Nullable;

/** {@code !command}, {@code %%sh} and {@code %%bash}: commands of the shell; {@code %%writefile}: a file. */
public final class ShellMagics {
    /** What changes nothing but the shell that runs it. */
    private static final Pattern OF_THE_SHELL_ALONE = Pattern.compile("(cd|export|alias)\\s[^;&|\\n]*");

    private ShellMagics() {}

    public static void addTo(Magics magics) {
        magics.add(new Magic(Magic.COMMAND, "!COMMAND", "Runs a command of the shell and prints its output.",
                "It runs in the folder of the notebook and gets no input. A line that ends in a backslash goes on "
                        + "in the next. An exit code other than 0 is told, and the cell goes on; under %%sh it ends "
                        + "the cell. A line such as !done or !list.isEmpty() is Java where done is a variable.",
                JavaIn.NOTHING, ShellMagics::command, null));
        magics.add(script("sh"));
        magics.add(script("bash"));
        magics.add(new Magic("writefile", "%%writefile [-a] FILE and the text below",
                "Writes the rest of the cell to a file.", "-a adds to what the file holds.", JavaIn.NOTHING,
                null,
                ShellMagics::write));
        magics.addOtherName("file", "writefile");
    }

    private static Magic script(String shell) {
        return new Magic(shell, "%%" + shell + " [ARGUMENT...] and the script below",
                "Runs the rest of the cell as a script of " + shell + ".",
                "It runs in the folder of the notebook and gets no input. An exit code other than 0 ends the cell. "
                        + "For one line write !COMMAND.",
                JavaIn.NOTHING, null, (run, arguments, body) -> {
                    if (body.isBlank()) {
                        throw new MagicFailure(
                                "needs a script below the first line. For one line write !COMMAND");
                    }
                    List<String> words = Magic.words(arguments);
                    int code = run(run, Stream
                            .concat(Stream.of(shell, "-c", body.text(), shell),
                                    words.stream())
                            .toList());
                    if (code != 0) {
                        throw new MagicFailure("the script ended with exit code " + code);
                    }
                    return null;
                });
    }

    private static @Nullable Object command(CellRun run, Span command) throws IOException {
        if (command.isBlank()) {
            throw new MagicFailure("needs a command, for example !ls");
        }
        if (command.text().startsWith("!")) {
            String once = command.text().substring(1).strip();
            throw new MagicFailure("prints what a command prints with one exclamation mark: !" + once
                    + "\nThe list of its lines is a value of Java: " + CommandLines.of(once));
        }
        int code = run(run, List.of("sh", "-c", command.text()));
        Matcher own = OF_THE_SHELL_ALONE.matcher(command.text());
        if (code != 0) {
            System.err.println("The command ended with exit code " + code + ".");
        } else if (own.matches()) {
            System.err.println(own.group(1) + " holds within this line alone, since each has a shell of its "
                    + "own. Write what needs it behind it: !" + command.text() + " && COMMAND");
        }
        return null;
    }

    private static int run(CellRun run, List<String> command) throws IOException {
        run.cell.output.flush();
        return ChildProcess.run(command, run.cell, run.session.control);
    }

    private static @Nullable Object write(CellRun run, Span arguments, Span body) throws IOException {
        List<String> words = Magic.words(arguments);
        boolean append = !words.isEmpty() && words.getFirst().equals("-a");
        if (words.size() != (append ? 2 : 1)) {
            throw new MagicFailure("needs one file, but got " + (words.size() - (append ? 1 : 0))
                    + ". For example: %%writefile notes.txt. A path with spaces stands in quotation marks");
        }
        String text = body.text();
        if (text.isEmpty()) {
            throw new MagicFailure("needs the text of the file below the first line; a blank line there is "
                    + "a text too");
        }
        Path file = ClassPathMagics.path(words.getLast());
        if (Files.isDirectory(file)) {
            throw new MagicFailure(file + " is a folder; name the file in it");
        }
        if (!text.endsWith("\n")) {
            text += "\n";
        }
        boolean existed = Files.exists(file);
        try {
            if (append) {
                Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } else {
                Files.writeString(file, text);
            }
        } catch (NoSuchFileException e) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null || Files.isDirectory(folder)) {
                throw e;
            }
            throw new MagicFailure(
                    "there is no folder " + folder + "; make it with !mkdir -p '" + folder + "'");
        }
        System.out.println((append && existed ? "Appended to " : existed ? "Overwrote " : "Wrote ") + file
                + ".");
        return null;
    }
}
