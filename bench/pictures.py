"""How long the pictures of tensors and graphs take once warm, from the call to the HTML.

The pictures stand in jmh/src/main/java/leibniz/bench/Pictures.java. Ends with exit code 1 when one of the course takes
longer than 20 ms, or a graph of 2,000 nodes or a tensor of a million elements longer than 0.5 s.
"""

import sys

import jupyter_kernels
import pytorch


def main():
    home = jupyter_kernels.jdk()
    classpath = pytorch.build()
    jupyter_kernels.print_facts(home)
    printed = jupyter_kernels.output([f"{home}/bin/java", "-cp", classpath, "leibniz.bench.Pictures"])
    missed = []
    print(f"\n{'milliseconds':40}{'median':>9}{'limit':>8}")
    for line in printed.splitlines():
        name, taken, limit = line.split("\t")
        print(f"{name:40}{float(taken):9.2f}{float(limit):8.0f}", flush=True)
        if float(taken) > float(limit):
            missed.append(f"{name} takes {taken} ms, more than {limit} ms")
    if not printed.strip():
        missed.append("nothing was measured")
    if missed:
        sys.exit("; ".join(missed))


if __name__ == "__main__":
    main()
