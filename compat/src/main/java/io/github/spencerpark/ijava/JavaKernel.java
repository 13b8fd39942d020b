package io.github.spencerpark.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.JupyterIO;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import leibniz.compat.IJavaMagics;
import leibniz.compat.IJavaOutput;
import leibniz.compat.IJavaRenderer;
import leibniz.compat.Notebooks;
import org.jspecify.annotations.Nullable;

/** IJava's name for the kernel; all that it does the one kernel does that there is. */
public final class JavaKernel extends BaseKernel {
    private final Magics magics = new IJavaMagics();
    private final JupyterIO output = new IJavaOutput();
    private final MavenResolver mavenResolver = new MavenResolver();

    JavaKernel() {
        renderer = new IJavaRenderer();
    }

    /** What cells register magics with. */
    public Magics getMagics() {
        return magics;
    }

    public MavenResolver getMavenResolver() {
        return mavenResolver;
    }

    /** Adds jars and folders, separated as in any class path. */
    public void addToClasspath(String path) {
        Notebooks.running().addToClassPath(path);
    }

    /** Runs a text as a cell is run and returns the value of its last expression. */
    public @Nullable Object evalRaw(String code) {
        return Notebooks.running().evaluate(code);
    }

    /** Runs a text as a cell is run and renders the value of its last expression. */
    @Override
    public @Nullable DisplayData eval(String code) {
        Object value = evalRaw(code);
        return value == null || value instanceof DisplayData ? (DisplayData) value : renderer.render(value);
    }

    @Override
    public void display(DisplayData data) {
        output.display.display(data);
    }

    @Override
    public JupyterIO getIO() {
        return output;
    }

    @Override
    public LanguageInfo getLanguageInfo() {
        return new LanguageInfo.Builder("Java").version(Runtime.version().toString()).build();
    }
}
