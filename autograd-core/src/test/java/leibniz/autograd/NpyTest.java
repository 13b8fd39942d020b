package leibniz.autograd;

import static leibniz.autograd.DType.FLOAT32;
import static leibniz.autograd.DType.FLOAT64;
import static leibniz.autograd.DType.INT64;
import static leibniz.autograd.Tensors.arange;
import static leibniz.autograd.Tensors.load;
import static leibniz.autograd.Tensors.save;
import static leibniz.autograd.Tensors.tensor;
import static leibniz.autograd.Tensors.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of NumPy: those that NumPy wrote (make_fixtures.py beside them), own ones, and damaged ones. */
class NpyTest {
    @TempDir
    Path folder;

    private static Path fixture(String name) {
        try {
            return Path.of(NpyTest.class.getResource("/npy/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    private static void assertMessage(String expected, Path file) {
        assertEquals(expected.replace("FILE", file.toString()),
                assertThrows(IllegalArgumentException.class, () -> load(file)).getMessage());
    }

    /** A file of version 1.0 with this header and so many bytes of elements. */
    private Path written(String header, int bytes) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(10 + header.length() + bytes).order(ByteOrder.LITTLE_ENDIAN);
        content.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0)
                .putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        return Files.write(folder.resolve("x.npy"), content.array());
    }

    private Path changed(String fixture, int at, int value) throws IOException {
        byte[] bytes = Files.readAllBytes(fixture(fixture));
        bytes[at] = (byte) value;
        return Files.write(folder.resolve("x.npy"), bytes);
    }

    private Path cut(String fixture, int length) throws IOException {
        return Files.write(folder.resolve("x.npy"),
                Arrays.copyOf(Files.readAllBytes(fixture(fixture)), length));
    }

    @ParameterizedTest
    @CsvSource({ "f4_little, FLOAT32, -1.5", "f4_big, FLOAT32, -1.5", "f8_little, FLOAT64, -1.5",
            "f8_big, FLOAT64, -1.5", "f2_little, FLOAT32, -1.5", "f2_big, FLOAT32, -1.5",
            "i8_little, INT64, -9223372036854775808", "i8_big, INT64, -9223372036854775808",
            "i4_little, INT64, -2147483648", "i4_big, INT64, -2147483648", "i2_little, INT64, -32768",
            "i2_big, INT64, -32768", "i1, INT64, -128" })
    void signedNumbersInBothByteOrders(String name, DType dtype, String last) {
        Tensor expected = tensor(dtype, new double[][]{ { -2, -1, 0 }, { 1, 2, Double.parseDouble(last) } });
        Tensor x = load(fixture(name + ".npy"));
        assertEquals(dtype, x.dtype());
        assertTrue(x.equal(expected), x.toString());
    }

    @ParameterizedTest
    @CsvSource({ "u4_little, 4294967295", "u4_big, 4294967295", "u2_little, 65535", "u2_big, 65535",
            "u1, 255" })
    void unsignedNumbersInBothByteOrders(String name, long last) {
        Tensor x = load(fixture(name + ".npy"));
        assertEquals(INT64, x.dtype());
        assertTrue(x.equal(tensor(new long[][]{ { 0, 1, 2 }, { 3, 4, last } })), x.toString());
    }

    @Test
    void otherValuesAndShapes() {
        assertEquals("tensor([[ true, false,  true],\n        [false, false,  true]])",
                load(fixture("b1.npy")).toString());
        float[] edges = (float[]) load(fixture("edges.npy")).toArray();
        assertArrayEquals(new float[]{ 0, -0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN,
                Float.MIN_VALUE, Float.MAX_VALUE }, edges);
        assertEquals("tensor(2.5000, dtype=float64)", load(fixture("number.npy")).toString());
        assertEquals("tensor(-7)", load(fixture("whole_number.npy")).toString());
        assertTrue(load(fixture("cube.npy")).equal(arange(24.0).reshape(2, 3, 4)));
        assertArrayEquals(new int[]{ 0, 3 }, load(fixture("empty.npy")).shape());
        assertArrayEquals(new int[]{ 2, 0, 4 }, load(fixture("empty_fortran.npy")).shape());
    }

    @Test
    void fortranOrder() {
        assertTrue(load(fixture("fortran.npy")).equal(arange(6.0).reshape(2, 3)));
        assertTrue(load(fixture("fortran_big.npy")).equal(arange(24).reshape(2, 3, 4)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "version_2", "version_3" })
    void laterVersions(String name) {
        assertTrue(load(fixture(name + ".npy")).equal(arange(FLOAT64, 0, 3, 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{ \"shape\" : (3L,), 'descr':'i1','fortran_order':False}  ",
            "{'descr': '=i1', 'fortran_order': True, 'shape': (3,), }\n" })
    void headersOfOtherWriters(String header) throws IOException {
        assertTrue(load(written(header, 3)).equal(zeros(INT64, 3)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "f4_little", "f8_little", "i8_little", "b1", "edges", "number", "whole_number",
            "vector", "cube", "empty" })
    void writesTheBytesThatNumpyWrites(String name) throws IOException {
        Path file = folder.resolve("x.npy");
        save(file, load(fixture(name + ".npy")));
        assertArrayEquals(Files.readAllBytes(fixture(name + ".npy")), Files.readAllBytes(file));
    }

    @Test
    void roundTrips() {
        Path file = folder.resolve("no suffix");
        for (DType dtype : DType.values()) {
            for (int[] shape : new int[][]{ {}, { 1 }, { 3, 0 }, { 2, 3, 4 }, { 20_000 } }) {
                Tensor x = arange(Layout.rowMajor(shape).numel()).reshape(shape).to(dtype);
                save(file, x);
                Tensor y = load(file);
                assertEquals(dtype, y.dtype());
                assertTrue(y.equal(x), y.toString());
            }
        }
        Tensor view = arange(12.0).reshape(3, 4).transpose().slice(0, 1, 4, 2).requiresGrad_(true);
        save(file, view);
        assertTrue(load(file).equal(view));
        Tensor nan = tensor(FLOAT32, Double.NaN, -0.0);
        save(file, nan);
        assertArrayEquals((float[]) nan.toArray(), (float[]) load(file).toArray());
    }

    @Test
    void aFailedSaveLeavesTheOldFile() throws IOException {
        Path file = folder.resolve("x.npy");
        save(file, arange(3));
        UncheckedIOException error = assertThrows(UncheckedIOException.class,
                () -> NpyFile.replace(file, channel -> {
                    channel.write(ByteBuffer.wrap(new byte[100]));
                    throw new IOException("No space left on device");
                }));
        assertEquals(
                "save: cannot write " + file + ": No space left on device. Check that its folder exists and "
                        + "may be written to; nothing was changed.",
                error.getMessage());
        assertTrue(load(file).equal(arange(3)));
        assertEquals(List.of(file), files());
    }

    @Test
    void savesThroughALink() throws IOException {
        Path file = folder.resolve("x.npy");
        save(file, arange(3));
        Path link = Files.createSymbolicLink(folder.resolve("link.npy"), file);
        save(link, arange(4));
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(load(file).equal(arange(4)));
    }

    @Test
    void placesThatCannotBeWritten() throws IOException {
        Path missing = folder.resolve("missing").resolve("x.npy");
        assertTrue(assertThrows(UncheckedIOException.class, () -> save(missing, arange(3))).getMessage()
                .startsWith("save: cannot write " + missing + ": "));
        assertEquals(
                "save: cannot write " + folder
                        + ": it is a folder. Check that its folder exists and may be written "
                        + "to; nothing was changed.",
                assertThrows(UncheckedIOException.class, () -> save(folder, arange(3))).getMessage());
        assertEquals(List.of(), files());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void filesThatCannotBeRead() {
        Path missing = folder.resolve("x.npy");
        assertEquals(
                "load: cannot read " + missing + ": " + missing
                        + " does not exist. Check the name, and that the file "
                        + "may be read.",
                assertThrows(UncheckedIOException.class, () -> load(missing)).getMessage());
        assertThrows(UncheckedIOException.class, () -> load(folder));
    }

    @Test
    void filesOfOtherKinds() throws IOException {
        Path file = folder.resolve("x.npy");
        Files.createFile(file);
        assertMessage("load: FILE is empty. Write it again, with save or with numpy.save.", file);
        Files.writeString(file, "a,b\n");
        assertMessage(
                "load: FILE is not a .npy file: it begins with the bytes 61 2c 62 0a instead of 93 4e 55 4d 50 "
                        + "59. Write it with save or with numpy.save.",
                file);
        Files.writeString(file, "1,2,3,4,5,6,7");
        assertMessage(
                "load: FILE is not a .npy file: it begins with the bytes 31 2c 32 2c 33 2c instead of 93 4e 55 "
                        + "4d 50 59. Write it with save or with numpy.save.",
                file);
        assertMessage(
                "load: FILE is an archive (.npz or .zip), not a .npy file. Unpack it and load the .npy files "
                        + "in it.",
                fixture("archive.npz"));
        assertMessage(
                "load: FILE has version 4.0 of the .npy format, but 1.0, 2.0 and 3.0 are known. Write it again "
                        + "with numpy.save.",
                changed("vector.npy", 6, 4));
    }

    @Test
    void filesThatEndTooEarlyOrTooLate() throws IOException {
        String end = ": it is damaged or was not written in full. Write or copy it again.";
        assertMessage("load: FILE ends before the version does" + end, cut("vector.npy", 7));
        assertMessage("load: FILE ends before the length of the header does" + end, cut("vector.npy", 9));
        assertMessage("load: FILE ends before the length of the header does" + end, cut("version_2.npy", 11));
        assertMessage("load: FILE ends before the header of 118 bytes does" + end, cut("vector.npy", 100));
        assertMessage("load: FILE ends before the header of 4278190196 bytes does" + end,
                changed("version_2.npy", 11, 0xff));
        assertMessage(
                "load: FILE is damaged: the elements of shape (3) take 12 bytes, but 11 follow the header. "
                        + "Write or copy it again.",
                cut("vector.npy", 139));
        assertMessage(
                "load: FILE is damaged: the elements of shape (3) take 12 bytes, but 13 follow the header. "
                        + "Write or copy it again.",
                cut("vector.npy", 141));
        assertMessage(
                "load: FILE is damaged: the elements of shape (2147483647) take 17179869176 bytes, but 8 follow "
                        + "the header. Write or copy it again.",
                written("{'descr': '<f8', 'fortran_order': False, 'shape': (2147483647,)}", 8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
            "[];'{' is missing at character 0",
            "{;a string in quotes is missing at character 1",
            "{'descr;a string in quotes is missing at character 1",
            "{'descr' '<f4'};':' is missing at character 9",
            "{'descr': 4};a string in quotes is missing at character 10",
            "{'descr': '<f4' 'shape'};'}' is missing at character 16",
            "{'descr': '<f4'};it needs the entries 'descr', 'fortran_order' and 'shape'",
            "{'descr': '<f4', 'order': 1};it has an entry 'order' that .npy files do not have",
            "{'fortran_order': 1};True or False is missing at character 18",
            "{'shape': 3};'(' is missing at character 10",
            "{'shape': (3)};the shape is a number and no tuple",
            "{'shape': (3 4)};a comma is missing at character 13",
            "{'shape': (a,)};a whole number is missing at character 11",
            "{'shape': (-,)};a whole number is missing at character 11",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (-3,)};the shape (-3) has a negative size",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (3,)} 1;something stands after the dict",
    })
    void damagedHeaders(String header, String fault) throws IOException {
        assertMessage("load: the header of FILE cannot be read: " + fault + ". The header is " + header
                + "; write the file again with numpy.save.", written(header, 0));
    }

    @Test
    void aLongDamagedHeaderIsShortened() throws IOException {
        assertMessage("load: the header of FILE cannot be read: '{' is missing at character 0. The header is "
                + "x".repeat(200) + "...; write the file again with numpy.save.",
                written("x".repeat(201), 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "(2147483648,);(2147483648)", "(65536, 32768);(65536, 32768)",
            "(4294967296, 4294967296);(4294967296, 4294967296)", "(0, 2147483648);(0, 2147483648)",
            "(99999999999999999999,);99999999999999999999" })
    void moreElementsThanATensorHolds(String shape, String shown) throws IOException {
        assertMessage(
                "load: FILE has the shape " + shown
                        + " with 2^31 elements or more; a tensor holds fewer. Save "
                        + "it in parts.",
                written("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + "}", 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = { "u8;<u8", "complex;<c16", "text;<U2",
            "bytes;|S2", "time;<M8[D]", "structure;[('a', '<f4'), ('b', '<i4')]" })
    void otherElements(String name, String dtype) {
        assertMessage(
                "load: FILE holds elements of dtype " + dtype
                        + ", which tensors do not have. Convert the array "
                        + "in NumPy with astype('float32'), astype('float64') or astype('int64') first.",
                fixture(name + ".npy"));
    }

    @Test
    void objectsAreRefused() {
        assertMessage(
                "load: FILE holds Python objects (dtype |O), which only Python can load, by running code from "
                        + "the file. Convert the array in NumPy with astype('float32'), astype('float64') or "
                        + "astype('int64') first.",
                fixture("objects.npy"));
    }

    @Test
    void anEmptyDtype() throws IOException {
        assertMessage(
                "load: FILE holds elements of dtype , which tensors do not have. Convert the array in NumPy "
                        + "with astype('float32'), astype('float64') or astype('int64') first.",
                written("{'descr': '', 'fortran_order': False, 'shape': ()}", 0));
    }
}
