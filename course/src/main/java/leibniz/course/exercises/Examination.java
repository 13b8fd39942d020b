package leibniz.course.exercises;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leibniz.course.Notebook;
import leibniz.course.Notebook.DeclaredMethod;
import leibniz.course.exercises.Finding.Failed;
import org.jspecify.annotations.Nullable;

/** Finds the answer to an exercise in the notebook and puts it through the checks. */
public final class Examination {
    private final Exercise exercise;
    private final Notebook notebook;
    private final Map<String, Method> methods = new LinkedHashMap<>();
    private final Map<String, Class<?>> types = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<Result> results = new ArrayList<>();

    /** What was found of one part; the title is empty where there is one part alone. */
    public record Result(Text part, Finding finding) {
        public boolean passed() {
            return finding instanceof Finding.Passed;
        }
    }

    private Examination(Exercise exercise, Notebook notebook) {
        this.exercise = exercise;
        this.notebook = notebook;
    }

    /** What each part of the exercise comes to; one result that says why if there is no answer to check. */
    public static List<Result> of(Exercise exercise, Notebook notebook, long seed)
            throws InterruptedException {
        Examination examination = new Examination(exercise, notebook);
        Text problem = examination.findAnswer();
        if (problem != null) {
            return List.of(new Result(new Text("", ""), Failed.because(problem)));
        }
        for (Exercise.Part part : exercise.parts()) {
            Attempt attempt = new Attempt(notebook, examination.methods, examination.types,
                    examination.sources, seed);
            examination.results.add(new Result(part.title(), part.check().run(attempt)));
        }
        return examination.results;
    }

    /** Why there is nothing to check; null if there is. */
    private @Nullable Text findAnswer() {
        for (String name : exercise.types()) {
            Class<?> type = notebook.type(name);
            if (type == null) {
                return Text.of("nothing declares the class %s yet. Run the cell that does.",
                        "还没有声明类 %s。请运行声明它的单元格。", name);
            }
            types.put(name, type);
        }
        for (Signature signature : exercise.methods()) {
            Text problem = findMethod(signature);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private @Nullable Text findMethod(Signature signature) {
        List<DeclaredMethod> declared = notebook.methods(signature.name());
        if (declared.isEmpty()) {
            return missing(signature);
        }
        for (DeclaredMethod candidate : declared) {
            Method method = candidate.method();
            if (candidate.problem() != null) {
                return Text.of("%s", "%s", candidate.problem());
            }
            if (method != null && signature.takes(method) && signature.gives(method)) {
                method.setAccessible(true);
                methods.put(signature.name(), method);
                sources.put(signature.name(), candidate.source());
                return null;
            }
        }
        return declared.stream().filter(d -> d.method() != null && signature.takes(d.method())).findFirst()
                .map(d -> returnsOther(signature, d.method()))
                .orElseGet(() -> takesOther(signature, declared));
    }

    private Text missing(Signature signature) {
        String variable = notebook.variable(signature.name());
        if (variable != null) {
            return Text.of("%s is a variable here (%s). Declare it as a method: %s { ... }",
                    "这里的 %s 是一个变量（%s）。请声明成方法：%s { ... }", signature.name(), variable,
                    signature.head());
        }
        List<String> inside = notebook.typesWithMethod(signature.name());
        if (!inside.isEmpty()) {
            return Text.of("%s is a method of the class %s here. Declare it in a cell by itself: %s { ... }",
                    "这里的 %s 是类 %s 的方法。请在单元格里直接声明：%s { ... }", signature.name(),
                    String.join(", ", inside), signature.head());
        }
        return Text.of("nothing declares %s yet. Run the cell with %s { ... } first.",
                "还没有声明 %s。请先运行含有 %s { ... } 的单元格。", signature.name(), signature.head());
    }

    private static Text takesOther(Signature signature, List<DeclaredMethod> declared) {
        String all = declared.stream().map(d -> types(d.method()))
                .collect(Collectors.joining(new Text(" and ", "、").toString()));
        return declared.size() == 1
                ? Text.of("declare it as %s; yours takes %s.", "请声明为 %s；你的方法的参数是 %s。", signature.head(), all)
                : Text.of("declare it as %s. There are %s methods of that name, which take %s.",
                        "请声明为 %s。现在有 %s 个同名方法，参数分别是 %s。", signature.head(), declared.size(), all);
    }

    private static Text returnsOther(Signature signature, Method method) {
        return Text.of("declare it as %s; yours returns %s.", "请声明为 %s；你的方法返回 %s。", signature.head(),
                method.getReturnType().getSimpleName());
    }

    private static String types(@Nullable Method method) {
        return method == null
                ? "(?)"
                : Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
