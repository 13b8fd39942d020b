package leibniz.kernel.execution;

/**
 * Stands in for {@link System#exit} in cells: a cell does not end the kernel that holds everyone's variables.
 */
@SuppressWarnings("DoNotCallSuggester") // cells were compiled to call System.exit and know nothing of this
                                        // class
public final class Exit {
    private Exit() {}

    /**
     * Refuses to exit.
     *
     * @throws UnsupportedOperationException always
     */
    public static void exit(int status) {
        throw new UnsupportedOperationException("exit(" + status
                + ") would end the kernel and lose all variables. "
                + "To end a cell early use return or throw; to end the kernel use the menu Kernel, Shut Down.");
    }

    /** Refuses to exit, as {@link #exit(int)} does. */
    public static void exit(Runtime runtime, int status) {
        exit(status);
    }

    /** Refuses to exit, as {@link #exit(int)} does. */
    public static void halt(Runtime runtime, int status) {
        exit(status);
    }
}
