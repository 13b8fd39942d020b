package leibniz.kernel.session;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import leibniz.kernel.compile.SessionCompiler;
import leibniz.kernel.operators.Rewriting;
import leibniz.kernel.text.CodeMask;
import leibniz.kernel.text.CopiedText;
import leibniz.kernel.text.ParsedText;
import org.jspecify.annotations.Nullable;

/**
 * Names the subtypes that a sealed type permits. Java finds them in the file of the type, which is the cell
 * here; JShell sees one declaration at a time.
 */
final class SealedTypes {
    private static final Pattern SEALED = Pattern.compile("(?<!non-)\\bsealed\\b");
    private static final String BEFORE = "class C {\n";

    private SealedTypes() {}

    /**
     * The snippet with the clause in its place; null if it needs none.
     *
     * @param later the snippets that follow in the cell
     */
    static @Nullable Rewriting permitting(String source, List<String> later, SessionCompiler compiler) {
        if (!SEALED.matcher(source).find()) {
            return null;
        }
        ParsedText parsed = compiler.parse(List.of(BEFORE + source + "\n}"));
        ClassTree type = parsed == null ? null : types(parsed).findFirst().orElse(null);
        if (parsed == null || type == null || !type.getModifiers().getFlags().contains(Modifier.SEALED)
                || !type.getPermitsClause().isEmpty()) {
            return null;
        }
        String name = type.getSimpleName().toString();
        List<String> inside = type.getMembers().stream().filter(member -> extending(member, name))
                .map(member -> name + "." + ((ClassTree) member).getSimpleName()).toList();
        List<String> permitted = new ArrayList<>(inside);
        for (String snippet : later) {
            ParsedText next = snippet.contains(name)
                    ? compiler.parse(List.of(BEFORE + snippet + "\n}"))
                    : null;
            if (next != null) {
                types(next).filter(found -> extending(found, name))
                        .forEach(found -> permitted.add(found.getSimpleName().toString()));
            }
        }
        if (permitted.size() == inside.size()) {
            return null;
        }
        CopiedText copy = new CopiedText(source);
        int modifiers = parsed.end(type.getModifiers()) - BEFORE.length();
        copy.copyTo(CodeMask.of(source).text().indexOf('{', modifiers));
        copy.insert(" permits " + String.join(", ", permitted) + " ");
        copy.copyTo(source.length());
        return Rewriting.of(source, copy);
    }

    private static Stream<ClassTree> types(ParsedText parsed) {
        return ((ClassTree) parsed.unit().getTypeDecls().getFirst()).getMembers().stream()
                .filter(member -> member instanceof ClassTree).map(member -> (ClassTree) member);
    }

    private static boolean extending(Tree member, String name) {
        return member instanceof ClassTree type
                && Stream
                        .concat(Stream.ofNullable(type.getExtendsClause()),
                                type.getImplementsClause().stream())
                        .map(tree -> tree instanceof ParameterizedTypeTree generic ? generic.getType() : tree)
                        .anyMatch(tree -> tree.toString().equals(name));
    }
}
