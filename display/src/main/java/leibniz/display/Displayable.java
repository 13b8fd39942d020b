package leibniz.display;

/** A value that knows its own rich forms; implement it to give a class of yours a picture in the notebook. */
public interface Displayable {
    /** This value in every form that it has; never null. */
    MimeBundle toMimeBundle();
}
