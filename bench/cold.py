"""What a notebook pays whose cells run once each: a fresh kernel has compiled nothing yet.

Leibniz and IPython with PyTorch take turns, each time in fresh processes: the cells of the course's chapter from the start
of the process until the last one has its result, and in further processes the first product of two matrices of 512 x 512,
and the first step of a network. And Leibniz alone the first cells of a session, one by one. Ends with exit code 1 when
Leibniz needs more than half of the time of PyTorch for the chapter, or the first cells of a session take longer in the
median than the project asks for. The first product and the first step are printed.
"""

import importlib.util
import statistics
import sys
import time

import jupyter_kernels

LEIBNIZ = "Leibniz"
PYTORCH = "IPython with PyTorch"
KERNELS = {LEIBNIZ: "leibniz", PYTORCH: "python3"}
# The chapter in both languages, cell by cell.
CHAPTER = [
    ("var x = arange(4.0); x",
     "import torch\nx = torch.arange(4.0)\nx"),
    ("x.requiresGrad_(true); x.grad()",
     "x.requires_grad_(True)\nx.grad"),
    ("var y = 2 * dot(x, x); y",
     "y = 2 * torch.dot(x, x)\ny"),
    ("y.backward(); x.grad()",
     "y.backward()\nx.grad"),
    ("x.grad().eq(4 * x)",
     "x.grad == 4 * x"),
    ("x.zeroGrad(); var s = x.sum(); s.backward(); x.grad()",
     "x.grad.zero_()\ny = x.sum()\ny.backward()\nx.grad"),
    ("x.zeroGrad(); var v = x * x; v.backward(ones(4)); x.grad()",
     "x.grad.zero_()\ny = x * x\ny.backward(gradient=torch.ones(len(y)))\nx.grad"),
    ("x.zeroGrad(); var w = x * x; var u = w.detach(); var z = u * x; z.sum().backward(); x.grad().eq(u)",
     "x.grad.zero_()\ny = x * x\nu = y.detach()\nz = u * x\nz.sum().backward()\nx.grad == u"),
    ("x.zeroGrad(); w.sum().backward(); x.grad().eq(2 * x)",
     "x.grad.zero_()\ny.sum().backward()\nx.grad == 2 * x"),
    ("""Tensor f(Tensor a) {
    var b = a * 2;
    while (b.norm().item() < 1000) b = b * 2;
    return b.sum().item() > 0 ? b : 100 * b;
}""",
     """def f(a):
    b = a * 2
    while b.norm() < 1000:
        b = b * 2
    return b if b.sum() > 0 else 100 * b"""),
    ("var a = randn().requiresGrad_(true); var d = f(a); d.backward(); a.grad().eq(d / a)",
     "a = torch.randn(size=(), requires_grad=True)\nd = f(a)\nd.backward()\na.grad == d / a"),
]
# Each of these alone, after a cell that makes what it works on.
FIRST = {
    "the first product of two matrices of 512 x 512": (
        ("var a = randn(512, 512); var b = randn(512, 512); 0", "a.matmul(b).sum()"),
        ("import torch; a = torch.randn(512, 512); b = torch.randn(512, 512); 0", "a.matmul(b).sum()"),
    ),
    "the first step of a network 256x784-256-10": (
        ("""var x = randn(256, 784); var t = zeros(INT64, 256);
var w1 = (0.05 * randn(784, 256)).requiresGrad_(true); var w2 = (0.05 * randn(256, 10)).requiresGrad_(true); 0""",
         """var loss = x.matmul(w1).relu().matmul(w2).crossEntropy(t);
loss.backward();
noGrad(() -> { w1.sub_(0.01 * w1.grad()); w2.sub_(0.01 * w2.grad()); });
loss"""),
        ("""import torch
x = torch.randn(256, 784); t = torch.zeros(256, dtype=torch.int64)
w1 = (0.05 * torch.randn(784, 256)).requires_grad_(True); w2 = (0.05 * torch.randn(256, 10)).requires_grad_(True); 0""",
         """loss = torch.nn.functional.cross_entropy(x.matmul(w1).relu().matmul(w2), t)
loss.backward()
with torch.no_grad():
    w1.sub_(0.01 * w1.grad); w2.sub_(0.01 * w2.grad)
loss"""),
    ),
}
# What someone types in the first minutes, none of it twice.
SESSION = [java for java, _ in CHAPTER] + [
    "1 + 1", "var n = 10", "n * n", "var list = List.of(3, 1, 2)", "list.stream().sorted().toList()",
    "int square(int k) { return k * k; }", "square(7)", "record Point(double x, double y) {}", "new Point(1, 2)",
    "var m = randn(3, 3); m.matmul(m)", "m.sum(0)", "m.exp().log()", "linspace(0, 1, 5)", "ones(2, 3)",
]
MOST_OF_PYTORCH = 0.5
MOST_MILLISECONDS = 10


def main():
    arguments = jupyter_kernels.arguments(__doc__, rounds=5)
    kernels = [LEIBNIZ, PYTORCH] if importlib.util.find_spec("torch") and importlib.util.find_spec("ipykernel") else [LEIBNIZ]
    chapter = {name: [] for name in kernels}
    first = {what: {name: [] for name in kernels} for what in FIRST}
    session = []
    with jupyter_kernels.leibniz_installed(arguments.jupyter):
        for number in range(arguments.rounds + 1):
            taken = {name: whole_chapter(name) for name in kernels}
            once = {what: {name: alone(name, *cells[kernel_number(name)]) for name in kernels} for what, cells in FIRST.items()}
            cells = one_by_one()
            if number == 0:  # The first round only brings the files into memory.
                continue
            for name in kernels:
                chapter[name].append(taken[name])
                for what in FIRST:
                    first[what][name].append(once[what][name])
            session.append(statistics.median(cells))
    print(f"\nmilliseconds, medians of {arguments.rounds} rounds")
    for name in kernels:
        print(f"{'the chapter, from the start of the process':52}{name:24}{statistics.median(chapter[name]):8.0f}")
    for what, times in first.items():
        for name in kernels:
            print(f"{what:52}{name:24}{statistics.median(times[name]):8.1f}")
    print(f"{f'the median of the first {len(SESSION)} cells of a session':52}{LEIBNIZ:24}{statistics.median(session):8.1f}")
    missed = []
    if PYTORCH in kernels:
        share = statistics.median(chapter[LEIBNIZ]) / statistics.median(chapter[PYTORCH])
        print(f"Leibniz needs {share:.2f} of the time of PyTorch for the chapter")
        if share > MOST_OF_PYTORCH:
            missed.append(f"{share:.2f} of the time of PyTorch for the chapter is too much, {MOST_OF_PYTORCH} is the limit")
    else:
        print("This Python has no ipykernel or no PyTorch to compare with: pip install ipykernel torch")
    if statistics.median(session) > MOST_MILLISECONDS:
        missed.append(f"{statistics.median(session):.1f} ms for one of the first cells is too much, {MOST_MILLISECONDS} is the limit")
    if missed:
        sys.exit("; ".join(missed))


def kernel_number(name):
    return list(KERNELS).index(name)


def whole_chapter(name):
    start = time.perf_counter()
    kernel = jupyter_kernels.Kernel(KERNELS[name])
    try:
        for cells in CHAPTER:
            run(kernel, cells[kernel_number(name)])
        return (time.perf_counter() - start) * 1000
    finally:
        kernel.stop()


def alone(name, before, cell):
    kernel = jupyter_kernels.Kernel(KERNELS[name])
    try:
        run(kernel, before)
        return run(kernel, cell)
    finally:
        kernel.stop()


def one_by_one():
    kernel = jupyter_kernels.Kernel(KERNELS[LEIBNIZ])
    try:
        return [run(kernel, cell) for cell in SESSION]
    finally:
        kernel.stop()


def run(kernel, cell):
    """The milliseconds from the request until the kernel is idle again."""
    start = time.perf_counter()
    request = kernel.client.execute(cell)
    while True:
        message = kernel.client.get_iopub_msg(timeout=jupyter_kernels.PATIENCE_SECONDS)
        if message["parent_header"].get("msg_id") != request:
            continue
        if message["msg_type"] == "error":
            sys.exit(f"{cell}\n{message['content']['evalue']}")
        if message["content"].get("execution_state") == "idle":
            return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
