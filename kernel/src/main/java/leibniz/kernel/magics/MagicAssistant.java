package leibniz.kernel.magics;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.kernel.cells.Magic;
import leibniz.kernel.cells.MagicCalls;
import leibniz.kernel.cells.Magics;
import leibniz.kernel.cells.Segment.MagicCall;
import leibniz.kernel.outcome.Source;
import leibniz.kernel.outcome.Source.Span;

/** What the editor asks about the magics of a cell that is being typed. Positions count UTF-16 units. */
public final class MagicAssistant {
    private static final Pattern BEGUN = Pattern.compile("(?:^|\\n)[ \\t]*(%%?)(\\w*)$");
    private static final Pattern LAST_WORD = Pattern.compile("\\S+$");

    private final Magics magics;

    public MagicAssistant(Magics magics) {
        this.magics = magics;
    }

    /**
     * What fits at the cursor.
     *
     * @param start where the text begins that a match replaces, up to the cursor
     */
    public record Completion(int start, List<String> matches) {}

    /**
     * What fits at the cursor: magics where one may begin, nothing among most of their arguments; empty where
     * it writes Java.
     */
    public Optional<Completion> complete(String code, int cursor) {
        Matcher begun = BEGUN.matcher(code.substring(0, cursor));
        if (!begun.find()) {
            return completeArguments(code, cursor);
        }
        int start = begun.start(1);
        String sign = begun.group(1);
        // Any name will do to find out whether a magic can stand here.
        Span text = Source.ofCell("", code.substring(0, start) + sign + "x").whole();
        boolean possible = MagicCalls.find(text, name -> true, name -> true).stream()
                .anyMatch(call -> call.whole().start() == start);
        if (!possible) {
            return Optional.empty();
        }
        return Optional.of(new Completion(start, magics.all().stream()
                .filter(magic -> !magic.name().equals(Magic.COMMAND))
                .filter(magic -> (sign.equals("%") ? magic.line() : magic.cell()) != null)
                .map(magic -> sign + magic.name())
                .filter(name -> name.startsWith(sign + begun.group(2))).toList()));
    }

    private Optional<Completion> completeArguments(String code, int cursor) {
        for (MagicCall call : magics.calls(Source.ofCell("", code).whole())) {
            if (!takesJava(call) && call.whole().start() < cursor && cursor <= call.whole().end()) {
                Matcher last = LAST_WORD.matcher(code.substring(call.whole().start(), cursor));
                String word = last.find() ? last.group() : "";
                return Optional.of(new Completion(cursor - word.length(), !call.name().equals("help")
                        ? List.of()
                        : magics.all().stream().map(Magic::typed)
                                .map(typed -> word.isEmpty() || word.startsWith("%")
                                        ? typed
                                        : typed.replace("%", ""))
                                .filter(name -> name.startsWith(word)).toList()));
            }
        }
        return Optional.empty();
    }

    private boolean takesJava(MagicCall call) {
        return magics.find(call.name()).map(magic -> magic.takesJava(call.ofCell())).orElse(false);
    }

    /** The help of the magic at the cursor, unless there is Java at the cursor. */
    public Optional<String> help(String code, int cursor) {
        for (MagicCall call : magics.calls(Source.ofCell("", code).whole())) {
            Optional<Magic> magic = magics.find(call.name());
            boolean inCall = call.line().start() <= cursor && cursor <= call.line().end();
            boolean inJava = takesJava(call) && !call.ofCell()
                    && cursor > call.arguments().start();
            if (inCall && !inJava) {
                return magic.map(Magic::help);
            }
        }
        return Optional.empty();
    }

    /** Whether the cell is a magic of a whole cell that still lacks what is below its first line. */
    public boolean lacksBody(String code) {
        return magics.calls(Source.ofCell("", code).whole()).stream()
                .anyMatch(call -> call.ofCell() && call.body().isBlank());
    }

    /** The Java of a cell, each piece in its place, with blanks where there are magics. */
    public String javaOf(String code) {
        StringBuilder java = new StringBuilder(code);
        Span whole = Source.ofCell("", code).whole();
        for (MagicCall call : magics.embedded(whole)) {
            String value = "null;".substring(0, Math.min(5, call.whole().text().length()));
            java.replace(call.whole().start(), call.whole().end(),
                    value + " ".repeat(call.whole().text().length() - value.length()));
        }
        for (MagicCall call : magics.calls(Source.ofCell("", code).whole())) {
            int end = !takesJava(call)
                    ? call.whole().end()
                    : call.ofCell() ? call.body().start() : call.arguments().start();
            for (int i = call.whole().start(); i < end; i++) {
                if (java.charAt(i) != '\n') {
                    java.setCharAt(i, ' ');
                }
            }
        }
        return java.toString();
    }
}
