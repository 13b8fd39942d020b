package leibniz.jjava;

import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;
import leibniz.display.VariableNames;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** The variables of a JJava notebook, so that a drawn node can carry the name that the user gave it. */
public final class KernelVariables implements VariableNames {
    /** For {@link java.util.ServiceLoader}. */
    public KernelVariables() {}

    @Override
    public Map<String, Object> variables() {
        Map<String, Object> variables = new LinkedHashMap<>();
        try {
            BaseKernel kernel = BaseKernel.notebookKernel();
            // The class of the kernel is in no published library, so its methods are found by name.
            JShell jshell = (JShell) kernel.getClass().getMethod("getJShell").invoke(kernel);
            for (VarSnippet variable : jshell.variables().collect(Collectors.toList())) {
                if (jshell.status(variable) == Snippet.Status.VALID) {
                    Object value = value(jshell, variable);
                    if (value != null) {
                        variables.put(variable.name(), value);
                    }
                }
            }
        } catch (ReflectiveOperationException e) {
            // Pictures then go without names, which is better than no picture.
            System.err.println("Leibniz cannot read the names of the notebook's variables: " + e);
        }
        return variables;
    }

    /** JShell keeps a variable as a static field of a class that it generates. */
    private static Object value(JShell jshell, VarSnippet variable) throws ReflectiveOperationException {
        String holder = jshell.sourceCodeAnalysis().wrapper(variable).fullClassName();
        Field field = KernelVariables.class.getClassLoader().loadClass(holder)
                .getDeclaredField(variable.name());
        field.setAccessible(true);
        return field.get(null);
    }
}
