package leibniz.display;

import java.util.Locale;
import leibniz.display.ProgressBar.State;

/** A loop and how far it has come, as a bar and in words. */
final class ProgressText {
    private static final int CHARACTERS = 20;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final String RUNNING = "#0072b2";
    private static final String DONE = "#00795a";
    private static final String LEFT = "#c62828";

    private ProgressText() {}

    static String of(ProgressBar bar) {
        String words = words(bar);
        if (bar.total < 0) {
            return words;
        }
        int full = (int) Math.floor(part(bar) * CHARACTERS);
        return "[" + "#".repeat(full) + " ".repeat(CHARACTERS - full) + "] " + words;
    }

    /** In literal styles, which also a notebook that is not trusted keeps. */
    static String html(ProgressBar bar) {
        String colour = bar.state() == State.DONE ? DONE : bar.state() == State.LEFT ? LEFT : RUNNING;
        String filled = "<span style=\"display:inline-block;vertical-align:top;height:8px;width:"
                + String.format(Locale.ROOT, "%.1f", 100 * part(bar)) + "%;background-color:" + colour
                + "\"></span>";
        return "<div>"
                + "<span style=\"display:inline-block;width:200px;height:8px;line-height:8px;vertical-align:middle;"
                + "border:1px solid " + (bar.state() == State.LEFT ? LEFT : "#8a94a0") + "\">" + filled
                + "</span><span style=\"margin-left:8px\">" + Html.escape(words(bar)) + "</span></div>";
    }

    private static double part(ProgressBar bar) {
        return bar.total <= 0
                ? bar.state() == State.DONE ? 1 : 0
                : Math.min(1, (double) bar.completed() / bar.total);
    }

    private static String words(ProgressBar bar) {
        String taken = time(bar.seconds());
        String total = Numbers.grouped(bar.total);
        String rounds = Numbers.grouped(bar.rounds());
        if (bar.state() == State.LEFT) {
            return bar.total < 0
                    ? LiveWords.LEFT_IN.of(rounds, taken)
                    : LiveWords.LEFT_IN_OF.of(rounds, total, taken);
        }
        long completed = bar.completed();
        String done = Numbers.grouped(completed);
        if (bar.total < 0) {
            return LiveWords.COUNT_IN.of(done, taken);
        }
        return bar.state() == State.DONE || completed == 0
                ? LiveWords.OF_IN.of(done, total, taken)
                : LiveWords.OF_IN_LEFT.of(done, total, taken,
                        time(bar.seconds() * (bar.total - completed) / completed));
    }

    /** 3.2 s, 4 min 5 s, 2 h 10 min. */
    static String time(double seconds) {
        long whole = Math.round(seconds);
        if (whole < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return whole < HOUR
                ? whole / MINUTE + " min " + whole % MINUTE + " s"
                : whole / HOUR + " h " + whole % HOUR / MINUTE + " min";
    }
}
