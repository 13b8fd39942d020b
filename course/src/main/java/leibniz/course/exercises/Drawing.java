package leibniz.course.exercises;

import leibniz.display.Displayable;
import org.jspecify.annotations.Nullable;

/** What a wrong call is shown with. */
@FunctionalInterface
interface Drawing {
    @Nullable
    Displayable of(Attempt attempt, Trial shown) throws InterruptedException;
}
