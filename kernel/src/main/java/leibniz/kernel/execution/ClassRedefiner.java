package leibniz.kernel.execution;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import leibniz.kernel.protocol.Log;

/**
 * Exchanges the code of loaded classes in place, so that objects and variables keep their values. What cannot
 * be exchanged, such as a class with another set of fields, JShell then declares under a new name.
 */
public final class ClassRedefiner {
    /** What is being declared anew; JShell redefines what depends on it in the same way. */
    public enum Kind {
        /** Nothing would notice a new class, and exchanging an old one halts all threads for milliseconds. */
        UNUSED_METHOD, METHOD_OR_VARIABLE,
        /** Its static state must be set up again if the code for that changed. */
        TYPE
    }

    private final CellLoader loader;
    private Map<String, Kind> declared = Map.of();
    /** Classes whose methods only call those of another one. */
    private final Set<String> forwarding = new HashSet<>();

    ClassRedefiner(CellLoader loader) {
        this.loader = loader;
    }

    /**
     * Names what the next evaluation declares anew, by the name of the class that JShell wrapped around it.
     */
    public void declaring(Map<String, Kind> wrappers) {
        declared = wrappers;
    }

    /** @throws ClassInstallException if this is not possible or not worth it; nothing is changed then */
    synchronized void redefine(ClassBytecodes[] classes) throws ClassInstallException {
        List<ClassDefinition> definitions = new ArrayList<>();
        try {
            for (ClassBytecodes c : classes) {
                if (mustBeNew(c)) {
                    throw rejected(c.name() + " is declared anew", classes);
                }
                Class<?> loaded = loader.loaded(c.name());
                if (loaded != null) {
                    definitions.add(new ClassDefinition(loaded, loader.weave(c.bytecodes())));
                }
            }
            exchange(definitions);
        } catch (UnsupportedOperationException | UnmodifiableClassException | ClassNotFoundException
                | LinkageError e) {
            throw rejected(e.toString(), classes);
        }
        for (ClassBytecodes c : classes) {
            loader.add(c.name(), c.bytecodes());
        }
    }

    private static void exchange(List<ClassDefinition> definitions)
            throws UnmodifiableClassException, ClassNotFoundException {
        Instrumentation instrumentation = Agent.instrumentation();
        if (!definitions.isEmpty()) {
            if (instrumentation == null) {
                throw new UnsupportedOperationException("the kernel runs without its agent");
            }
            instrumentation.redefineClasses(definitions.toArray(ClassDefinition[]::new));
        }
    }

    private static ClassInstallException rejected(String reason, ClassBytecodes[] classes) {
        return new ClassInstallException(reason, new boolean[classes.length]);
    }

    /**
     * Makes the methods of a class that could not be exchanged call those of the class that JShell put in its
     * place: the lambdas that variables hold were compiled to call the old one, and JShell does not know of
     * them.
     */
    public synchronized void forward(String replaced, String successor) {
        Class<?> old = loader.loaded(replaced);
        if (old == null || replaced.equals(successor)) {
            return;
        }
        ClassFile classFile = ClassFile.of();
        Set<String> methods = new HashSet<>();
        classFile.parse(loader.compiled().get(successor)).methods().forEach(m -> methods.add(nameAndType(m)));
        ClassDesc target = ClassDesc.of(successor);
        byte[] calls = classFile.transformClass(classFile.parse(loader.compiled().get(replaced)),
                ClassTransform.transformingMethods(
                        m -> !m.flags().has(AccessFlag.SYNTHETIC) && m.flags().has(AccessFlag.STATIC)
                                && methods.contains(nameAndType(m)),
                        (builder, element) -> {
                            if (element instanceof CodeModel code) {
                                MethodModel method = code.parent().orElseThrow();
                                builder.withCode(c -> call(c, target, method));
                            } else {
                                builder.with(element);
                            }
                        }));
        try {
            exchange(List.of(new ClassDefinition(old, calls)));
            forwarding.add(replaced);
        } catch (UnsupportedOperationException | UnmodifiableClassException | ClassNotFoundException
                | LinkageError e) {
            Log.line("lambdas go on calling the old version of " + replaced + ": " + e);
        }
    }

    /**
     * Lets the debugger see the lines of all that cells declare, also of what they have declared, or takes
     * that back. What is running goes on as it is until it is called again.
     */
    public synchronized void weaveLines(boolean on) {
        loader.weaveLines(on);
        List<ClassDefinition> definitions = new ArrayList<>();
        for (Map.Entry<String, byte[]> declared : loader.compiled().entrySet()) {
            Class<?> loaded = loader.loaded(declared.getKey());
            if (loaded != null && !forwarding.contains(declared.getKey())) {
                definitions.add(new ClassDefinition(loaded, loader.weave(declared.getValue())));
            }
        }
        if (!isExchanged(definitions)) { // all at once halts the threads once
            definitions.forEach(definition -> isExchanged(List.of(definition)));
        }
    }

    private static boolean isExchanged(List<ClassDefinition> definitions) {
        try {
            exchange(definitions);
            return true;
        } catch (UnsupportedOperationException | UnmodifiableClassException | ClassNotFoundException
                | LinkageError e) {
            return false; // the debugger does not stop in what stays as it is
        }
    }

    private static String nameAndType(MethodModel method) {
        return method.methodName().stringValue() + method.methodType().stringValue();
    }

    private static void call(CodeBuilder code, ClassDesc target, MethodModel method) {
        MethodTypeDesc type = method.methodTypeSymbol();
        for (int i = 0; i < type.parameterCount(); i++) {
            code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i));
        }
        code.invokestatic(target, method.methodName().stringValue(), type)
                .return_(TypeKind.from(type.returnType()));
    }

    private boolean mustBeNew(ClassBytecodes c) {
        String wrapper = CellLoader.wrapper(c.name());
        Kind kind = declared.get(wrapper);
        byte[] before = loader.compiled().get(c.name());
        return kind == Kind.UNUSED_METHOD || kind == Kind.TYPE && (loader.isBroken(wrapper) || before == null
                || !Arrays.equals(initialisation(c.bytecodes()), initialisation(before)));
    }

    /**
     * The class without all but its static fields and initialiser: equal for two versions that set up the
     * same state.
     */
    private static byte[] initialisation(byte[] bytes) {
        ClassFile plain = ClassFile.of(ClassFile.ConstantPoolSharingOption.NEW_POOL,
                ClassFile.DebugElementsOption.DROP_DEBUG, ClassFile.LineNumbersOption.DROP_LINE_NUMBERS,
                ClassFile.StackMapsOption.DROP_STACK_MAPS);
        return plain.transformClass(plain.parse(bytes), (builder, element) -> {
            boolean kept = switch (element) {
                case FieldModel field -> field.flags().has(AccessFlag.STATIC);
                case MethodModel method -> method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME);
                default -> false;
            };
            if (kept) {
                builder.with(element);
            }
        });
    }
}
