package leibniz.kernel.execution;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import leibniz.kernel.protocol.Log;
import org.jspecify.annotations.Nullable;

/** System.out and System.err of the cells: each byte goes to the cell whose thread writes it. */
public final class CellStreams {
    /** Where a line of a stack trace begins, which may need other words, and what else it may speak of. */
    private static final byte[] FRAME = "\tat ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] MORE = "... ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CELL_CLASS = CellLoader.PACKAGE.getBytes(StandardCharsets.UTF_8);
    private static volatile UnaryOperator<String> texts = text -> text;
    private static volatile UnaryOperator<@Nullable String> lines = line -> line;

    private CellStreams() {}

    /**
     * Has what speaks of stack frames printed in other words.
     *
     * @param whole gives the words of a text that is printed at once
     * @param line those of each of its lines, which is left out where it gives null
     */
    public static void traces(UnaryOperator<String> whole, UnaryOperator<@Nullable String> line) {
        texts = whole;
        lines = line;
    }

    public static void install() {
        System.setOut(new Unending("stdout"));
        System.setErr(new Unending("stderr"));
    }

    /** Classes that write often close the stream they were given; later cells must still be able to print. */
    private static final class Unending extends PrintStream {
        Unending(String name) {
            super(new Stream(name), false, StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            flush();
        }
    }

    private static final class Stream extends OutputStream {
        private final String name;
        /** Whether the line that the thread has printed last was left out, and its end is still to come. */
        private final ThreadLocal<@Nullable Boolean> leftOut = new ThreadLocal<>();

        Stream(String name) {
            this.name = name;
        }

        @Override
        public void write(int b) {
            write(new byte[]{ (byte) b }, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (CompilerReports.takes(bytes, offset, length)) {
                return;
            }
            @Nullable
            String text = speaksOfFrames(bytes, offset, length)
                    ? new String(bytes, offset, length, StandardCharsets.UTF_8)
                    : null;
            if (text != null && isOf(text, bytes, offset, length)) {
                byte[] reworded = reworded(text).getBytes(StandardCharsets.UTF_8);
                print(reworded, 0, reworded.length);
            } else if (length == 1 && bytes[offset] == '\n' && leftOut.get() != null) {
                leftOut.remove();
            } else {
                print(bytes, offset, length);
            }
        }

        private static boolean speaksOfFrames(byte[] bytes, int offset, int length) {
            return contains(FRAME, bytes, offset, length) || contains(CELL_CLASS, bytes, offset, length)
                    || contains(MORE, bytes, offset, length);
        }

        /**
         * Not where the bytes begin or end inside a character, or are no text at all: those stay as they are.
         */
        private static boolean isOf(String text, byte[] bytes, int offset, int length) {
            byte[] whole = text.getBytes(StandardCharsets.UTF_8);
            return Arrays.equals(whole, 0, whole.length, bytes, offset, offset + length);
        }

        private String reworded(String printed) {
            String text = texts.apply(printed);
            StringBuilder reworded = new StringBuilder();
            for (int from = 0; from < text.length();) {
                int end = text.indexOf('\n', from);
                String line = lines.apply(text.substring(from, end < 0 ? text.length() : end));
                if (line != null) {
                    reworded.append(line).append(end < 0 ? "" : "\n");
                } else if (end < 0) {
                    leftOut.set(true);
                }
                from = end < 0 ? text.length() : end + 1;
            }
            return reworded.toString();
        }

        private static boolean contains(byte[] wanted, byte[] bytes, int offset, int length) {
            for (int at = offset; at <= offset + length - wanted.length; at++) {
                if (bytes[at] == wanted[0]
                        && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                    return true;
                }
            }
            return false;
        }

        private void print(byte[] bytes, int offset, int length) {
            Cell cell = Cell.ofOutput();
            if (cell == null) {
                Log.line(new String(bytes, offset, length, StandardCharsets.UTF_8));
            } else {
                cell.output.print(name, bytes, offset, length);
            }
        }
    }
}
