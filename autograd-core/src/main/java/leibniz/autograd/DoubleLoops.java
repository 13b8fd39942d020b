package leibniz.autograd;

/** The loops of elementwise operations on FLOAT64; see {@link FloatLoops}. */
final class DoubleLoops {
    private DoubleLoops() {}

    /**
     * Works through the elements from one index up to another; false, and nothing done, where there is no
     * loop of this name.
     */
    static boolean unary(String name, double[] x, double[] to, int from, int end) {
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
    static boolean binary(String name, double[] x, double[] y, double[] to, int from, int end) {
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

    private static void neg(double[] x, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = -x[i];
        }
    }

    private static void abs(double[] x, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = Math.abs(x[i]);
        }
    }

    private static void relu(double[] x, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = Math.max(x[i], 0);
        }
    }

    private static void sqrt(double[] x, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = Math.sqrt(x[i]);
        }
    }

    private static void reciprocal(double[] x, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = 1 / x[i];
        }
    }

    private static void exp(double[] x, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = Math.exp(x[i]);
        }
    }

    private static void log(double[] x, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = Math.log(x[i]);
        }
    }

    private static void sin(double[] x, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = Math.sin(x[i]);
        }
    }

    private static void cos(double[] x, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = Math.cos(x[i]);
        }
    }

    private static void tanh(double[] x, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = Math.tanh(x[i]);
        }
    }

    private static void sigmoid(double[] x, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = 1 / (1 + Math.exp(-x[i]));
        }
    }

    private static void add(double[] x, double[] y, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = x[i] + y[i];
        }
    }

    private static void sub(double[] x, double[] y, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = x[i] - y[i];
        }
    }

    private static void mul(double[] x, double[] y, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = x[i] * y[i];
        }
    }

    private static void div(double[] x, double[] y, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = x[i] / y[i];
        }
    }

    private static void maximum(double[] x, double[] y, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = Math.max(x[i], y[i]);
        }
    }

    private static void minimum(double[] x, double[] y, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = Math.min(x[i], y[i]);
        }
    }

    /** By bits, which are 0 where y is 0 or less: no processor foresees the branches of a comparison. */
    private static void onlyWherePositive(double[] x, double[] y, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            long positive = Double.doubleToRawLongBits(Math.max(y[i], 0.0));
            long mask = (positive | -positive) >> 63;
            to[i] = Double.longBitsToDouble(Double.doubleToRawLongBits(x[i]) & mask);
        }
    }

    /** As {@link #binary}, where the second operand is one number; without maxima and minima. */
    static boolean withNumber(String name, double[] x, double y, double[] to, int from, int end) {
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
    static boolean ofNumber(String name, double x, double[] y, double[] to, int from, int end) {
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

    private static void addNumber(double[] x, double y, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = x[i] + y;
        }
    }

    private static void mulByNumber(double[] x, double y, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = x[i] * y;
        }
    }

    private static void divByNumber(double[] x, double y, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = x[i] / y;
        }
    }

    private static void subFromNumber(double x, double[] y, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = x - y[i];
        }
    }

    private static void divNumber(double x, double[] y, double[] to, int from, int end) {
        for (int i = from; i < end; i++) {
            to[i] = x / y[i];
        }
    }
}
