package leibniz.kernel.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.VarSnippet;
import leibniz.autograd.Tensor;
import leibniz.kernel.outcome.Outcome;
import org.jspecify.annotations.Nullable;

/** Advice on what compiles and fails when it runs. */
final class RunForms {
    /**
     * A step that makes a new tensor of a parameter; its gradient is in a leaf that nothing holds any more.
     */
    private static final Pattern STEP = Pattern
            .compile("(?<![\\w.])(\\w+)\\s*=\\s*\\1\\s*([-+])\\s*([^;]*\\b\\1\\.grad\\(\\)[^;]*)");

    private RunForms() {}

    static Outcome.Failure withAdvice(Outcome.Failure failure, String snippet, JShell jshell,
            Predicate<String> compiles) {
        List<String> told = new ArrayList<>(failure.traceback());
        String advice = advice(failure, snippet, jshell, compiles);
        if (advice == null) {
            return failure;
        }
        told.removeIf(line -> line.startsWith("About the tensor whose grad() is null"));
        told.add(1, advice);
        return new Outcome.Failure(failure.name(), failure.message(), told);
    }

    private static @Nullable String advice(Outcome.Failure failure, String snippet, JShell jshell,
            Predicate<String> compiles) {
        Matcher step = STEP.matcher(snippet);
        if (failure.name().equals("java.lang.NullPointerException")
                && failure.message().contains(".grad()\" is null")
                && step.find()) {
            String form = "noGrad(() -> { " + step.group(1) + " " + step.group(2) + "= "
                    + step.group(3).strip() + "; });";
            return step.group(1) + " = " + step.group(1) + " " + step.group(2)
                    + " ... makes a new tensor, which is no "
                    + "leaf and gets no gradient. To change " + step.group(1) + " in place write `" + form
                    + "`.";
        }
        if (failure.name().equals("java.util.IllegalFormatConversionException")
                && failure.message().endsWith(Tensor.class.getName())) {
            String item = failure.message().matches("[dxo] .*") ? ".itemLong()" : ".item()";
            Set<String> tensors = jshell.variables().filter(v -> v.typeName().equals("Tensor")
                    || v.typeName().equals(Tensor.class.getName())).map(VarSnippet::name)
                    .collect(Collectors.toSet());
            String form = Pattern.compile("(?<=,)\\s*(\\w+)(?=\\s*[,)])").matcher(snippet)
                    .replaceAll(m -> tensors.contains(m.group(1)) ? m.group() + item : m.group())
                    .strip();
            if (!form.equals(snippet.strip()) && compiles.test(form)) {
                return "The number in a tensor is " + item.substring(1) + ". Write `" + form + "`.";
            }
        }
        return null;
    }
}
