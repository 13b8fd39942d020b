"""How long a warm kernel takes to answer: short cells, also in long sessions, and messages of a widget.

A round trip goes from the moment the client sends the cell until it hears on iopub that the kernel is idle again; by
then the result has arrived too. Each figure is the median of many. Ends with exit code 1 when one is over its limit.
"""

import statistics
import sys
import time

import jupyter_kernels

LIMITS = {
    "1 + 1": 10,
    "a tensor: dot(x, x).mul(2)": 15,
    "1 + 1 after 1,000 cells": 10,
    "1 + 1 with 300 variables": 20,
    "a cell that fails, with advice": 100,
    "60 messages of a comm": 300,
}
WARM_UP = 300
NAMES = 300
CELLS = 1000
MESSAGES = 60
TARGET = 'Comm.onOpen("latency", (comm, opened) -> { comm.onMessage(message -> comm.send(message.data())); });'


def main():
    arguments = jupyter_kernels.arguments(__doc__, rounds=100)

    with jupyter_kernels.leibniz_installed(arguments.jupyter):
        figures = dict(zip(LIMITS, measure(arguments.rounds)))
    print(f"\nmilliseconds, {arguments.rounds} rounds\n{'':40}{'median':>8}{'least':>8}{'most':>8}{'limit':>8}")
    missed = []
    for name, taken in figures.items():
        median = statistics.median(taken)
        print(f"{name:40}{median:8.1f}{min(taken):8.1f}{max(taken):8.1f}{LIMITS[name]:8}")
        if median > LIMITS[name]:
            missed.append(f"{name}: {median:.1f} ms is too long, {LIMITS[name]} is the limit")
    if missed:
        sys.exit("\n".join(missed))


def measure(rounds):
    """The milliseconds of each round, in the order of LIMITS."""
    kernel = jupyter_kernels.Kernel("leibniz")
    try:
        run(kernel, "var x = arange(4.0);")
        for _ in range(WARM_UP):
            run(kernel, "1 + 1")
            run(kernel, "dot(x, x).mul(2)")
        yield [run(kernel, "1 + 1") for _ in range(rounds)]
        yield [run(kernel, "dot(x, x).mul(2)") for _ in range(rounds)]
        for number in range(CELLS):
            run(kernel, f"{number} + 1")
        yield [run(kernel, "1 + 1") for _ in range(rounds)]
        run(kernel, "\n".join(f"int n{number} = {number};" for number in range(NAMES)))
        yield [run(kernel, "1 + 1") for _ in range(rounds)]
        failing = [
            "x ** 2",
            "y = torch.dot(x, x)",
            "x.requires_grad_(True)",
            "def f(a):\n    return a * 2",
            "x²",
            "x.sum().backwrad()",
            "exp(1.0)",
            "nowhere",
            'int n = "text";',
            "x.reshape(3)",
        ]
        for _ in range(rounds // 10):
            for cell in failing:
                run(kernel, cell)
        yield [run(kernel, cell) for _ in range(rounds // len(failing)) for cell in failing]
        run(kernel, TARGET)
        send(kernel, "comm_open", comm_id="c", target_name="latency", data={})
        yield [messages(kernel) for _ in range(max(1, rounds // 10))]
    finally:
        kernel.stop()


def run(kernel, code):
    start = time.perf_counter()
    kernel.published(kernel.client.execute(code), "status", execution_state="idle")
    return (time.perf_counter() - start) * 1000


def messages(kernel):
    """Sends the messages one after another, without waiting for their answers; takes the time until all are there."""
    start = time.perf_counter()
    sent = [send(kernel, "comm_msg", comm_id="c", data={"value": value}) for value in range(MESSAGES)]
    answered = 0
    while answered < MESSAGES:
        message = kernel.client.get_iopub_msg(timeout=jupyter_kernels.PATIENCE_SECONDS)
        answered += message["msg_type"] == "comm_msg"
    taken = (time.perf_counter() - start) * 1000
    while message["parent_header"].get("msg_id") != sent[-1] or message["content"].get("execution_state") != "idle":
        message = kernel.client.get_iopub_msg(timeout=jupyter_kernels.PATIENCE_SECONDS)
    return taken


def send(kernel, kind, **content):
    message = kernel.client.session.msg(kind, content)
    kernel.client.shell_channel.send(message)
    return message["header"]["msg_id"]


if __name__ == "__main__":
    main()
