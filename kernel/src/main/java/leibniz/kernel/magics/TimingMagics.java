package leibniz.kernel.magics;

import com.sun.management.OperatingSystemMXBean;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import leibniz.kernel.cells.CellRun;
import leibniz.kernel.cells.CellRun.Result;
import leibniz.kernel.cells.Magic;
import leibniz.kernel.cells.Magic.JavaIn;
import leibniz.kernel.cells.Magics;
import leibniz.kernel.cells.Segment;
import leibniz.kernel.execution.Cell;
import leibniz.kernel.outcome.CellFailure;
import leibniz.kernel.outcome.MagicFailure;
import leibniz.kernel.outcome.Source.Span;
import leibniz.kernel.text.CodeReader;
import org.jspecify.annotations.Nullable;

/** {@code %time} and {@code %timeit}: how long code runs, without the time in which it is compiled. */
public final class TimingMagics {
    private static final double ENOUGH_SECONDS = 0.2;
    /** The operating system counts the CPU time of a process in steps of this many seconds. */
    private static final double CPU_TICK = 0.01;
    private static final Pattern OPTION = Pattern.compile("-([nr])\\s*(\\S+)(\\s+|$)");

    private TimingMagics() {}

    public static void addTo(Magics magics) {
        magics.add(new Magic("time", "%time CODE, or %%time and code below",
                "Runs code once and prints how long it took.",
                "The CPU time is that of all threads of the kernel together.", JavaIn.BODY_AND_ARGUMENTS,
                TimingMagics::time, (run, arguments, body) -> time(run, noCode("time", arguments, body))));
        magics.add(new Magic("timeit", "%timeit [-n LOOPS] [-r RUNS] CODE, or %%timeit and code below",
                "Runs code many times and prints the mean time and its standard deviation.",
                "Without -n the code is repeated until one run takes " + ENOUGH_SECONDS
                        + " s, which also lets Java compile it to machine code first. There are 7 runs unless -r says "
                        + "otherwise. Variables that a body of several statements declares are gone afterwards.",
                JavaIn.BODY_AND_ARGUMENTS,
                (run, arguments) -> timeIt(run, Options.of(arguments)), TimingMagics::timeItBody));
    }

    private static Span noCode(String name, Span arguments, Span body) {
        if (!arguments.isBlank()) {
            throw new MagicFailure("with %% the code stands below the first line, but this has some there: "
                    + arguments.text() + ". For one line write %" + name);
        }
        return body;
    }

    private static Result time(CellRun run, Span code) throws CellFailure {
        if (code.isBlank()) {
            throw new MagicFailure("needs code to time, for example %time tensor(1.0).mul(2)");
        }
        if (code.text().contains(Magic.COMMAND) && run.split(code).stream()
                .anyMatch(piece -> piece instanceof Segment.MagicCall call
                        && call.name().equals(Magic.COMMAND))) {
            throw new MagicFailure(
                    "times Java, but the code has a command. For one write %%bash, and below it time COMMAND");
        }
        var cpu = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double[] seconds = new double[2];
        Result result = run.evaluate(code, snippet -> {
            long cpuStart = cpu.getProcessCpuTime();
            long start = System.nanoTime();
            try {
                return snippet.invoke(null);
            } finally {
                seconds[0] += (System.nanoTime() - start) / 1e9;
                seconds[1] += (cpu.getProcessCpuTime() - cpuStart) / 1e9;
            }
        });
        System.out.println("Wall time: " + duration(seconds[0]) + ", CPU time: "
                + (seconds[1] < CPU_TICK ? "under " + duration(CPU_TICK) : duration(seconds[1])));
        return result;
    }

    private static @Nullable Object timeItBody(CellRun run, Span arguments, Span body) throws CellFailure {
        Options options = Options.of(arguments);
        noCode("timeit", options.code, body);
        return timeIt(run, new Options(options.loops, options.runs, body));
    }

    private static @Nullable Object timeIt(CellRun run, Options options) throws CellFailure {
        if (options.code.isBlank()) {
            throw new MagicFailure("needs code to time, for example %timeit tensor(1.0).mul(2)");
        }
        List<Segment> pieces = run.split(options.code);
        if (pieces.stream().anyMatch(piece -> piece instanceof Segment.MagicCall)) {
            throw new MagicFailure("times Java, but the code has a magic");
        }
        Segment.Java snippet = pieces.size() == 1
                ? (Segment.Java) pieces.getFirst()
                : block(options.code);
        Timer timer = new Timer(run.cell, options);
        run.evaluate(options.code.source(), List.of(snippet), timer::repeat);
        System.out.println(timer.report());
        return null;
    }

    /** One snippet of several: so what it declares is local to it, as fast as in a method, and not kept. */
    private static Segment.Java block(Span code) {
        boolean unfinished = !CodeReader.endsStatement(code.text());
        return new Segment.Java("{" + code.text() + "\n" + (unfinished ? ";}" : "}"), code.start() - 1);
    }

    private record Options(int loops, int runs, Span code) {
        static Options of(Span arguments) {
            int loops = 0;
            int runs = 7;
            Span rest = arguments;
            Matcher option = OPTION.matcher(rest.text());
            while (option.lookingAt()) {
                int number = number(option.group(1), option.group(2));
                if (option.group(1).equals("n")) {
                    loops = number;
                } else {
                    runs = number;
                }
                rest = new Span(rest.source(), rest.start() + option.end(), rest.end());
                option = OPTION.matcher(rest.text());
            }
            return new Options(loops, runs, rest);
        }

        private static int number(String option, String text) {
            if (!text.matches("[1-9]\\d{0,8}")) {
                throw new MagicFailure("-" + option + " needs a number from 1 up, but got: " + text);
            }
            return Integer.parseInt(text);
        }
    }

    /** Repeats a snippet where JShell would run it once, so that what it throws is shown like in any cell. */
    private static final class Timer {
        private final Cell cell;
        private final double[] secondsPerLoop;
        private long loops;

        Timer(Cell cell, Options options) {
            this.cell = cell;
            this.loops = options.loops;
            this.secondsPerLoop = new double[options.runs];
        }

        @Nullable
        Object repeat(Method snippet) throws IllegalAccessException, InvocationTargetException {
            MethodHandle call = MethodHandles.lookup().unreflect(snippet)
                    .asType(MethodType.methodType(void.class));
            if (loops == 0) {
                loops = 1;
                while (seconds(call) < ENOUGH_SECONDS && !cell.stopRequested()) {
                    loops = next(loops);
                }
            }
            for (int i = 0; i < secondsPerLoop.length && !cell.stopRequested(); i++) {
                secondsPerLoop[i] = seconds(call) / loops;
            }
            return null;
        }

        /** 1, 2, 5, 10, 20, 50 and so on. */
        private static long next(long loops) {
            return Long.toString(loops).startsWith("2") ? loops / 2 * 5 : loops * 2;
        }

        private double seconds(MethodHandle call) throws InvocationTargetException {
            long start = System.nanoTime();
            try {
                for (long i = 0; i < loops; i++) {
                    call.invokeExact();
                }
            } catch (Throwable e) {
                throw new InvocationTargetException(e);
            }
            return (System.nanoTime() - start) / 1e9;
        }

        String report() {
            double mean = Arrays.stream(secondsPerLoop).average().orElse(0);
            double variance = Arrays.stream(secondsPerLoop).map(s -> (s - mean) * (s - mean)).average()
                    .orElse(0);
            return duration(mean) + " ± " + duration(Math.sqrt(variance))
                    + " per loop (mean ± std. dev. of %d run%s, %,d loop%s each)".formatted(
                            secondsPerLoop.length, secondsPerLoop.length == 1 ? "" : "s", loops,
                            loops == 1 ? "" : "s");
        }
    }

    /** Three significant digits in the unit that suits them. */
    static String duration(double seconds) {
        String[] units = { "s", "ms", "µs", "ns" };
        int unit = 0;
        double value = seconds;
        while (value < 1 && unit < units.length - 1) {
            value *= 1000;
            unit++;
        }
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, units[unit]);
    }
}
