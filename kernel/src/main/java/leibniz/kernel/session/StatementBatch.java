package leibniz.kernel.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import leibniz.kernel.compile.Statements;
import leibniz.kernel.operators.Operators;
import leibniz.kernel.operators.Rewriting;
import org.jspecify.annotations.Nullable;

/**
 * Statements that follow each other in a cell, compiled in one pass before the first of them runs: a pass
 * costs more than what is compiled in it.
 */
final class StatementBatch {
    /** The most that share a pass: where one does not compile, the rest were compiled for nothing. */
    private static final int MOST = 16;

    private final Statements statements;
    private final Operators operators;
    private final IntSupplier changesNow;
    private final Deque<Compiled> ready = new ArrayDeque<>();
    /** What {@link Session#changes()} was when these were compiled. */
    private int changes;

    StatementBatch(Session session) {
        this.statements = session.statements;
        this.operators = session.operators;
        this.changesNow = session::changes;
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
        if (ready.isEmpty() || changes != changesNow.getAsInt()
                || !ready.getFirst().source.typed().equals(snippets.getFirst())) {
            ready.clear();
            if (snippets.size() > 1) {
                compile(snippets.subList(0, Math.min(MOST, snippets.size())));
            }
            changes = changesNow.getAsInt();
        }
        return ready.poll();
    }

    private void compile(List<String> following) {
        List<String> snippets = following.subList(0, statements.independent(following));
        if (snippets.size() < 2) {
            return;
        }
        Map<String, Rewriting> read = read(snippets);
        List<Rewriting> sources = snippets.stream()
                .map(snippet -> read.getOrDefault(snippet, Rewriting.none(snippet))).toList();
        List<Statements.Result> results = statements
                .compileTogether(sources.stream().map(Rewriting::text).toList());
        for (int i = 0; i < results.size(); i++) {
            ready.add(new Compiled(sources.get(i), read.get(snippets.get(i)), results.get(i)));
        }
    }

    /** Those of the snippets that are read before they are compiled. */
    private Map<String, Rewriting> read(List<String> snippets) {
        List<String> first = snippets.stream().filter(operators::areReadFirst).distinct().toList();
        return first.isEmpty()
                ? Map.of()
                : operators.rewrite(first).stream()
                        .collect(Collectors.toMap(Rewriting::typed, rewriting -> rewriting));
    }
}
