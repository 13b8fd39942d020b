package leibniz.kernel.execution;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/**
 * Finds calls of, and method references to, the methods that end the process, and leads them to {@link Exit}.
 */
final class ExitCalls {
    private static final ClassDesc EXIT = ClassDesc.of(Exit.class.getName());
    private static final Set<String> METHODS = Set.of("java/lang/System.exit", "java/lang/Runtime.exit",
            "java/lang/Runtime.halt");

    private ExitCalls() {}

    static boolean isExit(InvokeInstruction call) {
        return METHODS.contains(call.owner().asInternalName() + "." + call.name().stringValue());
    }

    /** The same call of {@link Exit}; what was called on a {@link Runtime} takes it as the first argument. */
    static void refuse(CodeBuilder builder, InvokeInstruction call) {
        MethodTypeDesc type = call.typeSymbol();
        boolean isStatic = call.owner().name().equalsString("java/lang/System");
        builder.invokestatic(EXIT, "exit",
                isStatic ? type : type.insertParameterTypes(0, call.owner().asSymbol()));
    }

    static boolean isExit(InvokeDynamicInstruction call) {
        return call.bootstrapArgs().stream().anyMatch(ExitCalls::isExit);
    }

    private static boolean isExit(ConstantDesc argument) {
        return argument instanceof DirectMethodHandleDesc method
                && METHODS.contains(internalName(method.owner()) + "." + method.methodName());
    }

    static void refuse(CodeBuilder builder, InvokeDynamicInstruction call) {
        ConstantDesc[] arguments = call.bootstrapArgs().stream()
                .map(a -> isExit(a) ? refused((DirectMethodHandleDesc) a) : a).toArray(ConstantDesc[]::new);
        builder.invokedynamic(DynamicCallSiteDesc.of(call.bootstrapMethod(), call.name().stringValue(),
                call.typeSymbol(), arguments));
    }

    private static ConstantDesc refused(DirectMethodHandleDesc method) {
        return MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, EXIT, "exit",
                method.invocationType());
    }

    private static String internalName(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1);
    }
}
