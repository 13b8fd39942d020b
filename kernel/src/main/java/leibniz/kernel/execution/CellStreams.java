package leibniz.kernel.execution;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import leibniz.kernel.protocol.Log;

/** System.out and System.err of the cells: each byte goes to the cell whose thread writes it. */
public final class CellStreams {
    private CellStreams() {}

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
            Cell cell = Cell.ofOutput();
            if (cell == null) {
                Log.line(new String(bytes, offset, length, StandardCharsets.UTF_8));
            } else {
                cell.output.print(name, bytes, offset, length);
            }
        }
    }
}
