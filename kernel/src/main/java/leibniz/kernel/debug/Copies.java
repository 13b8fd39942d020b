package leibniz.kernel.debug;

import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import jdk.jshell.VarSnippet;
import leibniz.kernel.debug.Debugger.Refused;
import leibniz.kernel.execution.Demangler;
import leibniz.kernel.protocol.Log;
import leibniz.kernel.session.Session;
import leibniz.kernel.text.CellOutline;
import leibniz.kernel.text.CodeMask;
import org.jspecify.annotations.Nullable;

/**
 * Variables of frames that become variables of the notebook. JShell declares nothing while it runs a cell, so
 * new ones wait until that has ended.
 */
final class Copies {
    private static final Pattern FINAL = Pattern.compile("\\bfinal\\b");

    private final Supplier<Session> session;
    private final Globals globals;
    private final Map<String, Copy> waiting = new LinkedHashMap<>();

    /** @param type as cells write it */
    private record Copy(String type, @Nullable Object value) {}

    Copies(Supplier<Session> session, Globals globals) {
        this.session = session;
        this.globals = globals;
    }

    /**
     * Gives the notebook a variable.
     *
     * @param signature its type, as class files write it
     */
    synchronized void add(String name, String signature, @Nullable Object value) throws Refused {
        if (!SourceVersion.isName(name) || name.contains(".")) {
            throw new Refused(name + " is not a name that a variable can have");
        }
        if (!WrittenSignature.isNameable(signature, session.get().loader)) {
            throw new Refused("other cells do not know the class of this value, " + ValueText.type(value)
                    + ", so they cannot have a variable of it");
        }
        String type = readable(WrittenSignature.of(signature, session.get().loader));
        VarSnippet known = globals.variable(name);
        if (known == null) {
            waiting.put(name, new Copy(type, value));
            return;
        }
        String source = CodeMask.of(known.source()).text();
        if (FINAL.matcher(source).region(0, CellOutline.modifiersEnd(source)).find()) {
            throw new Refused("the notebook has a variable " + name + " that is final");
        }
        try {
            Field field = session.get().field(known);
            String now = readable(field.getGenericType().getTypeName());
            if (!now.equals(type)) {
                throw new Refused("the notebook has a variable " + name + " of the type " + now
                        + ", which cannot hold this one of the type " + type);
            }
            field.set(null, value);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new Refused("the variable " + name + " of the notebook is not there yet");
        }
    }

    private static String readable(String type) {
        return Demangler.in(type).replace('$', '.');
    }

    /** The values that wait. */
    synchronized Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        waiting.forEach((name, copy) -> values.put(name, copy.value));
        return values;
    }

    /**
     * Declares what waits, in the thread that runs cells. What the cell itself has declared meanwhile stays.
     */
    synchronized void declare() {
        waiting.forEach((name, copy) -> {
            if (globals.variable(name) == null) {
                session.get().jshell.eval(copy.type + " " + name + ";");
                VarSnippet made = globals.variable(name);
                try {
                    if (made != null) {
                        session.get().field(made).set(null, copy.value);
                    }
                } catch (ReflectiveOperationException | LinkageError e) {
                    Log.line("the value of " + name + " is lost: " + e);
                }
            }
        });
        waiting.clear();
    }
}
