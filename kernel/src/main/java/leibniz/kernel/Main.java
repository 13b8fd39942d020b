package leibniz.kernel;

/** Starts the kernel. */
final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.err.println("usage: leibniz <connection file>");
    }
}
