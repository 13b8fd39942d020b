package leibniz.kernel.javadoc;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The declarations of one Java file, found by the elements that javac made of the class file. */
final class SourceFile {
    private static final String CONSTRUCTOR = "<init>";

    private final String text;
    private final CompilationUnitTree unit;
    private final DocTrees trees;

    SourceFile(String text) {
        this.text = text;
        var file = new SimpleJavaFileObject(URI.create("string:///Source.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler().getTask(null, null, _ -> {},
                List.of("-proc:none"), null, List.of(file));
        try {
            unit = task.parse().iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        trees = DocTrees.instance(task);
    }

    /** The declaration of a type or of a member of one, or null if this file has none. */
    @Nullable
    Declaration find(Element element) {
        Deque<String> names = new ArrayDeque<>();
        for (Element e = element; e != null
                && e.getKind() != ElementKind.PACKAGE; e = e.getEnclosingElement()) {
            if (e instanceof TypeElement) {
                names.push(e.getSimpleName().toString());
            }
        }
        TreePath path = new TreePath(unit);
        List<? extends Tree> members = unit.getTypeDecls();
        for (String name : names) {
            ClassTree type = type(members, name);
            if (type == null) {
                return null;
            }
            path = new TreePath(path, type);
            members = type.getMembers();
        }
        if (element instanceof TypeElement) {
            return declaration(path);
        }
        for (Tree member : members) {
            if (declares(member, element)) {
                return declaration(new TreePath(path, member));
            }
        }
        return null;
    }

    private static @Nullable ClassTree type(List<? extends Tree> members, String name) {
        for (Tree member : members) {
            if (member instanceof ClassTree type && type.getSimpleName().contentEquals(name)) {
                return type;
            }
        }
        return null;
    }

    private static boolean declares(Tree member, Element element) {
        return switch (member) {
            case MethodTree method -> element instanceof ExecutableElement executable
                    && method.getName().contentEquals(
                            executable.getKind() == ElementKind.CONSTRUCTOR
                                    ? CONSTRUCTOR
                                    : executable.getSimpleName())
                    && sameParameters(method, executable);
            case VariableTree field -> !(element instanceof ExecutableElement)
                    && field.getName().contentEquals(element.getSimpleName());
            default -> false;
        };
    }

    private static boolean sameParameters(MethodTree method, ExecutableElement executable) {
        var written = method.getParameters();
        var compiled = executable.getParameters();
        if (written.size() != compiled.size()) {
            return false;
        }
        for (int i = 0; i < written.size(); i++) {
            if (!simpleName(written.get(i).getType()).equals(simpleName(compiled.get(i).asType()))) {
                return false;
            }
        }
        return true;
    }

    /** A type without its package, its arguments and annotations: no two overloads differ only in these. */
    private static String simpleName(Tree type) {
        return switch (type) {
            case ParameterizedTypeTree t -> simpleName(t.getType());
            case AnnotatedTypeTree t -> simpleName(t.getUnderlyingType());
            case ArrayTypeTree t -> simpleName(t.getType()) + "[]";
            case MemberSelectTree t -> t.getIdentifier().toString();
            default -> type.toString();
        };
    }

    private static String simpleName(TypeMirror type) {
        String bare = type.toString().replaceAll("@[\\w.]+(\\([^)]*\\))?\\s*", "");
        while (bare.contains("<")) {
            bare = bare.replaceAll("<[^<>]*>", "");
        }
        return bare.substring(bare.lastIndexOf('.') + 1).strip();
    }

    private Declaration declaration(TreePath path) {
        Tree tree = path.getLeaf();
        var positions = trees.getSourcePositions();
        int start = (int) positions.getStartPosition(unit, tree);
        int end = (int) positions.getEndPosition(unit, tree);
        DocCommentTree comment = trees.getDocCommentTree(path);
        List<String> names = tree instanceof MethodTree method
                ? method.getParameters().stream().map(p -> p.getName().toString()).toList()
                : List.of();
        return new Declaration(comment, names, start < 0 || end < start ? "" : indented(start, end));
    }

    /** The source with as much white space before its first line as the file has, taken off every line. */
    private String indented(int start, int end) {
        int line = text.lastIndexOf('\n', start) + 1;
        String before = text.substring(line, start);
        return ((before.isBlank() ? before : "") + text.substring(start, end)).stripIndent();
    }
}
