package leibniz.kernel.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leibniz.kernel.execution.CellLoader;
import leibniz.kernel.execution.Demangler;
import org.jspecify.annotations.Nullable;

/**
 * Stack frames in any text, such as that of a list of them or of a trace that a cell kept, as the kernel's
 * own errors name them. Next to frames of cells, those that an error leaves out are left out too.
 */
public final class FramesInText {
    private static final Pattern FRAME = Pattern.compile(
            "(?<![\\w.$/@-])(?:[\\w.@-]*+/){0,2}((?:[\\w$]+\\.)+[\\w$]+)(?:/0x[0-9a-f]+)?\\.([\\w$]+|<\\w+>|&lt;\\w+&gt;)"
                    + "\\(([\\w$.]+\\.\\w+|Native Method|Unknown Source)(?::(\\d+))?\\)");
    private static final Pattern BETWEEN = Pattern.compile(", |\\R[ \\t]*(?:at )?");
    private static final Pattern MORE = Pattern
            .compile("\\R[ \\t]*\\.\\.\\. \\d+ (?:more|common frames omitted)");
    private static final String TRACE = "\n\tat ";
    private static volatile @Nullable SnippetOrigins origins;

    private FramesInText() {}

    /** Names who knows where the code of the cells stands. */
    public static void use(SnippetOrigins known) {
        origins = known;
    }

    /** The text with each frame of a cell in it as an error would name it. */
    public static String in(String text) {
        SnippetOrigins known = origins;
        if (known == null || !text.contains(CellLoader.PACKAGE + CellLoader.WRAPPER)) {
            return text;
        }
        StringBuilder named = new StringBuilder();
        Matcher frame = FRAME.matcher(text);
        int copied = 0;
        while (frame.find(copied)) {
            named.append(text, copied, frame.start());
            copied = addStack(text, frame, known, named);
        }
        named.append(text, copied, text.length());
        return text.contains(TRACE) ? withNamesOfThrown(named.toString()) : named.toString();
    }

    /** A whole trace in a text, as {@code printStackTrace} writes it. */
    private static String withNamesOfThrown(String trace) {
        return MORE.matcher(trace).replaceAll("").lines()
                .map(line -> PrintedTraces.THROWN.matcher(line).matches() ? Demangler.in(line) : line)
                .collect(Collectors.joining("\n", "", trace.endsWith("\n") ? "\n" : ""));
    }

    /** Adds the frames that follow each other, and returns where the text goes on. */
    private static int addStack(String text, Matcher frame, SnippetOrigins known, StringBuilder named) {
        List<String> told = new ArrayList<>();
        String separator = "";
        boolean ofCell = false;
        int start = frame.start();
        int end;
        while (true) {
            end = frame.end();
            ofCell |= frame.group(1).startsWith(CellLoader.PACKAGE);
            StackTraceElement element = element(frame);
            String described = known.describe(element);
            // JShell runs a declaration with var in two methods.
            boolean again = Demangler.method(element).isEmpty() && !told.isEmpty()
                    && told.getLast().equals(described);
            if (described != null && !again) {
                told.add(described);
            }
            Matcher between = BETWEEN.matcher(text).region(end, text.length());
            if (!between.lookingAt() || !frame.region(between.end(), text.length()).lookingAt()) {
                break;
            }
            separator = between.group();
        }
        frame.reset();
        if (!ofCell || told.isEmpty()) {
            named.append(text, start, end);
            return end;
        }
        named.append(String.join(separator, told));
        return end;
    }

    private static StackTraceElement element(Matcher frame) {
        String method = frame.group(2).replace("&lt;", "<").replace("&gt;", ">");
        return new StackTraceElement(frame.group(1), method, frame.group(3),
                frame.group(4) == null ? -1 : Integer.parseInt(frame.group(4)));
    }
}
