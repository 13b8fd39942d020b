package org.dflib.jjava.kernel;

import java.util.List;
import jdk.jshell.JShell;
import leibniz.compat.JJavaMagics;
import leibniz.compat.JJavaOutput;
import leibniz.compat.JJavaRenderer;
import leibniz.compat.Notebooks;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.jspecify.annotations.Nullable;

/** JJava's name for the kernel; all that it does the one kernel does that there is. */
public final class JavaKernel extends BaseKernel {
    private static final JavaKernel KERNEL = new JavaKernel();

    private JavaKernel() {
        super("Leibniz", "", new LanguageInfo.Builder("Java").version(Runtime.version().toString()).build(),
                List.of(), null, new JJavaOutput(), new CommManager(), new JJavaRenderer(), null,
                new JJavaMagics(), true, new StringStyler.Builder().build());
        installNotebookKernel();
    }

    /** The kernel that runs this notebook. */
    static JavaKernel running() {
        return KERNEL;
    }

    /** Adds jars and folders, separated as in any class path. */
    public void addToClasspath(String path) {
        Notebooks.running().addToClassPath(path);
    }

    public JShell getJShell() {
        return Notebooks.running().jshell();
    }

    /** Runs a text as a cell is run and returns the value of its last expression. */
    @Override
    public @Nullable Object evalRaw(String code) {
        return Notebooks.running().evaluate(code);
    }

    @Override
    public @Nullable DisplayData inspect(String code, int at, boolean extraDetail) {
        return null;
    }

    @Override
    public @Nullable ReplacementOptions complete(String code, int at) {
        return null;
    }

    @Override
    public String isComplete(String code) {
        return IS_COMPLETE_MAYBE;
    }
}
