package leibniz.kernel.execution;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.kernel.protocol.Log;
import org.jspecify.annotations.Nullable;

/**
 * What javac prints when it fails itself: pages for its authors, which go to the log and not under a cell.
 * javac then behaves as if it had done its work, so these pages are also how one learns of it.
 */
public final class CompilerReports {
    private static final ThreadLocal<@Nullable StringBuilder> REPORT = new ThreadLocal<>();
    private static final Pattern FAILURE = Pattern
            .compile("(?m)^([\\w.$]+(?:Error|Exception))\\b.*\\R\\s+at (\\S+)\\(");

    private CompilerReports() {}

    /**
     * Runs passes of javac.
     *
     * @param failed told once, after them, what javac failed of and where
     */
    public static <T extends @Nullable Object> T watch(Supplier<T> passes, Consumer<String> failed) {
        StringBuilder before = REPORT.get();
        StringBuilder report = new StringBuilder();
        REPORT.set(report);
        try {
            return passes.get();
        } finally {
            REPORT.set(before);
            Matcher failure = FAILURE.matcher(report);
            if (failure.find()) {
                String what = failure.group(1) + " at " + failure.group(2);
                Log.line("javac failed: " + what);
                failed.accept(what);
            }
        }
    }

    /** From here on the calling thread runs code of a user, whose output is not javac's. */
    static @Nullable StringBuilder pause() {
        StringBuilder report = REPORT.get();
        REPORT.remove();
        return report;
    }

    static void resume(@Nullable StringBuilder report) {
        REPORT.set(report);
    }

    /** Takes what the calling thread prints if javac prints it. */
    static boolean takes(byte[] bytes, int offset, int length) {
        StringBuilder report = REPORT.get();
        if (report != null) {
            report.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }
        return report != null;
    }
}
