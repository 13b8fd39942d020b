package leibniz.kernel.history;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import leibniz.kernel.protocol.Json;

/**
 * The cells of all kernels of a user, one JSON object a line, after a first line with the version of the
 * format. Who adds a line holds a lock file meanwhile. A line that is not whole, because the machine stopped
 * or the disk was full, is passed over.
 */
public final class HistoryFile {
    /**
     * A cell that ran.
     *
     * @param session counted from 1; the newest kernel has the largest
     * @param notebook it is of, as Jupyter names it; empty where that is not known
     */
    record Entry(int session, int line, String input, String notebook) {
        Entry(int session, int line, String input) {
            this(session, line, input, "");
        }
    }

    /** Some ten thousand cells. */
    private static final long MAX_BYTES = 8L << 20;
    private static final String VERSION_FIELD = "leibniz-history";
    private static final int VERSION = 1;
    private static final String HEADER = Json.of(VERSION_FIELD, VERSION).toString();

    private final Path path;
    private final long maxBytes;

    /** @param maxBytes a file that has grown beyond this is cut to the newer half of it */
    public HistoryFile(Path path, long maxBytes) {
        this.path = path;
        this.maxBytes = maxBytes;
    }

    /** The file of this user: beside what else Leibniz keeps in the folder for data. */
    public static HistoryFile ofUser() {
        String data = System.getenv("XDG_DATA_HOME");
        String home = System.getenv("HOME");
        Path folder = data != null && data.startsWith("/")
                ? Path.of(data)
                : Path.of(home != null ? home : System.getProperty("user.home"), ".local", "share");
        return new HistoryFile(folder.resolve("leibniz").resolve("history.jsonl"), MAX_BYTES);
    }

    /**
     * Adds a line and returns the number of its session: the given one, or where that is 0 the next that is
     * free.
     *
     * @throws IOException if the file cannot be written or is not one of ours; it is unchanged then
     */
    int append(int session, int line, String input) throws IOException {
        return append(session, line, input, "");
    }

    /** The same for a cell of a notebook that has a name. */
    int append(int session, int line, String input, String notebook) throws IOException {
        Files.createDirectories(path.getParent());
        try (FileChannel lock = open("history.lock", StandardOpenOption.WRITE); var _ = lock.lock()) {
            List<Entry> entries = session == 0 ? read() : List.of();
            int number = session == 0
                    ? 1 + entries.stream().mapToInt(Entry::session).max().orElse(0)
                    : session;
            if (Files.exists(path) && Files.size(path) > maxBytes) {
                cut();
            }
            try (FileChannel file = open(path.getFileName().toString(), StandardOpenOption.READ,
                    StandardOpenOption.WRITE)) {
                String before = beginning(file);
                JsonObject entry = Json.of("session", number, "line", line, "input", input);
                if (!notebook.isEmpty()) {
                    entry.addProperty("notebook", notebook);
                }
                write(file, before + entry + "\n");
            }
            return number;
        }
    }

    /**
     * What must stand before the next line: the first line in a new file, and an end for a line that is not
     * whole.
     */
    private String beginning(FileChannel file) throws IOException {
        byte[] start = bytes(file, 0, HEADER.length());
        String text = new String(start, StandardCharsets.UTF_8);
        if (start.length < HEADER.length() && HEADER.startsWith(text)) {
            file.truncate(0);
            return HEADER + "\n";
        }
        check(text);
        file.position(file.size());
        return Arrays.equals(bytes(file, file.size() - 1, 1), new byte[]{ '\n' }) ? "" : "\n";
    }

    private static byte[] bytes(FileChannel file, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && file.read(buffer, from + buffer.position()) >= 0) {
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static void write(FileChannel file, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** All whole lines, oldest first; none if there is no file. */
    public List<Entry> read() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines()) {
            try {
                JsonObject json = JsonParser.parseString(line).getAsJsonObject();
                int session = Json.integer(json, "session", 0);
                if (session > 0) {
                    entries.add(new Entry(session, Json.integer(json, "line", 0),
                            Json.string(json, "input", ""), Json.string(json, "notebook", "")));
                }
            } catch (JsonParseException | IllegalStateException e) {
                // Not whole: the kernel that wrote it did not come to its end.
            }
        }
        return entries;
    }

    private List<String> lines() throws IOException {
        String text;
        try {
            text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || HEADER.startsWith(text)) {
            return List.of();
        }
        check(lines.getFirst());
        return lines.subList(1, lines.size());
    }

    private void check(String firstLine) throws IOException {
        int version;
        try {
            version = Json.integer(JsonParser.parseString(firstLine).getAsJsonObject(), VERSION_FIELD, 0);
        } catch (JsonParseException | IllegalStateException e) {
            version = 0;
        }
        if (version != VERSION) {
            throw new IOException(version > VERSION
                    ? path + " was written by a newer Leibniz, which this one leaves alone"
                    : path + " is damaged or not a history of Leibniz; delete it or move it away");
        }
    }

    /** Leaves the newest lines. Others read the old file or the new one, never a part. */
    private void cut() throws IOException {
        Deque<String> kept = new ArrayDeque<>();
        long bytes = 0;
        for (String line : lines().reversed()) {
            bytes += line.getBytes(StandardCharsets.UTF_8).length + 1L;
            if (bytes > maxBytes / 2) {
                break;
            }
            kept.addFirst(line);
        }
        kept.addFirst(HEADER);
        Path staged = path.resolveSibling("history.new");
        Files.deleteIfExists(staged);
        try (FileChannel file = open(staged.getFileName().toString(), StandardOpenOption.WRITE)) {
            write(file, String.join("\n", kept) + "\n");
        } catch (IOException e) {
            Files.deleteIfExists(staged);
            throw e;
        }
        Files.move(staged, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Opens a file of the folder, which only its owner may read: cells may hold passwords. */
    private FileChannel open(String name, StandardOpenOption... options) throws IOException {
        FileAttribute<?>[] owner = FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
                : new FileAttribute<?>[0];
        Set<StandardOpenOption> all = EnumSet.of(StandardOpenOption.CREATE, options);
        return FileChannel.open(path.resolveSibling(name), all, owner);
    }
}
