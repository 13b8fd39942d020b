package leibniz.display;

import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import leibniz.autograd.Tensor;

/** What a loop goes through, with a bar that shows how far it has come. */
final class Tracked<T> implements Iterable<T> {
    private final Iterable<T> elements;
    private final long total;

    private Tracked(Iterable<T> elements, long total) {
        this.elements = elements;
        this.total = total;
    }

    static <T> Tracked<T> of(Iterable<T> elements) {
        return new Tracked<>(elements, switch (elements) {
            case Collection<?> collection -> collection.size();
            case Tensor tensor when tensor.dim() > 0 -> tensor.size(0);
            default -> -1;
        });
    }

    static Tracked<Integer> upTo(int n) {
        if (n < 0) {
            throw Refusals.of(LiveWords.NEGATIVE_ROUNDS, n);
        }
        return new Tracked<>(() -> new Numbers(n), n);
    }

    @Override
    public Iterator<T> iterator() {
        return new Counting<>(elements.iterator(), ProgressBars.begin(total));
    }

    private static final class Numbers implements Iterator<Integer> {
        private final int end;
        private int next;

        Numbers(int end) {
            this.end = end;
        }

        @Override
        public boolean hasNext() {
            return next < end;
        }

        @Override
        public Integer next() {
            if (next >= end) {
                throw new NoSuchElementException("the numbers end at " + (end - 1));
            }
            return next++;
        }
    }

    private static final class Counting<T> implements Iterator<T> {
        private final Iterator<T> elements;
        private final ProgressBar bar;

        Counting(Iterator<T> elements, ProgressBar bar) {
            this.elements = elements;
            this.bar = bar;
        }

        @Override
        public boolean hasNext() {
            if (elements.hasNext()) {
                return true;
            }
            ProgressBars.done(bar);
            return false;
        }

        @Override
        public T next() {
            bar.nextRound();
            return elements.next();
        }
    }
}
