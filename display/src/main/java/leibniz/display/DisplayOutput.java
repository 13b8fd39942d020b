package leibniz.display;

/** Where {@code display(...)} shows things. The kernel provides one by {@link java.util.ServiceLoader}. */
public interface DisplayOutput {
    /** Shows the bundle at once, under the cell that is running. */
    void show(MimeBundle bundle);

    /** Shows the bundle; {@code id} names it for {@link #update}, where something shown can be replaced. */
    default void show(MimeBundle bundle, String id) {
        show(bundle);
    }

    /** Shows the bundle instead of what was shown with this id, or below it where that cannot be done. */
    default void update(String id, MimeBundle bundle) {
        show(bundle);
    }

    /** Takes away what the running cell has shown so far, as soon as it shows something new, where that can be done. */
    default void clear() {}
}
