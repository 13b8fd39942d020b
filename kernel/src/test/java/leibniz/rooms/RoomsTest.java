package leibniz.rooms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Keeps the order of the code: classes and packages stand in rooms, which rooms.txt lists, and use only what
 * stands in their own room or in one before it.
 */
class RoomsTest {
    private static final List<String> TABLE = List.of("classes a.b", "exempt: Face", "ground:",
            "  Stone Sand",
            "engine: Wheel");

    @Test
    void noClassUsesWhatComesAfterIt() throws Exception {
        ClassUses uses = new ClassUses().addAllWith(leibniz.autograd.Tensor.class)
                .addAllWith(leibniz.display.Displays.class)
                .addAllWith(Class.forName("leibniz.kernel.Main", false, getClass().getClassLoader()));
        List<String> faults = new ArrayList<>();
        for (Rooms rooms : table()) {
            Map<String, Integer> sizes = rooms.sizes(uses.uses().keySet());
            System.out.println(rooms.root + " " + sizes);
            assertTrue(sizes.values().stream().mapToInt(n -> n).sum() > 10, () -> "hardly a class: " + sizes);
            faults.addAll(rooms.faults(uses.uses()));
        }
        assertEquals("", String.join("\n", faults));
    }

    @Test
    void anArrowBackwardIsFoundInAClassFile() {
        ClassUses uses = new ClassUses();
        uses.add(classThatUses("a.b.Stone$Part", "a.b.Wheel"));
        uses.add(classThatUses("a.b.Wheel", "a.b.Sand"));
        uses.add(classThatUses("a.b.Sand", "a.b.Face"));
        uses.add(classThatUses("a.b.Face", "a.b.Wheel"));
        assertEquals(
                List.of("a.b.Stone in the room ground uses a.b.Wheel in the room engine, which comes after it. Move what both "
                        + "need into ground or before it, or give one of them another room in rooms.txt."),
                Rooms.read(TABLE).getFirst().faults(uses.uses()));
    }

    @Test
    void aClassWithoutARoomAndARoomWithoutItsClassAreFound() {
        ClassUses uses = new ClassUses();
        uses.add(classThatUses("a.b.Cart", "a.b.Wheel"));
        uses.add(classThatUses("a.b.Stone", "a.b.Sand"));
        uses.add(classThatUses("a.b.Sand", "a.b.Stone"));
        uses.add(classThatUses("a.b.Wheel", "a.b.Stone"));
        assertEquals(
                List.of("a.b.Cart has no room. Write it into rooms.txt; the highest of those that it uses is engine.",
                        "rooms.txt gives a.b.Face a room, but there is no such class."),
                Rooms.read(TABLE).getFirst().faults(uses.uses()));
    }

    @Test
    void packagesAreRoomsToo() {
        Rooms rooms = Rooms.read(List.of("packages a.b", "text", "history", ".")).getFirst();
        ClassUses uses = new ClassUses();
        uses.add(classThatUses("a.b.Main", "a.b.history.Past"));
        uses.add(classThatUses("a.b.history.Past", "a.b.text.Line"));
        uses.add(classThatUses("a.b.text.Line", "a.b.Main"));
        assertEquals(
                List.of("a.b.text.Line in the room text uses a.b.Main in the room ., which comes after it. Move what both need "
                        + "into text or before it, or give one of them another room in rooms.txt."),
                rooms.faults(uses.uses()));
    }

    /** A class with a field of the other's type. */
    private static byte[] classThatUses(String name, String other) {
        return ClassFile.of().build(ClassDesc.of(name), made -> made.withField("field",
                ClassDesc.of(other), ClassFile.ACC_PUBLIC));
    }

    private static List<Rooms> table() throws IOException {
        try (InputStream in = RoomsTest.class.getResourceAsStream("rooms.txt")) {
            return Rooms.read(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        }
    }
}
