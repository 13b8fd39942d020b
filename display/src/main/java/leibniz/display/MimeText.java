package leibniz.display;

/** One sentence in the place of a picture. */
record MimeText(String text) implements Displayable {
    static Displayable of(String text) {
        return new MimeText(text);
    }

    @Override
    public MimeBundle toMimeBundle() {
        return MimeBundle.of(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
