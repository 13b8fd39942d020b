package leibniz.course.exercises;

import leibniz.course.Notebook.Ended;

/** Calls an answer, or what is made of several declarations of the learner. */
@FunctionalInterface
interface Caller {
    Ended call(Attempt attempt, Args args) throws InterruptedException;
}
