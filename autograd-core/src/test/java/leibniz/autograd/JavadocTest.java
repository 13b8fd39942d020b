package leibniz.autograd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** That public names are documented; the compiler checks that their Javadoc is sound. */
class JavadocTest {
    @Test
    void everyPublicNameIsDocumented() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
                Stream<Path> files = Files.list(Path.of("src/main/java/leibniz/autograd"))) {
            JavacTask task = (JavacTask) compiler.getTask(null, manager, null, null, null,
                    manager.getJavaFileObjectsFromPaths(files.toList()));
            DocTrees docs = DocTrees.instance(task);
            List<String> undocumented = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                new PublicNames(docs, undocumented).scan(unit, null);
            }
            assertEquals(List.of(), undocumented,
                    "say in a sentence or two what these do, with shapes and errors");
        }
    }

    /** Goes through the public types of a file and collects what has no Javadoc. */
    private static final class PublicNames extends TreePathScanner<Void, Void> {
        private final DocTrees docs;
        private final List<String> undocumented;

        PublicNames(DocTrees docs, List<String> undocumented) {
            this.docs = docs;
            this.undocumented = undocumented;
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            if (!type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
                return null;
            }
            check(type.getSimpleName().toString());
            return super.visitClass(type, unused);
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            ClassTree type = (ClassTree) getCurrentPath().getParentPath().getLeaf();
            boolean overrides = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
            if (!overrides && (type.getKind() == Tree.Kind.INTERFACE
                    || method.getModifiers().getFlags().contains(Modifier.PUBLIC))) {
                check(type.getSimpleName() + "." + method.getName() + "(" + method.getParameters() + ")");
            }
            return null;
        }

        private void check(String name) {
            String text = docs.getDocComment(getCurrentPath());
            if (text == null || text.isBlank()) {
                undocumented.add(name);
            }
        }
    }
}
