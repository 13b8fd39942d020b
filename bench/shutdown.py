"""How long a kernel takes to end after it was told to: at rest, and busy with threads that would keep Java running.

Each figure is the time from the shutdown request until the process is gone. Ends with exit code 1 when one takes longer
than a second.
"""

import statistics
import sys
import time

import jupyter_kernels

THREADS = """for (int i = 0; i < 3; i++) {
    new Thread(() -> { while (true) { try { Thread.sleep(1000); } catch (Throwable t) { } } }).start();
    new Thread(() -> { while (true) { } }).start();
}
System.out.println("go");
"""
CELLS = {
    "at rest": 'System.out.println("go");',
    "non-daemon threads": THREADS,
    "threads and an endless loop": THREADS + "while (true) {}",
    "threads and endless printing": THREADS + 'while (true) System.out.println("and on");',
    "threads, stuck inside Java": THREADS + 'Pattern.matches("(a|aa)*\\\\1b", "a".repeat(60) + "c");',
    "a shutdown hook that waits": "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) {} }));\n" + THREADS,
}
LONGEST_MILLISECONDS = 1000


def main():
    arguments = jupyter_kernels.arguments(__doc__, rounds=5)

    milliseconds = {name: [] for name in CELLS}
    with jupyter_kernels.leibniz_installed(arguments.jupyter):
        for _ in range(arguments.rounds):
            for name, code in CELLS.items():
                milliseconds[name].append(shutdown(code))
    print(f"\nmilliseconds from shutdown_request to the end of the process, {arguments.rounds} rounds")
    print(f"{'':40}{'median':>8}{'most':>8}")
    for name, taken in milliseconds.items():
        print(f"{name:40}{statistics.median(taken):8.0f}{max(taken):8.0f}")
    slow = [name for name, taken in milliseconds.items() if max(taken) > LONGEST_MILLISECONDS]
    if slow:
        sys.exit(f"{', '.join(slow)}: more than {LONGEST_MILLISECONDS} ms is too long")


def shutdown(code):
    kernel = jupyter_kernels.Kernel("leibniz")
    try:
        kernel.published(kernel.client.execute(code), "stream")
        process = kernel.processes()[0]
        began = time.perf_counter()
        kernel.client.shutdown()
        process.wait(timeout=jupyter_kernels.PATIENCE_SECONDS)
        return (time.perf_counter() - began) * 1000
    finally:
        kernel.stop()


if __name__ == "__main__":
    main()
