package leibniz.kernel.compat;

import java.io.File;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import leibniz.compat.Notebook;
import leibniz.compat.Notebooks;
import leibniz.kernel.cells.CellRun;
import leibniz.kernel.cells.CellRun.Result;
import leibniz.kernel.cells.Magic;
import leibniz.kernel.cells.Magics;
import leibniz.kernel.magics.ClassPathMagics;
import leibniz.kernel.magics.MavenMagics;
import leibniz.kernel.outcome.CellFailure;
import leibniz.kernel.outcome.MagicFailure;
import leibniz.kernel.outcome.Source;
import leibniz.kernel.outcome.Source.Span;
import leibniz.kernel.session.Library;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.kernel.JavaNotebookStatics;
import org.jspecify.annotations.Nullable;

/**
 * What the names of IJava and JJava lead to. Their calls come from cells, so they are user code that asks the
 * kernel.
 */
final class CompatNotebook implements Notebook {
    /** The cell that runs, or that ran last. */
    private final Supplier<CellRun> run;
    private final Magics magics;

    private CompatNotebook(Supplier<CellRun> run, Magics magics) {
        this.run = run;
        this.magics = magics;
    }

    static void start(Supplier<CellRun> run, Magics magics) {
        Notebooks.start(new CompatNotebook(run, magics));
    }

    static void install(Object extension) {
        ((Extension) extension).install(JavaNotebookStatics.kernel());
    }

    @Override
    public @Nullable Object evaluate(String code) {
        return asked("eval", current -> current.evaluate(Source.loaded("eval", code).whole()).value());
    }

    /** What a cell asks the kernel for. */
    @FunctionalInterface
    private interface Request {
        @Nullable
        Object of(CellRun current) throws Throwable;
    }

    /** What the kernel has to say against it is thrown as an exception that cells know. */
    private @Nullable Object asked(String what, Request request) {
        CellRun current = run.get();
        try {
            return current.session.control.asKernelCode(() -> {
                try {
                    return request.of(current);
                } catch (Exception | Error e) {
                    throw e;
                } catch (Throwable e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (MagicFailure e) {
            throw new IllegalArgumentException(what + ": " + e.getMessage());
        } catch (CellFailure e) {
            throw new IllegalStateException(e.failure().name() + ": " + e.getMessage());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(what + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void addMagic(String name, boolean ofCell, Notebook.MagicCode magic) {
        Magic before = magics.find(name).orElse(null);
        Magic.Line line = ofCell
                ? before == null ? null : before.line()
                : (calling, arguments) -> call(calling, magic, arguments, null);
        Magic.Body cell = ofCell
                ? (calling, arguments, body) -> call(calling, magic, arguments, body)
                : before == null ? null : before.cell();
        magics.add(Magic.ofNotebook(name, line, cell));
    }

    private static @Nullable Object call(CellRun run, Notebook.MagicCode magic, Span arguments,
            @Nullable Span body)
            throws Exception {
        List<String> words = Magic.words(arguments);
        return run.asUserCode(() -> magic.call(words, body == null ? null : body.text()));
    }

    @Override
    public @Nullable Object callMagic(String name, List<String> arguments, @Nullable String body) {
        String typed = (body == null ? "%" : "%%") + name;
        Span words = part(typed,
                arguments.stream().map(CompatNotebook::quoted).collect(Collectors.joining(" ")));
        return asked(typed, current -> {
            Magic magic = magics.named(name);
            Object value = body == null
                    ? required(magic.line(), magic).call(current, words)
                    : required(magic.cell(), magic).call(current, words, part(typed, body));
            return value instanceof Result result ? result.value() : value;
        });
    }

    private static <T> T required(@Nullable T form, Magic magic) {
        if (form == null) {
            throw new MagicFailure("cannot be called in this way. Write it as " + magic.usage());
        }
        return form;
    }

    private static Span part(String name, String text) {
        return Source.loaded(name, text).whole();
    }

    private static String quoted(String argument) {
        return argument.contains("\"") ? "'" + argument + "'" : "\"" + argument + "\"";
    }

    @Override
    public void addToClassPath(String path) {
        Stream<String> entries = Pattern.compile(Pattern.quote(File.pathSeparator)).splitAsStream(path)
                .filter(entry -> !entry.isBlank());
        asked("addToClasspath", current -> {
            List<Library> libraries = entries.flatMap(entry -> ClassPathMagics.paths(entry).stream())
                    .map(entry -> Library.at(entry.toAbsolutePath().normalize())).toList();
            current.addLibraries(libraries, added -> {});
            return libraries;
        });
    }

    @Override
    public void addRepository(String id, String url) {
        MavenMagics.addRepository(id, url);
    }

    @Override
    public JShell jshell() {
        return run.get().session.jshell;
    }
}
