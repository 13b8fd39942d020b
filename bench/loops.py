"""How fast a loop over float arrays runs in a cell, next to the same code in a compiled class.

The class is run by plain Java with the flags of the kernel; in the cell the loop carries the checks that let an
interrupt stop it. Both take turns. Ends with exit code 1 when the cell takes more than 1.2 times as long.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import jupyter_kernels

MOST = 1.2
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


def main():
    arguments = jupyter_kernels.arguments(__doc__, rounds=5)

    with jupyter_kernels.leibniz_installed(arguments.jupyter), tempfile.TemporaryDirectory() as folder:
        compiled, cell = [], []
        for _ in range(arguments.rounds):
            compiled.append(in_class(Path(folder)))
            cell.append(in_cell())
    print(f"\nmilliseconds for 20 million elements, best of 60 in each of {arguments.rounds} processes")
    for name, taken in (("compiled class", compiled), ("cell", cell)):
        print(f"{name:20}{statistics.median(taken):8.2f}")
    factor = statistics.median(cell) / statistics.median(compiled)
    if factor > MOST:
        sys.exit(f"the cell takes {factor:.2f} times as long, {MOST} is the limit")
    print(f"the cell takes {factor:.2f} times as long")


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


def milliseconds(printed):
    return int(printed.split()[0]) / 1e6


if __name__ == "__main__":
    main()
