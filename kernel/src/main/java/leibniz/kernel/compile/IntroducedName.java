package leibniz.kernel.compile;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.stream.Stream;
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
