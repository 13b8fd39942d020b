package leibniz.display;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Reads the HTML and SVG that displays make, all of which is well-formed XML. */
final class Html5 {
    private Html5() {}

    static Document parse(String markup) {
        try {
            var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(markup)));
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + e.getMessage() + "\n" + markup, e);
        }
    }

    static List<Element> elements(Document document, String tag) {
        var nodes = document.getElementsByTagName(tag);
        var result = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            result.add((Element) nodes.item(i));
        }
        return result;
    }

    static List<String> texts(Document document, String tag) {
        return elements(document, tag).stream().map(Element::getTextContent).toList();
    }

    static Element image(MimeBundle bundle) {
        return elements(parse(bundle.data().get("text/html")), "img").getFirst();
    }

    static String alternative(Displayable picture) {
        return image(picture.toMimeBundle()).getAttribute("alt");
    }

    /** The SVG inside a picture's HTML. */
    static String svg(Displayable picture) {
        String source = image(picture.toMimeBundle()).getAttribute("src");
        String start = "data:image/svg+xml;base64,";
        assertTrue(source.startsWith(start), source.substring(0, Math.min(source.length(), 40)));
        return new String(Base64.getDecoder().decode(source.substring(start.length())),
                StandardCharsets.UTF_8);
    }

    /** The words in a picture, in the order in which they are drawn. */
    static List<String> words(Displayable picture) {
        return texts(parse(svg(picture)), "text");
    }
}
