package leibniz.kernel.editor;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.ToolProvider;
import leibniz.autograd.Tensor;
import leibniz.kernel.text.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * What javac knows of a cell: which tree stands at a position, and of what type it is. Errors do not stop it.
 */
public final class CellAnalysis {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final List<String> OPTIONS = List.of("-proc:none", "-Xlint:none",
            "-parameters",
            "--should-stop=ifError=ATTR", "--should-stop=ifNoError=ATTR");

    public final DocTrees trees;
    public final Types types;
    public final Elements elements;
    final JavaFileManager files;
    private final CompilationUnitTree unit;

    CellAnalysis(CellUnit source, JavaFileManager files) {
        JavacTask task = (JavacTask) COMPILER.getTask(null, files, problem -> {}, OPTIONS, null,
                List.of(new SourceText(source.text())));
        try {
            unit = task.parse().iterator().next();
            task.analyze();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.files = files;
        trees = DocTrees.instance(task);
        types = task.getTypes();
        elements = task.getElements();
    }

    /** The innermost tree that holds a position of the unit, or touches it. */
    TreePath pathAt(int position) {
        var scanner = new TreePathScanner<@Nullable Void, @Nullable Void>() {
            private TreePath innermost = new TreePath(unit);

            @Override
            public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
                if (tree == null || position < start(tree) || position > end(tree)) {
                    return null;
                }
                innermost = new TreePath(getCurrentPath(), tree);
                return super.scan(tree, null);
            }

            @Override
            public @Nullable Void visitErroneous(ErroneousTree tree, @Nullable Void unused) {
                return scan(tree.getErrorTrees(), null);
            }
        };
        scanner.scan(new TreePath(unit), null);
        return scanner.innermost;
    }

    /**
     * The type of an expression; error types where it does not compile. An operator on a tensor gives a
     * tensor.
     */
    @Nullable
    TypeMirror type(TreePath path) {
        Tree tree = path.getLeaf();
        TypeMirror type = trees.getTypeMirror(path);
        if (type != null && isKnown(type)) {
            return type;
        }
        return switch (tree) {
            case ParenthesizedTree t -> type(new TreePath(path, t.getExpression()));
            case UnaryTree t -> ifTensor(type(new TreePath(path, t.getExpression())), type);
            case BinaryTree t -> ifTensor(type(new TreePath(path, t.getLeftOperand())),
                    ifTensor(type(new TreePath(path, t.getRightOperand())), type));
            case IdentifierTree _ -> {
                Element declared = trees.getElement(path);
                TreePath declaration = declared == null ? null : trees.getPath(declared);
                yield declaration != null && declaration.getLeaf() instanceof VariableTree v
                        && v.getInitializer() != null
                                ? type(new TreePath(declaration, v.getInitializer()))
                                : type;
            }
            default -> type;
        };
    }

    static boolean isKnown(TypeMirror type) {
        return type.getKind() != TypeKind.ERROR && type.getKind() != TypeKind.NONE
                && type.getKind() != TypeKind.OTHER && type.getKind() != TypeKind.PACKAGE;
    }

    private @Nullable TypeMirror ifTensor(@Nullable TypeMirror operand, @Nullable TypeMirror otherwise) {
        TypeElement tensor = elements.getTypeElement(Tensor.class.getName());
        return tensor != null && operand != null && isKnown(operand)
                && types.isSameType(operand, tensor.asType())
                        ? operand
                        : otherwise;
    }

    /** The classes whose static members, or the packages whose classes, are imported by a star. */
    List<String> importedOnDemand(boolean isStatic) {
        Stream<String> written = unit.getImports().stream()
                .filter(i -> i.isStatic() == isStatic && !i.isModule())
                .map(i -> i.getQualifiedIdentifier().toString()).filter(name -> name.endsWith(".*"))
                .map(name -> name.substring(0, name.length() - 2));
        return (isStatic ? written : Stream.concat(Stream.of("java.lang"), written)).distinct().toList();
    }

    boolean importsModules() {
        return unit.getImports().stream().anyMatch(ImportTree::isModule);
    }

    private int start(Tree tree) {
        return (int) trees.getSourcePositions().getStartPosition(unit, tree);
    }

    private int end(Tree tree) {
        return (int) trees.getSourcePositions().getEndPosition(unit, tree);
    }
}
