package leibniz.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import leibniz.kernel.protocol.Json;
import leibniz.kernel.protocol.Wire;

/** What the kernel says of itself. */
final class KernelInfo {
    static final String VERSION = "0.1.0";

    private KernelInfo() {}

    static JsonObject content() {
        String java = Runtime.version().toString();
        JsonObject language = Json.of("name", "java", "version", java, "mimetype", "text/x-java-source",
                "file_extension", ".java", "pygments_lexer", "java", "codemirror_mode", "text/x-java");
        String docs = "https://docs.oracle.com/en/java/javase/25/";
        JsonArray help = Json.array(List.of(link("Java API", docs + "docs/api/index.html"),
                link("Java language", docs + "language/"),
                link("JShell", docs + "jshell/"),
                link("Learn Java", "https://dev.java/learn/"),
                link("Jupyter", "https://docs.jupyter.org/")));
        return Json.of("status", "ok", "protocol_version", Wire.PROTOCOL_VERSION, "implementation", "leibniz",
                "implementation_version", VERSION, "language_info", language, "banner",
                "Leibniz " + VERSION + ", Java " + java, "debugger", true, "help_links", help,
                "supported_features", Json.array(List.of("debugger")));
    }

    private static JsonObject link(String text, String url) {
        return Json.of("text", text, "url", url);
    }
}
