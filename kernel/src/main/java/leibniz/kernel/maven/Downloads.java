package leibniz.kernel.maven;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;

/** How far the downloads are, in one line now and then; and the way to end them. */
final class Downloads extends AbstractTransferListener {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Consumer<String> progress;
    private final Runnable hangUp;
    private final Map<String, Long> received = new HashMap<>();
    private final Map<String, Long> expected = new HashMap<>();
    private long shownAt = System.nanoTime();
    private boolean cancelled;

    /**
     * @param hangUp ends all that is being read: else the transport reads a file that is not wanted to its
     *     end
     */
    Downloads(Consumer<String> progress, Runnable hangUp) {
        this.progress = progress;
        this.hangUp = hangUp;
    }

    synchronized void cancel() {
        cancelled = true;
        hangUp.run();
    }

    @Override
    public synchronized void transferInitiated(TransferEvent event) throws TransferCancelledException {
        throwIfCancelled();
    }

    @Override
    public synchronized void transferStarted(TransferEvent event) throws TransferCancelledException {
        note(event);
    }

    @Override
    public synchronized void transferProgressed(TransferEvent event) throws TransferCancelledException {
        note(event);
    }

    /** The resolver would use it all the same, unless settings.xml says otherwise for each repository. */
    @Override
    public void transferCorrupted(TransferEvent event) throws TransferCancelledException {
        if (event.getException() instanceof ChecksumFailureException mismatch
                && !mismatch.getExpected().isEmpty()) {
            throw new TransferCancelledException(event.getResource().getResourceName() + " has the checksum "
                    + mismatch.getActual() + " and should have " + mismatch.getExpected()
                    + ", so it is not used");
        }
    }

    private void note(TransferEvent event) throws TransferCancelledException {
        throwIfCancelled();
        String file = event.getResource().getResourceName();
        received.put(file, event.getTransferredBytes());
        expected.put(file, Math.max(event.getResource().getContentLength(), event.getTransferredBytes()));
        if (System.nanoTime() - shownAt >= STEP_NANOS) {
            shownAt = System.nanoTime();
            progress.accept("Downloading: %s of %s, %d file%s".formatted(megabytes(received),
                    megabytes(expected), received.size(), received.size() == 1 ? "" : "s"));
        }
    }

    private void throwIfCancelled() throws TransferCancelledException {
        if (cancelled) {
            hangUp.run(); // again, since the connection may have been made after the first time
            throw new TransferCancelledException("interrupted");
        }
    }

    private static String megabytes(Map<String, Long> bytes) {
        return String.format(Locale.ROOT, "%.1f MB",
                bytes.values().stream().mapToLong(Long::longValue).sum() / 1e6);
    }
}
