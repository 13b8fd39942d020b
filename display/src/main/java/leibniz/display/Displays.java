package leibniz.display;

/** What a cell calls to see a value. */
public final class Displays {
    private Displays() {}
}
