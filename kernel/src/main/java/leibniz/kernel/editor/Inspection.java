package leibniz.kernel.editor;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.tools.JavaFileManager;
import leibniz.kernel.text.Brackets;
import leibniz.kernel.text.CodeMask;
import org.jspecify.annotations.Nullable;

/** What a name in a cell means: the declaration, of methods all overloads, of variables the type too. */
public final class Inspection {
    private final CellAnalysis analysis;
    private final TreePath path;
    private final String name;

    private Inspection(CellAnalysis analysis, TreePath path, String name) {
        this.analysis = analysis;
        this.path = path;
        this.name = name;
    }

    /**
     * What a name means.
     *
     * @param elements what the name may mean, the likeliest first; there is at least one
     */
    public record Found(CellAnalysis analysis, List<Element> elements) {}

    /** What the name at a position means, or else the method in whose brackets the position is. */
    public static @Nullable Found at(String code, int at, String header, JavaFileManager files) {
        CodeMask mask = CodeMask.of(code);
        String text = mask.text();
        if (!mask.isInside(at)) {
            int start = nameStart(code, at);
            int end = nameEnd(code, at);
            Found found = named(code, start, end, header, files);
            if (found == null && start < end) {
                // A name alone means a variable to Java; a method's becomes one with the brackets that are
                // not typed yet.
                found = named(code.substring(0, end) + "()" + code.substring(end), start, end, header, files);
            }
            if (found != null) {
                return found;
            }
        }
        int bracket = Brackets.enclosing(text, at);
        while (bracket >= 0) {
            int end = text.substring(0, bracket).replaceFirst("<[^<>();]*>\\s*$", "").stripTrailing()
                    .length();
            int start = nameStart(code, end);
            Found found = named(code, start, end, header, files);
            if (found != null) {
                return found;
            }
            bracket = Brackets.enclosing(text, bracket);
        }
        return null;
    }

    private static int nameStart(String code, int at) {
        int start = at;
        while (start > 0 && Character.isJavaIdentifierPart(code.codePointBefore(start))) {
            start -= Character.charCount(code.codePointBefore(start));
        }
        return start;
    }

    private static int nameEnd(String code, int at) {
        int end = at;
        while (end < code.length() && Character.isJavaIdentifierPart(code.codePointAt(end))) {
            end += Character.charCount(code.codePointAt(end));
        }
        return end;
    }

    private static @Nullable Found named(String code, int start, int end, String header,
            JavaFileManager files) {
        String name = code.substring(start, Math.max(start, end));
        if (!SourceVersion.isName(name)) {
            return null; // nothing, a number or a word of the language
        }
        String closed = code + "\n" + Brackets.closing(CodeMask.of(code).text());
        CellUnit unit = new CellUnit(header, closed, start);
        CellAnalysis analysis = new CellAnalysis(unit, files);
        var inspection = new Inspection(analysis, analysis.pathAt(unit.position(start)), name);
        List<Element> elements = inspection.elements();
        return elements.isEmpty() ? null : new Found(analysis, elements);
    }

    private List<Element> elements() {
        Tree leaf = path.getLeaf();
        Element element = analysis.trees.getElement(path);
        TreePath made = path.getParentPath();
        Tree type = leaf;
        if (made != null && made.getLeaf() instanceof ParameterizedTypeTree generic
                && generic.getType() == leaf) {
            type = generic;
            made = made.getParentPath();
        }
        if (made != null && made.getLeaf() instanceof NewClassTree creation
                && creation.getIdentifier() == type) {
            return constructors(made, element);
        }
        if (element instanceof PackageElement
                || element != null && !element.getSimpleName().contentEquals(name)) {
            return List.of();
        }
        // Of a variable the declaration is worth showing, also where its type is unknown.
        boolean resolved = element != null
                && (element instanceof VariableElement || CellAnalysis.isKnown(element.asType()));
        if (resolved && !(element instanceof ExecutableElement)) {
            return List.of(element);
        }
        List<Element> candidates = new ArrayList<>(candidates(leaf));
        if (resolved && element != null) {
            candidates.remove(element);
            candidates.add(0, element);
        }
        return candidates;
    }

    private List<Element> constructors(TreePath creation, @Nullable Element type) {
        List<Element> found = new ArrayList<>();
        if (type instanceof TypeElement known && CellAnalysis.isKnown(known.asType())) {
            found.addAll(ElementFilter.constructorsIn(known.getEnclosedElements()));
            Element used = analysis.trees.getElement(creation);
            if (found.remove(used)) {
                found.add(0, used);
            }
            found.add(known);
        }
        return found;
    }

    /** Everything of this name that could stand here. */
    private List<Element> candidates(Tree leaf) {
        Members members = new Members(analysis, analysis.trees.getScope(path));
        List<Members.Member> all;
        if (leaf instanceof MemberSelectTree select) {
            TreePath owner = new TreePath(path, select.getExpression());
            Element element = analysis.trees.getElement(owner);
            TypeMirror type = analysis.type(owner);
            if (type == null || !CellAnalysis.isKnown(type)) {
                return List.of();
            }
            all = element instanceof TypeElement && type instanceof DeclaredType declared
                    ? members.ofType(declared)
                    : members.ofValue(type);
        } else {
            all = members.inScope(name::equals, false);
        }
        return all.stream().filter(m -> m.name().equals(name)).map(Members.Member::element).distinct()
                .toList();
    }
}
