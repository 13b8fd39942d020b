package leibniz.kernel.debug;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import leibniz.kernel.execution.CellFrame;
import leibniz.kernel.execution.Demangler;
import leibniz.kernel.outcome.SnippetOrigins;
import org.jspecify.annotations.Nullable;

/** Where frames are in what the user typed. */
final class Places {
    private final SnippetOrigins origins;
    private final CellPaths paths;
    private final Map<String, Map<Integer, Place>> known = new ConcurrentHashMap<>();

    Places(SnippetOrigins origins, CellPaths paths) {
        this.origins = origins;
        this.paths = paths;
    }

    /**
     * A line of a cell or of a loaded source.
     *
     * @param source what messages call it
     * @param isWritten whether it is the user's, and not around what the user wrote
     */
    record Place(String path, int line, String source, boolean isWritten) {
        boolean isSameLine(Place other) {
            return line == other.line && path.equals(other.path);
        }
    }

    /** Null in code that is not the user's. */
    @Nullable
    Place of(CellFrame frame) {
        Map<Integer, Place> ofClass = known.computeIfAbsent(frame.className,
                name -> new ConcurrentHashMap<>());
        Place place = ofClass.get(frame.line());
        if (place == null) {
            StackTraceElement element = frame.element();
            SnippetOrigins.Place found = origins.place(element);
            if (found != null) {
                place = new Place(paths.of(found.source()), found.line(), found.source().name(),
                        origins.isWritten(element));
                ofClass.put(frame.line(), place);
            }
        }
        return place;
    }

    /** Classes may get other lines under the same names. */
    void forget() {
        known.clear();
    }

    /** The method as the user knows it, or the name of the cell for its statements. */
    static String method(CellFrame frame, Place place) {
        String method = Demangler.method(frame.element());
        String name = method.isEmpty() ? place.source : method;
        return frame.method.startsWith("lambda$") ? "lambda in " + name : name;
    }
}
