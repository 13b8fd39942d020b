package leibniz.kernel.execution;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.Objects;

/**
 * Finds calls of, and method references to, methods of the JDK that mean something else in a notebook, and
 * leads them to static methods of the same name: those that end the process to {@link Exit}, those that speak
 * to a terminal to {@link CellProcess} and {@link CellConsole}.
 */
final class ReplacedCalls {
    private static final ClassDesc EXIT = ClassDesc.of(Exit.class.getName());
    private static final ClassDesc PROCESS = ClassDesc.of(CellProcess.class.getName());
    private static final Map<String, ClassDesc> METHODS = Map.of("java/lang/System.exit", EXIT,
            "java/lang/Runtime.exit", EXIT, "java/lang/Runtime.halt", EXIT,
            "java/lang/ProcessBuilder.start", PROCESS, "java/lang/Runtime.exec", PROCESS,
            "java/lang/ProcessBuilder.startPipeline", PROCESS,
            "java/lang/System.console", ClassDesc.of(CellConsole.class.getName()));

    private ReplacedCalls() {}

    private static ClassDesc replacement(String method) {
        return Objects.requireNonNull(METHODS.get(method), method);
    }

    static boolean has(InvokeInstruction call) {
        return METHODS.containsKey(call.owner().asInternalName() + "." + call.name().stringValue());
    }

    /** The same call of a static method, which takes what was called on as its first argument. */
    static void replace(CodeBuilder builder, InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        MethodTypeDesc type = call.typeSymbol();
        builder.invokestatic(replacement(owner + "." + call.name().stringValue()), call.name().stringValue(),
                call.opcode() == Opcode.INVOKESTATIC
                        ? type
                        : type.insertParameterTypes(0, call.owner().asSymbol()));
    }

    static boolean has(InvokeDynamicInstruction call) {
        return call.bootstrapArgs().stream().anyMatch(ReplacedCalls::has);
    }

    private static boolean has(ConstantDesc argument) {
        return argument instanceof DirectMethodHandleDesc method && METHODS.containsKey(name(method));
    }

    static void replace(CodeBuilder builder, InvokeDynamicInstruction call) {
        ConstantDesc[] arguments = call.bootstrapArgs().stream()
                .map(a -> has(a) ? replaced((DirectMethodHandleDesc) a) : a).toArray(ConstantDesc[]::new);
        builder.invokedynamic(DynamicCallSiteDesc.of(call.bootstrapMethod(), call.name().stringValue(),
                call.typeSymbol(), arguments));
    }

    private static ConstantDesc replaced(DirectMethodHandleDesc method) {
        return MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, replacement(name(method)),
                method.methodName(), method.invocationType());
    }

    private static String name(DirectMethodHandleDesc method) {
        String descriptor = method.owner().descriptorString();
        return descriptor.substring(1, descriptor.length() - 1) + "." + method.methodName();
    }
}
