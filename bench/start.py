"""How long a kernel takes from the start of its process until its first result is shown.

Leibniz runs a cell that makes a tensor, records a function of it, differentiates it and shows the gradient; JJava, the
continuation of IJava, shows 1 + 1; IPython with PyTorch, where it is installed, does what Leibniz does. The kernels
take turns in one run, so that what else the machine does hits all of them alike. Ends with exit code 1 when the median
of Leibniz is longer than that of JJava.
"""

import argparse
import importlib.util
import statistics
import sys
import time

import jupyter_kernels

GRADIENT = "var x = arange(4.0).requiresGrad_(true); var y = dot(x, x).mul(2); y.backward(); x.grad()"
TORCH_GRADIENT = "import torch; x = torch.arange(4.0, requires_grad=True); y = 2 * torch.dot(x, x); y.backward(); x.grad"
GRADIENT_SHOWN = "tensor([ 0.,  4.,  8., 12.])"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--setup", metavar="DIR", help="make a Python environment with what this needs, and stop")
    parser.add_argument("--rounds", type=int, default=9, help="default: %(default)s")
    arguments = parser.parse_args()
    if arguments.setup:
        return jupyter_kernels.set_up(arguments.setup)

    trials = {
        "Leibniz, first gradient": ("leibniz", GRADIENT, GRADIENT_SHOWN),
        "JJava, 1 + 1": ("java", "1 + 1", "2"),
    }
    if importlib.util.find_spec("torch") and importlib.util.find_spec("ipykernel"):
        trials["IPython with PyTorch, first gradient"] = ("python3", TORCH_GRADIENT, GRADIENT_SHOWN)

    with jupyter_kernels.leibniz_installed():
        seconds = {name: [] for name in trials}
        for number in range(arguments.rounds + 1):
            for name, trial in trials.items():
                taken = first_result(*trial)
                if number > 0:  # The first round only brings the files into memory.
                    seconds[name].append(taken)
    print(f"\nmilliseconds from process start to the first result shown, {arguments.rounds} rounds")
    print(f"{'':40}{'median':>8}{'least':>8}{'most':>8}")
    for name, taken in seconds.items():
        print(f"{name:40}{statistics.median(taken) * 1000:8.0f}{min(taken) * 1000:8.0f}{max(taken) * 1000:8.0f}")
    leibniz, jjava, *_ = (statistics.median(taken) for taken in seconds.values())
    if leibniz > jjava:
        sys.exit(f"Leibniz takes {leibniz / jjava:.2f} times as long as JJava")
    print(f"Leibniz takes {leibniz / jjava:.2f} of the time of JJava")


def first_result(kernel_name, code, expected):
    start = time.perf_counter()
    kernel = jupyter_kernels.Kernel(kernel_name)
    try:
        shown = kernel.result(code)
        taken = time.perf_counter() - start
    finally:
        kernel.stop()
    if shown != expected:
        sys.exit(f"the kernel {kernel_name} shows {shown} where {expected} is right")
    return taken


if __name__ == "__main__":
    main()
