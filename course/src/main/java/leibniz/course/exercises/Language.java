package leibniz.course.exercises;

/** The language that checks speak. */
public final class Language {
    private static final String PROPERTY = "leibniz.language";

    private Language() {}

    /** Whether it is Chinese; otherwise it is English. */
    public static boolean isChinese() {
        return "zh".equals(System.getProperty(PROPERTY));
    }

    /** Chooses Chinese or English. */
    public static void setChinese(boolean yes) {
        System.setProperty(PROPERTY, yes ? "zh" : "en");
    }
}
