"""How fast small graphs are recorded and differentiated, side by side with PyTorch in one run.

The programs stand in jmh/src/main/java/leibniz/bench/SmallGraphs.java, and here once more for PyTorch: the function with
control flow of the chapter, the inner product of its first example, and a long chain of products, each with its backward
pass. JMH and PyTorch take turns, so that what else the machine does hits both alike. Ends with exit code 1 when Leibniz is
not faster by the factor that the project asks for, or keeps more memory for each node of the chain.
"""

import importlib.util
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import jupyter_kernels
from jupyter_kernels import ROOT, output

JMH = ROOT / "bench" / "jmh"
TIMES_FASTER = {"controlFlow": 40, "dotProduct": 30, "chain": 40}
CHAIN = 100_000
MOST_BYTES = 150
WARM_UP_ITERATIONS = {"java": 10, "torch": 1}
ITERATIONS = 5
ITERATION_SECONDS = 1


def main():
    arguments = jupyter_kernels.arguments(
        __doc__, requirements="requirements-pytorch.txt", jupyter=False, rounds=3
    )
    if not importlib.util.find_spec("torch"):
        sys.exit(f"This Python has no PyTorch. Make one that does: python3 {sys.argv[0]} --setup bench/target/pytorch")

    programs = torch_programs()
    home = jupyter_kernels.jdk()
    java = [f"{home}/bin/java", "-cp", build()]
    jupyter_kernels.print_facts(home)
    microseconds = {name: ([], []) for name in programs}
    for _ in range(arguments.rounds):
        for name, program in programs.items():
            microseconds[name][0].append(in_java(java, name))
            microseconds[name][1].append(in_torch(program))
    bytes_per_node = float(output([*java, "leibniz.bench.RetainedBytes"]))

    print(f"\nmicroseconds forward and backward, medians of {arguments.rounds} rounds; the factor is that of each round")
    print(f"{'':16}{'Leibniz':>12}{'PyTorch':>12}{'factor':>9}{'least':>9}{'most':>9}{'asked for':>11}")
    missed = []
    for name, (ours, theirs) in microseconds.items():
        factors = [slow / fast for fast, slow in zip(ours, theirs)]
        factor, wanted = statistics.median(factors), TIMES_FASTER[name]
        print(f"{name:16}{statistics.median(ours):12.2f}{statistics.median(theirs):12.2f}"
              f"{factor:9.1f}{min(factors):9.1f}{max(factors):9.1f}{wanted:11}")
        if factor < wanted:
            missed.append(f"{name} is {factor:.1f} times as fast as in PyTorch, not {wanted} times")
    print(f"bytes kept for a node of the chain: {bytes_per_node:.1f}, at most {MOST_BYTES} asked for")
    if bytes_per_node > MOST_BYTES:
        missed.append(f"a node of the chain keeps {bytes_per_node:.1f} bytes, more than {MOST_BYTES}")
    if missed:
        sys.exit("; ".join(missed))


def torch_programs():
    """The programs of SmallGraphs, under its names."""
    import torch

    print(f"pytorch   {torch.__version__}, {torch.get_num_threads()} threads")
    a = torch.tensor(0.5, requires_grad=True)
    x = torch.arange(4.0, requires_grad=True)
    start = torch.tensor(1.0, requires_grad=True)
    factor = torch.tensor(1.00001, requires_grad=True)

    def f(a):
        b = a * 2
        while b.norm() < 1000:
            b = b * 2
        return b if b.sum() > 0 else 100 * b

    def control_flow():
        f(a).backward()

    def dot_product():
        (2 * torch.dot(x, x)).backward()

    def chain():
        y = start
        for _ in range(CHAIN):
            y = y * factor
        y.backward()

    return {"controlFlow": control_flow, "dotProduct": dot_product, "chain": chain}


def in_torch(program):
    """Microseconds for a call, in the iteration that other work on the machine disturbed least."""
    averages = []
    for _ in range(WARM_UP_ITERATIONS["torch"] + ITERATIONS):
        calls = 0
        begin = time.perf_counter()
        while time.perf_counter() - begin < ITERATION_SECONDS:
            program()
            calls += 1
        averages.append((time.perf_counter() - begin) / calls * 1e6)
    return min(averages[WARM_UP_ITERATIONS["torch"] :])


def in_java(java, name):
    """As in_torch: JMH in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="leibniz-bench-") as folder:
        results = Path(folder, "results.json")
        duration = f"{ITERATION_SECONDS}s"
        output([*java, "org.openjdk.jmh.Main", f"SmallGraphs.{name}$", "-f", "1",
                "-wi", str(WARM_UP_ITERATIONS["java"]), "-w", duration, "-i", str(ITERATIONS), "-r", duration,
                "-rf", "json", "-rff", results])
        (result,) = json.loads(results.read_text())
    metric = result["primaryMetric"]
    if metric["scoreUnit"] != "us/op":
        sys.exit(f"JMH measured {name} in {metric['scoreUnit']}; us/op was expected")
    return min(metric["rawData"][0])


def build():
    """Builds the benchmarks; returns their class path."""
    subprocess.run(["mvn", "-q", "-B", "-P", "bench", "-pl", "bench/jmh", "-am", "package", "-Dmaven.test.skip=true"],
                   cwd=ROOT, check=True, stdout=sys.stderr)
    return f"{JMH}/target/classes:{JMH}/target/lib/*"


if __name__ == "__main__":
    main()
