package leibniz.autograd;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the header of a .npy file says: a Python dict such as {@code {'descr': '<f4', 'fortran_order': False,
 * 'shape': (2, 3), }}. Source: NumPy, numpy.lib.format.
 */
final class NpyHeader {
    final NpyType type;
    final ByteOrder order;
    final boolean fortranOrder;
    final int[] shape;

    private NpyHeader(NpyType type, ByteOrder order, boolean fortranOrder, int... shape) {
        this.type = type;
        this.order = order;
        this.fortranOrder = fortranOrder;
        this.shape = shape;
    }

    /**
     * How it is written: padded with spaces and closed by a line feed, so that a prefix of 10 bytes makes it
     * end at a multiple of 64.
     */
    static String text(DType dtype, int... shape) {
        String descr = switch (dtype) {
            case FLOAT32 -> "<f4";
            case FLOAT64 -> "<f8";
            case INT64 -> "<i8";
            case BOOL -> "|b1";
        };
        String sizes = shape.length == 1 ? "(" + shape[0] + ",)" : Shapes.text(shape);
        String dict = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + sizes + ", }";
        int padding = Math.floorMod(-(10 + dict.length() + 1), 64);
        return dict + " ".repeat(padding) + "\n";
    }

    static NpyHeader parse(Path file, String text) {
        return new Parser(file, text).header();
    }

    /** Reads the dict from left to right. */
    private static final class Parser {
        private final Path file;
        private final String text;
        private int at;
        private @Nullable String descr;
        private @Nullable Boolean fortranOrder;
        private @Nullable List<Long> shape;

        Parser(Path file, String text) {
            this.file = file;
            this.text = text;
        }

        NpyHeader header() {
            expect('{');
            while (!found('}')) {
                String key = string();
                expect(':');
                switch (key) {
                    case "descr" -> descr = descr();
                    case "fortran_order" -> fortranOrder = truth();
                    case "shape" -> shape = tuple();
                    default -> throw fault("it has an entry '" + key + "' that .npy files do not have");
                }
                if (!found(',')) {
                    expect('}');
                    break;
                }
            }
            skipSpace();
            if (at < text.length()) {
                throw fault("something stands after the dict");
            }
            return checked();
        }

        private NpyHeader checked() {
            if (descr == null || fortranOrder == null || shape == null) {
                throw fault("it needs the entries 'descr', 'fortran_order' and 'shape'");
            }
            boolean prefixed = !descr.isEmpty() && "<>|=".indexOf(descr.charAt(0)) >= 0;
            NpyType type = NpyType.of(prefixed ? descr.substring(1) : descr);
            if (type == null) {
                throw FileErrors.npyType(file, descr);
            }
            ByteOrder order = switch (descr.charAt(0)) {
                case '<' -> ByteOrder.LITTLE_ENDIAN;
                case '>' -> ByteOrder.BIG_ENDIAN;
                default -> ByteOrder.nativeOrder();
            };
            return new NpyHeader(type, order, fortranOrder, sizes(shape));
        }

        private int[] sizes(List<Long> shape) {
            String all = shape.stream().map(size -> Long.toString(size))
                    .collect(Collectors.joining(", ", "(", ")"));
            boolean empty = shape.contains(0L);
            long numel = 1;
            for (long size : shape) {
                if (size < 0) {
                    throw fault("the shape " + all + " has a negative size");
                }
                if (size <= Integer.MAX_VALUE && !empty) {
                    numel *= size;
                }
                if (size > Integer.MAX_VALUE || numel > Integer.MAX_VALUE) {
                    throw FileErrors.npyTooLarge(file, all);
                }
            }
            return shape.stream().mapToInt(Long::intValue).toArray();
        }

        /** A list in the place of the string describes a structure of several types. */
        private String descr() {
            skipSpace();
            if (at < text.length() && text.charAt(at) == '[') {
                throw FileErrors.npyType(file,
                        text.substring(at, Math.min(text.indexOf(']', at) + 1, at + 60)));
            }
            return string();
        }

        private String string() {
            skipSpace();
            char quote = at < text.length() ? text.charAt(at) : ' ';
            int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
            if (end < 0) {
                throw fault("a string in quotes is missing at character " + at);
            }
            String value = text.substring(at + 1, end);
            at = end + 1;
            return value;
        }

        private boolean truth() {
            skipSpace();
            for (String value : List.of("True", "False")) {
                if (text.startsWith(value, at)) {
                    at += value.length();
                    return value.equals("True");
                }
            }
            throw fault("True or False is missing at character " + at);
        }

        private List<Long> tuple() {
            List<Long> sizes = new ArrayList<>();
            boolean comma = true;
            expect('(');
            while (!found(')')) {
                if (!comma) {
                    throw fault("a comma is missing at character " + at);
                }
                sizes.add(number());
                comma = found(',');
            }
            if (sizes.size() == 1 && !comma) {
                throw fault("the shape is a number and no tuple");
            }
            return sizes;
        }

        /** Python 2 wrote an L after large ones. */
        private long number() {
            skipSpace();
            int start = at;
            while (at < text.length()
                    && (Character.digit(text.charAt(at), 10) >= 0 || text.charAt(at) == '-')) {
                at++;
            }
            String digits = text.substring(start, at);
            try {
                long value = Long.parseLong(digits);
                at += text.startsWith("L", at) ? 1 : 0;
                return value;
            } catch (NumberFormatException e) {
                throw digits.length() > 18
                        ? FileErrors.npyTooLarge(file, digits)
                        : fault("a whole number is missing at character " + start);
            }
        }

        private void expect(char wanted) {
            if (!found(wanted)) {
                throw fault("'" + wanted + "' is missing at character " + at);
            }
        }

        private boolean found(char wanted) {
            skipSpace();
            if (at < text.length() && text.charAt(at) == wanted) {
                at++;
                return true;
            }
            return false;
        }

        private void skipSpace() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private RuntimeException fault(String what) {
            return FileErrors.npyHeader(file, what, text);
        }
    }
}
