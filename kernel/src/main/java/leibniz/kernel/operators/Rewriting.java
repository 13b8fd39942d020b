package leibniz.kernel.operators;

import java.util.List;
import leibniz.kernel.outcome.CompileError;
import leibniz.kernel.text.CopiedText;
import leibniz.kernel.text.SourceMap;
import org.jspecify.annotations.Nullable;

/**
 * A snippet as it was typed and as JShell gets it.
 *
 * @param before how long the text is that stood in front of both for the compiler
 * @param warnings what about it is probably not meant, at places in what was typed
 * @param obstacle why its operators were not read; null if they were
 * @param isUnreadable whether it has a syntax error
 */
public record Rewriting(String typed, String text, SourceMap map, int before, List<CompileError> warnings,
        @Nullable String obstacle, boolean isUnreadable) {

    /** A snippet with nothing in it to write anew. */
    public static Rewriting none(String typed) {
        return none(typed, null, false);
    }

    /** A snippet that was written anew for another reason than its operators. */
    public static Rewriting of(String typed, CopiedText written) {
        return new Rewriting(typed, written.toString(), written.map, 0, List.of(), null, false);
    }

    static Rewriting unread(String typed, String obstacle) {
        return none(typed, obstacle, false);
    }

    static Rewriting unreadable(String typed) {
        return none(typed, null, true);
    }

    private static Rewriting none(String typed, @Nullable String obstacle, boolean isUnreadable) {
        SourceMap map = new SourceMap();
        map.add(0, typed.length(), 0, typed.length());
        return new Rewriting(typed, typed, map, 0, List.of(), obstacle, isUnreadable);
    }

    public boolean changes() {
        return !text.equals(typed);
    }

    /** Errors in what JShell got, at their places in what was typed. */
    public List<CompileError> typed(List<CompileError> errors) {
        return errors.stream().map(e -> new CompileError(e.message(), typed(e.start()), typed(e.end())))
                .toList();
    }

    private int typed(int position) {
        return Math.clamp(map.toSource(position + before) - before, 0, typed.length());
    }
}
