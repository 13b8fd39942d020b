package leibniz.kernel.text;

import java.util.ArrayList;
import java.util.List;

/** Leads from places in a text that was written anew to places in the text that it was made from. */
public final class SourceMap {
    /** A part of the new text and the part of the old text that it stands for. */
    private record Stretch(int target, int targetEnd, int source, int sourceEnd) {}

    private final List<Stretch> stretches = new ArrayList<>();

    /**
     * Notes that one part stands for another; calls come in the order of both texts. What is left out is new.
     */
    public void add(int target, int targetEnd, int source, int sourceEnd) {
        if (target < targetEnd) {
            stretches.add(new Stretch(target, targetEnd, source, sourceEnd));
        }
    }

    /** The place in the old text; for something new, the place before which it was put. */
    public int toSource(int target) {
        int low = 0;
        int high = stretches.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Stretch stretch = stretches.get(middle);
            if (target < stretch.target) {
                high = middle - 1;
            } else if (target < stretch.targetEnd) {
                return Math.min(stretch.source + target - stretch.target, stretch.sourceEnd);
            } else {
                low = middle + 1;
            }
        }
        return high < 0 ? 0 : stretches.get(high).sourceEnd;
    }
}
