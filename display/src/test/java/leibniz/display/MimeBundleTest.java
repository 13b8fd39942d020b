package leibniz.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class MimeBundleTest {
    @Test
    void keepsItsFormsInOrder() {
        var bundle = MimeBundle.of("seven").with("text/html", "<b>7</b>").with("image/png", "aGk=");
        assertEquals(List.of("text/plain", "text/html", "image/png"), List.copyOf(bundle.data().keySet()));
        assertEquals("seven", bundle.text());
        assertEquals("<b>7</b>", bundle.data().get("text/html"));
    }

    @Test
    void isNotChangedByMoreForms() {
        var text = MimeBundle.of("seven");
        text.with("text/html", "<b>7</b>");
        assertEquals(1, text.data().size());
        assertThrows(UnsupportedOperationException.class, () -> text.data().put("text/html", "x"));
    }

    @Test
    void replacesAFormOfTheSameType() {
        assertEquals("8", MimeBundle.of("7").with("text/plain", "8").text());
    }
}
