package leibniz.kernel.magics;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import leibniz.kernel.outcome.MagicFailure;
import leibniz.kernel.outcome.RuntimeError;
import leibniz.kernel.outcome.Source;
import leibniz.kernel.protocol.Json;

/** Reads a notebook of Jupyter's format 4. */
final class NotebookFile {
    private NotebookFile() {}

    /**
     * The code cells in order.
     *
     * @throws MagicFailure if the text is no notebook, or one for another language
     */
    static List<Source> codeCells(String name, String text) {
        JsonObject notebook = parse(name, text);
        checkLanguage(name, Json.object(notebook, "metadata"));
        if (!(notebook.get("cells") instanceof JsonArray cells)) {
            throw new MagicFailure(
                    name + " has no cells that can be read. Open it in JupyterLab and save it, which "
                            + "brings it to the format 4");
        }
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i) instanceof JsonObject cell
                    && Json.string(cell, "cell_type", "").equals("code")) {
                sources.add(Source.loaded(name + ", its cell " + (i + 1), source(cell)));
            }
        }
        return sources;
    }

    private static JsonObject parse(String name, String text) {
        try {
            if (JsonParser.parseString(text) instanceof JsonObject notebook) {
                return notebook;
            }
            throw new MagicFailure(name + " is not a notebook: it holds no JSON object");
        } catch (JsonParseException | StackOverflowError e) {
            throw new MagicFailure(name + " is not a notebook: " + RuntimeError.text(e));
        }
    }

    private static void checkLanguage(String name, JsonObject metadata) {
        String language = Json.string(Json.object(metadata, "kernelspec"), "language",
                Json.string(Json.object(metadata, "language_info"), "name", "java"));
        if (!language.toLowerCase(Locale.ROOT).equals("java")) {
            throw new MagicFailure(name + " is a notebook for " + language + ", not for Java");
        }
    }

    /** One string, or a list of lines. */
    private static String source(JsonObject cell) {
        if (!(cell.get("source") instanceof JsonArray lines)) {
            return Json.string(cell, "source", "");
        }
        StringBuilder source = new StringBuilder();
        for (JsonElement line : lines) {
            source.append(line.isJsonPrimitive() ? line.getAsString() : "");
        }
        return source.toString();
    }
}
