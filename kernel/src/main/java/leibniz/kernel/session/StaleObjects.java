package leibniz.kernel.session;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.TypeDeclSnippet;
import leibniz.kernel.compile.SessionVariables;
import leibniz.kernel.execution.CellLoader;
import leibniz.kernel.protocol.Log;
import org.jspecify.annotations.Nullable;

/**
 * Finds variables that still hold objects of a class as it was before it was declared anew. To Java the two
 * have nothing in common: a map that has such objects as keys finds none of the new ones.
 */
public final class StaleObjects {
    /** Enough to find what a cell put into a list, and little enough not to be noticed. */
    private static final int MOST_OBJECTS = 10_000;

    private final JShell jshell;
    private final SessionVariables variables;
    /**
     * The classes that JShell wrapped around declarations that have another since the last cell, with their
     * names.
     */
    private final Map<String, String> replaced = new LinkedHashMap<>();

    StaleObjects(JShell jshell, SessionVariables variables) {
        this.jshell = jshell;
        this.variables = variables;
    }

    /** Notes the old classes of what was declared anew, unless they were exchanged in place. */
    void declared(Set<String> oldWrappers, TypeDeclSnippet type) {
        String wrapper = jshell.sourceCodeAnalysis().wrapper(type).fullClassName();
        for (String old : oldWrappers) {
            if (!old.equals(wrapper)) {
                replaced.put(old, type.name());
            }
        }
    }

    /**
     * A line for each variable that holds such objects, if something was declared anew since the last call.
     */
    public List<String> tell() {
        if (replaced.isEmpty()) {
            return List.of();
        }
        List<String> lines = jshell.variables().filter(variable -> jshell.status(variable) == Status.VALID)
                .map(variable -> {
                    try {
                        Set<String> found = in(variables.field(variable).get(null));
                        return found.isEmpty()
                                ? ""
                                : variable.name() + " holds objects of " + String.join(", ", found)
                                        + " as it was declared before; run the cell that fills it again.";
                    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                        Log.line(variable.name() + " cannot be searched for old objects: " + e);
                        return "";
                    }
                }).filter(line -> !line.isEmpty()).toList();
        replaced.clear();
        return lines;
    }

    private Set<String> in(@Nullable Object value) throws ReflectiveOperationException {
        Set<String> found = new HashSet<>();
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>();
        add(value, open);
        while (!open.isEmpty() && seen.size() < MOST_OBJECTS) {
            Object next = open.pop();
            if (seen.add(next)) {
                String name = replaced.get(CellLoader.wrapper(next.getClass().getName()));
                if (name != null) {
                    found.add(name);
                }
                addParts(next, open);
            }
        }
        return found;
    }

    private static void add(@Nullable Object object, Deque<Object> open) {
        if (object != null && open.size() < MOST_OBJECTS) {
            open.push(object);
        }
    }

    /** What it holds, as far as no code of the user has to run for that. */
    private static void addParts(Object object, Deque<Object> open) throws ReflectiveOperationException {
        Class<?> type = object.getClass();
        if (type.getName().startsWith(CellLoader.PACKAGE)) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    add(field.get(object), open);
                }
            }
        } else if (object instanceof Object[] array) {
            for (int i = 0; i < Math.min(MOST_OBJECTS, Array.getLength(array)); i++) {
                add(array[i], open);
            }
        } else if (type.getClassLoader() == null && type.getName().startsWith("java.util.")) {
            switch (object) {
                case Collection<?> all -> all.stream().limit(MOST_OBJECTS).forEach(one -> add(one, open));
                case Map<?, ?> map -> map.entrySet().stream().limit(MOST_OBJECTS).forEach(entry -> {
                    add(entry.getKey(), open);
                    add(entry.getValue(), open);
                });
                case Optional<?> optional -> optional.ifPresent(one -> add(one, open));
                default -> {
                }
            }
        }
    }
}
