package leibniz.kernel.compile;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import leibniz.kernel.text.CopiedText;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the text of a class what annotation processors changed in its tree: members that are new stand
 * before the last brace, those that are other take the place of the old ones. All lines keep their numbers.
 */
final class AddedMembers {
    private final CopiedText copy;
    private final String snippet;
    private final int start;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private boolean changed;

    private AddedMembers(String snippet, int start, JavacTask task, CompilationUnitTree unit) {
        this.copy = new CopiedText(snippet);
        this.snippet = snippet;
        this.start = start;
        this.unit = unit;
        this.positions = Trees.instance(task).getSourcePositions();
    }

    /**
     * The snippet as it was processed; null if nothing changed in it.
     *
     * @param start where it begins in the unit
     * @param task has read the original
     */
    static @Nullable CopiedText write(String snippet, int start, JavacTask task, CompilationUnitTree original,
            CompilationUnitTree processed) {
        AddedMembers added = new AddedMembers(snippet, start, task, original);
        added.compare(original.getTypeDecls(), processed.getTypeDecls(), null);
        if (!added.changed) {
            return null;
        }
        added.copy.copyTo(snippet.length());
        return added.copy;
    }

    private void compare(List<? extends Tree> old, List<? extends Tree> now, @Nullable ClassTree within) {
        Set<Tree> matched = new HashSet<>();
        for (Tree before : old) {
            Tree after = now.stream().filter(tree -> !matched.contains(tree) && key(tree).equals(key(before)))
                    .findFirst().orElse(null);
            if (after == null) {
                continue;
            }
            matched.add(after);
            if (before instanceof ClassTree type && after instanceof ClassTree changedType) {
                compare(type.getMembers(), changedType.getMembers(), type);
            } else if (within != null && !printed(before, within).equals(printed(after, within))) {
                replace(before, printed(after, within));
            }
        }
        if (within == null) {
            return;
        }
        List<String> added = new ArrayList<>();
        for (Tree after : now) {
            if (!matched.contains(after) && !isImplicit(after, within)) {
                added.add(printed(after, within));
            }
        }
        if (!added.isEmpty()) {
            copy.copyTo(snippet.lastIndexOf('}', end(within) - 1));
            copy.insert((within.getKind() == Tree.Kind.ENUM ? "; " : " ") + String.join(" ", added) + " ");
            changed = true;
        }
    }

    private void replace(Tree before, String text) {
        int from = (int) positions.getStartPosition(unit, before) - start;
        int to = end(before);
        copy.copyTo(from);
        copy.replace(to - from,
                text + "\n".repeat((int) snippet.substring(from, to).chars().filter(c -> c == '\n').count()));
        changed = true;
    }

    private int end(Tree tree) {
        return (int) positions.getEndPosition(unit, tree) - start;
    }

    /** What makes a member another one than those beside it. */
    private static String key(Tree tree) {
        return switch (tree) {
            case ClassTree type -> "class " + type.getSimpleName();
            case VariableTree variable -> "variable " + variable.getName();
            case MethodTree method -> method.getName() + method.getParameters().stream()
                    .map(parameter -> parameter.getType().toString()).toList().toString();
            default -> tree.getKind() + " " + tree;
        };
    }

    /** What javac itself adds to the tree of a record or an enum. */
    private static boolean isImplicit(Tree tree, ClassTree type) {
        if (!(tree instanceof MethodTree method)) {
            return false;
        }
        boolean constructor = method.getName().contentEquals("<init>");
        return switch (type.getKind()) {
            case RECORD -> constructor
                    && types(method.getParameters()).equals(types(components(type)))
                    || method.getParameters().isEmpty() && components(type).stream()
                            .anyMatch(component -> component.getName().equals(method.getName()));
            case ENUM -> constructor && method.getParameters().isEmpty();
            default -> false;
        };
    }

    private static List<? extends VariableTree> components(ClassTree type) {
        return type.getMembers().stream().filter(member -> member instanceof VariableTree)
                .map(member -> (VariableTree) member)
                .filter(variable -> !variable.getModifiers().getFlags()
                        .contains(javax.lang.model.element.Modifier.STATIC))
                .toList();
    }

    private static List<String> types(List<? extends VariableTree> variables) {
        return variables.stream().map(variable -> variable.getType().toString()).toList();
    }

    /** A member on one line; javac's own text has the constructor's internal name. */
    private static String printed(Tree member, ClassTree within) {
        String text = member.toString().replaceAll("\\s*\\R\\s*", " ").strip();
        if (member instanceof MethodTree) {
            text = text.replaceFirst("<init>(?=\\()",
                    java.util.regex.Matcher.quoteReplacement(within.getSimpleName().toString()));
        }
        return member instanceof VariableTree ? text + ";" : text;
    }
}
