package leibniz.course.exercises;

import leibniz.display.Displays;

/** The language that checks speak: that of displays. */
public final class Language {
    private Language() {}

    /** Whether it is Chinese; otherwise it is English. */
    public static boolean isChinese() {
        return Displays.language().equals("zh");
    }

    /** Chooses Chinese or English. */
    public static void setChinese(boolean yes) {
        Displays.language(yes ? "zh" : "en");
    }
}
