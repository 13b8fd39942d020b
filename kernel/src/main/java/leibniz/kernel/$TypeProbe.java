package leibniz.kernel;

import leibniz.autograd.Tensor;

/**
 * Calls that have the types of the operators they stand for, and are only compiled: javac then tells the type of every
 * operand of a cell, also where operators on tensors meet, of which it knows nothing. Public, since cells are in a
 * package of their own.
 */
public abstract class $TypeProbe {
    private $TypeProbe() {}

    // ---- arithmetic

    public static native int add(int left, int right);

    public static native long add(long left, long right);

    public static native float add(float left, float right);

    public static native double add(double left, double right);

    public static native String add(String left, Object right);

    public static native String add(Object left, String right);

    public static native String add(String left, String right);

    public static native Tensor add(Tensor left, Tensor right);

    public static native Tensor add(Tensor left, double right);

    public static native Tensor add(Tensor left, long right);

    public static native Tensor add(double left, Tensor right);

    public static native Tensor add(long left, Tensor right);

    public static native int sub(int left, int right);

    public static native long sub(long left, long right);

    public static native float sub(float left, float right);

    public static native double sub(double left, double right);

    public static native Tensor sub(Tensor left, Tensor right);

    public static native Tensor sub(Tensor left, double right);

    public static native Tensor sub(Tensor left, long right);

    public static native Tensor sub(double left, Tensor right);

    public static native Tensor sub(long left, Tensor right);

    public static native int mul(int left, int right);

    public static native long mul(long left, long right);

    public static native float mul(float left, float right);

    public static native double mul(double left, double right);

    public static native Tensor mul(Tensor left, Tensor right);

    public static native Tensor mul(Tensor left, double right);

    public static native Tensor mul(Tensor left, long right);

    public static native Tensor mul(double left, Tensor right);

    public static native Tensor mul(long left, Tensor right);

    public static native int div(int left, int right);

    public static native long div(long left, long right);

    public static native float div(float left, float right);

    public static native double div(double left, double right);

    public static native Tensor div(Tensor left, Tensor right);

    public static native Tensor div(Tensor left, double right);

    public static native Tensor div(Tensor left, long right);

    public static native Tensor div(double left, Tensor right);

    public static native Tensor div(long left, Tensor right);

    public static native int remainder(int left, int right);

    public static native long remainder(long left, long right);

    public static native float remainder(float left, float right);

    public static native double remainder(double left, double right);

    public static native Tensor remainder(Tensor left, Tensor right);

    public static native Tensor remainder(Tensor left, double right);

    public static native Tensor remainder(Tensor left, long right);

    public static native Tensor remainder(double left, Tensor right);

    public static native Tensor remainder(long left, Tensor right);

    public static native int neg(int x);

    public static native long neg(long x);

    public static native float neg(float x);

    public static native double neg(double x);

    public static native Tensor neg(Tensor x);

    public static native int pos(int x);

    public static native long pos(long x);

    public static native float pos(float x);

    public static native double pos(double x);

    public static native Tensor pos(Tensor x);

    // ---- comparisons

    public static native boolean lt(double left, double right);

    public static native Tensor lt(Tensor left, Tensor right);

    public static native Tensor lt(Tensor left, double right);

    public static native Tensor lt(Tensor left, long right);

    public static native Tensor lt(double left, Tensor right);

    public static native Tensor lt(long left, Tensor right);

    public static native boolean le(double left, double right);

    public static native Tensor le(Tensor left, Tensor right);

    public static native Tensor le(Tensor left, double right);

    public static native Tensor le(Tensor left, long right);

    public static native Tensor le(double left, Tensor right);

    public static native Tensor le(long left, Tensor right);

    public static native boolean gt(double left, double right);

    public static native Tensor gt(Tensor left, Tensor right);

    public static native Tensor gt(Tensor left, double right);

    public static native Tensor gt(Tensor left, long right);

    public static native Tensor gt(double left, Tensor right);

    public static native Tensor gt(long left, Tensor right);

    public static native boolean ge(double left, double right);

    public static native Tensor ge(Tensor left, Tensor right);

    public static native Tensor ge(Tensor left, double right);

    public static native Tensor ge(Tensor left, long right);

    public static native Tensor ge(double left, Tensor right);

    public static native Tensor ge(long left, Tensor right);

    // ---- logic

    public static native int and(int left, int right);

    public static native long and(long left, long right);

    public static native boolean and(boolean left, boolean right);

    public static native Tensor and(Tensor left, Tensor right);

    public static native int or(int left, int right);

    public static native long or(long left, long right);

    public static native boolean or(boolean left, boolean right);

    public static native Tensor or(Tensor left, Tensor right);

    public static native boolean not(boolean x);

    public static native int not(int x);

    public static native long not(long x);

    public static native Tensor not(Tensor x);

    public static native boolean truth(boolean x);

    public static native boolean truth(Tensor x);

    // ---- in place, on the result of a method

    public static native Tensor add_(Tensor left, Tensor right);

    public static native Tensor add_(Tensor left, double right);

    public static native Tensor add_(Tensor left, long right);

    public static native Tensor sub_(Tensor left, Tensor right);

    public static native Tensor sub_(Tensor left, double right);

    public static native Tensor sub_(Tensor left, long right);

    public static native Tensor mul_(Tensor left, Tensor right);

    public static native Tensor mul_(Tensor left, double right);

    public static native Tensor mul_(Tensor left, long right);

    public static native Tensor div_(Tensor left, Tensor right);

    public static native Tensor div_(Tensor left, double right);

    public static native Tensor div_(Tensor left, long right);

    // ---- indexing

    public static native <T> T getItem(T[] x, int index);

    public static native boolean getItem(boolean[] x, int index);

    public static native byte getItem(byte[] x, int index);

    public static native short getItem(short[] x, int index);

    public static native char getItem(char[] x, int index);

    public static native int getItem(int[] x, int index);

    public static native long getItem(long[] x, int index);

    public static native float getItem(float[] x, int index);

    public static native double getItem(double[] x, int index);

    public static native Tensor getItem(Tensor x, int index);

}
