package io.github.spencerpark.ijava;

/** IJava's name for the way to the kernel. */
public final class IJava {
    public static final String VERSION = "1.3.0";

    private static final JavaKernel KERNEL = new JavaKernel();

    private IJava() {}

    /** The kernel that runs this notebook. */
    public static JavaKernel getKernelInstance() {
        return KERNEL;
    }
}
