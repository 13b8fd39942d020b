package leibniz.kernel.execution;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.LocalVariableType;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts into each method of a cell's class what the debugger needs to know: calls of {@link Lines} where the
 * method begins and ends, before each line with what its variables hold, and where something thrown arrives
 * or leaves. Only while the debugger is on, since it costs a loop its speed.
 */
final class LineWeaver {
    private static final ClassDesc LINES = ClassDesc.of(Lines.class.getName());
    private static final ClassDesc FRAME = ClassDesc.of(CellFrame.class.getName());
    private static final MethodTypeDesc ENTER = MethodTypeDesc.of(FRAME, CD_String, CD_String);
    private static final MethodTypeDesc LEAVE = MethodTypeDesc.of(CD_void, FRAME);
    private static final MethodTypeDesc THROWN = MethodTypeDesc.of(CD_void, FRAME, CD_Throwable);
    private static final MethodTypeDesc REACHED = MethodTypeDesc.of(CD_Object.arrayType(), FRAME, CD_int,
            CD_String, CD_Object.arrayType());

    private final ClassFile classFile;

    /** @param hierarchy answers what the classes extend that the woven code mentions */
    LineWeaver(ClassHierarchyResolver hierarchy) {
        classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    }

    /** @throws IllegalArgumentException if the class has no room for it */
    byte[] weave(byte[] bytes) {
        ClassModel type = classFile.parse(bytes);
        String name = type.thisClass().asInternalName().replace('/', '.');
        byte[] woven = classFile.transformClass(type, (builder, element) -> {
            if (element instanceof MethodModel method && isWritten(method)) {
                builder.transformMethod(method, MethodTransform.transformingCode(
                        CodeTransform.ofStateful(() -> new Body(name, method.methodName().stringValue()))));
            } else {
                builder.with(element);
            }
        });
        if (!classFile.verify(woven).isEmpty()) {
            throw new IllegalArgumentException("the lines of " + name + " cannot be woven");
        }
        return woven;
    }

    /** Whether the user wrote it: javac makes methods of its own, and of lambdas. */
    private static boolean isWritten(MethodModel method) {
        return method.code().isPresent() && (!method.flags().has(AccessFlag.SYNTHETIC)
                || method.methodName().stringValue().startsWith("lambda$"));
    }

    private static final class Body implements CodeTransform {
        private final String className;
        private final String method;
        private final Set<Label> passed = new HashSet<>();
        private final Set<Label> handlers = new HashSet<>();
        private final List<LocalVariable> variables = new ArrayList<>();
        private final List<LocalVariableType> types = new ArrayList<>();
        private int frame;
        private @Nullable Label begin;
        /** Objects made and not yet set up, in a constructor that has not called another one yet. */
        private int unfinished;
        private int line;

        Body(String className, String method) {
            this.className = className;
            this.method = method;
        }

        @Override
        public void atStart(CodeBuilder builder) {
            frame = builder.allocateLocal(TypeKind.REFERENCE);
            builder.loadConstant(className).loadConstant(method).invokestatic(LINES, "enter", ENTER)
                    .astore(frame);
            if (!method.equals(ConstantDescs.INIT_NAME)) {
                begin(builder);
            }
        }

        private void begin(CodeBuilder builder) {
            Label here = builder.newLabel();
            builder.labelBinding(here);
            begin = here;
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            switch (element) {
                case LocalVariable variable -> variables.add(variable);
                case LocalVariableType type -> types.add(type);
                case ExceptionCatch handler -> handlers.add(handler.handler());
                case LabelTarget target -> passed.add(target.label());
                case NewObjectInstruction _ -> unfinished++;
                case LineNumber number -> line = number.line();
                case ReturnInstruction _ -> builder.aload(frame).invokestatic(LINES, "leave", LEAVE);
                default -> {
                }
            }
            builder.with(element);
            if (element instanceof LabelTarget target && handlers.contains(target.label())) {
                tell(builder, "caught");
            } else if (element instanceof LineNumber) {
                reached(builder);
            } else if (begin == null && element instanceof InvokeInstruction call
                    && call.opcode() == Opcode.INVOKESPECIAL
                    && call.name().equalsString(ConstantDescs.INIT_NAME) && --unfinished < 0) {
                begin(builder); // from here on there is a this
            }
        }

        private void tell(CodeBuilder builder, String what) {
            builder.dup().aload(frame).swap().invokestatic(LINES, what, THROWN);
        }

        private void reached(CodeBuilder builder) {
            List<LocalVariable> live = variables.stream()
                    .filter(v -> passed.contains(v.startScope()) && !passed.contains(v.endScope()))
                    .filter(v -> begin != null || !v.name().equalsString("this")).toList();
            builder.aload(frame).loadConstant(line)
                    .loadConstant(
                            live.stream().map(v -> v.name().stringValue() + " " + type(v))
                                    .collect(Collectors.joining("\n")))
                    .loadConstant(live.size()).anewarray(CD_Object);
            for (int i = 0; i < live.size(); i++) {
                TypeKind kind = TypeKind.from(live.get(i).typeSymbol());
                builder.dup().loadConstant(i).loadLocal(kind, live.get(i).slot());
                box(builder, live.get(i).typeSymbol());
                builder.aastore();
            }
            builder.invokestatic(LINES, "reached", REACHED);
            List<LocalVariable> settable = live.stream().filter(v -> !v.name().equalsString("this")).toList();
            if (settable.isEmpty()) {
                builder.pop();
                return;
            }
            Label unchanged = builder.newLabel();
            builder.dup().ifnull(unchanged);
            for (LocalVariable variable : settable) {
                builder.dup().loadConstant(live.indexOf(variable)).aaload();
                unbox(builder, variable.typeSymbol());
                builder.storeLocal(TypeKind.from(variable.typeSymbol()), variable.slot());
            }
            builder.labelBinding(unchanged).pop();
        }

        /** With its type arguments, unless these are variables, which mean something in the method alone. */
        private String type(LocalVariable variable) {
            return types.stream()
                    .filter(t -> t.slot() == variable.slot() && t.startScope().equals(variable.startScope()))
                    .map(t -> t.signature().stringValue())
                    .filter(signature -> !signature.matches("(?s)(?:.*[<;\\[+*-])?T[^;<]+;.*")).findFirst()
                    .orElse(variable.type().stringValue());
        }

        private static void box(CodeBuilder builder, ClassDesc type) {
            if (type.isPrimitive()) {
                builder.invokestatic(boxOf(type), "valueOf", MethodTypeDesc.of(boxOf(type), type));
            }
        }

        private static void unbox(CodeBuilder builder, ClassDesc type) {
            if (type.isPrimitive()) {
                builder.checkcast(boxOf(type)).invokevirtual(boxOf(type), type.displayName() + "Value",
                        MethodTypeDesc.of(type));
            } else if (!type.equals(CD_Object)) {
                builder.checkcast(type);
            }
        }

        private static ClassDesc boxOf(ClassDesc primitive) {
            return switch (primitive.descriptorString()) {
                case "Z" -> ConstantDescs.CD_Boolean;
                case "B" -> ConstantDescs.CD_Byte;
                case "C" -> ConstantDescs.CD_Character;
                case "S" -> ConstantDescs.CD_Short;
                case "I" -> ConstantDescs.CD_Integer;
                case "J" -> ConstantDescs.CD_Long;
                case "F" -> ConstantDescs.CD_Float;
                default -> ConstantDescs.CD_Double;
            };
        }

        @Override
        public void atEnd(CodeBuilder builder) {
            if (begin != null) {
                Label end = builder.newLabel();
                Label handler = builder.newLabel();
                builder.labelBinding(end).exceptionCatchAll(begin, end, handler).labelBinding(handler);
                tell(builder, "thrown");
                builder.athrow();
            }
        }
    }
}
