package leibniz.kernel.execution;

import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Set;

/**
 * Puts a call of {@link StopCheck#check} at the start of each method and before each jump backwards, and
 * makes calls that would end the process fail instead. See {@link ExitCalls}.
 */
final class StopWeaver {
    private static final ClassDesc STOP_CHECK = ClassDesc.of(StopCheck.class.getName());
    private static final MethodTypeDesc VOID = MethodTypeDesc.of(CD_void);

    private final ClassFile classFile;

    /** @param hierarchy answers what the classes extend that the woven code mentions */
    StopWeaver(ClassHierarchyResolver hierarchy) {
        classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    }

    byte[] weave(byte[] bytes) {
        return classFile.transformClass(classFile.parse(bytes),
                ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Checks::new)));
    }

    private static final class Checks implements CodeTransform {
        private final Set<Label> passed = new HashSet<>();

        @Override
        public void atStart(CodeBuilder builder) {
            check(builder);
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            if (element instanceof LabelTarget target) {
                passed.add(target.label());
            } else if (element instanceof InvokeInstruction call && ExitCalls.isExit(call)) {
                ExitCalls.refuse(builder, call);
                return;
            } else if (element instanceof InvokeDynamicInstruction call && ExitCalls.isExit(call)) {
                ExitCalls.refuse(builder, call);
                return;
            } else if (element instanceof BranchInstruction branch && passed.contains(branch.target())) {
                check(builder);
            }
            builder.with(element);
        }

        private static void check(CodeBuilder builder) {
            builder.invokestatic(STOP_CHECK, "check", VOID);
        }
    }
}
