package leibniz.kernel.javadoc;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Looks up the documentation comments of what javac knows from class files. */
public final class Javadoc {
    private static final Documentation NOTHING = new Documentation("", "", List.of(), "", "");

    private final Sources sources;
    private final Function<TypeElement, @Nullable String> sessionSource;
    private final DocTrees trees;
    private final Elements elements;
    private final Types types;
    private final Map<TypeElement, Optional<SourceFile>> files = new HashMap<>();

    /**
     * @param sessionSource the source of a top-level class that was declared in a cell, or null for others
     */
    public Javadoc(Sources sources, Function<TypeElement, @Nullable String> sessionSource, DocTrees trees,
            Elements elements, Types types) {
        this.sources = sources;
        this.sessionSource = sessionSource;
        this.trees = trees;
        this.elements = elements;
        this.types = types;
    }

    /**
     * The documentation of a type, method, constructor or field; a method without any has that of what it
     * overrides.
     */
    public Documentation of(Element element) {
        TypeElement topLevel = topLevel(element);
        if (topLevel == null) {
            return NOTHING;
        }
        Declaration declaration = declaration(element, topLevel);
        if (declaration == null && files.getOrDefault(topLevel, Optional.empty()).isEmpty()) {
            return new Documentation("", "", List.of(), "", sources.reason(topLevel, elements));
        }
        List<DocCommentTree> inherited = new ArrayList<>();
        DocCommentTree own = declaration == null ? null : declaration.comment();
        if (element instanceof ExecutableElement method
                && method.getEnclosingElement() instanceof TypeElement type
                && (own == null || own.toString().contains("{@inheritDoc") || own.getFullBody().isEmpty())) {
            inherited(method, type, inherited);
        }
        DocCommentTree comment = own != null ? own : inherited.isEmpty() ? null : inherited.getFirst();
        JavadocHtml html = new JavadocHtml(trees, inherited);
        return new Documentation(comment == null ? "" : html.page(comment),
                comment == null ? "" : html.summary(comment),
                declaration == null ? List.of() : declaration.parameterNames(),
                declaration == null ? "" : declaration.source(), "");
    }

    private @Nullable Declaration declaration(Element element, TypeElement topLevel) {
        TreePath inCell = trees.getPath(element);
        if (inCell != null) {
            return new Declaration(trees.getDocCommentTree(inCell), List.of(), "");
        }
        return files.computeIfAbsent(topLevel, this::file).map(file -> file.find(element)).orElse(null);
    }

    private Optional<SourceFile> file(TypeElement topLevel) {
        String ofSession = sessionSource.apply(topLevel);
        return Optional.ofNullable(ofSession != null ? ofSession : sources.text(topLevel, elements))
                .map(SourceFile::new);
    }

    private static @Nullable TypeElement topLevel(Element element) {
        Element e = element;
        while (e != null && e.getEnclosingElement() != null
                && e.getEnclosingElement().getKind() != ElementKind.PACKAGE) {
            e = e.getEnclosingElement();
        }
        return e instanceof TypeElement type ? type : null;
    }

    /** The comments of the methods that this one overrides, the nearest first; one is enough. */
    private void inherited(ExecutableElement method, TypeElement from, List<DocCommentTree> found) {
        for (TypeMirror parent : types.directSupertypes(from.asType())) {
            TypeElement type = (TypeElement) types.asElement(parent);
            for (ExecutableElement other : ElementFilter.methodsIn(type.getEnclosedElements())) {
                if (found.isEmpty() && !other.getModifiers().contains(Modifier.STATIC)
                        && elements.overrides(method,
                                other, (TypeElement) method.getEnclosingElement())) {
                    TypeElement topLevel = topLevel(other);
                    Declaration declaration = topLevel == null ? null : declaration(other, topLevel);
                    if (declaration != null && declaration.comment() != null) {
                        found.add(declaration.comment());
                    }
                }
            }
            if (found.isEmpty()) {
                inherited(method, type, found);
            }
        }
    }
}
