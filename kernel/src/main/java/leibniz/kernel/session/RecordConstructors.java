package leibniz.kernel.session;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import leibniz.kernel.compile.SessionCompiler;
import leibniz.kernel.operators.Rewriting;
import leibniz.kernel.text.CopiedText;
import leibniz.kernel.text.ParsedText;
import org.jspecify.annotations.Nullable;

/**
 * Makes the canonical constructors of records public. JShell makes every record public, whose canonical
 * constructor must be as accessible as the record.
 */
final class RecordConstructors {
    private static final Pattern RECORD = Pattern.compile("\\brecord\\s");
    private static final Pattern ACCESS = Pattern.compile("\\b(?:private|protected)\\b");
    private static final String BEFORE = "class C {\n";

    private RecordConstructors() {}

    /** The snippet with the word in its place; null if nothing needs it. */
    static @Nullable Rewriting opened(String source, SessionCompiler compiler) {
        ParsedText parsed = RECORD.matcher(source).find()
                ? compiler.parse(List.of(BEFORE + source + "\n}"))
                : null;
        if (parsed == null) {
            return null;
        }
        CopiedText copy = new CopiedText(source);
        for (Tree member : ((ClassTree) parsed.unit().getTypeDecls().getFirst()).getMembers()) {
            if (member instanceof ClassTree type && type.getKind() == Tree.Kind.RECORD) {
                type.getMembers().stream().filter(inner -> inner instanceof MethodTree)
                        .map(inner -> (MethodTree) inner).filter(method -> isCanonical(method, type))
                        .forEach(method -> open(method, source, parsed, copy));
            }
        }
        copy.copyTo(source.length());
        return copy.toString().equals(source)
                ? null
                : Rewriting.of(source, copy);
    }

    private static boolean isCanonical(MethodTree method, ClassTree type) {
        return method.getName().contentEquals("<init>")
                && types(method.getParameters()).equals(types(components(type)));
    }

    private static List<? extends VariableTree> components(ClassTree type) {
        return type.getMembers().stream().filter(member -> member instanceof VariableTree)
                .map(member -> (VariableTree) member)
                .filter(variable -> !variable.getModifiers().getFlags().contains(Modifier.STATIC)).toList();
    }

    private static List<String> types(List<? extends VariableTree> variables) {
        return variables.stream().map(variable -> variable.getType().toString()).toList();
    }

    private static void open(MethodTree method, String source, ParsedText parsed, CopiedText copy) {
        Set<Modifier> flags = method.getModifiers().getFlags();
        int start = parsed.start(method) - BEFORE.length();
        int modifiersEnd = parsed.end(method.getModifiers()) - BEFORE.length();
        if (flags.contains(Modifier.PRIVATE) || flags.contains(Modifier.PROTECTED)) {
            Matcher access = ACCESS.matcher(source).region(start, modifiersEnd);
            if (access.find()) {
                copy.copyTo(access.start());
                copy.replace(access.end() - access.start(), "public");
            }
        } else if (!flags.contains(Modifier.PUBLIC)) {
            copy.copyTo(method.getModifiers().getAnnotations().isEmpty() ? start : modifiersEnd);
            copy.insert(" public ");
        }
    }
}
