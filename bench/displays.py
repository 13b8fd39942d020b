"""How long the displays take once warm, from the call to what a notebook stores.

What is shown stands in jmh/src/main/java/leibniz/bench/DisplayTimes.java. Ends with exit code 1 when an example of the
course takes longer than 20 ms, a contour plot longer than 60 ms, or a graph of 2,000 nodes or a tensor of a million
elements longer than 0.5 s, or when a
display is not measured.
"""

import re
import sys

import jupyter_kernels
import pytorch

DISPLAYS = jupyter_kernels.ROOT / "display" / "src" / "main" / "java" / "leibniz" / "display" / "Displays.java"


def main():
    jupyter_kernels.arguments(__doc__, requirements=None, jupyter=False)
    home = jupyter_kernels.jdk()
    classpath = pytorch.build()
    jupyter_kernels.print_facts(home)
    printed = jupyter_kernels.output([f"{home}/bin/java", "-Djava.awt.headless=true", "-cp", classpath, "leibniz.bench.DisplayTimes"])
    missed = []
    measured = set()
    print(f"\n{'milliseconds':50}{'median':>9}{'limit':>8}")
    for line in printed.splitlines():
        name, taken, limit = line.split("\t")
        measured.add(re.match(r"\w+", name).group())
        print(f"{name:50}{float(taken):9.2f}{float(limit):8.0f}", flush=True)
        if float(taken) > float(limit):
            missed.append(f"{name} takes {taken} ms, more than {limit} ms")
    displays = re.findall(r"public static Displayable (\w+)\(", DISPLAYS.read_text())
    if forgotten := sorted({"tensor", *displays} - measured):
        missed.append(f"not measured: {', '.join(forgotten)}")
    if missed:
        sys.exit("; ".join(missed))


if __name__ == "__main__":
    main()
