"""How fast programs with larger tensors are computed and differentiated, side by side with PyTorch in one run.

The programs stand in jmh/src/main/java/leibniz/bench/LargerTensors.java, and here once more for PyTorch. Both processes stay
warm and take turns, so that what else the machine does hits both alike; the ratio is PyTorch's time by Leibniz's, in the
round where it is the median. Ends with exit code 1 where a ratio is below what the project asks for.
"""

import importlib.util
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

    programs = torch_programs()
    home = jupyter_kernels.jdk()
    jupyter_kernels.print_facts(home)
    prefixes = tuple((arguments.only or "").split(","))
    names = [name for name in AT_LEAST if name.startswith(prefixes)]
    java = subprocess.Popen(
        [f"{home}/bin/java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=75",
         "--add-exports", "java.base/jdk.internal.module=ALL-UNNAMED",
         "-cp", arguments.classes or pytorch.build(), "leibniz.bench.LargerTensors"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    print(f"\nmicroseconds forward and backward, medians of {arguments.rounds} rounds")
    print(f"{'':24}{'Leibniz':>12}{'PyTorch':>12}{'ratio':>9}{'least':>9}{'most':>9}{'asked for':>11}", flush=True)
    missed = []
    for name in names:
        program = programs[name]()
        in_java(java, name, WARM_UP_SECONDS)
        in_torch(program, SECONDS)
        pairs = [(in_java(java, name, SECONDS), in_torch(program, SECONDS)) for _ in range(arguments.rounds)]
        ratios = [theirs / ours for ours, theirs in pairs]
        ratio, wanted = statistics.median(ratios), AT_LEAST[name]
        print(f"{name:24}{statistics.median(p[0] for p in pairs):12.1f}{statistics.median(p[1] for p in pairs):12.1f}"
              f"{ratio:9.2f}{min(ratios):9.2f}{max(ratios):9.2f}{wanted:11}", flush=True)
        if ratio < wanted:
            missed.append(f"{name} has {ratio:.2f}, not {wanted}")
        java.stdin.write("forget\n")
    java.stdin.close()
    if missed:
        sys.exit("; ".join(missed))


def in_java(java, name, seconds):
    java.stdin.write(f"{name} {seconds}\n")
    java.stdin.flush()
    answer = java.stdout.readline()
    return float(answer) if answer else sys.exit(f"The Java process ended at {name}")


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
