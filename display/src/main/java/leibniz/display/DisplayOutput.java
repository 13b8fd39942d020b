package leibniz.display;

/** Where {@code display(...)} shows things. The kernel provides one by {@link java.util.ServiceLoader}. */
public interface DisplayOutput {
    /** Shows the bundle at once, under the cell that is running; {@code id} names it for {@link #update}. */
    void show(MimeBundle bundle, String id);

    /** Shows the bundle instead of what was shown with this id, wherever that stands. */
    void update(String id, MimeBundle bundle);

    /**
     * Takes away what the running cell has shown so far, as soon as it shows something new, where that can be
     * done.
     */
    default void clear() {}

    /**
     * Has the task run once the code that is running has ended, however it ended; what the task shows still
     * appears there.
     *
     * @return whether it will be run; false where nobody knows of the end
     */
    default boolean atEnd(Runnable task) {
        return false;
    }
}
