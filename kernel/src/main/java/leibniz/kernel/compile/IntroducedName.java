package leibniz.kernel.compile;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import jdk.jshell.Snippet.Kind;
import leibniz.kernel.text.ParsedText;

/** One of the things that a snippet declares, as its text says it: nothing is compiled for that. */
public record IntroducedName(Kind kind, String name) {

    /** Empty if it declares nothing or has a syntax error. */
    public static List<IntroducedName> in(String snippet, SessionCompiler compiler) {
        String members = "class C {\n" + snippet + "\n}";
        ParsedText parsed = compiler.parse(
                List.of(members, "class C { void m() {\n" + snippet + "\n}}"));
        if (parsed == null) {
            return List.of();
        }
        ClassTree type = (ClassTree) parsed.unit().getTypeDecls().getFirst();
        List<? extends Tree> trees = parsed.text().equals(members)
                ? type.getMembers()
                : ((MethodTree) type.getMembers().getFirst()).getBody().getStatements();
        return trees.stream().flatMap(IntroducedName::of).toList();
    }

    /**
     * The classes inside of a class that are inner classes in Java's sense: javac fails where one has become
     * a static class and the old version is in its sight under the same name.
     */
    public static Set<String> inner(String snippet, SessionCompiler compiler) {
        Set<String> inner = new TreeSet<>();
        ParsedText parsed = compiler.parse(List.of("class C {\n" + snippet + "\n}"));
        if (parsed != null) {
            ((ClassTree) parsed.unit().getTypeDecls().getFirst()).getMembers()
                    .forEach(member -> addInner(member, "", inner));
        }
        return inner;
    }

    private static void addInner(Tree tree, String within, Set<String> inner) {
        if (tree instanceof ClassTree type) {
            for (Tree member : type.getMembers()) {
                if (member instanceof ClassTree nested) {
                    String name = within + type.getSimpleName() + "." + nested.getSimpleName();
                    if (nested.getKind() == Tree.Kind.CLASS
                            && !nested.getModifiers().getFlags().contains(Modifier.STATIC)) {
                        inner.add(name);
                    }
                    addInner(nested, within + type.getSimpleName() + ".", inner);
                }
            }
        }
    }

    private static Stream<IntroducedName> of(Tree tree) {
        return switch (tree) {
            case MethodTree method -> Stream.of(new IntroducedName(Kind.METHOD, method.getName().toString()));
            case ClassTree type ->
                Stream.of(new IntroducedName(Kind.TYPE_DECL, type.getSimpleName().toString()));
            case VariableTree variable ->
                Stream.of(new IntroducedName(Kind.VAR, variable.getName().toString()));
            default -> Stream.empty();
        };
    }
}
