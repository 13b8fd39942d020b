package leibniz.kernel.magics;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leibniz.kernel.cells.CellRun;
import leibniz.kernel.cells.CellRun.Result;
import leibniz.kernel.cells.CellText;
import leibniz.kernel.cells.Magic;
import leibniz.kernel.cells.Magic.JavaIn;
import leibniz.kernel.cells.Magics;
import leibniz.kernel.cells.MainMethod;
import leibniz.kernel.outcome.CellFailure;
import leibniz.kernel.outcome.MagicFailure;
import leibniz.kernel.outcome.Source;
import leibniz.kernel.outcome.Source.Span;
import org.jspecify.annotations.Nullable;

/** {@code %load}: runs a file as a cell is run. {@code %run}: the same, and then its main method. */
public final class LoadMagic {
    /** A command of the JShell tool, such as {@code /exit}. */
    private static final Pattern COMMAND = Pattern.compile("(?m)^/[a-z!?-][^\\n]*");
    private static final Pattern EXIT = Pattern.compile("/(ex|exi|exit)\\b.*");

    /** In the order in which they are looked for. */
    private static final List<String> ENDINGS = List.of("jsh", "jshell", "java", "ijava", "ipynb");

    /** The files that are being loaded, each by the one before it. */
    private final List<Path> open = new ArrayList<>();

    private LoadMagic() {}

    public static void addTo(Magics magics) {
        LoadMagic load = new LoadMagic();
        magics.add(new Magic("load", "%load FILE",
                "Runs a Java file, a JShell script or the code cells of a notebook.",
                "FILE ends in .java, .jsh, .jshell or .ipynb; the ending may be left out. A relative path starts in the folder of the notebook, ~ is "
                        + "your home folder. What it declares is there for the cells that follow.",
                JavaIn.NOTHING, load::load, null));
        magics.add(new Magic("run", "%run FILE [ARGUMENT...]",
                "Runs a file as %load does, and then its main method.",
                "Main gets the arguments, in which what holds blanks stands in quotation marks. "
                        + "What the file declares is there for the cells that follow.",
                JavaIn.NOTHING, load::run, null));
    }

    private @Nullable Object run(CellRun run, Span arguments) throws CellFailure, IOException {
        List<String> words = Magic.words(arguments);
        if (words.isEmpty()) {
            throw new MagicFailure("needs a file, for example %run Main.java");
        }
        String text = read(withEnding(ClassPathMagics.path(words.getFirst())));
        MainMethod main = MainMethod.in(text).orElseThrow(() -> new MagicFailure(words.getFirst()
                + " declares no main method that Java could start; %load runs it without one"));
        load(run, arguments, words.subList(0, 1));
        String strings = words.stream().skip(1)
                .map(word -> '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(", "));
        run.evaluate(Source.loaded("%run " + words.getFirst(), main.call("new String[]{ " + strings + " }"))
                .whole());
        return null;
    }

    private Result load(CellRun run, Span arguments) throws CellFailure, IOException {
        return load(run, arguments, Magic.words(arguments));
    }

    private Result load(CellRun run, Span arguments, List<String> words) throws CellFailure, IOException {
        if (words.size() != 1) {
            throw new MagicFailure("needs one file, but got " + words.size()
                    + (words.isEmpty()
                            ? ". For example: %load helpers.java"
                            : ": " + arguments.text()
                                    + ". A path with spaces stands in quotation marks"));
        }
        Path file = withEnding(ClassPathMagics.path(words.getFirst()));
        String text = read(file);
        Path real = file.toRealPath();
        if (open.contains(real)) {
            throw new MagicFailure("the files load each other without end: "
                    + Stream.concat(open.subList(open.indexOf(real), open.size()).stream(), Stream.of(real))
                            .map(path -> String.valueOf(path.getFileName()))
                            .collect(Collectors.joining(" loads ")));
        }
        open.add(real);
        try {
            Result result = Result.NOTHING;
            for (Source source : sources(file.toString(), text)) {
                result = run.evaluate(source.whole());
            }
            return result;
        } finally {
            open.removeLast();
        }
    }

    private static String read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new MagicFailure(file + " is a folder; name a file in it");
        }
        try {
            String text = Files.readString(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new MagicFailure("there is no file " + file
                    + (file.isAbsolute() ? "" : " in " + Path.of("").toAbsolutePath()));
        } catch (CharacterCodingException e) {
            throw new MagicFailure(file + " is not text in UTF-8; convert it and load it again");
        }
    }

    /** The file that was named, or the one whose ending was left out. */
    private static Path withEnding(Path named) {
        Path name = named.getFileName();
        if (name == null || Files.exists(named)) {
            return named;
        }
        return ENDINGS.stream().map(ending -> named.resolveSibling(name + "." + ending))
                .filter(Files::isRegularFile)
                .findFirst().orElse(named);
    }

    private static List<Source> sources(String name, String text) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "java" ->
                List.of(Source.loaded(name, CellText.withoutPackage(text, name + ": ", System.err::println)));
            case "jsh", "jshell", "ijava" -> List.of(Source.loaded(name, withoutCommands(name, text)));
            case "ipynb" -> NotebookFile.codeCells(name, text);
            default -> throw new MagicFailure("cannot tell what " + name
                    + " is: it should end in .java, .jsh, .jshell or .ipynb");
        };
    }

    private static String withoutCommands(String name, String text) {
        String java = text;
        Matcher command = COMMAND.matcher(text);
        while (command.find()) {
            if (EXIT.matcher(command.group()).matches()) {
                return java.substring(0, command.start());
            }
            System.err.println(name + ", line " + Source.loaded(name, text).line(command.start()) + ": '"
                    + command.group().strip() + "' is left out, because it is a command of the JShell tool.");
            java = CellText.blanked(java, command.start(), command.end());
        }
        return java;
    }
}
