package leibniz.kernel;

import java.util.List;
import java.util.random.RandomGenerator;

/** Random snippets of Java without tensors, which print what they compute. */
final class RandomJava {
    /** Declares what the snippets use; some names are those of functions on tensors. */
    static final String VARIABLES = """
            int i = 3; long l = -7; double d = 0.25; char c = 'x'; boolean t = true; String s = "text"; Integer boxed = 12;
            int[] array = {4, 5, 6}; int[][] table = {{1, 2}, {3}}; var list = new ArrayList<>(List.of(1, 2, 3)); Object o = "object";
            int sum(int... numbers) { int all = 0; for (int n : numbers) all += n; return all; }
            double mul(double a, double b) { return a * b; }
            """;
    private static final int METHODS = 4;

    private final RandomGenerator random;

    RandomJava(RandomGenerator random) {
        this.random = random;
    }

    /** A snippet that compiles, and throws nothing that it does not catch. */
    String snippet() {
        return switch (random.nextInt(20)) {
            case 0 -> "for (int j = 0; j < " + random.nextInt(5) + " && (" + truth(1) + "); j++) { i += "
                    + whole(1) + "; }";
            case 1 -> "if (" + truth(2) + ") { " + print(fraction(2)) + " } else { " + print(text(2)) + " }";
            case 2, 3 -> assignment();
            case 4 -> "switch (" + whole(1) + " % 3) { case 0 -> " + print(whole(2)) + " case 1 -> "
                    + print(text(1)) + " default -> " + print(truth(2)) + " }";
            case 5 -> "list.removeIf(e -> e > (" + whole(1) + ")); list.add(" + whole(2) + "); "
                    + print("list.stream().map(e -> e * 2 - " + whole(1) + ").toList()");
            case 6 -> "try { " + print("array[" + whole(2) + "] / " + whole(0))
                    + " } catch (RuntimeException e) { System.out.println(e.getMessage()); }";
            case 7 -> "{ int k = " + whole(2) + "; while (k > 0 && k < 1000) k = k * 2 + "
                    + random.nextInt(1, 4) + "; " + print("k") + " }";
            case 8 -> "{ IntBinaryOperator g = (u, v) -> u * v - " + whole(1) + "; "
                    + print("g.applyAsInt(" + whole(1) + ", i)") + " }";
            case 9 -> "if (o instanceof String q && (" + truth(1) + ")) " + print("q.length() + " + whole(1));
            case 10 -> print(fraction(3));
            case 11 -> print(text(3));
            case 12 -> "int p = " + whole(2) + ", q = " + whole(1) + " - p; " + print("p + q * 2");
            case 13 -> method();
            case 14 -> "{ record Pair(int a, double b) { double both() { return a * b - (" + whole(1)
                    + "); } } var pair = new Pair(" + whole(1) + ", " + fraction(1) + "); "
                    + print("pair + \" \" + pair.both()") + " }";
            case 15 -> print("switch (" + whole(1) + " & 3) { case 0, 1 -> { int k = " + whole(1)
                    + "; yield k - 1; } default -> " + whole(2) + "; }");
            case 16 -> "outer: for (int u : array) { for (int v = 0; v < 3; v++) { if ((" + truth(1)
                    + ") || u * v > 6) continue outer; " + print("u - v") + " } }";
            case 17 ->
                print("Stream.of(s, \"b\").map(e -> e + (" + whole(1) + ")).reduce(\"\", (a, b) -> a + b)");
            default -> print("(" + whole(3) + ") == (" + whole(2) + ")");
        };
    }

    /** A snippet that is likely not to compile. */
    String wrong() {
        String good = snippet();
        return switch (random.nextInt(6)) {
            case 0 -> "int wrong = " + text(1) + ";";
            case 1 -> print(truth(1) + " * " + whole(1));
            case 2 -> print("-" + text(0));
            case 3 -> good.replaceFirst("\\bi\\b", "missing");
            case 4 -> "if (" + whole(1) + ") { }";
            default -> print("(" + whole(1) + ")[0]");
        };
    }

    /** Declares one of a few methods, most of them anew, and calls it. */
    private String method() {
        String name = "method" + random.nextInt(METHODS);
        return "double " + name + "(int a, double b) { double r = b; if (a > b && (" + truth(1) + ")) r -= "
                + whole(1) + "; for (int k = 0; k < a; k++) { r = r / 2 + k; } return -r + " + fraction(1)
                + "; }\n"
                + print(name + "(" + random.nextInt(9) + ", " + fraction(0) + ")");
    }

    private String assignment() {
        return switch (random.nextInt(8)) {
            case 0 ->
                "i " + pick("+=", "-=", "*=", "&=", "|=", "%=", "<<=", ">>=") + " " + random.nextInt(1, 9)
                        + ";";
            case 1 -> "d " + pick("+=", "-=", "*=", "/=") + " " + fraction(1) + "; " + print("d");
            case 2 -> "s += " + pick(whole(1), fraction(1), truth(1), "c") + "; s = s.substring(0, 3);";
            case 3 -> "array[1] " + pick("=", "+=", "*=") + " " + whole(1) + ";";
            case 4 -> "table[0][1] = " + whole(1) + "; table[1][0]++;";
            case 5 -> "c += 1; boxed = " + whole(1) + "; boxed++; " + print("c + boxed") + " c = 'x';";
            case 6 -> "t " + pick("=", "&=", "|=", "^=") + " " + truth(2) + ";";
            default -> "l = " + whole(1) + " + l % 100; t = " + truth(2) + ";";
        };
    }

    private static String print(String expression) {
        return "System.out.println(" + expression + ");";
    }

    private String whole(int depth) {
        if (depth == 0) {
            return pick("i", "boxed", "array[0]", "table[1][0]", "list.size()", "s.length()", "sum(i, 2)",
                    String.valueOf(random.nextInt(10)));
        }
        return switch (random.nextInt(7)) {
            case 0 -> pick("-", "~") + whole(0);
            case 1 -> "(" + truth(depth - 1) + " ? " + whole(depth - 1) + " : " + whole(depth - 1) + ")";
            case 2 -> "(" + whole(depth - 1) + ") " + pick("%", "/") + " 7";
            case 3 -> "Math.max(" + whole(depth - 1) + ", " + whole(0) + ")";
            default -> whole(depth - 1) + " " + pick("+", "-", "*", "&", "|", "^", ">>", "<<") + " "
                    + whole(depth - 1);
        };
    }

    private String fraction(int depth) {
        if (depth == 0) {
            return pick("d", "l", "0.5", "2f", "i", "mul(d, 3)");
        }
        // integers divided by 0 throw
        return random.nextInt(4) == 0
                ? "(" + fraction(depth - 1) + ") / " + pick("3", "0.7", "2f", "5L", "(d - 1)")
                : "(" + fraction(depth - 1) + ") " + pick("+", "-", "*") + " (" + fraction(depth - 1) + ")";
    }

    private String truth(int depth) {
        if (depth == 0) {
            return pick("t", "i > 2", "d <= 0.5", "o != null", "s.equals(\"text\")", "boxed == 12",
                    "c == 'x'",
                    "sum(i, 1) == sum(2)");
        }
        return switch (random.nextInt(4)) {
            case 0 -> "!(" + truth(depth - 1) + ")";
            case 1 -> "(" + whole(depth - 1) + ") " + pick("<", "<=", ">", ">=", "==", "!=") + " ("
                    + whole(depth - 1) + ")";
            default ->
                "(" + truth(depth - 1) + ") " + pick("&&", "||", "&", "|", "^") + " (" + truth(depth - 1)
                        + ")";
        };
    }

    private String text(int depth) {
        return depth == 0
                ? pick("s", "\"a * b\"", "\"\"\"\n\"+ block\"\"\"", "(\"\" + o)")
                : text(0) + " + "
                        + pick("(" + whole(depth - 1) + ")", "(" + fraction(depth - 1) + ")",
                                "(" + truth(depth - 1) + ")", "c", "\"x\"");
    }

    private String pick(String... options) {
        return List.of(options).get(random.nextInt(options.length));
    }
}
