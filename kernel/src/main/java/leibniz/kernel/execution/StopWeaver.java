package leibniz.kernel.execution;

import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Set;

/**
 * Puts a call of {@link StopCheck#check} at the start of each method and before each jump backwards, in cells
 * also one of {@link StopCheck#returned} behind what may wait, and leads calls that would end the process or
 * speak to a terminal elsewhere. See {@link ReplacedCalls}.
 */
final class StopWeaver {
    private static final ClassDesc STOP_CHECK = ClassDesc.of(StopCheck.class.getName());
    private static final MethodTypeDesc VOID = MethodTypeDesc.of(CD_void);

    private final ClassFile classFile;

    /** @param hierarchy answers what the classes extend that the woven code mentions */
    StopWeaver(ClassHierarchyResolver hierarchy) {
        classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    }

    /** A class of a library. */
    byte[] weave(byte[] bytes) {
        return weave(bytes, false);
    }

    /**
     * A class of a cell. It has checks after calls too: what a call into the JDK returns to, which may have
     * waited long after its cell was given up, is not to go on from there.
     */
    byte[] weaveCell(byte[] bytes) {
        return weave(bytes, true);
    }

    private byte[] weave(byte[] bytes, boolean ofCell) {
        return classFile.transformClass(classFile.parse(bytes), ClassTransform
                .transformingMethodBodies(CodeTransform.ofStateful(() -> new Checks(ofCell))));
    }

    private static final class Checks implements CodeTransform {
        /** Classes whose methods never wait; those of cells have checks of their own. */
        private static final Set<String> NEVER_WAIT = Set.of("java/lang/Math", "java/lang/Integer",
                "java/lang/Long", "java/lang/Double", "java/lang/Float", "java/lang/Boolean",
                "java/lang/Character", "java/lang/Byte", "java/lang/Short", "java/lang/StringBuilder",
                Lines.class.getName().replace('.', '/')); // which ends such a thread itself

        private final boolean ofCell;
        private final Set<Label> passed = new HashSet<>();
        private final Set<Label> handlers = new HashSet<>();
        private final Set<Label> finallyHandlers = new HashSet<>();
        private Finally inFinally = Finally.NOT;

        /** Where in the beginning of a handler of all exceptions: javac stores the exception first. */
        private enum Finally {
            NOT, BEGINS, STORED, LOADED
        }

        Checks(boolean ofCell) {
            this.ofCell = ofCell;
        }

        @Override
        public void atStart(CodeBuilder builder) {
            check(builder);
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            if (ofCell) {
                checkFinally(builder, element);
            }
            if (element instanceof ExceptionCatch handler) {
                (handler.catchType().isPresent() ? handlers : finallyHandlers).add(handler.handler());
            } else if (element instanceof LabelTarget target) {
                passed.add(target.label());
                if (ofCell && handlers.contains(target.label())) {
                    builder.with(element);
                    call(builder, "returned");
                    return;
                }
            } else if (element instanceof InvokeInstruction call && ReplacedCalls.has(call)) {
                ReplacedCalls.replace(builder, call);
                return;
            } else if (element instanceof InvokeDynamicInstruction call && ReplacedCalls.has(call)) {
                ReplacedCalls.replace(builder, call);
                return;
            } else if (element instanceof BranchInstruction branch && passed.contains(branch.target())) {
                check(builder);
            }
            builder.with(element);
            if (ofCell && element instanceof InvokeInstruction call && mayWait(call)) {
                call(builder, "returned");
            }
        }

        /**
         * A check where the code of a {@code finally} begins, and not where a lock is let go, which looks the
         * same up to the third instruction.
         */
        private void checkFinally(CodeBuilder builder, CodeElement element) {
            if (element instanceof LabelTarget target && finallyHandlers.contains(target.label())) {
                inFinally = Finally.BEGINS;
            } else if (element instanceof Instruction && inFinally != Finally.NOT) {
                if (inFinally == Finally.BEGINS && element instanceof StoreInstruction) {
                    inFinally = Finally.STORED;
                } else if (inFinally == Finally.STORED && element instanceof LoadInstruction) {
                    inFinally = Finally.LOADED;
                } else {
                    if (!(inFinally == Finally.LOADED && element instanceof MonitorInstruction)) {
                        call(builder, "returned");
                    }
                    inFinally = Finally.NOT;
                }
            }
        }

        private static boolean mayWait(InvokeInstruction call) {
            String owner = call.owner().asInternalName();
            boolean ofObject = owner.equals("java/lang/Object") && !call.name().equalsString("wait");
            return !ofObject && !NEVER_WAIT.contains(owner)
                    && !owner.startsWith(CellLoader.PACKAGE.replace('.', '/'));
        }

        private static void check(CodeBuilder builder) {
            call(builder, "check");
        }

        private static void call(CodeBuilder builder, String method) {
            builder.invokestatic(STOP_CHECK, method, VOID);
        }
    }
}
