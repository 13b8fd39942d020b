package io.github.spencerpark.ijava.runtime;

/** What IJava offers every cell to call magics with. */
public final class Magics extends Kernel {
    private Magics() {}
}
