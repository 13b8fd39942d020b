package leibniz.course.exercises;

import java.util.List;

/** What one part of an exercise is put through. */
interface Check {
    Finding run(Attempt attempt) throws InterruptedException;

    /** Answers that learners give and that this recognises. */
    default List<Mistake> mistakes() {
        return List.of();
    }
}
