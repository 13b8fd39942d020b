package leibniz.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileManager;
import javax.tools.ToolProvider;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import leibniz.autograd.Tensor;
import leibniz.kernel.cells.Magics;
import leibniz.kernel.compile.SessionClasses;
import leibniz.kernel.editor.CellAnalysis;
import leibniz.kernel.editor.CellCompleteness;
import leibniz.kernel.editor.Completion;
import leibniz.kernel.editor.Inspection;
import leibniz.kernel.editor.InspectionPage;
import leibniz.kernel.editor.Signatures;
import leibniz.kernel.javadoc.Javadoc;
import leibniz.kernel.javadoc.Sources;
import leibniz.kernel.magics.MagicAssistant;
import leibniz.kernel.operators.OperatorHelp;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.session.Session;
import leibniz.kernel.session.TooDeep;
import org.jspecify.annotations.Nullable;

/**
 * What the editor asks while a cell is typed. The protocol counts code points where Java counts UTF-16 units.
 */
final class Assistant {
    private static final int MAX_VALUE = 500;

    private final Session session;
    private final JShell jshell;
    private final MagicAssistant magics;

    Assistant(Session session, Magics magics) {
        this.session = session;
        this.magics = new MagicAssistant(magics);
        jshell = session.jshell;
    }

    JsonObject complete(String cell, int cursor) {
        if (TooDeep.isCertain(cell)) {
            return noMatches(cursor);
        }
        int at = units(cell, cursor);
        var magic = magics.complete(cell, at);
        if (magic.isPresent()) {
            return matches(cell, at, magic.get().start(), magic.get().matches().stream()
                    .map(name -> new Completion.Match(name, "keyword", "")).toList());
        }
        try (JavaFileManager files = files()) {
            Completion.Matches matches = Completion.at(magics.javaOf(cell), at, header(), files);
            return matches(cell, at, matches.start(), matches.list());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject matches(String code, int at, int from, List<Completion.Match> matches) {
        int start = code.codePointCount(0, from);
        int end = code.codePointCount(0, at);
        JsonArray typed = new JsonArray();
        for (Completion.Match match : matches) {
            typed.add(Json.of("start", start, "end", end, "text", match.text(), "type", match.shown(),
                    "signature",
                    match.signature()));
        }
        return Json.of("status", "ok", "matches",
                Json.array(matches.stream().map(Completion.Match::text).toList()), "cursor_start", start,
                "cursor_end", end, "metadata", Json.of("_jupyter_types_experimental", typed));
    }

    /**
     * What javac reads of the session. Each question opens its own: the class path may have grown, and a
     * question that was given up may still be at work.
     */
    private JavaFileManager files() {
        return new SessionClasses(
                ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, Locale.ENGLISH,
                        StandardCharsets.UTF_8),
                session.loader.compiled());
    }

    /**
     * The package and imports that a cell of this session begins with, in the form that JShell gives them.
     */
    private String header() {
        Stream<String> imports = jshell.imports().map(ImportSnippet::source);
        Stream<String> names = jshell.snippets().filter(s -> jshell.status(s).isActive())
                .filter(s -> s instanceof DeclarationSnippet)
                .map(s -> "import static " + wrapper(s) + "." + ((DeclarationSnippet) s).name() + ";");
        return Stream.concat(imports, names).collect(Collectors.joining(" ", "package REPL; ", ""));
    }

    private String wrapper(Snippet snippet) {
        return jshell.sourceCodeAnalysis().wrapper(snippet).fullClassName();
    }

    static JsonObject noMatches(int cursor) {
        return Json.of("status", "ok", "matches", Json.array(List.of()), "cursor_start", cursor, "cursor_end",
                cursor, "metadata", new JsonObject());
    }

    static JsonObject nothingFound() {
        return Json.of("status", "ok", "found", false, "data", new JsonObject(), "metadata",
                new JsonObject());
    }

    /** @param level 0 for what a name means, 1 for its source too */
    JsonObject inspect(String cell, int cursor, int level) {
        if (TooDeep.isCertain(cell)) {
            return nothingFound();
        }
        int at = units(cell, cursor);
        var magic = magics.help(cell, at);
        if (magic.isPresent()) {
            return found(Json.of("text/plain", magic.get()));
        }
        String operator = OperatorHelp.at(magics.javaOf(cell), at);
        if (!operator.isEmpty()) {
            return found(Json.of("text/plain", operator));
        }
        try (JavaFileManager files = files()) {
            Inspection.Found found = Inspection.at(magics.javaOf(cell), at, header(), files);
            return found == null ? nothingFound() : found(page(found, level));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What Shift-Tab shows of a name that stands alone, or of a method of tensors or optimisers; empty if
     * there is nothing.
     */
    String documentation(String name) {
        for (String code : List.of(name, "zeros(1)." + name, "Tensor." + name,
                "new SGD(List.of(), 1)." + name)) {
            JsonObject reply = inspect(code, code.length(), 0);
            if (reply.get("found").getAsBoolean()) {
                return Json.string(Json.object(reply, "data"), "text/plain", "");
            }
        }
        return "";
    }

    private static JsonObject found(JsonObject data) {
        return Json.of("status", "ok", "found", true, "data", data, "metadata", new JsonObject());
    }

    private JsonObject page(Inspection.Found found, int level) {
        CellAnalysis analysis = found.analysis();
        Sources sources = new Sources(Stream
                .concat(Stream.of(KernelFiles.sources()), session.classPath.sourceJars().stream()).toList());
        Javadoc javadoc = new Javadoc(sources, this::sourceOf, analysis.trees, analysis.elements,
                analysis.types);
        InspectionPage page = InspectionPage.of(found, javadoc, value(found.elements().getFirst()),
                level > 0);
        return Json.of("text/plain", page.text(), "text/html", page.html());
    }

    /** The source of what a cell declared, as JShell wraps it. */
    private @Nullable String sourceOf(TypeElement wrapper) {
        String name = wrapper.getSimpleName().toString();
        return jshell.snippets()
                .filter(s -> s instanceof DeclarationSnippet && wrapper(s).endsWith("." + name))
                .findFirst().map(s -> "class " + name + " {\n" + s.source() + "\n}").orElse(null);
    }

    /** The text of what a variable of the session holds, if it is short and no code of the user writes it. */
    private String value(Element element) {
        if (!(element.getEnclosingElement() instanceof TypeElement owner) || !Signatures.isHidden(owner)) {
            return "";
        }
        Object value = jshell.variables().filter(v -> jshell.status(v) == Snippet.Status.VALID)
                .filter(v -> element.getSimpleName().contentEquals(v.name())
                        && wrapper(v).endsWith("." + owner.getSimpleName()))
                .findFirst().map(session::value).orElse(null);
        boolean ofLibrary = value instanceof Number || value instanceof Boolean || value instanceof Character
                || value instanceof String || value instanceof Tensor || value instanceof Enum<?>;
        String text = ofLibrary ? String.valueOf(value) : "";
        return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "...";
    }

    JsonObject isComplete(String code) {
        if (TooDeep.isCertain(code)) {
            return Json.of("status", "unknown");
        }
        return magics.lacksBody(code)
                ? Json.of("status", "incomplete", "indent", "")
                : CellCompleteness.of(magics.javaOf(code), jshell.sourceCodeAnalysis());
    }

    private static int units(String code, int codePoints) {
        int length = code.codePointCount(0, code.length());
        return code.offsetByCodePoints(0, Math.max(0, Math.min(codePoints, length)));
    }
}
