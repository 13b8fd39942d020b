package leibniz.kernel.debug;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import leibniz.kernel.outcome.Source;
import org.jspecify.annotations.Nullable;

/**
 * The names under which the front end knows code: of a cell, a path made of a hash of its text, which both
 * sides compute. No file is written.
 */
final class CellPaths {
    static final int SEED = 0x1eb12;
    static final String SUFFIX = ".java";
    private static final int MULTIPLIER = 0x5bd1e995;

    /** With the number of the process, so that breakpoints of another kernel are not taken for this one's. */
    final String prefix = Path.of(System.getProperty("java.io.tmpdir"),
            "leibniz_" + ProcessHandle.current().pid()) + "/";
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    /** The path of a text, which is known by it from now on. */
    String of(String text) {
        String path = prefix + Integer.toUnsignedString(murmur2(text)) + SUFFIX;
        texts.put(path, text);
        return path;
    }

    String of(Source source) {
        return of(source.typed());
    }

    /** The text that a path stands for; null if none was seen. */
    @Nullable
    String text(String path) {
        return texts.get(path);
    }

    /** The hash of Austin Appleby's MurmurHash2, of the text in UTF-8. */
    static int murmur2(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int hash = SEED ^ bytes.length;
        int whole = bytes.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            int four = (bytes[i] & 0xff) | (bytes[i + 1] & 0xff) << 8 | (bytes[i + 2] & 0xff) << 16
                    | bytes[i + 3] << 24;
            four *= MULTIPLIER;
            four = (four ^ four >>> 24) * MULTIPLIER;
            hash = hash * MULTIPLIER ^ four;
        }
        if (bytes.length > whole) {
            for (int i = bytes.length - 1; i >= whole; i--) {
                hash ^= (bytes[i] & 0xff) << 8 * (i - whole);
            }
            hash *= MULTIPLIER;
        }
        hash = (hash ^ hash >>> 13) * MULTIPLIER;
        return hash ^ hash >>> 15;
    }
}
