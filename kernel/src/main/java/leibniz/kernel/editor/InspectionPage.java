package leibniz.kernel.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import leibniz.kernel.javadoc.Documentation;
import leibniz.kernel.javadoc.HtmlText;
import leibniz.kernel.javadoc.Javadoc;

/** What the editor shows for a name, as HTML and as plain text. */
public final class InspectionPage {
    private static final int MAX_OVERLOADS = 20;
    private static final int MAX_SOURCE = 20_000;

    private final StringBuilder html = new StringBuilder();

    private InspectionPage() {}

    /**
     * The page about what was found.
     *
     * @param value the text of what a variable holds, or empty
     * @param withSource whether to show the source too
     */
    public static InspectionPage of(Inspection.Found found, Javadoc javadoc, String value,
            boolean withSource) {
        InspectionPage page = new InspectionPage();
        Element first = found.elements().getFirst();
        List<Element> overloads = found.elements().stream().filter(e -> e instanceof ExecutableElement)
                .toList();
        Documentation documentation;
        if (overloads.isEmpty()) {
            documentation = javadoc.of(first);
            page.code(Signatures.of(first) + (value.isEmpty() ? "" : " = " + value));
        } else {
            documentation = page.overloads(overloads, javadoc);
        }
        page.html.append(documentation.html());
        if (!documentation.reason().isEmpty()) {
            page.html.append("<p><i>").append(escape(documentation.reason())).append("</i></p>\n");
        }
        if (first instanceof VariableElement variable) {
            page.type(found.analysis().types.asElement(variable.asType()), javadoc);
        } else if (!overloads.isEmpty()) {
            found.elements().stream().filter(e -> e instanceof TypeElement)
                    .forEach(e -> page.type(e, javadoc));
        }
        if (withSource && !documentation.source().isEmpty()) {
            String source = documentation.source();
            page.code(source.substring(0, Math.min(MAX_SOURCE, source.length())));
        }
        return page;
    }

    /** All overloads in one list, and the documentation of the first that has any. */
    private Documentation overloads(List<Element> overloads, Javadoc javadoc) {
        List<Documentation> all = new ArrayList<>();
        List<String> signatures = new ArrayList<>();
        for (Element overload : overloads.subList(0, Math.min(MAX_OVERLOADS, overloads.size()))) {
            Documentation documentation = javadoc.of(overload);
            all.add(documentation);
            List<String> names = documentation.parameterNames();
            signatures.add(names.isEmpty() ? Signatures.of(overload) : Signatures.of(overload, names));
        }
        code(signatures.stream().distinct().collect(Collectors.joining("\n")));
        return all.stream().filter(d -> !d.html().isEmpty()).findFirst().orElse(all.getFirst());
    }

    /** A class in short, where the name stands for something of that class. */
    private void type(Element type, Javadoc javadoc) {
        if (type instanceof TypeElement known && CellAnalysis.isKnown(known.asType())) {
            code(Signatures.of(known));
            String summary = javadoc.of(known).summary();
            html.append(summary.isEmpty() ? "" : "<p>" + summary + "</p>\n");
        }
    }

    private void code(String text) {
        html.append("<pre><code>").append(escape(text)).append("</code></pre>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    public String html() {
        return html.toString();
    }

    public String text() {
        return HtmlText.of(html.toString());
    }
}
