package leibniz.kernel;

import com.sun.source.tree.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.ElementFilter;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** What a type, a package or a scope has to offer by name. */
final class Members {
    /** @param rank what is most likely meant has the smallest */
    record Member(String name, Element element, int rank) {}

    private static final int FIRST = 0;
    private static final int SECOND = 1;
    private static final int THIRD = 2;
    private static final int OF_OBJECT = 9;

    private final CellAnalysis analysis;
    private final @Nullable Scope scope;

    /** @param scope from where members are seen; without one only what is public */
    Members(CellAnalysis analysis, @Nullable Scope scope) {
        this.analysis = analysis;
        this.scope = scope;
    }

    /** What a value of this type has. */
    List<Member> ofValue(TypeMirror type) {
        List<Member> members = new ArrayList<>();
        switch (type.getKind()) {
            case ARRAY -> {
                members.add(new Member("length", arrayLength(), FIRST));
                members.addAll(ofValue(object().asType()));
            }
            case DECLARED -> add(members, (DeclaredType) type, false);
            case TYPEVAR -> members.addAll(ofValue(((TypeVariable) type).getUpperBound()));
            case WILDCARD -> members.addAll(ofValue(analysis.types.erasure(type)));
            case INTERSECTION ->
                ((IntersectionType) type).getBounds().forEach(b -> members.addAll(ofValue(b)));
            case UNION -> members.addAll(ofValue(analysis.types.erasure(type)));
            default -> {
            }
        }
        return members;
    }

    /** What stands after the name of a type and a dot. */
    List<Member> ofType(DeclaredType type) {
        List<Member> members = new ArrayList<>();
        add(members, type, true);
        return members;
    }

    /** What stands after the name of a type and two colons. */
    List<Member> ofReference(DeclaredType type) {
        List<Member> members = new ArrayList<>();
        for (boolean isStatic : new boolean[]{ true, false }) {
            add(members, type, isStatic);
        }
        members.removeIf(m -> m.element.getKind() != ElementKind.METHOD);
        return members;
    }

    private void add(List<Member> members, DeclaredType type, boolean isStatic) {
        TypeElement owner = (TypeElement) type.asElement();
        Set<String> seen = new HashSet<>();
        for (Element member : analysis.elements.getAllMembers(owner)) {
            boolean fits = member instanceof TypeElement
                    ? isStatic
                    : member.getModifiers().contains(Modifier.STATIC) == isStatic;
            boolean named = member.getKind().isField() || member.getKind() == ElementKind.METHOD
                    || member instanceof TypeElement;
            if (fits && named && isAccessible(member, type) && seen.add(member.toString())) {
                int rank = isOfObject(member)
                        ? OF_OBJECT
                        : member.getKind().isField() ? FIRST : member instanceof TypeElement ? THIRD : SECOND;
                members.add(new Member(member.getSimpleName().toString(), member, rank));
            }
        }
    }

    /** Whether every object has a member of this name, also where a class has one of its own. */
    private boolean isOfObject(Element member) {
        return object().getEnclosedElements().stream()
                .anyMatch(e -> e.getSimpleName().equals(member.getSimpleName()));
    }

    private boolean isAccessible(Element member, DeclaredType type) {
        if (member.getEnclosingElement().equals(object())
                && !member.getModifiers().contains(Modifier.PUBLIC)) {
            return false; // clone and finalize, which nobody looks for
        }
        return scope == null
                ? member.getModifiers().contains(Modifier.PUBLIC)
                : analysis.trees.isAccessible(scope, member, type);
    }

    /** What an import may name of a type. */
    List<Member> importable(TypeElement type, boolean isStatic) {
        List<Member> members = new ArrayList<>();
        add(members, (DeclaredType) type.asType(), true);
        members.removeIf(m -> !isStatic && !(m.element instanceof TypeElement)
                || m.element instanceof TypeElement t && !t.getModifiers().contains(Modifier.STATIC));
        return members;
    }

    /** The public types of a package and the next step to the packages below it. */
    List<Member> ofPackage(String name, JavaFileManager files) {
        List<Member> members = new ArrayList<>();
        String above = name.isEmpty() ? "" : name + ".";
        Set<String> below = new TreeSet<>();
        for (String known : packages(files)) {
            if (known.startsWith(above) && known.length() > above.length()) {
                int dot = known.indexOf('.', above.length());
                below.add(known.substring(above.length(), dot < 0 ? known.length() : dot));
            }
        }
        PackageElement java = analysis.elements.getPackageElement("java.lang");
        below.forEach(step -> members.add(new Member(step, java, THIRD)));
        for (PackageElement found : name.isEmpty()
                ? Set.<PackageElement>of()
                : analysis.elements.getAllPackageElements(name)) {
            for (TypeElement type : ElementFilter.typesIn(found.getEnclosedElements())) {
                if (type.getModifiers().contains(Modifier.PUBLIC)) {
                    members.add(new Member(type.getSimpleName().toString(), type, FIRST));
                }
            }
        }
        return members;
    }

    private Set<String> packages(JavaFileManager files) {
        Set<String> names = new HashSet<>();
        for (ModuleElement module : analysis.elements.getAllModuleElements()) {
            for (var export : ElementFilter.exportsIn(module.getDirectives())) {
                if (export.getTargetModules() == null) {
                    names.add(export.getPackage().getQualifiedName().toString());
                }
            }
        }
        try {
            for (JavaFileObject file : files.list(StandardLocation.CLASS_PATH, "",
                    Set.of(JavaFileObject.Kind.CLASS),
                    true)) {
                String type = files.inferBinaryName(StandardLocation.CLASS_PATH, file);
                int dot = type == null ? -1 : type.lastIndexOf('.');
                if (dot > 0) {
                    names.add(type.substring(0, dot));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** @param onlyNear whether to leave out the types and static members that the cells import */
    List<Member> inScope(boolean onlyNear) {
        List<Member> members = new ArrayList<>();
        Set<Element> seen = new HashSet<>();
        for (Scope s = scope; s != null; s = s.getEnclosingScope()) {
            TypeElement owner = s.getEnclosingClass();
            for (Element local : s.getLocalElements()) {
                if (seen.add(local)) {
                    members.add(new Member(local.getSimpleName().toString(), local, rank(local)));
                }
            }
            Scope outer = s.getEnclosingScope();
            if (owner != null && !Signatures.isHidden(owner)
                    && (outer == null || !owner.equals(outer.getEnclosingClass()))) {
                add(members, (DeclaredType) owner.asType(), false);
                add(members, (DeclaredType) owner.asType(), true);
            } else if (owner != null && (outer == null || !owner.equals(outer.getEnclosingClass()))) {
                for (Element declared : owner.getEnclosedElements()) {
                    members.add(new Member(declared.getSimpleName().toString(), declared, FIRST));
                }
            }
        }
        members.removeIf(m -> onlyNear && m.rank > FIRST && m.rank != SECOND);
        return members;
    }

    /** The user's own names come first, then imported members, then imported types. */
    private int rank(Element element) {
        Element owner = element.getEnclosingElement();
        boolean own = owner == null || Signatures.isHidden(owner)
                || element.getKind() == ElementKind.LOCAL_VARIABLE
                || element.getKind() == ElementKind.PARAMETER
                || element.getKind() == ElementKind.EXCEPTION_PARAMETER
                || element.getKind() == ElementKind.BINDING_VARIABLE
                || element.getKind() == ElementKind.RESOURCE_VARIABLE;
        return own ? FIRST : element instanceof TypeElement ? THIRD : SECOND;
    }

    private TypeElement object() {
        return analysis.elements.getTypeElement("java.lang.Object");
    }

    /** Something of the kind that an array's length is. */
    private Element arrayLength() {
        return ElementFilter
                .fieldsIn(analysis.elements.getTypeElement("java.lang.Integer").getEnclosedElements())
                .get(0);
    }
}
