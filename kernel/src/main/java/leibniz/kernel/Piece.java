package leibniz.kernel;

/** What a cell is run by: one snippet of Java, or one magic. */
sealed interface Piece {
    /**
     * A snippet as JShell takes it.
     *
     * @param offset where it begins in its source
     */
    record Java(String text, int offset) implements Piece {}

    /**
     * A line {@code %name arguments}, or a cell {@code %%name arguments} with its body.
     *
     * @param whole from the percent sign to the end of the line or of the cell
     * @param line the line of the call alone
     * @param body empty for a line magic
     */
    record MagicCall(String name, boolean ofCell, Source.Part whole, Source.Part line,
            Source.Part arguments, Source.Part body) implements Piece {
        /** The name as it is typed. */
        String typed() {
            return (ofCell ? "%%" : "%") + name;
        }
    }
}
