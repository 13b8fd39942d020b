"""How fast programs with larger tensors are computed and differentiated, side by side with PyTorch in one run.

The programs stand in jmh/src/main/java/leibniz/bench/LargerTensors.java, and here once more for PyTorch. Both processes stay
warm and take turns, so that what else the machine does hits both alike; the ratio is PyTorch's time by Leibniz's, in the
round where it is the median. A second Java process has one thread. Writes RESULTS.md, unless only some rows were asked for,
and ends with exit code 1 where a ratio is below what the project asks for or a backward pass costs too much.
"""

import contextlib
import importlib.util
import io
import os
import statistics
import subprocess
import sys
import time

import jupyter_kernels
import pytorch

AT_LEAST = {
    "leastSquares1000x1000": 1,
    "leastSquares10000x100": 1,
    "mlp": 1,
    "sinExp1000": 10,
    "sinExp1000000": 1.2,
    "sinExp10000000": 1.5,
    "matmul256float32": 0.9,
    "matmul512float32": 0.9,
    "matmul1024float32": 0.9,
    "matmul256float64": 0.9,
    "matmul512float64": 0.9,
    "matmul1024float64": 0.9,
    "softmaxCrossEntropy": 1,
    "layerNorm": 1,
    "sumDim0": 1,
    "sumDim1": 1,
    "jacobian100": 1,
    "hessian100": 1,
    "regression": 10,
}
# What a row computes at least, forward and backward: multiplications and additions, or the bytes that it reads and writes.
OPERATIONS = {
    "leastSquares1000x1000": 4 * 1000 * 1000,
    "leastSquares10000x100": 4 * 10_000 * 100,
    "mlp": 2 * 256 * (2 * 784 * 256 + 3 * 256 * 10),
    **{f"matmul{n}{dtype}": 6 * n**3 for n in (256, 512, 1024) for dtype in ("float32", "float64")},
}
BYTES = {
    "leastSquares1000x1000": 2 * 4 * 1000 * 1000,
    "leastSquares10000x100": 2 * 4 * 10_000 * 100,
    "sinExp1000000": 2 * 4 * 1_000_000,
    "sinExp10000000": 2 * 4 * 10_000_000,
    "softmaxCrossEntropy": 3 * 4 * 256 * 1000,
    "layerNorm": 4 * 4 * 256 * 1024,
    "sumDim0": 2 * 4 * 4096 * 4096,
    "sumDim1": 2 * 4 * 4096 * 4096,
}
BACKWARD_OVER_FORWARD = 3
RESULTS = jupyter_kernels.ROOT / "bench" / "RESULTS.md"
WARM_UP_SECONDS = 3
SECONDS = 0.3


def main():
    arguments = jupyter_kernels.arguments(
        __doc__,
        requirements="requirements-pytorch.txt",
        jupyter=False,
        rounds=5,
        own={
            "--only": {"help": "rows whose names begin with one of these, with commas between them"},
            "--classes": {"help": "class path of the benchmarks; default: they are built"},
        },
    )
    if not importlib.util.find_spec("torch"):
        sys.exit(f"This Python has no PyTorch. Make one that does: python3 {sys.argv[0]} --setup bench/target/pytorch")

    home = jupyter_kernels.jdk()
    facts = io.StringIO()
    with contextlib.redirect_stdout(facts):
        programs = torch_programs()
        jupyter_kernels.print_facts(home)
        peak, bandwidth = limits()
        print(f"limits    {peak:.0f} GFLOP/s (a product of 2048x2048 in PyTorch), {bandwidth:.0f} GB/s (a copy of 256 MB)")
    print(facts.getvalue())
    prefixes = tuple((arguments.only or "").split(","))
    names = [name for name in AT_LEAST if name.startswith(prefixes)]
    classes = arguments.classes or pytorch.build()
    java, alone = start(home, classes), start(home, classes, LEIBNIZ_THREADS="1")
    print(f"microseconds forward and backward, medians of {arguments.rounds} rounds")
    print(f"{'':24}{'Leibniz':>12}{'PyTorch':>12}{'ratio':>9}{'least':>9}{'most':>9}{'asked for':>11}{'1 thread':>12}"
          f"{'backward':>10}{'MB':>8}", flush=True)
    rows, missed = [], []
    for name in names:
        row = measure(name, programs[name](), java, alone, arguments.rounds)
        rows.append(row)
        times = "-" if row["backward"] is None else f"{row['backward']:.1f}"
        print(f"{name:24}{row['ours']:12.1f}{row['theirs']:12.1f}{row['ratio']:9.2f}{row['least']:9.2f}{row['most']:9.2f}"
              f"{AT_LEAST[name]:11}{row['alone']:12.1f}{times:>10}{row['bytes'] / 1e6:8.1f}", flush=True)
        if row["ratio"] < AT_LEAST[name]:
            missed.append(f"{name} has {row['ratio']:.2f}, not {AT_LEAST[name]}")
        if row["backward"] is not None and row["backward"] > BACKWARD_OVER_FORWARD:
            missed.append(f"{name}: backward costs {row['backward']:.1f} times as much as forward")
    if not arguments.only:
        write(rows, facts.getvalue(), peak, bandwidth)
    for process in (java, alone):
        process.stdin.close()
        process.wait()
    if missed:
        sys.exit("; ".join(missed))


def start(home, classes, **environment):
    return subprocess.Popen(
        [f"{home}/bin/java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=40",
         "-XX:PretenureSizeThreshold=2m", "-XX:MinHeapFreeRatio=80", "-XX:MaxHeapFreeRatio=90",  # as in the kernel
         "--add-exports", "java.base/jdk.internal.module=ALL-UNNAMED", "-cp", classes, "leibniz.bench.LargerTensors"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment})


def measure(name, program, java, alone, rounds):
    in_java(java, name, WARM_UP_SECONDS)
    in_java(alone, name, WARM_UP_SECONDS / 3)
    in_torch(program, SECONDS)
    forward, pairs, one = [], [], []
    for _ in range(rounds):
        ours, allocated = in_java(java, name, SECONDS)
        pairs.append((ours, in_torch(program, SECONDS)))
        one.append(in_java(alone, name, SECONDS)[0])
        first, _ = in_java(java, f"{name}-forward", SECONDS / 3)
        forward.append(first)
    ratios = [theirs / ours for ours, theirs in pairs]
    ours = statistics.median(ours for ours, _ in pairs)
    for process in (java, alone):
        process.stdin.write("forget\n")
    return {
        "name": name,
        "ours": ours,
        "theirs": statistics.median(theirs for _, theirs in pairs),
        "ratio": statistics.median(ratios),
        "least": min(ratios),
        "most": max(ratios),
        "alone": statistics.median(one),
        "backward": None if None in forward else ours / statistics.median(forward) - 1,
        "bytes": allocated,
    }


def limits():
    """What this machine can do at most: GFLOP/s in float32 and GB/s that are copied."""
    import torch

    a, b = torch.randn(2048, 2048), torch.randn(2048, 2048)
    x, y = torch.zeros(1 << 26), torch.zeros(1 << 26)
    flops = min(seconds(lambda: a @ b) for _ in range(10))
    copy = min(seconds(lambda: y.copy_(x)) for _ in range(10))
    return 2 * 2048**3 / flops / 1e9, 2 * 4 * (1 << 26) / copy / 1e9


def seconds(program):
    begin = time.perf_counter()
    program()
    return time.perf_counter() - begin


def write(rows, facts, peak, bandwidth):
    """The table, and what bounds the rows that are farthest from what is asked for."""
    lines = ["# Larger tensors beside PyTorch", "",
             "Written by `bench/tensors.py`. Microseconds forward and backward; the ratio is PyTorch's time by Leibniz's. "
             "Backward is the cost of that pass in forward passes; MB is what the calling thread allocates in a call.", "",
             "```", facts.strip(), "```", "",
             "| work | Leibniz | PyTorch | ratio | asked for | on 1 thread | threads gain | backward | MB |",
             "|---|---:|---:|---:|---:|---:|---:|---:|---:|"]
    for row in rows:
        times = "" if row["backward"] is None else f"{row['backward']:.1f}"
        mark = "" if row["ratio"] >= AT_LEAST[row["name"]] else " (missed)"
        lines.append(f"| {row['name']} | {row['ours']:.1f} | {row['theirs']:.1f} | {row['ratio']:.2f}{mark} | "
                     f"{AT_LEAST[row['name']]} | {row['alone']:.1f} | {row['alone'] / row['ours']:.2f} | {times} | "
                     f"{row['bytes'] / 1e6:.1f} |")
    lines += ["", "What bounds the three rows that are farthest from what is asked for:", ""]
    for row in sorted(rows, key=lambda row: row["ratio"] / AT_LEAST[row["name"]])[:3]:
        lines.append(f"- {row['name']}: {'; '.join(bounds(row, peak, bandwidth))}")
    RESULTS.write_text("\n".join(lines) + "\n")
    print(f"\nwritten: {RESULTS}")


def bounds(row, peak, bandwidth):
    name, took = row["name"], row["ours"] * 1e-6
    if name in OPERATIONS:
        yield f"{100 * OPERATIONS[name] / took / 1e9 / peak:.0f} % of the floating-point operations that the machine can do"
    if name in BYTES:
        yield f"{100 * BYTES[name] / took / 1e9 / bandwidth:.0f} % of the memory bandwidth with the bytes that it must move"
    yield f"{100 * row['bytes'] / took / 1e9 / bandwidth:.0f} % of it for writing what is allocated"


def in_java(java, name, seconds):
    """Microseconds of a call, None where the process has no such program, and the bytes allocated."""
    java.stdin.write(f"{name} {seconds}\n")
    java.stdin.flush()
    answer = java.stdout.readline().split()
    if not answer:
        sys.exit(f"The Java process ended at {name}")
    return (None, 0) if answer[0] == "-" else (float(answer[0]), float(answer[1]))


def in_torch(program, seconds):
    times = []
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds:
        start = time.perf_counter()
        program()
        times.append((time.perf_counter() - start) * 1e6)
    return statistics.median(times)


def torch_programs():
    """Makes the programs of LargerTensors, under its names."""
    import torch
    from torch.func import hessian, jacrev
    from torch.nn.functional import cross_entropy, layer_norm

    print(f"pytorch   {torch.__version__}, {torch.get_num_threads()} threads")

    def leaf(*shape, scale=1.0, dtype=torch.float32):
        return (torch.randn(*shape, dtype=dtype) * scale).requires_grad_(True)

    def differentiated(program, *leaves):
        def run():
            for x in leaves:
                x.grad = None
            program().backward()

        return run

    def classes(n, count):
        return (31 * torch.arange(n)) % count

    def least_squares(rows, columns):
        a, b, x = torch.randn(rows, columns), torch.randn(rows), leaf(columns)
        return differentiated(lambda: (a @ x - b).square().sum(), x)

    def mlp():
        x, target = torch.randn(256, 784), classes(256, 10)
        w1, b1, w2, b2 = leaf(784, 256, scale=0.05), leaf(256, scale=0.05), leaf(256, 10, scale=0.05), leaf(10, scale=0.05)
        optimizer = torch.optim.SGD([w1, b1, w2, b2], lr=0.01)

        def run():
            optimizer.zero_grad()
            cross_entropy((x @ w1 + b1).relu() @ w2 + b2, target).backward()
            optimizer.step()

        return run

    def sin_exp(n):
        z = leaf(n)
        return differentiated(lambda: (z.sin() * (-z.square()).exp()).sum(), z)

    def matmul(dtype, n):
        a, b, ones = leaf(n, n, dtype=dtype), leaf(n, n, dtype=dtype), torch.ones(n, n, dtype=dtype)

        def run():
            a.grad = b.grad = None
            (a @ b).backward(ones)

        return run

    def softmax_cross_entropy():
        x, target = leaf(256, 1000), classes(256, 1000)
        return differentiated(lambda: cross_entropy(x, target), x)

    def normalised():
        x, w = leaf(256, 1024), torch.randn(256, 1024)
        return differentiated(lambda: (layer_norm(x, (1024,)) * w).sum(), x)

    def summed(dim):
        x, w = leaf(4096, 4096), torch.randn(4096)
        return differentiated(lambda: x.sum(dim) @ w, x)

    def derivative(of, f):
        m, v = torch.randn(100, 100), torch.randn(100)
        return lambda: of(lambda x: f(torch.tanh(m @ x)))(v)

    def regression():
        x, y, w = torch.randn(64, 20), torch.randn(64), leaf(20)
        optimizer = torch.optim.SGD([w], lr=0.01)

        def run():
            for _ in range(100):
                optimizer.zero_grad()
                (x @ w - y).square().mean().backward()
                optimizer.step()

        return run

    programs = {
        "leastSquares1000x1000": lambda: least_squares(1000, 1000),
        "leastSquares10000x100": lambda: least_squares(10_000, 100),
        "mlp": mlp,
        "softmaxCrossEntropy": softmax_cross_entropy,
        "layerNorm": normalised,
        "sumDim0": lambda: summed(0),
        "sumDim1": lambda: summed(1),
        "jacobian100": lambda: derivative(jacrev, lambda y: y),
        "hessian100": lambda: derivative(hessian, torch.sum),
        "regression": regression,
    }
    for n in (1000, 1_000_000, 10_000_000):
        programs[f"sinExp{n}"] = lambda n=n: sin_exp(n)
    for dtype in ("float32", "float64"):
        for n in (256, 512, 1024):
            programs[f"matmul{n}{dtype}"] = lambda n=n, dtype=dtype: matmul(getattr(torch, dtype), n)
    return programs


if __name__ == "__main__":
    main()
