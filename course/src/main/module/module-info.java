/** Exercises on automatic differentiation that check themselves. */
@org.jspecify.annotations.NullMarked module leibniz.course {
    requires static org.jspecify;
    requires transitive leibniz.display;

    exports leibniz.course;

    uses leibniz.course.Notebook;
}
