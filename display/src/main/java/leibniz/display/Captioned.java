package leibniz.display;

/** A picture with a line above it. */
record Captioned(String line, Displayable picture) implements Displayable {
    @Override
    public MimeBundle toMimeBundle() {
        MimeBundle below = picture.toMimeBundle();
        MimeBundle all = MimeBundle.of(toString());
        String html = below.data().get("text/html");
        return html == null
                ? all
                : all.with("text/html",
                        "<div style=\"font-size:13px;padding-bottom:4px\">" + Html.escape(line)
                                + "</div>" + html);
    }

    @Override
    public String toString() {
        return line + "\n" + picture;
    }
}
