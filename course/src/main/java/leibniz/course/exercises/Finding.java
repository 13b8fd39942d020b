package leibniz.course.exercises;

import java.util.List;
import leibniz.display.Displayable;
import org.jspecify.annotations.Nullable;

/** What a check found. */
public sealed interface Finding {
    /**
     * The answer is right.
     *
     * @param tested what was compared, after the words "right on"
     */
    record Passed(Text tested) implements Finding {}

    /**
     * The answer is wrong, or there is none.
     *
     * @param diagnosis what was done, and what would be right
     * @param rows the counterexample
     */
    record Failed(Text diagnosis, List<Row> rows, @Nullable Displayable picture) implements Finding {
        static Failed because(Text diagnosis) {
            return new Failed(diagnosis, List.of(), null);
        }

        static Failed because(Text diagnosis, Row... rows) {
            return new Failed(diagnosis, List.of(rows), null);
        }

        Failed with(@Nullable Displayable drawn) {
            return new Failed(diagnosis, rows, drawn);
        }
    }

    /** A line of a counterexample. */
    record Row(Text name, String value) {
        static Row of(String name, @Nullable Object value) {
            return new Row(new Text(name, name), Values.text(value));
        }

        static Row given(@Nullable Object value) {
            return new Row(new Text("your answer", "你的答案"), Values.text(value));
        }

        static Row right(@Nullable Object value) {
            return new Row(new Text("right", "正确结果"), Values.text(value));
        }
    }
}
