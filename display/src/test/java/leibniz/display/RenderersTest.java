package leibniz.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenderersTest {
    private static String text(Object value) {
        return Renderers.render(value).text();
    }

    /** A value whose toString throws what it is given. */
    private record Failing(Throwable failure) {
        @Override
        public String toString() {
            throw TestThrow.unchecked(failure);
        }
    }

    private static final class TestThrow {
        @SuppressWarnings("unchecked")
        static <T extends Throwable> RuntimeException unchecked(Throwable failure) throws T {
            throw (T) failure;
        }
    }

    @Test
    void nullIsText() {
        assertEquals("null", text(null));
    }

    @Test
    void characterSequencesAreShownAsTheyAre() {
        assertEquals("a\nb", text("a\nb"));
        assertEquals("ab", text(java.nio.CharBuffer.wrap("ab")));
    }

    private interface Shape {}

    private static class Circle implements Shape {}

    private static final class Disc extends Circle {}

    @Test
    void theRenderersOfTheNearestTypeMakeTheFormsTogether() {
        Renderers.register(Shape.class, (value, wanted) -> Map.of("text/html", "shape " + wanted));
        assertEquals("shape []", Renderers.render(new Disc()).data().get("text/html"));
        assertEquals(Set.of("text/plain"), Renderers.render(new Disc(), "image/png").data().keySet());
        assertEquals("shape [text/html]",
                Renderers.render(new Disc(), "text/html").data().get("text/html"));
        Renderers.register(Circle.class, (value, wanted) -> Map.of("text/plain", "circle"));
        Renderers.register(Circle.class, (value, wanted) -> Map.of("text/latex", "O"));
        assertEquals(Map.of("text/plain", "circle", "text/latex", "O"),
                Renderers.render(new Disc()).data());
        Renderers.register(Disc.class, (value, wanted) -> {
            throw new IllegalStateException("no ink");
        });
        assertTrue(text(new Disc()).contains("no ink"), text(new Disc()));
    }

    @Test
    void arraysAreWrittenOut() {
        assertEquals("[1, 2, 3]", text(new int[]{ 1, 2, 3 }));
        assertEquals("[[1.0, 2.0], [], null]", text(new double[][]{ { 1, 2 }, {}, null }));
        assertEquals("[a, [true]]", text(new Object[]{ "a", new boolean[]{ true } }));
    }

    @SuppressWarnings("ArrayRecordComponent") // what users write
    private record Row(String name, int[] values) {}

    @SuppressWarnings("ArrayRecordComponent") // what users write
    private record Titled(int[] values) {
        @Override
        public String toString() {
            return "titled";
        }
    }

    @Test
    void collectionsMapsAndRecordsShowTheArraysTheyHold() {
        assertEquals("[[1, 2], null, x]", text(java.util.Arrays.asList(new int[]{ 1, 2 }, null, "x")));
        assertEquals("{a=[1], b=[[2.5]]}", text(new java.util.TreeMap<>(
                java.util.Map.of("a", new int[]{ 1 }, "b", List.of(new double[]{ 2.5 })))));
        assertEquals("Row[name=first, values=[3, 4]]", text(new Row("first", new int[]{ 3, 4 })));
        assertEquals("[titled]", text(List.of(new Titled(new int[]{ 1 }))));
        assertEquals("k=[1, 2]", text(java.util.Map.entry("k", new int[]{ 1, 2 })));
        assertEquals("Optional[[1]]", text(java.util.Optional.of(new int[]{ 1 })));
        assertEquals("Optional.empty", text(java.util.Optional.empty()));
    }

    @Test
    void whatHoldsItselfIsShownOnce() {
        var self = new java.util.ArrayList<Object>();
        self.add(self);
        assertEquals("[[...]]", text(self));
        var entry = new java.util.AbstractMap.SimpleEntry<String, Object>("k", null);
        entry.setValue(entry);
        assertEquals("k=...", text(entry));
    }

    @Test
    void aCollectionThatWritesItselfIsLeftToDoSo() {
        assertEquals("mine", text(new java.util.ArrayList<String>() {
            private static final long serialVersionUID = 1;

            @Override
            public String toString() {
                return "mine";
            }
        }));
    }

    @Test
    void ofAHugeCollectionOnlyTheBeginningIsRead() {
        for (Object huge : List.of(java.util.Collections.nCopies(Integer.MAX_VALUE, 7),
                java.util.Map.of("all", java.util.Collections.nCopies(Integer.MAX_VALUE, "x")))) {
            assertTrue(text(huge).length() < PlainText.MAX_LENGTH + 100, "the text is bounded");
        }
    }

    @Test
    void anImageIsShownAsPngAndALargeOneSmaller() {
        var image = new java.awt.image.BufferedImage(30, 20, java.awt.image.BufferedImage.TYPE_INT_RGB);
        var bundle = Renderers.render(image);
        assertEquals("image of 30 x 20 pixels", bundle.text());
        assertTrue(bundle.data().get("image/png").startsWith("iVBORw0KGgo"), "a PNG in base64");
        var large = new java.awt.image.BufferedImage(4000, 10, java.awt.image.BufferedImage.TYPE_BYTE_GRAY);
        assertEquals("image of 4000 x 10 pixels, shown at 2000 x 5", text(large));
    }

    @Test
    void anArrayThatHoldsItselfEnds() {
        var array = new Object[1];
        array[0] = array;
        assertEquals("[[...]]", text(array));
    }

    @Test
    void longTextIsCutWithALineThatSaysSo() {
        String text = text("x".repeat(3_000_000));
        assertTrue(text.length() < PlainText.MAX_LENGTH + 100, "still " + text.length() + " characters");
        assertTrue(text.endsWith("\n... (only the first 20000 characters are shown)"),
                () -> "ends " + text.substring(text.length() - 60));
    }

    @Test
    void aCutNeverSplitsACharacter() {
        String text = text("x" + "\ud83d\ude00".repeat(PlainText.MAX_LENGTH));
        assertEquals("x" + "\ud83d\ude00".repeat(PlainText.MAX_LENGTH / 2 - 1),
                text.substring(0, text.indexOf('\n')));
    }

    @Test
    void ofAHugeArrayOnlyTheBeginningIsRead() {
        assertEquals("[0, 0, 0, ..., 0, 0, 0] (200000000 elements)", text(new byte[200_000_000]));
        int[] counted = java.util.stream.IntStream.range(0, 1001).toArray();
        assertEquals("[[0, 1, 2, ..., 998, 999, 1000] (1001 elements)]", text(new int[][]{ counted }));
        assertTrue(text(java.util.Arrays.copyOf(counted, 1000)).endsWith("998, 999]"), "all of a thousand");
    }

    @Test
    @SuppressWarnings("ToStringReturnsNull") // what users write
    void toStringMayReturnNull() {
        assertEquals("null", text(new Object() {
            @Override
            public String toString() {
                return null;
            }
        }));
    }

    @Test
    void aDisplayableShowsItself() {
        Displayable seven = () -> MimeBundle.of("seven").with("text/html", "<b>7</b>");
        assertEquals("<b>7</b>", Renderers.render(seven).data().get("text/html"));
    }

    @Test
    void aDisplayableWithoutBundleIsNamed() {
        assertTrue(text((Displayable) () -> null).endsWith(".toMimeBundle() returned null"));
    }

    @Test
    void aFailingDisplayableBecomesText() {
        Displayable failing = () -> {
            throw new IllegalStateException("no ink");
        };
        assertTrue(text(failing).endsWith(".toMimeBundle() failed: java.lang.IllegalStateException: no ink"),
                () -> text(failing));
    }

    @Test
    void aFailingRendererIsNamedWithTheValuesClass() {
        assertEquals(
                "leibniz.display.TestNotebook$FailingRenderer.render(leibniz.display.TestNotebook$Unrenderable) failed: "
                        + "java.lang.IllegalStateException: no ink",
                text(new TestNotebook.Unrenderable()));
    }

    @Test
    void whateverToStringThrowsBecomesText() {
        String call = "leibniz.display.RenderersTest$Failing.toString() failed: ";
        for (var failure : List.of(new IllegalStateException("no ink"), new Exception("checked"),
                new AssertionError("wrong"), new NoClassDefFoundError("Gone"), new StackOverflowError())) {
            assertEquals(call + failure, text(new Failing(failure)));
        }
    }

    @Test
    void aFailureThatCannotBePrintedIsStillNamed() {
        var failure = new RuntimeException() {
            @Override
            public String getMessage() {
                throw new IllegalStateException("again");
            }
        };
        assertTrue(text(new Failing(failure)).contains("RenderersTest$"), () -> text(new Failing(failure)));
    }

    @Test
    void endlessRecursionBecomesText() {
        var list = new Object[1];
        list[0] = new Object() {
            @Override
            public String toString() {
                return "(" + this + ")";
            }
        };
        assertTrue(text(list[0]).endsWith("failed: java.lang.StackOverflowError"));
    }

    @Test
    @SuppressWarnings("removal")
    void whatStopsACellIsThrownOn() {
        var stop = new ThreadDeath();
        assertSame(stop, assertThrows(ThreadDeath.class, () -> text(new Failing(stop))));
        var memory = new OutOfMemoryError("full");
        assertSame(memory, assertThrows(OutOfMemoryError.class, () -> text(new Failing(memory))));
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 7 })
    void otherObjectsShowTheirText(int n) {
        assertEquals("[" + "1, ".repeat(n) + "2]",
                text(java.util.stream.Stream.concat(java.util.Collections.nCopies(n, 1).stream(),
                        java.util.stream.Stream.of(2)).toList()));
    }
}
