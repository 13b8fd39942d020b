package leibniz.course.exercises;

import org.jspecify.annotations.Nullable;

/** What an answer gives for its arguments, be it the right one or one with a certain mistake. */
@FunctionalInterface
interface Right {
    @Nullable
    Object of(Args args);
}
