package leibniz.display;

import java.util.Map;
import java.util.regex.Pattern;
import leibniz.autograd.GraphNode;

/** What an operation was given besides its operands, in the language of the displays. */
final class GivenText {
    private static final Map<Pattern, Words> WORDS = Map.of(
            Pattern.compile("dim (\\d+)"), Words.DIM,
            Pattern.compile("dims ([\\d,]+)"), Words.DIMS,
            Pattern.compile("labels (.*)"), Words.LABELS,
            Pattern.compile("at (\\S.*) in dim (\\d+)"), Words.AT_IN_DIM,
            Pattern.compile("at (\\[[^a-z]*)"), Words.AT,
            Pattern.compile("to (\\[.*)"), Words.KEPT_WITHIN);

    private GivenText() {}

    static String of(GraphNode node) {
        String text = node.arguments();
        for (var entry : WORDS.entrySet()) {
            var found = entry.getKey().matcher(text);
            if (found.matches()) {
                Object second = found.groupCount() > 1 ? found.group(2) : "";
                return entry.getValue().of(found.group(1), second);
            }
        }
        return text;
    }
}
