package leibniz.autograd;

import org.jspecify.annotations.Nullable;

/**
 * Finds the module jdk.incubator.vector. Naming it on the command line would make every start slower, so it
 * is loaded when there is use for it, where the application may do that: its manifest, or its command line,
 * must export java.base/jdk.internal.module.
 */
final class VectorModule {
    private static final String NAME = "jdk.incubator.vector";

    private VectorModule() {}

    /** Whether classes that use the module can be loaded now. */
    static boolean isThere() {
        Module module = ModuleLayer.boot().findModule(NAME).orElseGet(VectorModule::load);
        if (module == null) {
            return false;
        }
        VectorModule.class.getModule().addReads(module);
        return true;
    }

    private static @Nullable Module load() {
        try {
            return (Module) Class.forName("jdk.internal.module.Modules").getMethod("loadModule", String.class)
                    .invoke(null, NAME);
        } catch (ReflectiveOperationException e) {
            return null; // not exported, or this Java has no such module
        }
    }
}
