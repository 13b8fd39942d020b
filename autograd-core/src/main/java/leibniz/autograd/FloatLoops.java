package leibniz.autograd;

/**
 * The loops of elementwise operations on FLOAT32, one for each, in a form that the compiler makes vector
 * instructions of: all arrays have the same index. The bits are those of the operation in double, rounded
 * once: for + - * / and sqrt float arithmetic gives them too, and {@link FastMath} says how close it comes.
 */
final class FloatLoops {
    private FloatLoops() {}

    /**
     * Works through the elements from one index up to another; false, and nothing done, where there is no
     * loop of this name.
     */
    static boolean unary(String name, float[] x, float[] to, int from, int end) {
        switch (name) {
            case "Neg" -> neg(x, to, from, end);
            case "Abs" -> abs(x, to, from, end);
            case "Relu" -> relu(x, to, from, end);
            case "Sqrt" -> sqrt(x, to, from, end);
            case "Reciprocal" -> reciprocal(x, to, from, end);
            case "Exp" -> exp(x, to, from, end);
            case "Log" -> log(x, to, from, end);
            case "Sin" -> sin(x, to, from, end);
            case "Cos" -> cos(x, to, from, end);
            case "Tanh" -> tanh(x, to, from, end);
            case "Sigmoid" -> sigmoid(x, to, from, end);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** As {@link #unary}. */
    static boolean binary(String name, float[] x, float[] y, float[] to, int from, int end) {
        switch (name) {
            case "Add" -> add(x, y, to, from, end);
            case "Sub" -> sub(x, y, to, from, end);
            case "Mul" -> mul(x, y, to, from, end);
            case "Div" -> div(x, y, to, from, end);
            case "Maximum" -> maximum(x, y, to, from, end);
            case "Minimum" -> minimum(x, y, to, from, end);
            case "OnlyWherePositive" -> onlyWherePositive(x, y, to, from, end);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void neg(float[] x, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = -x[i];
        }
    }

    private static void abs(float[] x, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = Math.abs(x[i]);
        }
    }

    private static void relu(float[] x, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = Math.max(x[i], 0f);
        }
    }

    private static void sqrt(float[] x, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = (float) Math.sqrt(x[i]);
        }
    }

    private static void reciprocal(float[] x, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = 1 / x[i];
        }
    }

    private static void exp(float[] x, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = (float) FastMath.exp(x[i]);
        }
    }

    private static void log(float[] x, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = (float) Math.log(x[i]);
        }
    }

    private static void sin(float[] x, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = (float) FastMath.sin(x[i]);
        }
        if (!FastMath.areReducible(x, from, end)) {
            for (int i = from; i < end; i++) {
                to[i] = (float) FastMath.sinOfAny(x[i]);
            }
        }
    }

    private static void cos(float[] x, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = (float) FastMath.cos(x[i]);
        }
        if (!FastMath.areReducible(x, from, end)) {
            for (int i = from; i < end; i++) {
                to[i] = (float) FastMath.cosOfAny(x[i]);
            }
        }
    }

    private static void tanh(float[] x, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = (float) FastMath.tanh(x[i]);
        }
    }

    private static void sigmoid(float[] x, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = (float) FastMath.sigmoid(x[i]);
        }
    }

    private static void add(float[] x, float[] y, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = x[i] + y[i];
        }
    }

    private static void sub(float[] x, float[] y, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = x[i] - y[i];
        }
    }

    private static void mul(float[] x, float[] y, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = x[i] * y[i];
        }
    }

    private static void div(float[] x, float[] y, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = x[i] / y[i];
        }
    }

    private static void maximum(float[] x, float[] y, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = Math.max(x[i], y[i]);
        }
    }

    private static void minimum(float[] x, float[] y, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = Math.min(x[i], y[i]);
        }
    }

    /** By bits, which are 0 where y is 0 or less: no processor foresees the branches of a comparison. */
    private static void onlyWherePositive(float[] x, float[] y, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            int positive = Float.floatToRawIntBits(Math.max(y[i], 0f));
            int mask = (positive | -positive) >> 31;
            to[i] = Float.intBitsToFloat(Float.floatToRawIntBits(x[i]) & mask);
        }
    }

    /** As {@link #binary}, where the second operand is one number; without maxima and minima. */
    static boolean withNumber(String name, float[] x, float y, float[] to, int from, int end) {
        switch (name) {
            case "Add" -> addNumber(x, y, to, from, end);
            case "Sub" -> addNumber(x, -y, to, from, end);
            case "Mul" -> mulByNumber(x, y, to, from, end);
            case "Div" -> divByNumber(x, y, to, from, end);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** As {@link #binary}, where the first operand is one number; without maxima and minima. */
    static boolean ofNumber(String name, float x, float[] y, float[] to, int from, int end) {
        switch (name) {
            case "Add" -> addNumber(y, x, to, from, end);
            case "Sub" -> subFromNumber(x, y, to, from, end);
            case "Mul" -> mulByNumber(y, x, to, from, end);
            case "Div" -> divNumber(x, y, to, from, end);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void addNumber(float[] x, float y, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = x[i] + y;
        }
    }

    private static void mulByNumber(float[] x, float y, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = x[i] * y;
        }
    }

    private static void divByNumber(float[] x, float y, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = x[i] / y;
        }
    }

    private static void subFromNumber(float x, float[] y, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = x - y[i];
        }
    }

    private static void divNumber(float x, float[] y, float[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = x / y[i];
        }
    }
}
