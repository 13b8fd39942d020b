"""How long a kernel takes from the start of its process until its first result is shown, and how much memory it has then.

Leibniz runs a cell that makes a tensor, records a function of it, differentiates it and shows the gradient; JJava, the
continuation of IJava, shows 1 + 1; IPython with PyTorch, where it is installed, does what Leibniz does. The kernels
take turns in one run, so that what else the machine does hits all of them alike. The memory is what the process that
evaluates the cells has resident: JJava runs a second one that only starts it. Ends with exit code 1 when the median time
of Leibniz is more than half of that of another, or its memory more than 60 % of that of JJava.
"""

import importlib.util
import statistics
import sys
import time

import jupyter_kernels

GRADIENT = "var x = arange(4.0).requiresGrad_(true); var y = dot(x, x).mul(2); y.backward(); x.grad()"
TORCH_GRADIENT = "import torch; x = torch.arange(4.0, requires_grad=True); y = 2 * torch.dot(x, x); y.backward(); x.grad"
GRADIENT_SHOWN = "tensor([ 0.,  4.,  8., 12.])"
LEIBNIZ = "Leibniz, first gradient"
JJAVA = "JJava, 1 + 1"
PYTORCH = "IPython with PyTorch, first gradient"
MOST_TIME = 0.5
MOST_MEMORY = 0.6


def main():
    arguments = jupyter_kernels.arguments(__doc__, rounds=9)

    trials = {LEIBNIZ: ("leibniz", GRADIENT, GRADIENT_SHOWN), JJAVA: ("java", "1 + 1", "2")}
    if importlib.util.find_spec("torch") and importlib.util.find_spec("ipykernel"):
        trials[PYTORCH] = ("python3", TORCH_GRADIENT, GRADIENT_SHOWN)

    milliseconds = {name: [] for name in trials}
    megabytes = {name: [] for name in trials}
    with jupyter_kernels.leibniz_installed(arguments.jupyter):
        for number in range(arguments.rounds + 1):
            for name, trial in trials.items():
                taken, resident = first_result(*trial)
                if number > 0:  # The first round only brings the files into memory.
                    milliseconds[name].append(taken)
                    megabytes[name].append(resident)
    print_table(f"milliseconds from process start to the first result shown, {arguments.rounds} rounds", milliseconds)
    print_table("resident megabytes after it", megabytes)
    missed = []
    for other in (name for name in trials if name != LEIBNIZ):
        check("time", milliseconds, other, MOST_TIME, missed)
    check("memory", megabytes, JJAVA, MOST_MEMORY, missed)
    if missed:
        sys.exit("; ".join(missed))


def print_table(title, figures):
    print(f"\n{title}\n{'':40}{'median':>8}{'least':>8}{'most':>8}")
    for name, values in figures.items():
        print(f"{name:40}{statistics.median(values):8.0f}{min(values):8.0f}{max(values):8.0f}")


def check(what, figures, other, most, missed):
    share = statistics.median(figures[LEIBNIZ]) / statistics.median(figures[other])
    print(f"Leibniz needs {share:.2f} of the {what} of {other}")
    if share > most:
        missed.append(f"{share:.2f} of the {what} of {other} is too much, {most} is the limit")


def first_result(kernel_name, code, expected):
    start = time.perf_counter()
    kernel = jupyter_kernels.Kernel(kernel_name)
    try:
        shown = kernel.result(code)
        taken = (time.perf_counter() - start) * 1000
        resident = max(process.memory_info().rss for process in kernel.processes()) / 1e6
    finally:
        kernel.stop()
    if shown != expected:
        sys.exit(f"the kernel {kernel_name} shows {shown} where {expected} is right")
    return taken, resident


if __name__ == "__main__":
    main()
