package leibniz.course.exercises;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One exercise: what the learner reads, what is asked for, and what an answer is put through. */
public final class Exercise {
    private static final String BEGIN = "/// BEGIN SOLUTION";
    private static final String END = "/// END SOLUTION";
    private static final String STUB = "throw notWritten();";

    private final String id;
    private final String lesson;
    private Text title = new Text("", "");
    private Text task = new Text("", "");
    private Text next = new Text("", "");
    private final List<Text> hints = new ArrayList<>();
    private final List<Signature> methods = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<String> alsoRight = new ArrayList<>();
    private @Nullable String before;
    private String code = "";

    /** Something that is checked, and graded, by itself. */
    record Part(Text title, Check check) {}

    /** @param lesson the notebook of the course that teaches it, such as {@code 02-chain-rule} */
    Exercise(String id, String lesson) {
        this.id = id;
        this.lesson = lesson;
    }

    // ---- how an exercise is written

    Exercise title(String en, String zh) {
        title = new Text(en, zh);
        return this;
    }

    /** What is asked for, in Markdown. */
    Exercise task(String en, String zh) {
        task = new Text(en, zh);
        return this;
    }

    /** What to look at next. */
    Exercise next(String en, String zh) {
        next = new Text(en, zh);
        return this;
    }

    Exercise hint(String en, String zh) {
        hints.add(new Text(en, zh));
        return this;
    }

    /** A cell that stands before the starter. */
    Exercise before(String cell) {
        before = cell;
        return this;
    }

    /** A method that the learner declares, and what stands between its braces in the end. */
    Exercise declares(String head, String body) {
        methods.add(Signature.of(head));
        code = code + (code.isEmpty() ? "" : "\n") + method(head, marked(body, "    "));
        return this;
    }

    /** Declarations that stand as they are written; what the learner has to write is between marks. */
    Exercise declares(List<String> classes, List<String> heads, String source) {
        types.addAll(classes);
        heads.stream().map(Signature::of).forEach(methods::add);
        code = source;
        return this;
    }

    Exercise check(Check check) {
        return part("", "", check);
    }

    Exercise part(String en, String zh, Check check) {
        parts.add(new Part(new Text(en, zh), check));
        return this;
    }

    /** Another way to write it, which a test gives to the checks; body or whole code. */
    Exercise alsoRight(String bodyOrCode) {
        alsoRight.add(bodyOrCode);
        return this;
    }

    // ---- how it is read

    public String id() {
        return id;
    }

    public String lesson() {
        return lesson;
    }

    public Text title() {
        return title;
    }

    public Text task() {
        return task;
    }

    public Text next() {
        return next;
    }

    public List<Text> hints() {
        return hints;
    }

    public @Nullable String before() {
        return before;
    }

    List<Signature> methods() {
        return methods;
    }

    List<String> types() {
        return types;
    }

    /** The names that a notebook with an answer declares. */
    public List<String> names() {
        List<String> names = new ArrayList<>(types);
        methods.forEach(method -> names.add(method.name()));
        return names;
    }

    List<Part> parts() {
        return parts;
    }

    public int partCount() {
        return parts.size();
    }

    /** The solution with what the learner writes between marks, as nbgrader reads it. */
    public String marked() {
        return code;
    }

    /** What compiles and throws {@code notWritten()}. */
    public String starter() {
        return code.replaceAll("(?s)( *)" + BEGIN + ".*?" + END, "$1" + STUB);
    }

    public String solution() {
        return code.replaceAll("(?m)^ *(" + BEGIN + "|" + END + ")\n", "");
    }

    /** The mistakes that it knows, each with whole code. */
    public List<Mistake> mistakes() {
        return parts.stream().flatMap(part -> part.check.mistakes().stream())
                .map(m -> new Mistake(whole(m.code()), m.diagnosis(), m.recognises())).toList();
    }

    /** Right answers in other styles. */
    public List<String> alsoRight() {
        return alsoRight.stream().map(this::whole).toList();
    }

    /** The code of an answer, of which only the body may have been written down. */
    private String whole(String bodyOrCode) {
        return methods.size() != 1 || !types.isEmpty() || bodyOrCode.contains(methods.getFirst().name() + "(")
                && bodyOrCode.contains("\n}")
                        ? bodyOrCode
                        : method(methods.getFirst().head(), bodyOrCode.indent(4).stripTrailing());
    }

    private static String method(String head, String body) {
        return head + " {\n" + body + "\n}";
    }

    private static String marked(String body, String indent) {
        return indent + BEGIN + "\n" + body.stripTrailing().indent(indent.length()) + indent + END;
    }
}
