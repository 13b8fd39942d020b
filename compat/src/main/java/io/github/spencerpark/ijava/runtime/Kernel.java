package io.github.spencerpark.ijava.runtime;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.ijava.JavaKernel;

/** What IJava offers every cell to reach the kernel with; a cell may call all of it without an import. */
public class Kernel extends Display {
    protected Kernel() {}

    public static JavaKernel getKernelInstance() {
        return IJava.getKernelInstance();
    }
}
