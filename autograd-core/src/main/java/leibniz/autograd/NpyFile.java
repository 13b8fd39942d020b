package leibniz.autograd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files of NumPy's format .npy: the bytes \x93NUMPY, a version, the length of the header, {@link NpyHeader},
 * the elements. Source: NumPy, numpy.lib.format.
 */
final class NpyFile {
    private static final byte[] MAGIC = { (byte) 0x93, 'N', 'U', 'M', 'P', 'Y' };
    private static final int BUFFER = 1 << 16;

    private NpyFile() {}

    // ---- reading

    static Tensor load(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            NpyHeader header = header(file, channel);
            int numel = Shapes.numel("load", header.shape);
            long expected = (long) numel * header.type.size;
            long present = channel.size() - channel.position();
            if (present != expected) {
                throw FileErrors.npyLength(file, header.shape, expected, present);
            }
            return arranged(header, elements(file, channel, header, numel));
        } catch (IOException e) {
            throw FileErrors.cannotRead(file, e);
        }
    }

    private static NpyHeader header(Path file, FileChannel channel) throws IOException {
        byte[] start = new byte[(int) Math.min(8, channel.size())];
        read(file, channel, start, "the version");
        if (!Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length))) {
            throw FileErrors.npyMagic(file, start);
        }
        if (start.length < 8) {
            throw FileErrors.npyTruncated(file, "the version");
        }
        int version = start[6];
        if (version < 1 || version > 3) {
            throw FileErrors.npyVersion(file, start[6], start[7]);
        }
        byte[] size = new byte[version == 1 ? 2 : 4];
        read(file, channel, size, "the length of the header");
        ByteBuffer number = ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN);
        long length = version == 1
                ? Short.toUnsignedLong(number.getShort())
                : Integer.toUnsignedLong(number.getInt());
        if (length > channel.size() - channel.position()) {
            throw FileErrors.npyTruncated(file, "the header of " + length + " bytes");
        }
        byte[] text = new byte[(int) length];
        read(file, channel, text, "the header");
        return NpyHeader.parse(file, new String(text,
                version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1));
    }

    private static void read(Path file, FileChannel channel, byte[] into, String what) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw FileErrors.npyTruncated(file, what);
            }
        }
    }

    private static Storage elements(Path file, FileChannel channel, NpyHeader header, int numel)
            throws IOException {
        NpyType type = header.type;
        Storage storage = Storage.allocate(type.dtype, numel);
        byte[] bytes = new byte[BUFFER];
        for (int at = 0; at < numel;) {
            int count = Math.min(numel - at, BUFFER / type.size);
            byte[] part = count * type.size == BUFFER ? bytes : new byte[count * type.size];
            read(file, channel, part, "the elements");
            ByteBuffer buffer = ByteBuffer.wrap(part).order(header.order);
            for (int end = at + count; at < end; at++) {
                type.read(buffer, storage, at);
            }
        }
        return storage;
    }

    /** Fortran order is row-major order of the transpose. */
    private static Tensor arranged(NpyHeader header, Storage storage) {
        int[] shape = header.shape;
        if (!header.fortranOrder) {
            return new Tensor(storage, Layout.rowMajor(shape));
        }
        int[] reversed = new int[shape.length];
        Arrays.setAll(reversed, d -> shape.length - 1 - d);
        Layout transposed = Layout.rowMajor(Arrays.stream(reversed).map(d -> shape[d]).toArray());
        Tensor view = new Tensor(storage, transposed.permute(reversed));
        return Loops.contiguous(view);
    }

    // ---- writing

    static void save(Path file, Tensor x) {
        Tensor in = Loops.contiguous(x);
        replace(file, channel -> {
            String header = NpyHeader.text(in.dtype(), in.layout.shape);
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
            buffer.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) header.length())
                    .put(header.getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < in.numel(); i++) {
                if (buffer.remaining() < Long.BYTES) {
                    write(channel, buffer);
                }
                put(in.storage, in.layout.offset + i, buffer);
            }
            write(channel, buffer);
        });
    }

    private static void put(Storage from, int i, ByteBuffer to) {
        switch (from.array()) {
            case float[] a -> to.putFloat(a[i]);
            case double[] a -> to.putDouble(a[i]);
            case long[] a -> to.putLong(a[i]);
            default -> to.put((byte) (from.booleans()[i] ? 1 : 0));
        }
    }

    private static void write(FileChannel channel, ByteBuffer buffer) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** Writes the content of a file. */
    @FunctionalInterface
    interface Content {
        void write(FileChannel channel) throws IOException;
    }

    /**
     * Writes a file of another name in the same folder, which then takes the place of the old one at once, or
     * not at all.
     */
    static void replace(Path file, Content content) {
        Path part = null;
        try {
            Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
            if (Files.isDirectory(target)) {
                throw new FileSystemException(file.toString(), null, "it is a folder");
            }
            part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE)) {
                content.write(channel);
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw FileErrors.cannotWrite(file, e);
        } finally {
            delete(part);
        }
    }

    private static void delete(@Nullable Path part) {
        try {
            if (part != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            System.err.println(FileErrors.leftOver(part, e)); // what was saved, or why it was not, is the
                                                              // greater
            // news
        }
    }
}
