package leibniz.course;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a learner has done, in one file that grows by a line for each event. Lines are added in one piece, so
 * two kernels may write at once, and a line that cannot be read harms no other.
 */
final class Progress {
    /** What may happen to an exercise. */
    enum Event {
        HINT, GIVEN_UP, PASSED
    }

    private record Entry(Event event, String id) {
        String line() {
            return event.name().toLowerCase(Locale.ROOT) + " " + id + "\n";
        }
    }

    private final Path file;
    /** What could not be written. */
    private final List<Entry> unwritten = new ArrayList<>();

    Progress(Path file) {
        this.file = file;
    }

    /** The file of this user. */
    static Progress ofUser() {
        String data = System.getenv("XDG_DATA_HOME");
        Path folder = data == null || data.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(data);
        return new Progress(folder.resolve("leibniz").resolve("progress.txt"));
    }

    Path file() {
        return file;
    }

    /** How often the event happened to the exercise. */
    synchronized int count(Event event, String id) {
        Entry entry = new Entry(event, id);
        String line = entry.line().strip();
        return (int) (lines().stream().filter(line::equals).count()
                + unwritten.stream().filter(entry::equals).count());
    }

    private List<String> lines() {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().map(String::strip)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /**
     * Notes that the event happened.
     *
     * @return why it could not be saved; empty if it was
     */
    synchronized String add(Event event, String id) {
        Entry entry = new Entry(event, id);
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND)) {
                // The line break first: what came before may have been cut off.
                channel.write(ByteBuffer.wrap(("\n" + entry.line()).getBytes(StandardCharsets.UTF_8)));
            }
            return "";
        } catch (IOException | UnsupportedOperationException e) {
            unwritten.add(entry);
            return file + " cannot be written (" + e.getClass().getSimpleName() + ")";
        }
    }
}
