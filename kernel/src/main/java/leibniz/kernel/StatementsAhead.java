package leibniz.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements that follow each other in a cell, compiled in one pass before the first of them runs: a pass costs more
 * than what is compiled in it.
 */
final class StatementsAhead {
    /** Where one does not compile, the others have been compiled for nothing. */
    private static final int MOST = 16;

    private final Session session;
    private final Deque<Compiled> ready = new ArrayDeque<>();
    /** What {@link Session#changes()} was when these were compiled. */
    private int changes;

    StatementsAhead(Session session) {
        this.session = session;
    }

    /**
     * A snippet that is compiled.
     *
     * @param source as it was compiled
     * @param read what looking for its operators came to; null if nobody did
     */
    record Compiled(Rewriting source, @Nullable Rewriting read, Statements.Result result) {}

    /**
     * The first of these snippets, which may have been compiled along with those before it.
     *
     * @return null if it has to be compiled by itself
     */
    @Nullable
    Compiled next(List<String> snippets) {
        if (ready.isEmpty() || changes != session.changes()
                || !ready.getFirst().source.typed().equals(snippets.getFirst())) {
            ready.clear();
            compile(snippets.subList(0, session.statements
                    .independent(snippets.subList(0, Math.min(MOST, snippets.size())))));
            changes = session.changes();
        }
        return ready.poll();
    }

    private void compile(List<String> snippets) {
        if (snippets.size() < 2) {
            return;
        }
        List<@Nullable Rewriting> read = read(snippets);
        List<Rewriting> sources = new ArrayList<>();
        for (int i = 0; i < snippets.size(); i++) {
            Rewriting rewriting = read.get(i);
            sources.add(rewriting == null ? Rewriting.none(snippets.get(i)) : rewriting);
        }
        List<Statements.Result> results = session.statements
                .compileTogether(sources.stream().map(Rewriting::text).toList());
        for (int i = 0; i < results.size(); i++) {
            ready.add(new Compiled(sources.get(i), read.get(i), results.get(i)));
        }
    }

    private List<@Nullable Rewriting> read(List<String> snippets) {
        List<Boolean> first = snippets.stream().map(session.operators::areReadFirst).toList();
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < snippets.size(); i++) {
            if (first.get(i)) {
                chosen.add(snippets.get(i));
            }
        }
        var rewritten = (chosen.isEmpty() ? List.<Rewriting>of() : session.operators.rewrite(chosen))
                .iterator();
        List<@Nullable Rewriting> read = new ArrayList<>();
        first.forEach(isRead -> read.add(isRead ? rewritten.next() : null));
        return read;
    }
}
