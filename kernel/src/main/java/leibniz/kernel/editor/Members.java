package leibniz.kernel.editor;

import com.sun.source.tree.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.ElementFilter;
import leibniz.autograd.Tensor;
import org.jspecify.annotations.Nullable;

/** What a type, a package or a scope has to offer by name. */
final class Members {
    /** @param rank what is most likely meant has the smallest */
    record Member(String name, Element element, int rank) {}

    private static final int FIRST = 0;
    private static final int SECOND = 1;
    private static final int THIRD = 2;
    private static final int OF_OBJECT = 9;
    /** What cells call most often on a tensor comes first, in this order. */
    private static final List<String> USUAL_OF_TENSORS = List.of("backward", "grad", "requiresGrad_", "sum",
            "item", "detach", "shape", "mean", "reshape", "pow", "matmul", "dot", "exp", "log", "norm",
            "size",
            "zeroGrad", "transpose", "get");

    private final CellAnalysis analysis;
    private final Packages packages;
    private final @Nullable Scope scope;

    /** @param scope from where members are seen; without one only what is public */
    Members(CellAnalysis analysis, @Nullable Scope scope) {
        this.analysis = analysis;
        this.packages = new Packages(analysis.elements, analysis.files);
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
        boolean isTensor = owner.getQualifiedName().contentEquals(Tensor.class.getName());
        Set<String> seen = new HashSet<>();
        for (Element member : analysis.elements.getAllMembers(owner)) {
            boolean fits = member instanceof TypeElement
                    ? isStatic
                    : member.getModifiers().contains(Modifier.STATIC) == isStatic;
            boolean named = member.getKind().isField() || member.getKind() == ElementKind.METHOD
                    || member instanceof TypeElement;
            if (fits && named && isAccessible(member, type) && seen.add(member.toString())) {
                int usual = isTensor && !isStatic
                        ? USUAL_OF_TENSORS.indexOf(member.getSimpleName().toString())
                        : -1;
                int rank = usual >= 0
                        ? usual - USUAL_OF_TENSORS.size()
                        : isOfObject(member)
                                ? OF_OBJECT
                                : member.getKind().isField()
                                        ? FIRST
                                        : member instanceof TypeElement ? THIRD : SECOND;
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
        if (object().equals(member.getEnclosingElement())
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

    /** The public types of a package and the next steps to the packages below it. */
    List<Member> ofPackage(String name, Predicate<String> wanted) {
        List<Member> members = new ArrayList<>();
        PackageElement some = analysis.elements.getPackageElement("java.lang");
        packages.below(name).forEach(step -> members.add(new Member(step, some, THIRD)));
        if (!name.isEmpty()) {
            packages.types(name, wanted)
                    .forEach(type -> members.add(new Member(type.getSimpleName().toString(), type, FIRST)));
        }
        return members;
    }

    /**
     * What can be written without anything before it.
     *
     * @param wanted looked at first, since to know more than the name of an imported class javac reads its
     *     file
     * @param onlyNear whether to leave out imported types
     */
    List<Member> inScope(Predicate<String> wanted, boolean onlyNear) {
        List<Member> members = new ArrayList<>();
        Set<Element> seen = new HashSet<>();
        boolean outermost = false;
        for (Scope s = scope; s != null && !outermost; s = s.getEnclosingScope()) {
            // What is imported by a star comes next. There javac would read every class of each package.
            outermost = s.getEnclosingClass() == null && !analysis.importsModules();
            TypeElement owner = s.getEnclosingClass();
            for (Element local : s.getLocalElements()) {
                if (wanted.test(local.getSimpleName().toString()) && seen.add(local)) {
                    members.add(new Member(local.getSimpleName().toString(), local, rank(local)));
                }
            }
            Scope outer = s.getEnclosingScope();
            boolean lastOfClass = owner != null
                    && (outer == null || !owner.equals(outer.getEnclosingClass()));
            if (lastOfClass && Signatures.isHidden(owner)) {
                for (Element declared : owner.getEnclosedElements()) {
                    members.add(new Member(declared.getSimpleName().toString(), declared, FIRST));
                }
            } else if (lastOfClass) {
                add(members, (DeclaredType) owner.asType(), false);
                add(members, (DeclaredType) owner.asType(), true);
            }
        }
        for (String name : analysis.importedOnDemand(true)) {
            TypeElement owner = analysis.elements.getTypeElement(name);
            if (owner != null) {
                List<Member> imported = new ArrayList<>();
                add(imported, (DeclaredType) owner.asType(), true);
                imported.forEach(m -> members
                        .add(new Member(m.name, m.element,
                                m.element instanceof TypeElement ? THIRD : SECOND)));
            }
        }
        if (!onlyNear) {
            for (String name : analysis.importedOnDemand(false)) {
                packages.types(name, wanted)
                        .forEach(type -> members
                                .add(new Member(type.getSimpleName().toString(), type, THIRD)));
            }
        }
        members.removeIf(m -> !wanted.test(m.name) || onlyNear && m.rank == THIRD);
        return members;
    }

    /** The user's own names come first, then imported members, then imported types. */
    private static int rank(Element element) {
        Element owner = element.getEnclosingElement();
        boolean imported = owner instanceof PackageElement
                || owner instanceof TypeElement && !Signatures.isHidden(owner);
        return !imported ? FIRST : element instanceof TypeElement ? THIRD : SECOND;
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
