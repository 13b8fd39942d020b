/*
 * Calls that have the types of the operators they stand for, and are only compiled, never run: javac then tells the
 * type of every operand of a snippet, also where operators on tensors meet, of which it knows nothing. Operators with
 * the same types share a method, since each takes time in every pass.
 */
abstract class $JShell$Types {
    static native int add(int left, int right);
    static native long add(long left, long right);
    static native float add(float left, float right);
    static native double add(double left, double right);
    static native java.lang.String add(java.lang.String left, java.lang.Object right);
    static native java.lang.String add(java.lang.Object left, java.lang.String right);
    static native java.lang.String add(java.lang.String left, java.lang.String right);
    static native leibniz.autograd.Tensor add(leibniz.autograd.Tensor left, leibniz.autograd.Tensor right);
    static native leibniz.autograd.Tensor add(leibniz.autograd.Tensor left, double right);
    static native leibniz.autograd.Tensor add(leibniz.autograd.Tensor left, long right);
    static native leibniz.autograd.Tensor add(double left, leibniz.autograd.Tensor right);
    static native leibniz.autograd.Tensor add(long left, leibniz.autograd.Tensor right);

    static native int arithmetic(int left, int right);
    static native long arithmetic(long left, long right);
    static native float arithmetic(float left, float right);
    static native double arithmetic(double left, double right);
    static native leibniz.autograd.Tensor arithmetic(leibniz.autograd.Tensor left, leibniz.autograd.Tensor right);
    static native leibniz.autograd.Tensor arithmetic(leibniz.autograd.Tensor left, double right);
    static native leibniz.autograd.Tensor arithmetic(leibniz.autograd.Tensor left, long right);
    static native leibniz.autograd.Tensor arithmetic(double left, leibniz.autograd.Tensor right);
    static native leibniz.autograd.Tensor arithmetic(long left, leibniz.autograd.Tensor right);

    static native int div(int left, int right);
    static native long div(long left, long right);
    static native float div(float left, float right);
    static native double div(double left, double right);
    static native leibniz.autograd.Tensor div(leibniz.autograd.Tensor left, leibniz.autograd.Tensor right);
    static native leibniz.autograd.Tensor div(leibniz.autograd.Tensor left, double right);
    static native leibniz.autograd.Tensor div(leibniz.autograd.Tensor left, long right);
    static native leibniz.autograd.Tensor div(double left, leibniz.autograd.Tensor right);
    static native leibniz.autograd.Tensor div(long left, leibniz.autograd.Tensor right);

    static native boolean compare(double left, double right);
    static native leibniz.autograd.Tensor compare(leibniz.autograd.Tensor left, leibniz.autograd.Tensor right);
    static native leibniz.autograd.Tensor compare(leibniz.autograd.Tensor left, double right);
    static native leibniz.autograd.Tensor compare(leibniz.autograd.Tensor left, long right);
    static native leibniz.autograd.Tensor compare(double left, leibniz.autograd.Tensor right);
    static native leibniz.autograd.Tensor compare(long left, leibniz.autograd.Tensor right);

    static native boolean logic(boolean left, boolean right);
    static native int logic(int left, int right);
    static native long logic(long left, long right);
    static native leibniz.autograd.Tensor logic(leibniz.autograd.Tensor left, leibniz.autograd.Tensor right);

    static native int sign(int x);
    static native long sign(long x);
    static native float sign(float x);
    static native double sign(double x);
    static native leibniz.autograd.Tensor sign(leibniz.autograd.Tensor x);

    static native boolean not(boolean x);
    static native int not(int x);
    static native long not(long x);
    static native leibniz.autograd.Tensor not(leibniz.autograd.Tensor x);

    static native boolean truth(boolean x);
    static native boolean truth(leibniz.autograd.Tensor x);

    static native leibniz.autograd.Tensor inPlace(leibniz.autograd.Tensor left, leibniz.autograd.Tensor right);
    static native leibniz.autograd.Tensor inPlace(leibniz.autograd.Tensor left, double right);
    static native leibniz.autograd.Tensor inPlace(leibniz.autograd.Tensor left, long right);

    static native <T> T getItem(T[] x, int index);
    static native boolean getItem(boolean[] x, int index);
    static native byte getItem(byte[] x, int index);
    static native short getItem(short[] x, int index);
    static native char getItem(char[] x, int index);
    static native int getItem(int[] x, int index);
    static native long getItem(long[] x, int index);
    static native float getItem(float[] x, int index);
    static native double getItem(double[] x, int index);
    static native leibniz.autograd.Tensor getItem(leibniz.autograd.Tensor x, int index);
}
