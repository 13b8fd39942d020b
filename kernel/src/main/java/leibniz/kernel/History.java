package leibniz.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The cells that ran, for the client's history: the last few, a range, or those that match a pattern. */
final class History {
    private static final int SESSION = 1;

    private record Entry(int line, String input) {}

    private final List<Entry> entries = new ArrayList<>();

    void add(int line, String input) {
        entries.add(new Entry(line, input));
    }

    /** The {@code history} list of a reply: triples of session, line and input, or input with output where asked. */
    JsonArray answer(JsonObject request) {
        boolean output = Json.bool(request, "output", false);
        List<Entry> found = switch (Json.string(request, "hist_access_type", "tail")) {
            case "range" -> range(request);
            case "search" -> search(request);
            default -> last(entries, Json.integer(request, "n", 10));
        };
        JsonArray result = new JsonArray();
        for (Entry entry : found) {
            JsonArray triple = new JsonArray();
            triple.add(SESSION);
            triple.add(entry.line);
            triple.add(output ? pair(entry.input) : Json.array(List.of(entry.input)).get(0));
            result.add(triple);
        }
        return result;
    }

    private static JsonElement pair(String input) {
        JsonArray pair = new JsonArray();
        pair.add(input);
        pair.add((String) null);
        return pair;
    }

    private List<Entry> range(JsonObject request) {
        int session = Json.integer(request, "session", 0);
        if (session != 0 && session != SESSION) {
            return List.of();
        }
        int start = Json.integer(request, "start", 1);
        int stop = Json.integer(request, "stop", Integer.MAX_VALUE);
        return entries.stream().filter(e -> e.line >= start && e.line < stop).toList();
    }

    private List<Entry> search(JsonObject request) {
        Pattern pattern = glob(Json.string(request, "pattern", "*"));
        List<Entry> found = entries.stream().filter(e -> pattern.matcher(e.input).matches()).toList();
        if (Json.bool(request, "unique", false)) {
            Map<String, Entry> latest = new LinkedHashMap<>();
            found.forEach(e -> latest.put(e.input, e));
            found = latest.values().stream().sorted(Comparator.comparingInt(Entry::line)).toList();
        }
        return last(found, Json.integer(request, "n", Integer.MAX_VALUE));
    }

    private static List<Entry> last(List<Entry> list, int n) {
        return list.subList(Math.max(0, list.size() - Math.max(0, n)), list.size());
    }

    /** A shell pattern of {@code *} and {@code ?} as a regular expression over the whole input. */
    private static Pattern glob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
