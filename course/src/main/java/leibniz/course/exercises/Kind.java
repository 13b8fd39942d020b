package leibniz.course.exercises;

/** How one call of an answer turned out. */
enum Kind {
    RIGHT, NOT_WRITTEN, ENDLESS, THROWN, NULL, SHAPE, DTYPE, NAN, VALUE,
    /** Right, but it changed an argument. */
    CHANGED,
    /** Right, but it left an argument recording gradients. */
    RECORDING,
    /** Right, but not when it was called again with the same arguments. */
    REPEATED
}
