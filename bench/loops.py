"""How fast a loop over float arrays runs in a cell, next to the same code in a compiled class, and what track costs.

The class is run by plain Java with the flags of the kernel; in the cell the loop carries the checks that let an
interrupt stop it. Both take turns. Ends with exit code 1 when the cell takes more than 1.2 times as long, or when the
bar of track makes a loop of about a microsecond a round more than 1 % slower.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import jupyter_kernels

MOST = 1.2
MOST_TRACKED = 1.01
METHOD = """static String nanoseconds() {
    float[] x = new float[10_000], y = new float[10_000];
    java.util.Arrays.fill(x, 1.5f);
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 60; round++) {
        long start = System.nanoTime();
        for (int pass = 0; pass < 2_000; pass++) {
            for (int i = 0; i < x.length; i++) {
                y[i] = 0.5f * x[i] + y[i];
            }
        }
        best = Math.min(best, System.nanoTime() - start);
    }
    return best + " " + y[7];
}
"""

# The same rounds counted in both ways, which take turns; of each counts the least time that its thread had a processor.
TRACKED = """static double round(double x) {
    for (int i = 0; i < ROUNDS_OF_A_MICROSECOND; i++) {
        x = Math.fma(x, 0.999, 1e-3);
    }
    return x;
}
double plainly(int rounds) { double x = 0; for (int i = 0; i < rounds; i++) { x = round(x + i % 7); } return x; }
double tracked(int rounds) { double x = 0; for (int i : track(rounds)) { x = round(x + i % 7); } return x; }
long cpu() { return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime(); }
String both() {
    long[] best = { Long.MAX_VALUE, Long.MAX_VALUE };
    double sum = 0;
    for (int turn = 0; turn < 2 * TURNS; turn++) {
        long start = cpu();
        sum += turn % 2 == 0 ? plainly(100_000) : tracked(100_000);
        best[turn % 2] = Math.min(best[turn % 2], cpu() - start);
    }
    return best[0] + " " + best[1] + " " + sum;
}
"""


def main():
    arguments = jupyter_kernels.arguments(__doc__, rounds=5)

    with jupyter_kernels.leibniz_installed(arguments.jupyter), tempfile.TemporaryDirectory() as folder:
        compiled, cell = [], []
        for _ in range(arguments.rounds):
            compiled.append(in_class(Path(folder)))
            cell.append(in_cell())
        plain, tracked = with_track(arguments.rounds)
    print(f"\nmilliseconds for 20 million elements, best of 60 in each of {arguments.rounds} processes")
    for name, taken in (("compiled class", compiled), ("cell", cell)):
        print(f"{name:20}{statistics.median(taken):8.2f}")
    factor = statistics.median(cell) / statistics.median(compiled)
    if factor > MOST:
        sys.exit(f"the cell takes {factor:.2f} times as long, {MOST} is the limit")
    print(f"the cell takes {factor:.2f} times as long")
    print(f"a round takes {plain / 100:.0f} ns, with track {tracked / 100:.0f} ns")
    if tracked > MOST_TRACKED * plain:
        sys.exit(f"track makes the loop {tracked / plain:.4f} times as long, {MOST_TRACKED} is the limit")


def in_class(folder):
    source = folder / "Loop.java"
    source.write_text(
        f"class Loop {{ {METHOD} public static void main(String[] a) {{ System.out.println(nanoseconds()); }} }}"
    )
    java = Path(os.environ["JAVA_HOME"], "bin")
    subprocess.run([java / "javac", "-d", folder, source], check=True)
    options = (jupyter_kernels.ROOT / "kernel/src/main/kernelspec/java-options").read_text().splitlines()
    flags = [line.split()[0] for line in options if line.startswith("-")]
    command = [java / "java", *flags, "-cp", folder, "Loop"]
    return milliseconds(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def in_cell():
    kernel = jupyter_kernels.Kernel("leibniz")
    try:
        return milliseconds(kernel.result(METHOD.replace("static String", "String") + "nanoseconds()"))
    finally:
        kernel.stop()


def with_track(turns):
    kernel = jupyter_kernels.Kernel("leibniz")
    try:
        code = TRACKED.replace("ROUNDS_OF_A_MICROSECOND", "600").replace("TURNS", str(4 * turns))
        return [int(best) / 1e3 for best in kernel.result(code + "both()").strip("\"").split()[:2]]
    finally:
        kernel.stop()


def milliseconds(printed):
    return int(printed.split()[0]) / 1e6


if __name__ == "__main__":
    main()
