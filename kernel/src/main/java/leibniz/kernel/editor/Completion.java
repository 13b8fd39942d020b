package leibniz.kernel.editor;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Scope;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.tools.JavaFileManager;
import leibniz.kernel.text.Brackets;
import leibniz.kernel.text.CellOutline;
import leibniz.kernel.text.CodeMask;

/** What can be written at one place of a cell. */
public final class Completion {
    /**
     * One text that fits.
     *
     * @param kind one of the words that JupyterLab has colours for: function, instance, class, module,
     *     keyword
     * @param signature the parameters of a method and what it returns, one line for each overload
     */
    public record Match(String text, String kind, String signature) {
        /** What JupyterLab shows beside it: of a method what it returns and takes. */
        public String shown() {
            String[] overloads = signature.split("\n", -1);
            int arrow = overloads[0].lastIndexOf(Signatures.ARROW);
            return arrow < 0
                    ? kind
                    : overloads[0].substring(arrow + Signatures.ARROW.length()) + " "
                            + overloads[0].substring(0, arrow)
                            + (overloads.length > 1 ? ", " + (overloads.length - 1) + " more" : "");
        }
    }

    /**
     * All texts that fit at a place.
     *
     * @param start where the text that a match replaces begins, in UTF-16 units
     */
    public record Matches(int start, List<Match> list) {}

    /** Enough to scroll through. */
    private static final int MAX_MATCHES = 500;
    private static final int MAX_OVERLOADS = 8;
    private static final Set<String> TYPE_FOLLOWS = Set.of("new", "extends", "implements", "throws",
            "instanceof",
            "permits");
    private static final Set<String> NEW_NAME_FOLLOWS = Set.of("class", "interface", "enum", "record",
            "package");
    /** Where most qualified names begin. After an import all are offered, which takes time to find out. */
    private static final List<String> PACKAGES = List.of("java.", "javax.", "leibniz.");
    private static final Set<String> KEYWORDS = Set.of("abstract", "assert", "boolean", "break", "byte",
            "case",
            "catch", "char", "class", "continue", "default", "do", "double", "else", "enum", "extends",
            "false",
            "final", "finally", "float", "for", "if", "implements", "import", "instanceof", "int",
            "interface",
            "long", "new", "null", "private", "protected", "public", "record", "return", "sealed", "short",
            "static", "super", "switch", "synchronized", "this", "throw", "throws", "true", "try", "var",
            "void",
            "while", "yield");
    private static final Pattern IMPORT = Pattern.compile("\\s*import\\s+(static\\s+)?([\\w.\\s]*)");
    private static final Pattern QUALIFIED_NAME = Pattern.compile("\\w+(?:\\.\\w+)*");
    private static final Pattern NUMBER = Pattern.compile("(?:^|[^\\w$.])\\d[\\w.]*$");

    private final String code;
    private final int at;
    private final int start;
    private final String prefix;
    private final String before;
    private final String header;
    private final JavaFileManager files;

    private Completion(String code, int at, String before, String header, JavaFileManager files) {
        this.code = code;
        this.at = at;
        this.before = before;
        this.header = header;
        this.files = files;
        int begin = at;
        while (begin > 0 && Character.isJavaIdentifierPart(code.codePointBefore(begin))) {
            begin -= Character.charCount(code.codePointBefore(begin));
        }
        start = begin;
        prefix = code.substring(start, at);
    }

    /**
     * What fits at a position of a cell.
     *
     * @param header the package and imports of the session, as {@link CellUnit} needs them
     */
    public static Matches at(String code, int at, String header, JavaFileManager files) {
        CodeMask mask = CodeMask.of(code);
        if (mask.isInside(at)) {
            return new Matches(at, List.of());
        }
        Completion completion = new Completion(code, at, mask.text().substring(0, at), header, files);
        return new Matches(completion.start, completion.matches());
    }

    private List<Match> matches() {
        String context = before.substring(0, start).stripTrailing();
        if (!prefix.isEmpty() && Character.isDigit(prefix.charAt(0)) || NUMBER.matcher(context).find()) {
            return List.of();
        }
        Matcher imported = IMPORT.matcher(before.substring(statementStart()));
        if (imported.matches()) {
            return imports(imported.group(1) != null, imported.group(2).replaceAll("\\s", ""));
        }
        if (context.endsWith("::")) {
            return members(". ", true);
        }
        if (context.endsWith(".")) {
            return context.endsWith("..") ? List.of() : members(".", false);
        }
        return names(context);
    }

    private int statementStart() {
        List<CellOutline.Part> parts = CellOutline.of(before);
        return parts.isEmpty() || parts.getLast().end() < at ? at : parts.getLast().start();
    }

    /**
     * The cell up to the cursor with a call of a name that nothing has in the place of what is being typed.
     */
    private CellAnalysis analysis(CellUnit unit) {
        return new CellAnalysis(unit, files);
    }

    private CellUnit unit(String operator) {
        String above = code.substring(0, start);
        if (operator.equals(". ")) {
            int colons = above.lastIndexOf("::");
            above = above.substring(0, colons) + operator + above.substring(colons + 2);
        }
        return new CellUnit(header,
                above + "completed" + CellUnit.MARK + "()" + Brackets.closing(before.substring(0, start)),
                start);
    }

    /** What may follow a dot, or two colons. */
    private List<Match> members(String operator, boolean reference) {
        CellUnit unit = unit(operator);
        CellAnalysis analysis = analysis(unit);
        TreePath path = analysis.pathAt(unit.position(start));
        if (!(path.getLeaf() instanceof MemberSelectTree select)) {
            return List.of();
        }
        TreePath owner = new TreePath(path, select.getExpression());
        Element element = analysis.trees.getElement(owner);
        Scope scope = analysis.trees.getScope(path);
        Members members = new Members(analysis, scope);
        if (element instanceof TypeElement type && type.asType() instanceof DeclaredType declared
                && CellAnalysis.isKnown(declared)) {
            boolean newNested = Brackets.lastWord(before.substring(0, unqualifiedStart())).equals("new");
            List<Members.Member> found = reference
                    ? members.ofReference(declared)
                    : members.ofType(declared);
            return list(found, newNested ? Completion::isType : _ -> true, reference);
        }
        TypeMirror type = analysis.type(owner);
        if (type != null && CellAnalysis.isKnown(type)) {
            return list(members.ofValue(type), _ -> true, reference);
        }
        // javac knows a package only where one of its classes is named.
        String name = select.getExpression().toString();
        return QUALIFIED_NAME.matcher(name).matches()
                ? list(members.ofPackage(name, this::matches), _ -> true, false)
                : List.of();
    }

    private int unqualifiedStart() {
        int i = start;
        while (i > 0
                && (Character.isJavaIdentifierPart(before.charAt(i - 1)) || before.charAt(i - 1) == '.')) {
            i--;
        }
        return i;
    }

    private List<Match> imports(boolean isStatic, String typed) {
        int dot = typed.lastIndexOf('.');
        if (typed.isEmpty() && !isStatic && before.stripTrailing().endsWith("import")
                && prefix.equals("import")) {
            return List.of();
        }
        CellAnalysis analysis = analysis(new CellUnit(header, "", 0));
        Members members = new Members(analysis, null);
        String owner = dot < 0 ? "" : typed.substring(0, dot);
        TypeElement type = analysis.elements.getTypeElement(owner);
        List<Members.Member> found = type != null
                ? members.importable(type, isStatic)
                : members.ofPackage(owner, this::matches);
        List<Match> matches = new ArrayList<>(list(found, _ -> true, true));
        if (prefix.isEmpty() && dot >= 0 && (type != null || !matches.isEmpty())) {
            matches.add(0, new Match("*", "keyword", ""));
        }
        return matches;
    }

    private List<Match> names(String context) {
        String word = Brackets.lastWord(context);
        boolean sameLine = code.indexOf('\n', context.length()) < 0
                || code.indexOf('\n', context.length()) >= start;
        boolean annotation = context.endsWith("@");
        boolean types = annotation || TYPE_FOLLOWS.contains(word);
        boolean afterType = sameLine && !context.isEmpty()
                && (!word.isEmpty() && !KEYWORDS.contains(word) || context.endsWith("]")
                        || PRIMITIVES.contains(word)
                        || context.endsWith(">") && !context.endsWith("->"));
        if (NEW_NAME_FOLLOWS.contains(word) || word.equals("var") || afterType) {
            return List.of(); // a name is being made up here
        }
        CellUnit unit = unit("");
        CellAnalysis analysis = analysis(unit);
        Scope scope = analysis.trees.getScope(analysis.pathAt(unit.position(start)));
        Members members = new Members(analysis, scope);
        List<Members.Member> found = new ArrayList<>(members.inScope(this::matches, prefix.isEmpty()));
        List<Match> matches = new ArrayList<>(list(found,
                e -> !types || annotation && e.getKind() == ElementKind.ANNOTATION_TYPE
                        || !annotation && isType(e)
                        || e instanceof PackageElement,
                word.equals("instanceof")));
        if (!prefix.isEmpty() && !types) {
            PACKAGES.stream().filter(p -> p.startsWith(prefix))
                    .forEach(p -> matches.add(new Match(p, "module", "")));
            KEYWORDS.stream().filter(k -> k.startsWith(prefix)).sorted()
                    .forEach(k -> matches.add(new Match(k, "keyword", "")));
        }
        return matches;
    }

    private static final Set<String> PRIMITIVES = Set.of("int", "long", "double", "float", "boolean", "char",
            "byte",
            "short", "void");

    private static boolean isType(Element element) {
        return element instanceof TypeElement;
    }

    /** @param nameOnly whether brackets have no place here */
    private List<Match> list(List<Members.Member> members, Predicate<Element> wanted, boolean nameOnly) {
        boolean bracketFollows = code.startsWith("(", at);
        Map<String, List<Members.Member>> byName = new LinkedHashMap<>();
        members.stream().filter(m -> matches(m.name()) && wanted.test(m.element()))
                .sorted(Comparator.comparingInt(Members.Member::rank)
                        .thenComparing(m -> m.name().toLowerCase(Locale.ROOT))
                        .thenComparing(Members.Member::name))
                .forEach(m -> byName
                        .computeIfAbsent(m.name() + '/' + kind(m.element()), _ -> new ArrayList<>()).add(m));
        return byName.values().stream().limit(MAX_MATCHES)
                .map(same -> match(same, nameOnly || bracketFollows)).distinct().toList();
    }

    /** Names with a dollar sign are those of compilers; {@code this} and {@code <init>} are no names. */
    private boolean matches(String name) {
        return name.startsWith(prefix) && !name.contains("$") && SourceVersion.isName(name);
    }

    private Match match(List<Members.Member> same, boolean nameOnly) {
        Element first = same.get(0).element();
        String name = same.get(0).name();
        String signature = same.stream().filter(m -> m.element() instanceof ExecutableElement)
                .map(m -> (ExecutableElement) m.element())
                .sorted(Comparator.comparingInt(method -> method.getParameters().size()))
                .map(Signatures::call).distinct().limit(MAX_OVERLOADS).collect(Collectors.joining("\n"));
        boolean takesNothing = signature.startsWith("()") && !signature.contains("\n");
        String text = switch (first) {
            case PackageElement _ -> name + ".";
            case ExecutableElement _ when !nameOnly -> name + (takesNothing ? "()" : "(");
            default -> name;
        };
        return new Match(text, kind(first), signature);
    }

    private static String kind(Element element) {
        return switch (element) {
            case PackageElement _ -> "module";
            case ExecutableElement _ -> "function";
            case TypeElement _ -> "class";
            default -> "instance";
        };
    }
}
