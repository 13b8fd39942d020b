package leibniz.autograd;

import static leibniz.autograd.Shapes.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;

/** The text of the failures of files, in the manner of {@link Errors}. */
final class FileErrors {
    private FileErrors() {}

    static RuntimeException cannotRead(Path file, IOException cause) {
        return new UncheckedIOException(
                "load: cannot read %s: %s. Check the name, and that the file may be read."
                        .formatted(file, reason(cause)),
                cause);
    }

    static RuntimeException cannotWrite(Path file, IOException cause) {
        return new UncheckedIOException(
                "save: cannot write %s: %s. Check that its folder exists and may be written to; nothing was changed."
                        .formatted(file, reason(cause)),
                cause);
    }

    static String leftOver(Path file, IOException cause) {
        return "save: the unfinished file %s could not be deleted: %s.".formatted(file, reason(cause));
    }

    private static String reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case AccessDeniedException denied -> "access to " + denied.getFile() + " is denied";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        };
    }

    static RuntimeException npyMagic(Path file, byte[] start) {
        if (start.length == 0) {
            return Errors.argument("load: %s is empty. Write it again, with save or with numpy.save.", file);
        }
        if (start.length > 1 && start[0] == 'P' && start[1] == 'K') {
            return Errors.argument(
                    "load: %s is an archive (.npz or .zip), not a .npy file. Unpack it and load the .npy files in it.",
                    file);
        }
        return Errors.argument(
                "load: %s is not a .npy file: it begins with the bytes %s instead of 93 4e 55 4d 50 59. Write it with "
                        + "save or with numpy.save.",
                file, HexFormat.ofDelimiter(" ").formatHex(start, 0, Math.min(start.length, 6)));
    }

    static RuntimeException npyVersion(Path file, int major, int minor) {
        return Errors.argument(
                "load: %s has version %d.%d of the .npy format, but 1.0, 2.0 and 3.0 are known. Write it again with "
                        + "numpy.save.",
                file, major, minor);
    }

    static RuntimeException npyTruncated(Path file, String what) {
        return Errors.argument(
                "load: %s ends before %s does: it is damaged or was not written in full. Write or copy it again.",
                file, what);
    }

    static RuntimeException npyHeader(Path file, String what, String header) {
        String shown = header.strip();
        return Errors.argument(
                "load: the header of %s cannot be read: %s. The header is %s; write the file again with numpy.save.",
                file, what, shown.length() > 200 ? shown.substring(0, 200) + "..." : shown);
    }

    static RuntimeException npyType(Path file, String descr) {
        String meaning = descr.contains("|O")
                ? "Python objects (dtype %s), which only Python can load, by running code from the file"
                : "elements of dtype %s, which tensors do not have";
        return Errors.argument("load: %s holds " + meaning
                + ". Convert the array in NumPy with astype('float32'), astype('float64') or astype('int64') first.",
                file, descr);
    }

    static RuntimeException npyTooLarge(Path file, String shape) {
        return Errors.argument(
                "load: %s has the shape %s with 2^31 elements or more; a tensor holds fewer. Save it in parts.",
                file, shape);
    }

    static RuntimeException npyLength(Path file, int[] shape, long expected, long present) {
        return Errors.argument(
                "load: %s is damaged: the elements of shape %s take %d bytes, but %d follow the header. Write or copy it "
                        + "again.",
                file, text(shape), expected, present);
    }
}
