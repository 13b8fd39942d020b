package leibniz.kernel.javadoc;

import com.sun.source.doctree.BlockTagTree;
import com.sun.source.doctree.DeprecatedTree;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.IndexTree;
import com.sun.source.doctree.InheritDocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.RawTextTree;
import com.sun.source.doctree.ReferenceTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SeeTree;
import com.sun.source.doctree.SinceTree;
import com.sun.source.doctree.SnippetTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.SummaryTree;
import com.sun.source.doctree.SystemPropertyTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.doctree.UnknownBlockTagTree;
import com.sun.source.doctree.UnknownInlineTagTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.util.DocTrees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Documentation comments, in HTML or in Markdown, as HTML that needs no style sheet and has no script. */
final class JavadocHtml {
    private static final Set<String> TAGS = Set.of("p", "br", "hr", "pre", "code", "tt", "i", "em", "b",
            "strong", "u",
            "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "caption",
            "blockquote",
            "sub", "sup", "var", "kbd", "q", "cite", "small");
    /** What stands for a tag while Markdown around it becomes HTML: a character that no comment has. */
    private static final char PLACE = '\uFFFC';
    private static final Map<String, String> TITLES = Map.of("apiNote", "API note", "implSpec",
            "Implementation requirements", "implNote", "Implementation note", "jls",
            "Java Language Specification");
    private static final Set<String> LEFT_OUT = Set.of("author", "version", "serial", "serialData",
            "serialField",
            "hidden", "spec", "jls", "jvms", "revised");

    private final DocTrees trees;
    private final List<DocCommentTree> inherited;
    private final Parser markdown = Parser.builder().build();
    private final HtmlRenderer renderer = HtmlRenderer.builder().build();

    /** @param inherited what {@code {@inheritDoc}} means, if anything */
    JavadocHtml(DocTrees trees, List<DocCommentTree> inherited) {
        this.trees = trees;
        this.inherited = inherited;
    }

    /** The whole comment: text, then parameters, result, exceptions and the rest. */
    String page(DocCommentTree comment) {
        StringBuilder html = new StringBuilder();
        for (DocTree tag : comment.getBlockTags()) {
            if (tag instanceof DeprecatedTree deprecated) {
                html.append("<p><b>Deprecated.</b> ").append(html(deprecated.getBody())).append("</p>\n");
            }
        }
        html.append(paragraph(html(comment.getFullBody())));
        Map<String, List<String>> sections = new LinkedHashMap<>();
        for (String first : List.of("Parameters", "Returns", "Throws")) {
            sections.put(first, new ArrayList<>());
        }
        for (DocTree tag : comment.getBlockTags()) {
            section(tag, sections);
        }
        sections.values().removeIf(List::isEmpty);
        if (!sections.isEmpty()) {
            html.append("<dl>\n");
            sections.forEach((title, items) -> {
                html.append("<dt>").append(title).append("</dt>\n");
                items.forEach(item -> html.append("<dd>").append(item).append("</dd>\n"));
            });
            html.append("</dl>\n");
        }
        return html.toString();
    }

    String summary(DocCommentTree comment) {
        return html(comment.getFirstSentence());
    }

    private static String paragraph(String html) {
        return html.isBlank() ? "" : html.startsWith("<p>") ? html + "\n" : "<p>" + html + "\n";
    }

    private void section(DocTree tag, Map<String, List<String>> sections) {
        switch (tag) {
            case ParamTree param -> {
                String name = param.isTypeParameter()
                        ? "<" + param.getName() + ">"
                        : param.getName().toString();
                add(sections, "Parameters", code(name) + " " + html(param.getDescription()));
            }
            case ReturnTree result -> add(sections, "Returns", html(result.getDescription()));
            case ThrowsTree thrown -> add(sections, "Throws",
                    code(simple(thrown.getExceptionName())) + " " + html(thrown.getDescription()));
            case SinceTree since -> add(sections, "Since", html(since.getBody()));
            case SeeTree see -> add(sections, "See also", see(see));
            case DeprecatedTree _ -> {
            }
            case UnknownBlockTagTree unknown -> other(sections, unknown, unknown.getContent());
            default -> {
            }
        }
    }

    private void other(Map<String, List<String>> sections, BlockTagTree tag,
            List<? extends DocTree> content) {
        String name = tag.getTagName();
        if (!LEFT_OUT.contains(name)) {
            add(sections, TITLES.getOrDefault(name, name), html(content));
        }
    }

    private static void add(Map<String, List<String>> sections, String title, String item) {
        sections.computeIfAbsent(title, _ -> new ArrayList<>()).add(item.strip());
    }

    private String see(SeeTree see) {
        List<? extends DocTree> reference = see.getReference();
        return reference.getFirst() instanceof ReferenceTree target
                ? reference.size() > 1 ? html(reference.subList(1, reference.size())) : code(simple(target))
                : html(reference);
    }

    /** HTML of a run of trees. Where one of them is Markdown all are: the others are put in afterwards. */
    private String html(List<? extends DocTree> run) {
        if (run.stream().noneMatch(t -> t.getKind() == DocTree.Kind.MARKDOWN)) {
            return run.stream().map(this::html).collect(Collectors.joining()).strip();
        }
        StringBuilder source = new StringBuilder();
        List<String> parts = new ArrayList<>();
        for (DocTree tree : run) {
            if (tree instanceof RawTextTree raw) {
                source.append(raw.getContent());
            } else {
                source.append(PLACE);
                parts.add(html(tree));
            }
        }
        String html = renderer.render(markdown.parse(source.toString())).strip();
        for (String part : parts) {
            int at = html.indexOf(PLACE);
            html = at < 0 ? html : html.substring(0, at) + part + html.substring(at + 1);
        }
        boolean single = html.startsWith("<p>") && html.indexOf("</p>") == html.length() - 4;
        return single ? html.substring(3, html.length() - 4) : html;
    }

    private String html(DocTree tree) {
        return switch (tree) {
            case TextTree text -> escape(text.getBody());
            case RawTextTree raw -> escape(raw.getContent());
            case EntityTree entity -> {
                String characters = trees.getCharacters(entity);
                yield escape(characters == null ? entity.toString() : characters);
            }
            case StartElementTree start -> start(start);
            case EndElementTree end -> end(end.getName().toString().toLowerCase(Locale.ROOT));
            case LiteralTree literal -> {
                String body = literal.getBody().getBody();
                yield literal.getKind() == DocTree.Kind.CODE ? code(body) : escape(body);
            }
            case LinkTree link -> {
                String label = link.getLabel().isEmpty()
                        ? escape(simple(link.getReference()))
                        : html(link.getLabel());
                yield link.getKind() == DocTree.Kind.LINK ? "<code>" + label + "</code>" : label;
            }
            case ReturnTree result -> "Returns " + html(result.getDescription()) + ".";
            case SummaryTree summary -> html(summary.getSummary());
            case IndexTree index -> html(index.getSearchTerm());
            case SystemPropertyTree property -> code(property.getPropertyName().toString());
            case ValueTree value -> value.getReference() == null ? "" : code(simple(value.getReference()));
            case SnippetTree snippet ->
                snippet.getBody() == null
                        ? ""
                        : "<pre>" + escape(snippet.getBody().getBody().stripIndent()) + "</pre>";
            case InheritDocTree _ -> inherited.isEmpty() ? "" : html(inherited.getFirst().getFullBody());
            case UnknownInlineTagTree unknown -> html(unknown.getContent());
            default -> "";
        };
    }

    private static String start(StartElementTree start) {
        String name = start.getName().toString().toLowerCase(Locale.ROOT);
        if (name.matches("h[1-6]")) {
            return "<h4>";
        }
        return TAGS.contains(name) ? "<" + name + ">" : "";
    }

    private static String end(String name) {
        if (name.matches("h[1-6]")) {
            return "</h4>";
        }
        return TAGS.contains(name) ? "</" + name + ">" : "";
    }

    /** {@code java.util.List#add(Object)} as {@code List.add(Object)}. */
    private static String simple(ReferenceTree reference) {
        String signature = reference.getSignature();
        return signature.replaceFirst("^#", "").replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "").replace('#',
                '.');
    }

    private static String code(String text) {
        return "<code>" + escape(text) + "</code>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
